"""Pages about devices: to read them, to say how one is, to keep the list, to ask elsewhere."""
