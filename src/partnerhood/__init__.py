"""Partnerhood runs a health partnership from a need to its hand-over."""

__version__ = "0.1.0"
