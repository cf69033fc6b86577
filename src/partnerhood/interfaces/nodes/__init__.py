"""Other nodes: a partner takes its whole record home, a machine of its own goes on from there, and the two exchange what each
accepted, as equals: over a line, or as a file that somebody carries.

It looks back at who works with whom. It never judges what another node accepted, never shows a node more than the books
that were shared with it, and never lets what was named to stay at home leave it.
"""
