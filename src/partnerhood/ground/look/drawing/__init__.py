"""Where each line and mark of a picture lies: plain arithmetic, so that templates only write it down."""
