"""Pages about partnerships, and what the pages of the whole pathway share."""
