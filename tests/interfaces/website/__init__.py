"""The front of the house."""
