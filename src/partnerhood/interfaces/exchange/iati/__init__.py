"""IATI: activities as the world publishes them, read one by one from a file of any size, or refused with a sentence.

`reading.read` gives for every activity either what was found or why it was refused; `activity.Activity` is one activity
with all its parts, and the payload of the operation that brings it in; `codes` knows IATI's lists.
"""
