"""What one may ask about goals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Wording
from partnerhood.ground.signatures.rules import Keyring, is_agreed, missing_keys
from partnerhood.pathway.goals import rules
from partnerhood.pathway.goals.models import Goal, GoalNeed, Measure, Reading
from partnerhood.pathway.partnerships import queries as partnerships


@dataclass(frozen=True)
class Row:
    """A goal as a list shows it, with who signed and whom it waits for."""

    goal: Goal
    statement: str
    language: str
    state: str
    keyring: Keyring
    signatures: Sequence[Signature]
    missing: frozenset[UUID]
    days: int


def visible_to(person: Standing | None) -> QuerySet[Goal]:
    """The goals somebody may read: of the partnerships they see, and what was agreed by all, which is public."""
    if person is None:
        return agreed()
    return Goal.objects.filter(Q(partnership__in=partnerships.visible_to(person)) | _is_public())


def agreed() -> QuerySet[Goal]:
    """The goals whose present wording carries every key, of partnerships that everybody may know of."""
    return Goal.objects.filter(_is_public())


def _is_public() -> Q:
    return keys.agreed() & Q(partnership__in=partnerships.public())


def complete(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Goals with what a list tells of them."""
    needs = GoalNeed.objects.select_related("need__hospital", "need__ward")
    return (
        goals.select_related("hospital", "partnership", "wording", "proposed_by")
        .prefetch_related(Prefetch("answers_needs", needs))
        .order_by("-proposed_at", "-id")
    )


def rows(goals: Iterable[Goal]) -> list[Row]:
    """Goals with their keys, in two queries whatever their number."""
    found = list(goals)
    rings = keys.keyrings([goal.wording for goal in found])
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in keys.signatures([goal.wording_id for goal in found]):
        turned[signature.wording_id].append(signature)
    return [_row(goal, rings[goal.wording_id], turned[goal.wording_id]) for goal in found]


def _row(goal: Goal, ring: Keyring, turned: Sequence[Signature]) -> Row:
    withdrawn = any(hasattr(one, "withdrawal") for one in turned)
    return Row(
        goal=goal,
        statement=goal.wording.content["statement"],
        language=goal.wording.content["language"],
        state=rules.state(agreed=is_agreed(ring), withdrawn=withdrawn, closed=goal.ended_at is not None),
        keyring=ring,
        signatures=turned,
        missing=missing_keys(ring),
        days=rules.days_waiting(goal.wording.made_at, clock.now()),
    )


def row(goal: Goal) -> Row:
    """One goal with its keys."""
    return rows([goal])[0]


def is_agreed_now(goal: Goal) -> bool:
    """Whether the present wording carries every key."""
    return is_agreed(keys.keyring(goal.wording))


def of_partnership(partnership: UUID) -> QuerySet[Goal]:
    """The goals of a partnership."""
    return complete(Goal.objects.filter(partnership=partnership))


def of_hospital(hospital: UUID, person: Standing | None) -> QuerySet[Goal]:
    """The goals at a hospital that somebody may read."""
    return complete(visible_to(person).filter(hospital=hospital))


def waiting_for(person: Standing) -> list[Row]:
    """The goals that wait for a key which this person may turn."""
    mine = {which for which in person.organisations if person.has(which, "signatory")}
    goals = complete(Goal.objects.filter(partnership__partners__organisation__in=mine, ended_at=None).distinct())
    return [one for one in rows(goals) if one.missing & mine]


def measures(goal: Goal) -> QuerySet[Measure]:
    """How a goal is measured, as its present wording says."""
    return Measure.objects.filter(goal=goal, wording=goal.wording_id).order_by("key")


def content(wording: Wording) -> rules.Content:
    """What a wording of a goal says."""
    said = {name: value for name, value in wording.content.items() if name in rules.Content.model_fields}
    return rules.Content.model_validate(said)


def translations(wording: UUID) -> QuerySet[Reading]:
    """The readings of a wording in other languages."""
    return Reading.objects.filter(wording=wording).order_by("language")


def of_needs(needs: Iterable[UUID]) -> dict[UUID, list[Goal]]:
    """The goals that took up these needs."""
    found: dict[UUID, list[Goal]] = defaultdict(list)
    links = GoalNeed.objects.filter(need__in=list(needs)).select_related("goal__wording", "goal__hospital")
    for link in links.order_by("goal__proposed_at"):
        found[link.need_id].append(link.goal)
    return found
