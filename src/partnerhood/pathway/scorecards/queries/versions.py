"""By what a network judges itself: its versions, and from what it may choose."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from partnerhood.ground.organisations.models import Membership
from partnerhood.ground.records import plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import State
from partnerhood.pathway.partnerships.models import Partner
from partnerhood.pathway.scorecards import rules
from partnerhood.pathway.scorecards.models import ScorecardVersion


def aims() -> list[str]:
    """The aims in their order."""
    return list(vocabulary.terms("aims"))


def now(network: UUID) -> ScorecardVersion | None:
    """By what a network judges itself now, if it said."""
    return next(iter(history(network)), None)


@plans.planned
def history(network: UUID) -> QuerySet[ScorecardVersion]:
    """Every version, the newest first."""
    found = ScorecardVersion.objects.filter(scorecard__network=network).select_related("person")
    return found.order_by("-chosen_at", "-id")


def until(versions: Sequence[ScorecardVersion], which: ScorecardVersion) -> date | None:
    """The day on which another version came in its place; none for the one that counts now."""
    place = [one.id for one in versions].index(which.id)
    return timezone.localtime(versions[place - 1].chosen_at).date() if place else None


def read(which: ScorecardVersion) -> rules.Content:
    """What a version says; a newer node may say more of it than we know."""
    known = {name: value for name, value in which.content.items() if name in rules.Content.model_fields}
    return rules.Content.model_validate(known)


def of_networks(networks: Iterable[UUID]) -> dict[UUID, ScorecardVersion]:
    """By what each of these networks judges itself now: one query."""
    return {one.scorecard.network_id: one for one in _of_networks(list(networks))}


@plans.planned
def _of_networks(networks: list[UUID]) -> QuerySet[ScorecardVersion]:
    found = ScorecardVersion.objects.filter(scorecard__network__in=networks, scorecard__version__isnull=False)
    return found.select_related("scorecard").order_by("chosen_at", "id")


def members(network: UUID) -> dict[UUID, str]:
    """The organisations that belong to a network now, by name."""
    return {one.organisation_id: one.organisation.known_as for one in _members(network)}


@plans.planned
def _members(network: UUID) -> QuerySet[Membership]:
    return partnerships.members(network).filter(until_date=None)


def first(network: UUID, there: Iterable[UUID]) -> list[UUID]:
    """Which of its members a network most likely asks: those where the work of its partnerships is done."""
    working = Partner.objects.filter(partnership__network=network, works_here=True)
    found = set(working.exclude(partnership__state=State.ENDED).values_list("organisation_id", flat=True))
    return [one for one in there if one in found]


def to_choose(network: UUID) -> list[Definition]:
    """What a network may choose from: what its own members count in their own way now, then what stands ready."""
    return [*indicators.of_houses(members(network)), *indicators.definitions()]


def faults(network: UUID, content: rules.Content) -> list[str]:
    """What cannot be so in a choice of a network; an earlier version of an own indicator may stay where it stood."""
    there = members(network)
    known = {one.code: one for one in [*indicators.of_houses(there), *indicators.definitions()]}
    before = now(network)
    kept = [code for code in read(before).codes if code not in known] if before else []
    return rules.faults(content, aims(), {**known, **indicators.followed(kept)}, there)
