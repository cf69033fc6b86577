"""The exploration dossier: two boards look for half a year at how closely their houses want to work together, in the open.

It looks back at partnerships, rounds and goals: the question stands under both keys, each side scores apart, the outcome
starts goals. It holds every option open until both boards chose one in the same words, keeps what was withdrawn readable,
and never shows a weight or a score to who has none to give, nor what is closed before its day.
"""
