"""Plain decisions about plain values: opening hours, what a record lacks, what lies near, which word was meant."""
