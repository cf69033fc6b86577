"""Pages about what a hospital counts."""
