"""The devices that keep people alive: which there are, which are broken and for how long, who helps, who repaired them.

How a device is follows from what people said of it, one after the other; nothing that somebody said is written over. It looks
back at organisations and partnerships, to know who may be asked elsewhere. It never says who broke something, it is never a
score of a person, and the public never reads it: a list of devices is of use to thieves.
"""
