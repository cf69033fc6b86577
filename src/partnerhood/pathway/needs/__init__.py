"""What a local team asks for, in its own words and in its own order.

A need belongs to an organisation and to nobody else: only its own people voice, rank and answer it, and they decide which
partners read it. It looks back at partnerships to know who could be asked. It is never made from an offer, and the name of
who voiced it never leaves the house it was voiced in.
"""
