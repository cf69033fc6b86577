"""Initiatives, the pearls of a network: who does what, for whom, where, under which theme of the common agenda, and what they
look for. Where two do the same, where nobody does anything, and who would strengthen whom is found by plain rules that say why.

Who coordinates the network writes the agenda and notes what others do; an owner keeps its own. A pearl comes in half-filled
from a mail, says once a year that it still runs, and is joined before it is done again. This room looks back at organisations
and their networks, and at partnerships to keep to itself what is hidden there. It never judges how good an initiative is.
"""
