"""What a programme is made of, and plain decisions about it. The shapes follow IATI 2.03 and are what its operation takes."""
