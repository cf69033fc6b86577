"""What one may ask about readings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import Combinable

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.vocabulary.queries import UnknownCode
from partnerhood.pathway.activities import queries as activities
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal, Measure
from partnerhood.pathway.goals.rules import SIGNS
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.rules import asking
from partnerhood.pathway.measurement import rules
from partnerhood.pathway.measurement.models import Reading, Verification, Withdrawal
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import State
from partnerhood.pathway.partnerships.models import Partner
from partnerhood.pathway.partnerships.queries import Number
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.rules import days_named

MONTHS = 3


@dataclass(frozen=True)
class Sight:
    """A measure of a goal as one reader stands before it; `own` are the partners they may enter a reading for."""

    goal: Goal
    measure: Measure
    inside: bool
    own: Sequence[UUID]


@dataclass(frozen=True)
class Row:
    """A reading as one reader sees it: what it says, whether it stands, and what became of it."""

    reading: Reading
    said: str
    value: Decimal | None
    is_standing: bool
    is_kept_back: bool
    is_same_definition: bool
    replaced_by: Sequence[Reading]
    withdrawal: Withdrawal | None
    verified_by: Sequence[Verification]
    last_day: date


@dataclass(frozen=True)
class Progress:
    """A measure with its last readings against its target."""

    measure: Measure
    last: Reading | None
    said: str
    target: str
    is_reached: bool | None
    reached_twice: bool
    is_verified: bool

    @property
    def last_day(self) -> date | None:
        """The last day of the last reading."""
        return self.last.to_date - asking.ONE_DAY if self.last else None


def measure_seen_by(person: Standing | None, goal_id: UUID, key: str) -> Sight | None:
    """A measure of a goal that somebody may read: their own partnership's, or of what was agreed by all."""
    goal = _goal_seen_by(person, goal_id)
    if goal is None:
        return None
    known = [one for one in _measures_of(goal_id) if one.key == key]
    measure = next((one for one in known if one.wording_id == goal.wording_id), next(iter(known), None))
    if measure is None:
        return None
    return Sight(goal, measure, bool(goal.is_inside), own_parties(person, goal))  # type: ignore[attr-defined]


@plans.planned
def _measures_of(goal_id: UUID) -> QuerySet[Measure]:
    """Every measure of a goal in every wording, the newest wording first."""
    return Measure.objects.filter(goal=goal_id).select_related("wording").order_by("-wording__made_at")


def _goal_seen_by(person: Standing | None, goal_id: UUID) -> Goal | None:
    known = [one for one in _goal(person, goal_id) if one.is_inside or one.is_public]  # type: ignore[attr-defined]
    return next(iter(known), None)


@plans.planned
def _goal(person: Standing | None, goal_id: UUID) -> QuerySet[Goal]:
    there = partnerships.visible_to(person).filter(pk=OuterRef("partnership"))
    asked = Goal.objects.filter(pk=goal_id).annotate(
        is_inside=Exists(there),
        is_public=Exists(goals.agreed().filter(pk=OuterRef("pk"))),
        base=partnerships.last_in_book("partnership_id"),
    )
    partners = Prefetch("partnership__partners", activities.partners())
    return asked.select_related("partnership", "hospital", "wording").prefetch_related(partners)


def measures_found_by(person: Standing | None) -> QuerySet[Measure]:
    """The measures that somebody may find by their words: as the present wording of a goal says them, and for the public
    only where finding one does not tell the name of a hospital whose work stands still."""
    inside = Q(goal__partnership__in=partnerships.visible_to(person).values("pk"))
    named = Q(goal__hospital__in=partnerships.named_to(person).values("pk"))
    public = Q(goal__in=goals.agreed().values("pk")) & named & ~Q(goal__partnership__state=State.SUSPENDED)
    return Measure.objects.filter(inside | public, wording=F("goal__wording"))


