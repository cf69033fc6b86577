"""What one may ask about the agenda of a network and the initiatives under it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from partnerhood.ground.finding import queries as search
from partnerhood.ground.organisations.models import Membership, Network, Organisation
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.pathway.initiatives.models import (
    Agenda,
    Answer,
    Initiative,
    Introduction,
    Joining,
    Neighbourhood,
    StillRunning,
    Theme,
)
from partnerhood.pathway.initiatives.rules import hearing
from partnerhood.pathway.partnerships import queries as partnerships

MOST = 1_000
"""So many initiatives of one network are laid beside each other; a city has a hundred."""


def agenda(network: UUID) -> Agenda | None:
    """What a network wants to reach together, where it was written."""
    return Agenda.objects.filter(network=network).first()


def themes(network: UUID) -> list[Theme]:
    """The themes that stand on the agenda now, in their order."""
    return list(Theme.objects.filter(network=network, ended_at=None).order_by("code", "id"))


def neighbourhoods(network: UUID) -> list[Neighbourhood]:
    """The parts of the network's place, by name."""
    return list(Neighbourhood.objects.filter(network=network, ended_at=None).order_by("name", "id"))


def theme(key: UUID) -> Theme | None:
    """A theme that stands on the agenda."""
    return Theme.objects.filter(pk=key, ended_at=None).select_related("network__coordinator").first()


def neighbourhood(key: UUID) -> Neighbourhood | None:
    """A part of the place of a network."""
    return Neighbourhood.objects.filter(pk=key, ended_at=None).select_related("network__coordinator").first()


def visible_to(person: Standing | None) -> QuerySet[Initiative]:
    """The initiatives that somebody may read: those with a name, of houses they may know by name; of their own house and of the
    networks that it coordinates all."""
    named = Q(organisation=None) | Q(organisation__in=partnerships.named_to(person).values("pk"))
    public = named & ~Q(name={})
    if person is None or not person.organisations:
        return Initiative.objects.filter(public)
    mine = person.organisations
    return Initiative.objects.filter(public | Q(organisation__in=mine) | Q(network__coordinator__in=mine))


def found_by(person: Standing | None) -> QuerySet[Initiative]:
    """The initiatives that search may find for somebody: those that go on."""
    return visible_to(person).filter(ended_at=None)


def with_last_word(found: QuerySet[Initiative]) -> QuerySet[Any]:
    """Initiatives with whose they are and when they were last heard of."""
    said = StillRunning.objects.filter(initiative=OuterRef("pk")).order_by().values("initiative")
    last = Subquery(said.annotate(last=Max("said_at")).values("last"))
    return found.select_related("organisation").annotate(heard_at=Coalesce(last, F("entered_at")))


def going_on(person: Standing | None, network: UUID) -> list[Initiative]:
    """What goes on in a network, as far as somebody may read it, with when it was last heard of."""
    found = with_last_word(visible_to(person).filter(network=network, ended_at=None))
    rows = list(found.order_by("entered_at", "id")[:MOST])
    return sorted(rows, key=lambda one: languages.original(one.name).casefold())


def one(person: Standing | None, key: UUID) -> Initiative | None:
    """An initiative that somebody may read, gone on or ended."""
    found = with_last_word(visible_to(person).filter(pk=key))
    return found.select_related("organisation", "network__coordinator", "came_from__network", "entered_by").first()


def heard(initiative: Any, today: date) -> str:
    """How lately an initiative was heard of; it was asked for with its last word."""
    return hearing.heard(initiative.heard_at.date(), today)


def lately_heard(found: Iterable[Any], today: date) -> list[Any]:
    """Those that somebody may still count on."""
    return [one for one in found if heard(one, today) != "silent"]


def missing(initiative: Initiative) -> list[str]:
    """What a record lacks, by code."""
    said = initiative
    told = hearing.Told(
        name=bool(said.name),
        what=bool(said.what),
        audience=bool(said.audience),
        where=bool(said.everywhere or said.neighbourhoods or said.place),
        since=bool(said.since_year),
        owner=bool(said.organisation_id or said.owner),
        contact=bool(said.phone or said.email or said.website),
        themes=bool(said.themes),
        aims=bool(said.aims),
        kind=bool(said.kind),
    )
    return hearing.missing(told)


def found_by_name(person: Standing | None, wanted: str, without: Initiative, most: int = 20) -> list[Initiative]:
    """The initiatives that somebody may read and that these words lead to, but for one."""
    found = search.titled(visible_to(person), search.matching(wanted), Initiative._meta.label_lower)
    return list(found.exclude(pk=without.pk).select_related("organisation", "network")[:most])


def last_words(initiative: UUID, most: int = 3) -> QuerySet[StillRunning]:
    """Who said last that an initiative still runs."""
    return StillRunning.objects.filter(initiative=initiative).order_by("-said_at", "id")[:most]


def was_said_on(initiative: UUID, day: date) -> bool:
    """Whether somebody said on a day that an initiative still runs."""
    return StillRunning.objects.filter(initiative=initiative, said_at__date=day).exists()


def joinings(person: Standing | None, initiative: UUID, most: int = 30) -> QuerySet[Joining]:
    """Who takes part in an initiative, of those whom somebody may know by name."""
    named = Q(organisation=None) | Q(organisation__in=partnerships.named_to(person).values("pk"))
    found = Joining.objects.filter(named, initiative=initiative)
    return found.select_related("organisation").order_by("joined_at", "id")[:most]


