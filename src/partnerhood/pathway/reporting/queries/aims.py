"""Where signed goals want what a hospital counts to be: drawn beside what was counted; whether it was reached is not said here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals import rules
from partnerhood.pathway.indicators.queries import Definition


@dataclass(frozen=True)
class Aim:
    """Where a signed goal wants an indicator to be, by when, and the goal in the language of its wording."""

    goal: UUID
    statement: Mapping[str, object]
    target: Decimal
    until: date | None


def aims(person: Standing | None, hospital: UUID, defined: Mapping[str, Definition]) -> dict[str, list[Aim]]:
    """What the signed goals that somebody may read say of these definitions, where they are written as those are."""
    found: dict[str, list[Aim]] = defaultdict(list)
    for one in goals.aims(person, hospital):
        definition = defined.get(one.indicator)
        if definition and one.target is not None and one.unit == rules.unit_of(definition.unit):
            said = one.goal.wording.content
            statement = languages.said(said["statement"], said["language"])
            found[one.indicator].append(Aim(one.goal_id, statement, one.target, one.target_date))
    return found


def common(wanted: Sequence[Aim]) -> Decimal | None:
    """The one number that all of them want; nothing where they differ."""
    numbers = {one.target for one in wanted}
    return numbers.pop() if len(numbers) == 1 else None
