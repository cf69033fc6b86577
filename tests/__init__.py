"""What Partnerhood promises, written as tests; the folders mirror src."""
