"""What people do with activities: plan, plan anew, call off, say what was held, keep the list of who came."""

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
    "call_off",
    "correct_attendance",
    "correct_session",
    "hold",
    "plan",
    "replan",
    "strike",
]
