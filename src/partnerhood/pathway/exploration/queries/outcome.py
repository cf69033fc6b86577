"""What both boards chose, and the goals that follow from it."""

from collections.abc import Iterable
from uuid import UUID

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.exploration import choices
from partnerhood.pathway.exploration.models import GoalOfOutcome, Statement
from partnerhood.pathway.exploration.queries.dossier import statements
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal


def outcome(exploration: UUID) -> Statement | None:
    """The outcome as it is worded now, if any."""
    return statements(exploration, choices.StatementKind.OUTCOME).first()


def goals_of(statement: Statement, person: Standing | None) -> list[Goal]:
    """The goals that follow from an outcome and that somebody may read, the oldest first."""
    found = goals.visible_to(person).filter(outcome__statement=statement).select_related("wording")
    return list(found.order_by("proposed_at", "id"))


def outcomes_of(wanted: Iterable[UUID]) -> dict[UUID, Statement]:
    """The outcome that each of these goals follows from, as long as it carries every key."""
    links = GoalOfOutcome.objects.filter(goal__in=list(wanted)).filter(keys.agreed("statement__wording"))
    return {one.goal_id: one.statement for one in links.select_related("statement__option")}
