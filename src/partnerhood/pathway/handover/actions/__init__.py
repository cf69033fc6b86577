"""What people do with hand-overs: choose criteria, ask, answer, plan, sign, look again, ask back, or end a domain otherwise."""

from partnerhood.pathway.handover.actions.asking import AskedAlready, Settled, answer, ask, end_domain, take_back
from partnerhood.pathway.handover.actions.criteria import AsBefore, CannotBe, NoReason, choose_criteria
from partnerhood.pathway.handover.actions.signing import (
    NotHandedOver,
    NothingBeside,
    NothingKnown,
    NotWhatIsKnown,
    StandsStill,
    StillOpen,
    TooEarly,
    check,
    plan,
    reopen,
    sign,
)

__all__ = [
    "AsBefore",
    "AskedAlready",
    "CannotBe",
    "NoReason",
    "NotHandedOver",
    "NotWhatIsKnown",
    "NothingBeside",
    "NothingKnown",
    "Settled",
    "StandsStill",
    "StillOpen",
    "TooEarly",
    "answer",
    "ask",
    "check",
    "choose_criteria",
    "end_domain",
    "plan",
    "reopen",
    "sign",
    "take_back",
]
