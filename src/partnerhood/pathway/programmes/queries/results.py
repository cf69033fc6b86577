"""Results with their keys, and the goals they are laid beside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Wording
from partnerhood.ground.signatures.rules import Keyring, Turned, is_agreed, keyring, missing_keys
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.programmes.choices import State, TraitKind
from partnerhood.pathway.programmes.models import GoalLink, Result, Trait


@dataclass(frozen=True)
class Row:
    """A result with who signed and whom it waits for."""

    result: Result
    keyring: Keyring
    state: State
    missing: frozenset[UUID]


def complete_results(results: QuerySet[Result]) -> QuerySet[Result]:
    """Results with their words and their programme."""
    deferred = ("budgets", "planned_disbursements", "transactions", "descriptions", "documents", "themes", "terms")
    found = results.select_related("wording", "programme__reporter", "programme__network")
    return found.defer(*(f"programme__{name}" for name in deferred)).order_by("place", "id")


def of_programme(programme: UUID) -> QuerySet[Result]:
    """The results that a programme has now, in the order of its publisher."""
    found = Result.objects.filter(programme=programme, gone_at=None).select_related("wording")
    return found.order_by("place", "id")


def rows(results: Iterable[Result]) -> list[Row]:
    """Results with their keys, in one query whatever their number."""
    found = list(results)
    rings = keys.keyrings([one.wording for one in found])
    return [_row(one, rings[one.wording_id]) for one in found]


def row(result: Result, turned: Iterable[Signature]) -> Row:
    """One result with the keys that were asked for already."""
    keys_ = [Turned(one.organisation_id, one.person_id, hasattr(one, "withdrawal")) for one in turned]
    return _row(result, keyring(map(UUID, result.wording.parties), keys_))


def _row(result: Result, ring: Keyring) -> Row:
    return Row(result, ring, _state(result, ring), missing_keys(ring))


def _state(result: Result, ring: Keyring) -> State:
    if result.gone_at:
        return State.GONE
    if len(ring.parties) < 2:
        return State.ALONE
    return State.AGREED if is_agreed(ring) else State.PROPOSED


def signatures(result: Result) -> list[Signature]:
    """The keys turned under the words that stand."""
    return list(keys.signatures([result.wording_id]))


def wording_read(result: UUID, fingerprint: str) -> Wording | None:
    """The wording of a result that somebody had in front of them."""
    return keys.history(result).filter(fingerprint=fingerprint).first()


def lacking_key(organisations: Sequence[UUID]) -> QuerySet[Result]:
    """Results that wait for the key of one of these organisations, and that others may turn one for too."""
    takes_part = Trait.objects.filter(
        programme=OuterRef("programme"), kind=TraitKind.ORGANISATION, organisation__in=list(organisations)
    )
    there = Result.objects.filter(Exists(takes_part), gone_at=None, wording__needed__gt=1)
    return there.filter(keys.lacks_key_of(organisations))


def links() -> QuerySet[GoalLink]:
    """Links with both their ends."""
    return GoalLink.objects.select_related("result__wording", "result__programme__network", "goal__partnership")


def goals_of(results: Sequence[UUID], person: Standing | None) -> dict[UUID, list[GoalLink]]:
    """The goals that lie beside these results, as far as somebody may read them."""
    found: dict[UUID, list[GoalLink]] = defaultdict(list)
    there = GoalLink.objects.filter(result__in=results, goal__in=goals.visible_to(person).values("pk"))
    for link in there.select_related("goal__wording", "goal__hospital").order_by("linked_at", "id"):
        found[link.result_id].append(link)
    return found


def results_of_goals(wanted: Iterable[UUID]) -> dict[UUID, list[Result]]:
    """The results that lie beside these goals."""
    found: dict[UUID, list[Result]] = defaultdict(list)
    there = GoalLink.objects.filter(goal__in=list(wanted)).select_related("result__programme", "result__wording")
    for link in there.order_by("linked_at", "id"):
        found[link.goal_id].append(link.result)
    return found
