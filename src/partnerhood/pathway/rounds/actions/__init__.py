"""What people do in rounds: open, score apart, say what they saw, propose a step, sign it, plan, close."""

from partnerhood.pathway.rounds.actions.apart import (
    AgreedAlready,
    AsksTooMuch,
    Closed,
    NotAnAnswer,
    NothingToLookAt,
    NotInThisRound,
    OpenAlready,
    VoicesMissing,
    hand_in,
    lay_open,
    open,
    score,
)
from partnerhood.pathway.rounds.actions.earlier import bring_in_open_point
from partnerhood.pathway.rounds.actions.hours import cap_hours
from partnerhood.pathway.rounds.actions.instruments import (
    LicenceMissing,
    OursAlready,
    SameInstrument,
    bring_in_instrument,
)
from partnerhood.pathway.rounds.actions.plan import PlanMissing, Unsettled, close, end_action, plan
from partnerhood.pathway.rounds.actions.together import (
    NotAllIn,
    OwnFirst,
    ReasonsChanged,
    ReasonsMissing,
    StandsStill,
    propose,
    say,
    sign,
)

__all__ = [
    "AgreedAlready",
    "AsksTooMuch",
    "Closed",
    "LicenceMissing",
    "NotAllIn",
    "NotAnAnswer",
    "NotInThisRound",
    "NothingToLookAt",
    "OpenAlready",
    "OursAlready",
    "OwnFirst",
    "PlanMissing",
    "ReasonsChanged",
    "ReasonsMissing",
    "SameInstrument",
    "StandsStill",
    "Unsettled",
    "VoicesMissing",
    "bring_in_instrument",
    "bring_in_open_point",
    "cap_hours",
    "close",
    "end_action",
    "hand_in",
    "lay_open",
    "open",
    "plan",
    "propose",
    "say",
    "score",
    "sign",
]
