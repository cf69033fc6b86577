"""A funder's programme as its publisher tells it: who takes part, where, with what money, and which results are promised.

It looks back at organisations, keys and goals. A result is the funder's language and a goal the partnership's: they are
linked and never mixed. What was published elsewhere comes in as a proposal with its source beside it, and nobody has
agreed to it here until its partners turn their keys.
"""