def own_parties(person: Standing | None, goal: Goal) -> list[UUID]:
    """The partners in whose name somebody may enter or look at a reading of this goal, their own house first."""
    parties = [one.organisation_id for one in goal.partnership.partners.all()]
    mine = [which for which in parties if person is not None and person.is_of(which)]
    return sorted(mine, key=lambda which: which != (person and person.organisation))


def reading_seen_by(person: Standing | None, reading_id: UUID) -> tuple[Sight, list[Row]] | None:
    """A reading, in sight of its measure, with every reading of that measure around it."""
    found = Reading.objects.filter(pk=reading_id).first()
    sight = found and measure_seen_by(person, found.goal_id, found.key)
    return (sight, rows(sight)) if sight else None


def complete(readings: QuerySet[Reading]) -> QuerySet[Reading]:
    """Readings with all that opens behind a number, the oldest first, in three queries."""
    seen = Verification.objects.select_related("organisation", "person").order_by("verified_at", "id")
    gone = Withdrawal.objects.select_related("person").order_by("withdrawn_at")
    return (
        readings.select_related("measure", "entered_by", "on_behalf_of")
        .prefetch_related(Prefetch("verifications", seen), Prefetch("withdrawals", gone))
        .order_by("from_date", "to_date", "entered_at", "id")
    )


def rows(sight: Sight) -> list[Row]:
    """Every reading of a measure over all its wordings, as this reader sees them."""
    found = [one for one in _readings_of(sight.goal.id) if one.key == sight.measure.key]
    after = _replaced(found)
    return [_row(one, sight, after[one.id]) for one in found]


@plans.planned
def _readings_of(goal_id: UUID) -> QuerySet[Reading]:
    return complete(Reading.objects.filter(goal=goal_id))


def rows_of(found: Sequence[Goal], *, inside: bool) -> list[tuple[Sight, list[Row]]]:
    """Every measure of these goals with every reading, as somebody inside their partnership or the public sees them: five
    queries in all."""
    by_id = {goal.id: goal for goal in found}
    read: dict[tuple[UUID, str], list[Reading]] = defaultdict(list)
    for one in complete(Reading.objects.filter(goal__in=list(by_id))):
        read[one.goal_id, one.key].append(one)
    after = _replaced(one for every in read.values() for one in every)
    sights = [
        Sight(by_id[measure.goal_id], measure, inside, ())
        for measure in _measures([goal.wording_id for goal in by_id.values()])
    ]
    return [
        (sight, [_row(one, sight, after[one.id]) for one in read[sight.goal.id, sight.measure.key]]) for sight in sights
    ]


def _replaced(found: Iterable[Reading]) -> dict[UUID, list[Reading]]:
    """What was put in the place of each of these readings."""
    after: dict[UUID, list[Reading]] = defaultdict(list)
    for one in found:
        if one.replaces_id:
            after[one.replaces_id].append(one)
    return after


def _row(one: Reading, sight: Sight, after: Sequence[Reading]) -> Row:
    gone = next(iter(one.withdrawals.all()), None)
    small = rules.is_small(one.denominator, counts_people=counts_people(one.measure))
    kept_back = small and not sight.inside
    return Row(
        reading=one,
        said="" if kept_back else said(one.value, one.measure.unit),
        value=None if kept_back else one.value,
        is_standing=not after and gone is None,
        is_kept_back=kept_back,
        is_same_definition=is_same_definition(one.measure, sight.measure),
        replaced_by=after,
        withdrawal=gone,
        verified_by=list(one.verifications.all()),
        last_day=one.to_date - asking.ONE_DAY,
    )


def is_same_definition(one: Measure, other: Measure) -> bool:
    """Whether two wordings of a measure count the same thing."""
    counted = ("unit", "numerator", "denominator", "indicator")
    return all(getattr(one, field) == getattr(other, field) for field in counted)


def said(value: Decimal | None, unit: str) -> str:
    """A value as people read it, with its sign; a dash where nothing was counted."""
    return indicators.written(value, SIGNS.get(unit, ""))


