"""Where the hospitals of a network stand, domain by domain, as far as one reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.rounds.models import Proposal
from partnerhood.pathway.rounds.queries import Agreed
from partnerhood.pathway.selfreliance import rules
from partnerhood.pathway.selfreliance.queries.helping import HOSPITAL, known_to


@dataclass(frozen=True)
class Square:
    """The newest agreed step of one hospital in one domain; hollow where nobody looked for a year."""

    agreed: Agreed
    is_hollow: bool


@dataclass(frozen=True)
class Line:
    """One domain, with the square of each hospital in their order; None where nothing was agreed, or not for this reader."""

    domain: str
    group: str
    squares: Sequence[Square | None]


@dataclass(frozen=True)
class Across:
    """The hospitals of a network by name, and a line for each domain in which a step was agreed."""

    hospitals: Sequence[tuple[UUID, str]]
    lines: Sequence[Line]


def across(network: UUID, person: Standing | None) -> Across:
    """Where the hospitals of a network stand: one query, whatever their number."""
    found = list(_steps(network, person))
    names = {step[HOSPITAL]: short_name or name for *step, name, short_name in found}
    steps = rounds.steps_told(step for *step, _name, _short_name in found)
    newest = {(one.hospital, one.domain): one for one in steps if one.step is not None and one.hospital}
    hospitals = sorted(((key, names[key]) for key in {key for key, _ in newest}), key=lambda pair: pair[1])
    known = {domain for _, domain in newest}
    return Across(
        hospitals,
        [
            Line(
                term.code,
                rules.group(str(term.support), term.transversal),
                [_square(newest.get((key, term.code))) for key, _name in hospitals],
            )
            for term in vocabulary.domains()
            if term.code in known
        ],
    )


def _square(agreed: Agreed | None) -> Square | None:
    return Square(agreed, rules.is_hollow(agreed.agreed_at.date(), clock.today())) if agreed else None


@plans.planned
def _steps(network: UUID, person: Standing | None) -> QuerySet[Proposal, Any]:
    there = rounds.agreed_proposals().filter(known_to(person), round__partnership__network=network)
    found = rounds.dated(there)
    return found.values_list(*rounds.STEP, "round__hospital__name", "round__hospital__short_name")
