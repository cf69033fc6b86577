"""Pages where files come in and go out: spreadsheets of before, and what a national system counts."""
