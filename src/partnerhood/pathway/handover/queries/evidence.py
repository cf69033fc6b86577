"""What earlier rooms know that answers a criterion: agreed steps, readings against their targets, what the district said."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.records import plans
from partnerhood.ground.vocabulary.rules import AgreedStep, has_held, holding
from partnerhood.pathway.goals.models import DistrictOpinion, Measure
from partnerhood.pathway.handover import rules
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.measurement import queries as measurement
from partnerhood.pathway.measurement import rules as measuring
from partnerhood.pathway.measurement.models import Reading
from partnerhood.pathway.partnerships.queries import Course, Found, Lead, Question
from partnerhood.pathway.rounds import queries as rounds

MOST_LEADS = 12
SHOWN_STEPS = 3


def step_held(question: Question) -> Found:
    """Whether the agreed step held at rounds that lie far enough apart, and when it will have."""
    own = _steps(question)
    target = next((one.target for one in reversed(own) if one.target), None)
    if not own or target is None:
        return Found(None, lambda: _("No step with a target was agreed yet."))
    aim = max(target, question.thresholds.get("level", 1))
    count, months = question.thresholds.get("rounds", 2), question.thresholds.get("months", 6)
    agreed = [AgreedStep(one.agreed_at.date(), one.step or 0) for one in own]
    run = holding(agreed, aim, question.on)
    until = rules.holds_until(run, count, months, question.on)
    points = [(one.agreed_on, Decimal(one.step)) for one in agreed]
    course = Course(_step, points, Decimal(aim), True, str, rules.FEWEST_ROUNDS, months=months)
    return Found(
        has_held(agreed, aim, question.on, rounds=count, months=months),
        lambda: _("Target %(target)s; agreed %(steps)s.") % {"target": aim, "steps": _line(own[-SHOWN_STEPS:])},
        [_round(one) for one in own[-SHOWN_STEPS:]],
        [] if until else [course],
        (until[0], _waiting(run, until[1])) if until else None,
    )


def _steps(question: Question) -> list[rounds.Agreed]:
    return question.once("steps", lambda: _find_steps(question))


def _find_steps(question: Question) -> list[rounds.Agreed]:
    steps = rounds.agreed_steps(partnerships=[question.partnership], hospital=question.hospital)
    return [
        one
        for one in steps
        if one.domain == question.domain and one.step is not None and one.agreed_at.date() <= question.on
    ]


def _step() -> str:
    return _("The agreed step")


def _line(steps: list[rounds.Agreed]) -> str:
    return ", ".join(f"{date_format(one.agreed_at, 'N Y')}{look.colon()} {one.step}" for one in steps)


def _round(one: rounds.Agreed) -> Lead:
    def words() -> str:
        return _("the round of %(day)s") % {"day": look.written(one.agreed_at)}

    return Lead("rounds:domain", [str(one.round), one.domain], words)


def _waiting(run: list[date], more: int) -> Callable[[], str]:
    """What it rests on that a step will have held: so many more rounds that find the same."""

    def words() -> str:
        said = {"day": look.written(run[0]), "rounds": more}
        return _("It holds since %(day)s. Rounds that must still find the same: %(rounds)s.") % said

    return words


def results_held(question: Question) -> Found:
    """Whether every measure of the agreed goals reached its target in each of the last periods."""
    aimed = [(one, read) for one, read in _series(question) if one.target is not None]
    if not aimed or not all(read for _one, read in aimed):
        counted = [one for one, read in aimed if read]
        return Found(None, lambda: _("Nobody counted it yet."), [_measure(one) for one in counted[:MOST_LEADS]])
    periods = question.thresholds.get("periods", measuring.LOOKED_AT)
    left = [(one, read) for one, read in aimed if not _reached(one, read, periods)]
    return Found(
        not left,
        lambda: _reached_words(periods, reached=not left),
        [_measure(one) for one, _read in (left or aimed)[:MOST_LEADS]],
        [_course(one, read, periods) for one, read in left],
    )


def _series(question: Question) -> list[tuple[Measure, list[Reading]]]:
    return question.once("series", lambda: _find_series(question))


def _find_series(question: Question) -> list[tuple[Measure, list[Reading]]]:
    known = measurement.series_of(_agreed_measures(question.partnership, question.hospital, question.domain))
    return [(one, [reading for reading in read if reading.entered_at.date() <= question.on]) for one, read in known]


@plans.planned
def _agreed_measures(partnership: UUID, hospital: UUID, domain: str) -> QuerySet[Measure]:
    return rounds.agreed_measures(partnership, hospital, domain).select_related("wording")


def _reached(one: Measure, read: list[Reading], periods: int) -> bool:
    pairs = [(reading.to_date, reading.value) for reading in read]
    return measuring.reached_twice(pairs, one.direction, one.target, periods)


def _reached_words(periods: int, *, reached: bool) -> str:
    if reached:
        return _("Reached in the last %(periods)s periods.") % {"periods": periods}
    return _("Not reached in each of the last %(periods)s periods.") % {"periods": periods}


def _measure(one: Measure) -> Lead:
    return Lead("measurement:measure", [str(one.goal_id), one.key], lambda: one.name)


def _course(one: Measure, read: list[Reading], periods: int) -> Course:
    """How a measure went; after it reaches its target it has to stay there for the rest of the periods."""
    known = [reading for reading in read if reading.value is not None]
    lasts = (known[-1].to_date - known[-1].from_date).days if known else 0
    assert one.target is not None
    return Course(
        lambda: one.name,
        [(reading.to_date - ONE_DAY, reading.value) for reading in known if reading.value is not None],
        one.target,
        one.direction == "up",
        lambda value: measurement.said(value, one.unit),
        rules.FEWEST,
        days=lasts * (periods - 1),
    )


def authorities_know(question: Question) -> Found | None:
    """The health authority was asked about a goal here, and a goal names the hospital's own yearly plan."""
    given = _opinions(question.partnership, question.hospital, question.domain)
    known = [one for one in given if one.given_date <= question.on]
    planned = next((one.goal.wording.content["plan"] for one in known if one.goal.wording.content.get("plan")), "")
    if not known or not planned:
        return None
    opinion = known[0]

    def words() -> str:
        told = {"who": opinion.authority, "day": look.written(opinion.given_date), "plan": planned}
        return _("%(who)s said so on %(day)s; in the plan: %(plan)s") % told

    return Found(True, words, [Lead("goals:goal", [str(opinion.goal_id)], lambda: _("the goal"))])


