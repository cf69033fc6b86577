"""Meetings of working groups, boards and committees: who called them, what was asked, what was decided, who does what by when.

It looks back at partnerships, whose bodies these are, and at goals, which decisions serve. Open action points return on the next
agenda by themselves; minutes count under two keys. It never shows a meeting to somebody whom it does not concern, nor a name to
the public.
"""
