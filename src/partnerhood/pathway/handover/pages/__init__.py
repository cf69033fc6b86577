"""Pages of hand-overs."""

from partnerhood.pathway.handover.pages.afterwards import end_domain, look, reopen
from partnerhood.pathway.handover.pages.asking import answer, ask, of_partnership, take_back
from partnerhood.pathway.handover.pages.signing import evidence, handover, plan, sign

__all__ = [
    "answer",
    "ask",
    "end_domain",
    "evidence",
    "handover",
    "look",
    "of_partnership",
    "plan",
    "reopen",
    "sign",
    "take_back",
]
