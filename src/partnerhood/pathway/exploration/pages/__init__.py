"""Pages of explorations."""
