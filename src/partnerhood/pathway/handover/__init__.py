"""Letting go: a hospital says that it stands on its own in a care domain, both sides look at ten criteria and sign what stays.

It looks back at rounds, goals and partnerships for the facts. Facts are shown and people decide; only the hospital asks, and no
programme's end is a reason. Afterwards one looks again at 6, 12 and 24 months, and asking back is a deed like any other.
"""
