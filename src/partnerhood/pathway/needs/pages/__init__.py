"""Pages about needs: to voice one, to read them, to decide on them."""
