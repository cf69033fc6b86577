"""What a hospital counts, period by period: a month's grid, a page of a register, a file of a national system, each kept as
it was sent, in columns. A later report on the same days counts in the place of an earlier one, which stays readable. Sums are
kept beside the reports so that a page over ten million readings asks for a handful of rows; they always equal a recount.

The room looks back at indicators for the arithmetic and at goals for what is worth counting. It holds no patient, belongs to
the hospital's own book, and never says whether a goal was reached (that is measurement)."""