def definition(measure: Measure) -> indicators.Definition | None:
    """The definition that a measure follows, where it names one that we know."""
    try:
        return indicators.definition(measure.indicator) if measure.indicator else None
    except UnknownCode:
        return None


def counts_people(measure: Measure) -> bool:
    """Whether a measure counts people; where nobody said, we are careful."""
    found = definition(measure)
    return found.counts_people if found else True


def is_share(measure: Measure) -> bool:
    """Whether the numerator is a part of the denominator."""
    found = definition(measure)
    return found.is_share if found else measure.unit == "percent"


def divides(measure: Measure) -> bool:
    """Whether a reading of this measure is a numerator out of a denominator."""
    return bool(measure.denominator) or measure.unit in rules.TIMES


def counting() -> QuerySet[Reading]:
    """The readings that count now: neither put right by another nor withdrawn."""
    replaced = Reading.objects.filter(replaces=OuterRef("pk"))
    gone = Withdrawal.objects.filter(reading=OuterRef("pk"))
    return Reading.objects.exclude(Exists(replaced)).exclude(Exists(gone))


def standing(goals: Iterable[UUID], keys: Iterable[str] | None = None) -> QuerySet[Reading]:
    """The readings of goals that count now, the oldest first."""
    found = counting().filter(goal__in=list(goals))
    wanted = found if keys is None else found.filter(key__in=list(keys))
    return wanted.order_by("from_date", "to_date", "entered_at", "id")


def counted_at(sight: Sight, definition: indicators.Definition | None) -> list[reporting.Point]:
    """What the hospital reported lately of the indicator that a measure follows, and nobody entered for the goal yet; for who
    works with the hospital."""
    if definition is None or not sight.own:
        return []
    (found,) = reporting.series(sight.goal.hospital_id, {definition.code: definition})
    told = found.points
    read = set(standing([sight.goal.id], [sight.measure.key]).values_list("from_date", "to_date")) if told else set()
    return [point for point in reversed(told) if point.days not in read][:MONTHS]


def reported(sight: Sight, days: str) -> tuple[reporting.Point, str] | None:
    """What the hospital reported of a measure's indicator in these days, and where its numbers came from."""
    named = days_named(days)
    opened = named and sight.own and reporting.opened(sight.goal.hospital_id, sight.measure.indicator, named)
    if not opened or opened.point is None:
        return None
    return opened.point, " · ".join(dict.fromkeys(one.report.source for one in opened.used))


def earlier(measure: Measure, besides: UUID | None = None) -> list[asking.Earlier]:
    """The readings that a new one is compared with: those that count now, in the same unit."""
    found = standing([measure.goal_id], [measure.key]).filter(measure__unit=measure.unit)
    return [asking.Earlier(one.from_date, one.to_date, one.value, one.place) for one in found if one.id != besides]


def last_of(sight: Sight) -> Reading | None:
    """The last reading of a measure that counts."""
    return standing([sight.goal.id], [sight.measure.key]).last()


def progress(wanted: Iterable[Goal]) -> dict[UUID, list[Progress]]:
    """How far the measures of these goals are, as their present wordings define them: two queries in all."""
    by_id = {goal.id: goal for goal in wanted}
    found: dict[UUID, list[Progress]] = {key: [] for key in by_id}
    for one in progress_of(_measures([goal.wording_id for goal in by_id.values()])):
        found[one.measure.goal_id].append(one)
    return found


def progress_of(measures: Sequence[Measure]) -> list[Progress]:
    """How far each of these measures is: one query.

    `reached_twice` is what hand-over asks: whether the last two periods both reached the target.
    """
    return [_progress(measure, read) for measure, read in series_of(measures)]


def series_of(measures: Sequence[Measure]) -> list[tuple[Measure, list[Reading]]]:
    """The readings that count of each of these measures, as it is defined now, the oldest first: one query."""
    read: dict[tuple[UUID, str], list[Reading]] = defaultdict(list)
    for one in _read(sorted({measure.goal_id for measure in measures})):
        read[one.goal_id, one.key].append(one)
    return [
        (measure, [one for one in read[measure.goal_id, measure.key] if is_same_definition(one.measure, measure)])
        for measure in measures
    ]