@plans.planned
def _opinions(partnership: UUID, hospital: UUID, domain: str) -> QuerySet[DistrictOpinion]:
    here = {"goal__partnership": partnership, "goal__hospital": hospital, "goal__domain": domain}
    return DistrictOpinion.objects.filter(**here).select_related("goal__wording").order_by("-given_date", "-id")


def figures(question: Question) -> list[rules.Figure]:
    """The outcome figures of a domain on a day: the last reading of each measure, and the step that both sides last agreed."""
    measured = [(one, read[-1]) for one, read in _series(question) if read]
    found = [
        rules.Figure(
            key=f"{one.goal_id}:{one.key}",
            name=one.name,
            language=str(one.wording.content.get("language", "")),
            unit=one.unit,
            value=last.value,
            target=one.target,
            day=last.to_date - ONE_DAY,
            source=rules.Source(address="measurement:reading", names=[str(last.id)], words={}),
        )
        for one, last in measured
    ]
    own = _steps(question)
    if not own or own[-1].step is None:
        return found
    last = own[-1]
    level = rules.Figure(
        key="level",
        unit="step",
        value=Decimal(own[-1].step),
        target=None if last.target is None else Decimal(last.target),
        day=last.agreed_at.date(),
        source=rules.Source(address="rounds:domain", names=[str(last.round), last.domain], words={}),
    )
    return [level, *found]
