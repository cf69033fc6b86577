"""What people do with activities: plan, plan anew, call off, say what was held, keep the list of who came,
bring in what was held before."""

from partnerhood.pathway.activities.actions.earlier import bring_in_earlier
from partnerhood.pathway.activities.actions.holding import attend, correct_attendance, correct_session, hold, strike
from partnerhood.pathway.activities.actions.planning import call_off, plan, replan
from partnerhood.pathway.activities.actions.refusals import (
    CalledOff,
    GoalOrReason,
    MoreWomenThanPeople,
    NoPeriod,
    NotAgreed,
    NotBelievable,
    NotYet,
    OnTheListAlready,
    StandsStill,
)

__all__ = [
    "CalledOff",
    "GoalOrReason",
    "MoreWomenThanPeople",
    "NoPeriod",
    "NotAgreed",
    "NotBelievable",
    "NotYet",
    "OnTheListAlready",
    "StandsStill",
    "attend",
    "bring_in_earlier",
    "call_off",
    "correct_attendance",
    "correct_session",
    "hold",
    "plan",
    "replan",
    "strike",
]
