"""Who does what by when: the actions of a round, and what is still open, also from before Partnerhood."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.rounds.models import Action, Round
from partnerhood.pathway.rounds.queries.lists import visible_to


def actions_visible_to(person: Standing | None) -> QuerySet[Action]:
    """The actions somebody may read: those of rounds they may look into, and open points of the same partnerships."""
    if person is None or not person.is_active:
        return Action.objects.none()
    mine = partnerships.of_organisations(person.organisations)
    seen = visible_to(person)
    return Action.objects.filter(Q(round__in=seen.values("pk")) | Q(partnership__in=mine.values("pk")))


def open_points_visible_to(person: Standing | None) -> QuerySet[Action]:
    """What is still open among the actions somebody may read."""
    return actions_visible_to(person).filter(ended_at=None).select_related("round")


@plans.planned
def action(person: Standing | None, key: UUID) -> QuerySet[Action]:
    """One of the actions somebody may read, with where it belongs."""
    around = ("round__partnership", "round__hospital", "partnership", "hospital", "owner_of")
    return actions_visible_to(person).filter(pk=key).select_related(*around)


def partnership_of(action: Action) -> UUID:
    """The partnership in whose book an action stands: that of its round, or its own where it has none."""
    key = action.round.partnership_id if action.round else action.partnership_id
    assert key is not None
    return key


def _within(partnership_ids: Iterable[UUID], hospital: UUID | None = None) -> Q:
    """The actions of some partnerships, of one hospital if asked, in a round or from before Partnerhood."""
    seen = list(partnership_ids)
    planned, earlier = Q(round__partnership__in=seen), Q(partnership__in=seen)
    if hospital is not None:
        planned, earlier = planned & Q(round__hospital=hospital), earlier & Q(hospital=hospital)
    return planned | earlier


def actions_of(which: Round) -> QuerySet[Action]:
    """The actions of a round, by their day."""
    return Action.objects.filter(round=which).select_related("owner_of").order_by("by_date", "id")


def on_the_plan(which: Round) -> tuple[list[Action], list[Action]]:
    """The actions of a round, and those that are still open from before it: one query."""
    if which.hospital_id:
        every = _planned(which.id, which.partnership_id, which.hospital_id, which.opened_at)
    else:
        every = _planned_together(which.id, which.partnership_id, which.instrument, which.opened_at)
    return [one for one in every if one.round_id == which.id], [one for one in every if one.round_id != which.id]


@plans.planned
def _planned(which: UUID, partnership: UUID, hospital: UUID, opened_at: datetime) -> QuerySet[Action]:
    before = Q(round=None) | Q(round__opened_at__lt=opened_at)
    earlier = Q(ended_at=None) & before & _within([partnership], hospital)
    found = Action.objects.filter(Q(round=which) | earlier)
    return found.select_related("owner_of").order_by("by_date", "id")


@plans.planned
def _planned_together(which: UUID, partnership: UUID, instrument: str, opened_at: datetime) -> QuerySet[Action]:
    """The same for a round in which the partners look at how they work together, with the same instrument."""
    before = Q(round__opened_at__lt=opened_at, round__hospital=None, round__instrument=instrument)
    found = Action.objects.filter(Q(round=which) | before & Q(round__partnership=partnership, ended_at=None))
    return found.select_related("owner_of").order_by("by_date", "id")


def plans_something(which: Round) -> bool:
    """Whether somebody does something: at the hospital that was looked at, or on any side where the partners looked at how
    they work together. An earlier action that is still open counts too."""
    planned = [one for part in on_the_plan(which) for one in part]
    return any(which.hospital_id in (None, one.owner_of_id) for one in planned)


def open_actions(partnership: UUID, hospital: UUID | None = None, before: Round | None = None) -> QuerySet[Action]:
    """Actions that are still open in a partnership: those of earlier rounds, and of before them, return at the next."""
    found = Action.objects.filter(_within([partnership], hospital), ended_at=None)
    if before:
        found = found.filter(Q(round=None) | Q(round__opened_at__lt=before.opened_at))
    return found.select_related("owner_of", "round", "hospital", "round__hospital").order_by("by_date", "id")


def open_actions_at(hospital: UUID, partnerships_seen: Iterable[UUID]) -> QuerySet[Action]:
    """What is still open at a hospital in these partnerships, the nearest day first."""
    found = Action.objects.filter(_within(partnerships_seen, hospital), ended_at=None)
    return found.select_related("owner_of", "round").order_by("by_date", "id")


def late_actions(organisations: Iterable[UUID], today: date) -> QuerySet[Action]:
    """What these organisations were to do before today and that nobody ended, with the partnership it stands in."""
    late = Action.objects.filter(owner_of__in=list(organisations), ended_at=None, by_date__lt=today)
    return late.annotate(
        place_id=Coalesce(F("partnership"), F("round__partnership")),
        place_name=Coalesce(F("partnership__name"), F("round__partnership__name")),
    )
