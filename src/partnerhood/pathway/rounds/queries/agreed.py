"""Agreed steps: derived from wordings and keys, never kept. The first one of a domain is its baseline and never moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, DateTimeField, QuerySet, When

from partnerhood.ground.records import plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.goals.models import Goal, Measure
from partnerhood.pathway.measurement import queries as measurement
from partnerhood.pathway.rounds import choices
from partnerhood.pathway.rounds.models import Proposal, Round


@dataclass(frozen=True)
class Agreed:
    """A step that every side signed for one domain of one hospital, or that there was none this time; or a level, for one
    question about how the partners work together."""

    partnership: UUID
    hospital: UUID | None
    domain: str
    round: UUID
    proposal: UUID
    step: int | None
    target: int | None
    target_date: date | None
    agreed_at: datetime


STEP = ("round__partnership", "round__hospital", "domain", "round", "id", "wording__content", "agreed_at")
"""What a step is read from where nobody needs the proposal itself: a page asks for as many as there were ever agreed."""


def agreed_steps(
    *, partnerships: Iterable[UUID] = (), hospital: UUID | None = None, instrument: str = choices.LADDER
) -> list[Agreed]:
    """What was agreed in these partnerships, on the ladder or with another instrument, the oldest first; one query whatever
    their number."""
    return steps_told(_agreed_in(list(partnerships), hospital, instrument))


@plans.planned
def _agreed_in(partnerships: list[UUID], hospital: UUID | None, instrument: str) -> QuerySet[Proposal, Any]:
    kept = dated(agreed_proposals(instrument)).filter(round__partnership__in=partnerships)
    return (kept.filter(round__hospital=hospital) if hospital else kept).values_list(*STEP)


def agreed_in(which: Round) -> list[Agreed]:
    """What was agreed in one round, with whatever it asks."""
    return steps_told(dated(agreed_proposals(which.instrument)).filter(round=which).values_list(*STEP))


def agreed_proposals(instrument: str = choices.LADDER) -> QuerySet[Proposal]:
    """The proposals that every side signed, whoever asks: steps of the ladder, or levels of another instrument."""
    return Proposal.objects.filter(keys.agreed(), round__instrument=instrument)


def dated(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals with the day on which they were agreed, or none; the oldest first."""
    agreed_at = Case(When(keys.agreed(), then=keys.last_turned()), default=None, output_field=DateTimeField())
    kept = proposals.select_related("wording", "round").annotate(agreed_at=agreed_at)
    return kept.order_by("proposed_at", "id")


def steps_told(told: Iterable[Sequence[Any]]) -> list[Agreed]:
    """The steps of proposals, from what `STEP` names; the newest where one domain of a round has two."""
    found = [_agreed(*step) for step in told if step[-1]]
    agreed = {(one.round, one.domain): one for one in found}
    return sorted(agreed.values(), key=lambda one: (one.agreed_at, one.proposal))


def _agreed(
    partnership: UUID,
    hospital: UUID | None,
    domain: str,
    round: UUID,
    proposal: UUID,
    said: dict[str, Any],
    at: datetime,
) -> Agreed:
    until = date.fromisoformat(said["target_date"]) if said.get("target_date") else None
    return Agreed(
        partnership=partnership,
        hospital=hospital,
        domain=domain,
        round=round,
        proposal=proposal,
        step=said.get("step"),
        target=said.get("target"),
        target_date=until,
        agreed_at=at,
    )


def baseline(steps: Iterable[Agreed], domain: str) -> Agreed | None:
    """Where a domain began: the first step that was ever agreed on it."""
    return next((one for one in steps if one.domain == domain and one.step is not None), None)


def latest(steps: Iterable[Agreed], domain: str) -> Agreed | None:
    """Where a domain stands: the last step that was agreed on it."""
    found = [one for one in steps if one.domain == domain and one.step is not None]
    return found[-1] if found else None


def agreed_measures(partnership: UUID, hospital: UUID, domain: str) -> QuerySet[Measure]:
    """How the goals that carry every key here, and go on, are measured."""
    here = Goal.objects.filter(partnership=partnership, hospital=hospital, domain=domain, ended_at=None)
    return Measure.objects.filter(wording__in=here.filter(keys.agreed()).values("wording")).order_by("key", "id")


def reached_lately(partnership: UUID, hospital: UUID, domain: str) -> bool | None:
    """Whether every measure of the agreed goals was reached in its last two periods; None where nobody counted yet."""
    aimed = measurement.progress_of(list(agreed_measures(partnership, hospital, domain).exclude(target=None)))
    if not aimed or any(one.last is None for one in aimed):
        return None
    return all(one.reached_twice for one in aimed)
