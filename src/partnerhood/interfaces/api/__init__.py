"""The open API and `POST /sync`: other programs, tablets and nodes say the same operations, and read what a person may see.

It has no rules of its own: every write goes through the door with the rights of who signed in, every reading through the
same `visible_to` that the pages ask.
"""
