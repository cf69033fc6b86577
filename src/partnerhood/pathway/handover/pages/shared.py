"""What several pages of this room show in the same way."""

from uuid import UUID

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access, choices, queries
from partnerhood.pathway.measurement import queries as measurement
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.rounds.pages.shared import partnership_address as partnership_address


def point(one) -> dict[str, object]:
    """A criterion on a page: its words, and what is known of it, as this reader reads it."""
    return {
        "point": one,
        "met": choices.Met(one.fact.met).label,
        "words": queries.said(one.fact.words),
        "sources": [source(found) for found in one.fact.sources],
    }


def source(found) -> dict[str, str]:
    """Where a fact was read: its words, and its address where this node has it."""
    try:
        href = reverse(found.address, args=found.names)
    except NoReverseMatch:
        href = ""
    return {"href": href, "words": queries.said(found.words)}


def figures(content) -> list[dict[str, object]]:
    """The outcome figures that a plan says, with what else changed beside each."""
    if content is None or content.known is None:
        return []
    beside = {one.figure: one.words for one in content.beside}
    return [
        {**figure(one), "beside": beside.get(one.key, ""), "name": queries.figure_name(one)}
        for one in content.known.figures
    ]


def figure(one) -> dict[str, object]:
    """An outcome figure as this reader reads it: its value, its target, its day, and the record it leads to."""
    unit = "" if one.key == "level" else one.unit
    return {
        "key": one.key,
        "language": one.language,
        "said": measurement.said(one.value, unit),
        "target": measurement.said(one.target, unit) if one.target is not None else "",
        "day": one.day,
        "href": source(one.source)["href"],
    }


def name(which) -> str:
    """The domain of a hand-over, as the reader says it."""
    return vocabulary.name("domains", which.domain)


def base(partnership: UUID) -> UUID | None:
    """The last deed that a reader of this partnership has seen: what they send next stands on it."""
    return operations.last_in_book(partnership)


def sides(person: Standing, which) -> list[tuple[UUID, str]]:
    """The partners for which somebody works on a hand-over, for a form."""
    parties = partnerships.parties(which.partnership)
    return [(one.id, one.known_as) for one in parties if person.has(one.id, *access.WRITERS)]


def crumbs(partnership, *rest: Crumb) -> list[Crumb]:
    """The way back to the hand-overs of a partnership."""
    here = reverse("handover:of_partnership", args=[partnership.id]) if rest else ""
    return [Crumb(partnership.name, partnership_address(partnership.id)), Crumb(_("Hand-overs"), here), *rest]


def inside(which, *rest: Crumb) -> list[Crumb]:
    """The way back to one hand-over."""
    here = reverse("handover:handover", args=[which.id]) if rest else ""
    return crumbs(which.partnership, Crumb(name(which), here), *rest)
