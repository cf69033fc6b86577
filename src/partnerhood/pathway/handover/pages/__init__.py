"""Pages of hand-overs."""

from partnerhood.pathway.handover.pages.afterwards import end_domain, look, reopen
from partnerhood.pathway.handover.pages.asking import answer, ask, of_partnership, ready, take_back
from partnerhood.pathway.handover.pages.criteria import choose_criteria, criteria
from partnerhood.pathway.handover.pages.numbers import standing, standing_across, standing_in
from partnerhood.pathway.handover.pages.reading import criterion, evidence, handover
from partnerhood.pathway.handover.pages.signing import plan, renew, sign

__all__ = [
    "answer",
    "ask",
    "choose_criteria",
    "criteria",
    "criterion",
    "end_domain",
    "evidence",
    "handover",
    "look",
    "of_partnership",
    "plan",
    "ready",
    "renew",
    "reopen",
    "sign",
    "standing",
    "standing_across",
    "standing_in",
    "take_back",
]
