"""What every record has in common: an id that can be made anywhere, one canonical text, and one clock.

This room holds mechanism and no rows of its own, so its files carry the name of the mechanism. It never knows what a record is about.
"""
