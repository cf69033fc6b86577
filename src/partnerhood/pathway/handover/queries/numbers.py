"""Which domains stand on their own, which asked back, and which still stood after a year: counted, and one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils.translation import ngettext

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import paging, plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.models import Check, Handover
from partnerhood.pathway.handover.queries.lists import visible_to, with_reopening
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partner
from partnerhood.pathway.partnerships.queries import Number

STANDS = Q(asked_back=False, found_less=False)
WHICH = {
    "stands": STANDS,
    "asked-back": Q(asked_back=True),
    "after-a-year": STANDS & Q(looked_after_a_year=True),
    "lower": Q(asked_back=False, found_less=True),
}
"""What each number counts."""


@dataclass(frozen=True)
class Where:
    """Of which hand-overs one counts: of one network, partnership or hospital, or of every partnership that began."""

    network: UUID | None = None
    partnership: UUID | None = None
    hospital: UUID | None = None


def signed() -> QuerySet[Handover]:
    """The hand-overs that carry every key, with what the numbers are made of."""
    late = Check.objects.filter(handover=OuterRef("pk"), months__gte=12)
    return with_reopening(Handover.objects.filter(keys.agreed())).annotate(looked_after_a_year=Exists(late))


def _there(network: UUID | None, partnership: UUID | None, hospital: UUID | None) -> QuerySet[Handover]:
    if partnership:
        return signed().filter(partnership=partnership)
    if hospital:
        return signed().filter(hospital=hospital)
    known = partnerships.public()
    known = known.filter(network=network) if network else known
    return signed().filter(partnership__in=known.values("pk"))


def count(where: Where) -> rules.Counted:
    """The numbers that are only told together: one query."""
    ((stands, asked_back, after_a_year, lower),) = _count(where.network, where.partnership, where.hospital)
    return rules.Counted(stands=stands, asked_back=asked_back, after_a_year=after_a_year, lower=lower)


@plans.planned
def _count(network: UUID | None, partnership: UUID | None, hospital: UUID | None) -> QuerySet[Handover, Any]:
    asked = {f"number_{name}": Count("pk", filter=which) for name, which in WHICH.items()}
    all_as_one = _there(network, partnership, hospital).order_by().annotate(one=Value(1)).values("one")
    return all_as_one.annotate(**asked).values_list(*asked)


def listed(where: Where, which: str, person: Standing | None, start: int) -> list[Handover]:
    """A page of those behind one number, the newest first; `is_inside` says whether the reader may look into it."""
    return _listed(where.network, where.partnership, where.hospital, which, person, start)


@plans.planned
def _listed(
    network: UUID | None,
    partnership: UUID | None,
    hospital: UUID | None,
    which: str,
    person: Standing | None,
    start: int,
) -> QuerySet[Handover]:
    inside = Exists(visible_to(person).filter(pk=OuterRef("pk")))
    there = _there(network, partnership, hospital).filter(WHICH[which])
    found = there.annotate(signed_at=keys.last_turned(), is_inside=inside)
    whole = found.select_related("hospital", "partnership").prefetch_related("checks", "reopenings")
    return whole.order_by("-signed_at", "-id")[start : start + paging.ROWS]


@plans.planned
def asked_lightly(needs: list[UUID], person: Standing | None) -> QuerySet[Check]:
    """The later looks after which these needs were asked for, where the reader may look into the hand-over."""
    return Check.objects.filter(need__in=needs, handover__in=visible_to(person).values("pk"))


def at_partnership(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of hand-over asks about a partnership."""
    there = signed().filter(partnership=OuterRef("pk"))
    whole = Handover.objects.filter(keys.agreed()).values("pk")
    own = visible_to(person).filter(partnership=OuterRef("pk"), taken_back_at=None).exclude(pk__in=whole)
    mine: Sequence[Any] = [one for one in person.organisations if person.has(one, "signatory")] if person else []
    party = Partner.objects.filter(partnership=OuterRef("partnership"), organisation__in=mine)
    worded = own.exclude(wording=None)
    inside = partnerships.visible_to(person).filter(pk=OuterRef("pk"))
    return {
        "mine": Number(worded.filter(Exists(party), keys.lacks_key_of(mine)).values("pk")),
        "asked": Number(own.values("pk")),
        "stands": Number(there.filter(WHICH["stands"]).values("pk")),
        "lower": Number(there.filter(WHICH["lower"]).values("pk")),
        "year": Number(there.filter(WHICH["after-a-year"]).values("pk")),
        "back": Number(there.filter(WHICH["asked-back"]).values("pk")),
        "inside": Number(inside.values("pk")),
    }


@dataclass(frozen=True)
class Told:
    """One of the numbers that are only told together, with the list that it opens."""

    which: str
    said: str
    href: str
    is_here: bool = False


def in_words(counted: rules.Counted, here: str, which: str = "") -> list[Told]:
    """The numbers in words, each with its list; nothing where nothing was handed over yet."""
    if not (counted.stands or counted.asked_back or counted.lower):
        return []
    told = [
        (
            "stands",
            counted.stands,
            ngettext("%(number)s domain stands on its own", "%(number)s domains stand on their own", counted.stands),
        ),
        (
            "asked-back",
            counted.asked_back,
            ngettext("%(number)s asked us back", "%(number)s asked us back", counted.asked_back),
        ),
        (
            "after-a-year",
            counted.after_a_year,
            ngettext(
                "%(number)s still stood after a year", "%(number)s still stood after a year", counted.after_a_year
            ),
        ),
    ]
    if counted.lower:
        lower = ngettext(
            "%(number)s found lower at a later look", "%(number)s found lower at a later look", counted.lower
        )
        told.append(("lower", counted.lower, lower))
    return [Told(key, said % {"number": number}, f"{here}?which={key}", key == which) for key, number, said in told]
