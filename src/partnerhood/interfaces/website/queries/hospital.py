"""A hospital on one page: needs, goals, this year's work, levels, open points, hand-over; each as its room lets one see it.

One query for each part, whatever the size of the hospital: what a part leaves out is one link away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from partnerhood.ground.look.components import Staircase
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import queries as activities
from partnerhood.pathway.activities import rules as activity_rules
from partnerhood.pathway.equipment import queries as equipment
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals import rules as goal_rules
from partnerhood.pathway.goals.choices import State as GoalState
from partnerhood.pathway.handover import queries as handovers
from partnerhood.pathway.handover import rules as handover_rules
from partnerhood.pathway.handover.choices import State as HandoverState
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs import rules as need_rules
from partnerhood.pathway.needs.choices import State as NeedState
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import State
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.selfreliance import queries as selfreliance

MOST = 8


@dataclass(frozen=True)
class Line:
    """One line of a part: words (in several languages, or plain with their language), where they lead, and a note."""

    href: str
    words: Any = None
    plain: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the page: its lines, and whether there are more."""

    lines: Sequence[Line]
    more: bool = False


@dataclass(frozen=True)
class Page:
    """What the page of a hospital shows one reader."""

    is_inside: bool
    shows_place: bool
    partnerships: Sequence[Any]
    needs: Part
    goals: Part
    activities: Part
    staircases: Sequence[Staircase]
    actions: Sequence[Any]
    handovers: Part
    counts: bool
    """Whether the reader may read what the hospital counts."""
    devices: str
    """How the hospital's devices are, in one sentence, for who may read them; empty where none is known."""
    today: date
    is_own: bool
    """Whether the reader is of the house, and may look at what rounds ask of it."""

    @property
    def year(self) -> int:
        """The year that is going on."""
        return self.today.year


def page(hospital: organisations.Organisation, person: Standing | None) -> Page:
    """Everything of a hospital's page, in eight queries."""
    shared = _partnerships(hospital.id, person)
    seen = [one.id for one in shared if one.is_inside]  # type: ignore[attr-defined]
    own = [one.id for one in shared if one.own]  # type: ignore[attr-defined]
    is_own = person is not None and person.is_of(hospital.id)
    shows_place = bool(seen) or partnerships.shows_place(hospital.id)
    inside = is_own or any(one.state != State.ENDED for one in shared if one.own)  # type: ignore[attr-defined]
    return Page(
        is_inside=bool(seen),
        shows_place=shows_place,
        partnerships=shared,
        needs=_needs(hospital, person, shows_place),
        goals=_goals(hospital, person),
        activities=_activities(hospital, person),
        staircases=_staircases(hospital, own),
        actions=_actions(hospital.id, own) if own else [],
        handovers=_handovers(hospital, person) if seen else Part([]),
        counts=inside,
        devices=_devices(hospital.id, shared) if inside else "",
        today=clock.today(),
        is_own=is_own,
    )


def _own(person: Standing | None) -> Exists:
    """Whether the reader's own organisation is a partner: who coordinates the network alone reads no round."""
    mine = person.organisations if person and person.is_active else []
    return Exists(partnerships.of_organisations(mine).filter(pk=OuterRef("pk")))


@plans.planned
def _partnerships(hospital: UUID, person: Standing | None) -> QuerySet[partnerships.Partnership]:
    shared = partnerships.open_to(person).filter(partners__organisation=hospital).annotate(own=_own(person))
    shared = shared.annotate(**equipment.beside(hospital)) if person else shared
    return shared.prefetch_related(None).select_related(None).order_by("name").only("name", "state")


def _devices(hospital: UUID, shared: Sequence[Any]) -> str:
    """How its devices are, in one sentence: as it stood beside its partnerships, or asked where there is none."""
    return equipment.said_in_short(equipment.read(shared[0]) if shared else equipment.in_short(hospital))


def _part(lines: list[Line]) -> Part:
    return Part(lines[:MOST], len(lines) > MOST)


def _needs(hospital: organisations.Organisation, person: Standing | None, shows_place: bool) -> Part:
    """Needs in the hospital's own order; with the ward, where the asker and the times allow it."""
    rows: dict[str, Any] = {str(one.id): one for one in _needs_of(hospital.id, person)}
    order: list[str] = next((one.order for one in rows.values() if one.order), [])
    inside = person is not None and person.is_of(hospital.id)
    return _part([_need(rows[key], inside, shows_place) for key in need_rules.in_order(order, list(rows))])


@plans.planned
def _needs_of(hospital: UUID, person: Standing | None) -> QuerySet[Any]:
    return needs.for_one_page(person).filter(hospital=hospital)[: 5 * MOST]


