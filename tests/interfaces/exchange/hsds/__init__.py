"""The directory of care as HSDS 3.0."""
