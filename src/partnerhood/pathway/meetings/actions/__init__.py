"""What people do with meetings."""

from partnerhood.pathway.meetings.actions.agenda import bring, drop, minute, reword
from partnerhood.pathway.meetings.actions.agreeing import decide, end_action, plan
from partnerhood.pathway.meetings.actions.calling import call, call_off, change, give_mandate
from partnerhood.pathway.meetings.actions.minutes import attend, correct, lay, open_to, sign

__all__ = [
    "attend",
    "bring",
    "call",
    "call_off",
    "change",
    "correct",
    "decide",
    "drop",
    "end_action",
    "give_mandate",
    "lay",
    "minute",
    "open_to",
    "plan",
    "reword",
    "sign",
]
