"""Partnerships: organisations that decide together, the charter they signed, their bodies, and when it stands still.

It looks back at organisations, people and signatures. It never decides what the work is: a partnership is not a project,
and it outlives its programme, its funder and its place.
"""
