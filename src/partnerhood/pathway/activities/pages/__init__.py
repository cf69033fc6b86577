"""Pages about activities."""
