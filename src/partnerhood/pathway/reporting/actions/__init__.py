"""What people do with what was counted: report it, show the page it was counted from, look at what another house reported, and
say where a number of a national system counts."""

from partnerhood.pathway.reporting.actions.mapping import AlreadyThere, OnlyNumbers, Unheard, map_to, unmap
from partnerhood.pathway.reporting.actions.reporting import (
    Doubtful,
    NoPeriod,
    NoReason,
    NoSource,
    NotAPart,
    NotAWard,
    NotCounted,
    NothingNew,
    NotYet,
    OwnReport,
    SaidOtherwise,
    Twice,
    asked,
    judge_days,
    look_at,
    report,
)
from partnerhood.pathway.reporting.actions.showing import EnoughPages, NoPage, show_page, take_page_back

__all__ = [
    "AlreadyThere",
    "Doubtful",
    "EnoughPages",
    "NoPage",
    "NoPeriod",
    "NoReason",
    "NoSource",
    "NotAPart",
    "NotAWard",
    "NotCounted",
    "NotYet",
    "NothingNew",
    "OnlyNumbers",
    "OwnReport",
    "SaidOtherwise",
    "Twice",
    "Unheard",
    "asked",
    "judge_days",
    "look_at",
    "map_to",
    "report",
    "show_page",
    "take_page_back",
    "unmap",
]
