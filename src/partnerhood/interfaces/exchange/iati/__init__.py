"""IATI: activities as the world publishes them, read one by one from a file of any size, or refused with a sentence.

`reading.read` gives for every activity either what was found or why it was refused; what an activity consists of, and what
its codes are called, is known by the room that brings it in: `pathway.programmes.rules`.
"""
