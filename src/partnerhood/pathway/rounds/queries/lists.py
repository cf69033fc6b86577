"""Which rounds there are, what waits in them, and the actions that come back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import choices
from partnerhood.pathway.rounds.models import Action, Proposal, Round, Score
from partnerhood.pathway.rounds.queries.apart import who_is_in

SUSPENDED = "suspended"


def visible_to(person: Standing | None) -> QuerySet[Round]:
    """The rounds somebody may look into: of partnerships in which their own organisation is a partner."""
    if person is None or not person.is_active:
        return Round.objects.none()
    mine = Partnership.objects.filter(partners__organisation__in=person.organisations)
    return Round.objects.filter(partnership__in=mine.values("pk"))


def of_partnership(partnership: UUID) -> QuerySet[Round]:
    """The rounds of a partnership, the newest first."""
    found = Round.objects.filter(partnership=partnership).select_related("hospital", "partnership", "own")
    return found.order_by("-opened_at", "-id")


@dataclass(frozen=True)
class Told:
    """A round as a list tells it."""

    round: Round
    domains: int
    settled: int
    open_actions: int


def told(partnership: UUID) -> list[Told]:
    """The rounds of a partnership with how far they are, in a fixed number of queries."""
    found = _of_partnership(partnership)
    settled = Counter(which for which, _domain in _settled_in(partnership))
    left = Counter(which for (which,) in _left_in(partnership))
    return [Told(one, len(one.domains), settled[one.id], left[one.id]) for one in found]


@plans.planned
def _of_partnership(partnership: UUID) -> QuerySet[Round]:
    return of_partnership(partnership)


@plans.planned
def _left_in(partnership: UUID) -> QuerySet[Action, Any]:
    return Action.objects.filter(round__partnership=partnership, ended_at=None).values_list("round_id")


@plans.planned
def _settled_in(partnership: UUID) -> QuerySet[Proposal, Any]:
    """The round of each domain or question that every side signed something for in a partnership."""
    signed = Proposal.objects.filter(keys.agreed(), round__partnership=partnership).order_by()
    return signed.values_list("round", "domain").distinct()


def usual_domains(partnership: UUID) -> list[str]:
    """The domains that one looks at without asking: those of every hospital, of the goals here, and of earlier rounds."""
    goals = Goal.objects.filter(partnership=partnership).order_by().values_list("domain", flat=True)
    rounds = of_partnership(partnership).filter(instrument=choices.LADDER).values_list("domains", flat=True)
    known = {*goals, *(domain for domains in rounds for domain in domains)}
    return [one.code for one in vocabulary.domains() if one.transversal or one.code in known]


def sides(which: Round) -> list[Organisation]:
    """The sides of a round: the hospital first, or whoever coordinates the network of those who work together."""
    network = None if which.hospital_id else which.partnership.network
    first = network.coordinator_id if network else which.hospital_id
    return sorted(_by_name([UUID(key) for key in which.sides]), key=lambda side: side.id != first)


@plans.planned
def _by_name(organisations: list[UUID]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=organisations).order_by("name")


def side(key: str) -> Organisation:
    """One side, by its id."""
    return Organisation.objects.get(pk=key)


def partnership_of_round(round_id: UUID) -> UUID | None:
    """In which partnership a round is held, whoever asks."""
    return Round.objects.filter(pk=round_id).values_list("partnership_id", flat=True).first()


def looked_at(which: Round) -> str:
    """What a round looks at, as people call it: a hospital, or the partnership itself."""
    return which.hospital.known_as if which.hospital else which.partnership.name


def open_round(partnership: UUID, hospital: UUID | None, instrument: str) -> Round | None:
    """The round that is open in a partnership for a hospital or for itself, with the same instrument, if any."""
    here = Round.objects.filter(partnership=partnership, hospital=hospital, instrument=instrument)
    return here.filter(closed_at=None).first()


def to_lay_open(which: Round, domain: str) -> list[Score]:
    """The scores held here of a domain that every side is in for."""
    inside = who_is_in([which.id])[which.id, domain]
    if {str(side) for side in inside} < set(which.sides):
        return []
    return list(Score.objects.filter(round=which, domain=domain).order_by("given_at", "id"))


@dataclass(frozen=True)
class Waits:
    """A round that waits for the scores of somebody's side: since when, and in how many domains."""

    round: Round
    since: datetime
    number: int


def proposals_lacking_key(organisations: Sequence[UUID]) -> QuerySet[Proposal]:
    """Steps laid under the keys that wait for the key of one of these organisations; of each domain the newest. None while
    their partnership stands still."""
    newer = Proposal.objects.filter(
        round=OuterRef("round"), domain=OuterRef("domain"), proposed_at__gt=OuterRef("proposed_at")
    )
    mine = Proposal.objects.filter(round__partnership__in=partnerships.of_organisations(organisations))
    moving = mine.filter(round__closed_at=None).exclude(round__partnership__state=SUSPENDED)
    return moving.filter(keys.lacks_key_of(organisations)).exclude(Exists(newer))


@plans.planned
def _open_to(person: Standing) -> QuerySet[Round]:
    still = visible_to(person).filter(closed_at=None).exclude(partnership__state=SUSPENDED)
    return still.select_related("hospital", "partnership").order_by("opened_at")


def to_score(person: Standing) -> list[Waits]:
    """Open rounds in which this person's side has not scored every domain, in two queries; a partnership that stands still
    reminds nobody."""
    scoring = [which for which in person.organisations if person.has(which, "head", "coordinator", "signatory")]
    found = _open_to(person)
    inside = who_is_in([one.id for one in found])
    waits = []
    for one in found:
        mine = {side for side in scoring if str(side) in one.sides}
        left = sum(not mine <= inside[one.id, domain] for domain in one.domains)
        waits += [Waits(one, one.opened_at, left)] if left else []
    return waits
