"""Exchange: what comes in from other systems and goes out to them, in their own formats.

It reads IATI files and spreadsheets into plain typed values, each with its line or row, or says in one sentence why a
part cannot be used; it writes spreadsheets in which nothing can be executed. It looks back at every room, decides
nothing itself, and never writes: what was read becomes an operation of the room it belongs to.
"""
