"""Pages about goals: to read one, to write its words, to turn a key, to bring in a signed page."""
