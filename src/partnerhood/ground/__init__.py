"""What every room stands on; each may look only at those above it in the list of ARCHITECTURE.md."""