def joinings_in(person: Standing | None, network: UUID) -> list[Joining]:
    """Who takes part in what goes on in a network, as far as somebody may read of both."""
    named = Q(organisation=None) | Q(organisation__in=partnerships.named_to(person).values("pk"))
    seen = visible_to(person).filter(network=network, ended_at=None).values("pk")
    found = Joining.objects.filter(named, initiative__in=seen).select_related("organisation")
    return list(found.order_by("joined_at", "id")[:MOST])


def spread_of(person: Standing | None, initiative: UUID, most: int = 30) -> QuerySet[Initiative]:
    """Where an initiative spread to, as far as somebody may read of it."""
    found = visible_to(person).filter(came_from=initiative)
    return found.select_related("network", "organisation").order_by("entered_at", "id")[:most]


def members(network: UUID) -> list[Organisation]:
    """The organisations of a network and who coordinates it, by name."""
    there = Membership.objects.filter(network=network, until_date=None).values("organisation")
    coordinates = Q(coordinates=network)
    return list(Organisation.objects.filter(Q(pk__in=there) | coordinates).distinct().order_by("name", "id"))


def is_member(network: Network, organisation: UUID) -> bool:
    """Whether a house belongs to a network now, or coordinates it."""
    there = Membership.objects.filter(network=network, organisation=organisation, until_date=None)
    return network.coordinator_id == organisation or there.exists()


def introductions(person: Standing | None, initiatives: Iterable[UUID]) -> list[Introduction]:
    """The introductions of these initiatives to others that somebody may read of, the latest first, with what owners said."""
    keys, seen = list(initiatives), visible_to(person).values("pk")
    found = Introduction.objects.filter(Q(one__in=keys, other__in=seen) | Q(other__in=keys, one__in=seen))
    return list(_told(found).order_by("-introduced_at", "id")[:MOST])


def introduction(key: UUID) -> Introduction | None:
    """An introduction, whoever asks."""
    return _told(Introduction.objects.filter(pk=key)).select_related("one__network__coordinator").first()


def _told(found: QuerySet[Introduction]) -> QuerySet[Introduction]:
    both = ("one__organisation", "other__organisation", "one__network", "introduced_by")
    return found.select_related(*both).prefetch_related("answers")


def between(one: UUID, other: UUID) -> Introduction | None:
    """How two were introduced to each other, whoever was named first."""
    pair = Q(one=one, other=other) | Q(one=other, other=one)
    return Introduction.objects.filter(pair).first()


def both_agreed(introduction: Introduction) -> bool:
    """Whether both owners said that they gladly meet."""
    return {one.initiative_id for one in introduction.answers.all() if one.agrees} == {
        introduction.one_id,
        introduction.other_id,
    }


def unanswered(organisations: Iterable[UUID]) -> QuerySet[Introduction]:
    """Introductions that wait for a word of one of these houses, whose initiative still goes on."""
    mine = list(organisations)
    said = Answer.objects.filter(introduction=OuterRef("pk"))
    one = Q(one__organisation__in=mine, one__ended_at=None) & ~Exists(said.filter(initiative=OuterRef("one")))
    other = Q(other__organisation__in=mine, other__ended_at=None) & ~Exists(said.filter(initiative=OuterRef("other")))
    return Introduction.objects.filter(one | other)


def to_confirm(organisations: Iterable[UUID], before: datetime) -> QuerySet[Initiative]:
    """Initiatives of these houses that nobody has said to run still since a moment."""
    mine = Initiative.objects.filter(organisation__in=list(organisations), ended_at=None)
    return with_last_word(mine).filter(Q(heard_at__lt=before))


def to_ask(organisations: Iterable[UUID], before: datetime) -> QuerySet[Initiative]:
    """Initiatives in the networks that these houses coordinate, which nobody has said to run still since a moment."""
    theirs = Initiative.objects.filter(network__coordinator__in=list(organisations), ended_at=None)
    return with_last_word(theirs).filter(Q(heard_at__lt=before))


def unheard(network: UUID, before: datetime, most: int = MOST) -> list[Initiative]:
    """What was not heard of in a network since a moment, the longest silent first."""
    found = with_last_word(Initiative.objects.filter(network=network, ended_at=None)).filter(Q(heard_at__lt=before))
    return list(found.order_by("heard_at", "id")[:most])


def networks_with_any(person: Standing | None) -> QuerySet[Network]:
    """The networks in which something goes on that somebody may read, by name."""
    there = visible_to(person).filter(ended_at=None, network=OuterRef("pk"))
    return Network.objects.filter(Exists(there)).order_by("name", "id")


def number(person: Standing | None) -> Combinable:
    """How much goes on in a network, as far as somebody may read it; asked together with the network."""
    found = visible_to(person).filter(network=OuterRef("pk"), ended_at=None).order_by().values("network")
    return Coalesce(Subquery(found.annotate(number=Count("id")).values("number")), 0)


def runs(person: Standing | None, network: Network) -> bool:
    """Whether somebody coordinates a network."""
    return person is not None and person.has(network.coordinator_id, RoleKind.COORDINATOR)


def houses_of(person: Standing | None, network: Network) -> list[Organisation]:
    """The houses of a network that somebody coordinates."""
    mine = {which for which in person.organisations if person.has(which, RoleKind.COORDINATOR)} if person else set()
    return [one for one in members(network.id) if one.id in mine] if mine else []