def _need(one: Any, inside: bool, shows_place: bool) -> Line:
    answers = [one.last] if one.last else []
    state = need_rules.state(need_rules.Told(one.noted_by_id is not None, one.is_confirmed, answers))
    ward = one.ward.name if one.ward and (inside or (shows_place and not one.hospital_only)) else ""
    label = str(NeedState(state).label)
    href = reverse("needs:need", args=[one.id])
    return Line(href, words=one.words, note=f"{ward} · {label}" if ward else label)


def _goals(hospital: organisations.Organisation, person: Standing | None) -> Part:
    """Goals, the agreed ones first."""
    return _part([_goal(one) for one in _goals_of(hospital.id, person)])


@plans.planned
def _goals_of(hospital: UUID, person: Standing | None) -> QuerySet[Any]:
    found = goals.visible_to(person).filter(hospital=hospital).select_related("wording")
    found = found.only("domain", "ended_at", "wording__content")
    return found.annotate(agreed=keys.is_agreed(), read_as=goals.read_as()).order_by("-agreed", "-proposed_at")[
        : MOST + 1
    ]


def _goal(one: Any) -> Line:
    state = goal_rules.state(agreed=one.agreed, withdrawn=False, closed=one.ended_at is not None)
    said, language = goals.spoken(one)
    note = f"{vocabulary.name('domains', one.domain)} · {GoalState(state).label}"
    return Line(reverse("goals:goal", args=[one.id]), plain=said, language=language, note=note)


def _activities(hospital: organisations.Organisation, person: Standing | None) -> Part:
    """What was held this year, the latest first: one day, or the first and the last."""
    return _part(
        [
            Line(
                reverse("activities:activity", args=[one.id]),
                words=one.title,
                note=f"{_days(one)} · {vocabulary.name('formats', one.format)}",
            )
            for one in _activities_of(hospital.id, person, clock.today().year)
        ]
    )


@plans.planned
def _activities_of(hospital: UUID, person: Standing | None, year: int) -> QuerySet[Any]:
    seen = activities.visible_to(person).only("title", "format")
    held = seen.filter(hospital=hospital, sessions__from_date__year__lte=year, sessions__to_date__gt=date(year, 1, 1))
    first, ends = Min("sessions__from_date"), Max("sessions__to_date")
    return held.annotate(first=first, ends=ends).order_by("-ends", "-first")[: MOST + 1]


def _days(one: Any) -> str:
    first, last = look.written(one.first), look.written(one.ends - activity_rules.ONE_DAY)
    return first if first == last else f"{first} – {last}"


def _staircases(hospital: organisations.Organisation, own: Sequence[UUID]) -> list[Staircase]:
    """Where each domain began, where both sides see it now, where it wants to be; released ones for everybody."""
    if own:
        steps = rounds.agreed_steps(partnerships=own, hospital=hospital.id)
    else:
        public = {(one.partnership_id, one.domain) for one in selfreliance.public().filter(hospital=hospital)}
        found = rounds.agreed_steps(partnerships={key for key, _ in public}, hospital=hospital.id) if public else []
        steps = [one for one in found if (one.partnership, one.domain) in public]
    domains = dict.fromkeys(one.domain for one in steps)
    return [_staircase(steps, domain) for domain in domains]


def _staircase(steps: Sequence[rounds.Agreed], domain: str) -> Staircase:
    first, last = rounds.baseline(steps, domain), rounds.latest(steps, domain)
    shown = last or next(one for one in steps if one.domain == domain)
    return Staircase(
        title=vocabulary.name("domains", domain),
        start=first.step if first else None,
        agreed=last.step if last else None,
        target=shown.target,
        href=reverse("selfreliance:domain", args=[shown.partnership, shown.hospital, domain]),
    )


def _handovers(hospital: organisations.Organisation, person: Standing | None) -> Part:
    """Hand-overs asked for, signed or asked back."""
    return _part([_handover(one) for one in _handovers_of(hospital.id, person)])


@plans.planned
def _actions(hospital: UUID, seen: list[UUID]) -> QuerySet[Any]:
    return rounds.open_actions_at(hospital, seen)[:MOST]


@plans.planned
def _handovers_of(hospital: UUID, person: Standing | None) -> QuerySet[Any]:
    found = handovers.visible_to(person).filter(hospital=hospital).annotate(agreed=keys.is_agreed())
    return handovers.with_reopening(found).order_by("-asked_at")[: MOST + 1]


def _handover(one: Any) -> Line:
    state = handover_rules.state(
        worded=one.wording_id is not None,
        agreed=one.agreed,
        asked_back=one.asked_back,
        taken_back=one.taken_back_at is not None,
        lower=one.found_less,
    )
    href = reverse("handover:handover", args=[one.id])
    return Line(href, plain=vocabulary.name("domains", one.domain), note=str(HandoverState(state).label))
