"""The front of the house: what waits for me, the page of a hospital, search, and what everybody may read.

It puts together what other rooms answer and has no rules of its own; what it keeps is the index that search reads.
"""