@plans.planned
def _measures(wordings: list[UUID]) -> QuerySet[Measure]:
    return Measure.objects.filter(wording__in=wordings).order_by("key")


@plans.planned
def _read(goals: list[UUID]) -> QuerySet[Reading]:
    seen = Exists(Verification.objects.filter(reading=OuterRef("pk")))
    return standing(goals).select_related("measure").annotate(is_seen=seen)


def _progress(measure: Measure, read: Sequence[Reading]) -> Progress:
    last = read[-1] if read else None
    pairs = [(one.to_date, one.value) for one in read]
    return Progress(
        measure=measure,
        last=last,
        said=said(last.value, measure.unit) if last else "",
        target=said(measure.target, measure.unit) if measure.target is not None else "",
        is_reached=rules.is_reached(last.value, measure.direction, measure.target) if last else None,
        reached_twice=rules.reached_twice(pairs, measure.direction, measure.target),
        is_verified=bool(last and last.is_seen),  # type: ignore[attr-defined]
    )


def shown_to_all(found: Mapping[UUID, Sequence[Progress]]) -> dict[UUID, list[Progress]]:
    """The same for the public: a last reading of a small group is left out, and what would give it away with it."""
    return {key: [_public(one) for one in every] for key, every in found.items()}


def _public(one: Progress) -> Progress:
    small = one.last and rules.is_small(one.last.denominator, counts_people=counts_people(one.measure))
    return Progress(one.measure, None, "", one.target, None, False, False) if small else one


def inside_of(wanted: Sequence[Goal], person: Standing | None) -> set[UUID]:
    """Those of these goals that belong to a partnership which this person looks into; who found them whole knows it."""
    known = {goal.id: goal.is_inside for goal in wanted if hasattr(goal, "is_inside")}
    if person is None or len(known) == len(wanted):
        return {key for key, is_inside in known.items() if is_inside}
    there = Goal.objects.filter(pk__in=[goal.id for goal in wanted], partnership__in=partnerships.visible_to(person))
    return set(there.values_list("pk", flat=True))


def to_verify(person: Standing) -> QuerySet[Reading]:
    """Readings that the other side entered and that somebody of this person's house has not looked at yet."""
    mine = Goal.objects.filter(partnership__partners__organisation__in=person.organisations)
    seen = Verification.objects.filter(reading=OuterRef("pk"), organisation__in=person.organisations)
    waiting = counting().filter(goal__in=mine.values("pk")).exclude(on_behalf_of__in=person.organisations)
    return (
        waiting.exclude(Exists(seen))
        .select_related("goal__wording", "measure", "on_behalf_of")
        .order_by("entered_at", "id")
    )


@plans.planned
def goals_of(partnership: UUID, person: Standing | None) -> QuerySet[Goal]:
    """The goals of a partnership whose evidence somebody may read."""
    there = goals.visible_to(person).filter(partnership=partnership)
    return there.select_related("wording", "hospital").order_by("-proposed_at", "-id")


def at_partnership(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of evidence asks about a partnership: readings this year, and those the other side may look at."""
    there = goals.visible_to(person).filter(partnership=OuterRef(OuterRef("pk"))).values("pk")
    read, mine = counting().filter(goal__in=there), person.organisations if person else []
    seen = Verification.objects.filter(reading=OuterRef("pk"), organisation__in=mine)
    own = Partner.objects.filter(partnership=OuterRef("goal__partnership"), organisation__in=mine)
    other = read.exclude(on_behalf_of__in=mine).filter(Exists(own)).exclude(Exists(seen))
    return {
        "inside": Exists(partnerships.visible_to(person).filter(pk=OuterRef("pk"))),
        "this_year": Number(read.filter(to_date__year=clock.today().year).values("pk")),
        "all": Number(read.values("pk")),
        "to_verify": Number(other.values("pk")),
    }
