"""Plain decisions about plain values: what a pasted mail says, what a record lacks, what resembles what, and who lacks whom."""
