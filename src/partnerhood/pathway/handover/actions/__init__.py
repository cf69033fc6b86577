"""What people do with hand-overs: ask, answer criteria, plan, sign, look again, ask back, or end a domain otherwise."""

from partnerhood.pathway.handover.actions.asking import AskedAlready, Settled, answer, ask, end_domain, take_back
from partnerhood.pathway.handover.actions.signing import (
    NotHandedOver,
    StandsStill,
    StillOpen,
    TooEarly,
    check,
    plan,
    reopen,
    sign,
)

__all__ = [
    "AskedAlready",
    "NotHandedOver",
    "Settled",
    "StandsStill",
    "StillOpen",
    "TooEarly",
    "answer",
    "ask",
    "check",
    "end_domain",
    "plan",
    "reopen",
    "sign",
    "take_back",
]
