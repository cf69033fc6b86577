"""What one may ask about staircases: what this reader may see of each domain, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import Outside
from partnerhood.ground.vocabulary.rules import Answer
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partner, Partnership
from partnerhood.pathway.partnerships.queries import Number
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.rounds.choices import LADDER
from partnerhood.pathway.rounds.models import Proposal, Round
from partnerhood.pathway.rounds.queries import Agreed
from partnerhood.pathway.selfreliance import rules
from partnerhood.pathway.selfreliance.models import Release
from partnerhood.pathway.selfreliance.queries.across import Across as Across
from partnerhood.pathway.selfreliance.queries.across import across as across
from partnerhood.pathway.selfreliance.queries.helping import Helper as Helper
from partnerhood.pathway.selfreliance.queries.helping import who_could_help as who_could_help


class Place(NamedTuple):
    """Where a staircase stands."""

    hospital: UUID
    partnership: UUID
    domain: str


@dataclass(frozen=True)
class Stair:
    """One domain of one hospital in one partnership, as one reader may see it."""

    partnership: UUID
    hospital: UUID
    domain: str
    group: str
    start: Agreed | None
    agreed: Agreed | None
    marks: rules.Marks | None
    looked_at: date | None
    is_hollow: bool
    is_chosen: bool
    is_public: bool
    history: Sequence["Look"]


@dataclass(frozen=True)
class Look:
    """What one round said of a domain, as one reader may see it."""

    round: Round
    marks: rules.Marks
    agreed: Agreed | None


def public() -> QuerySet[Release]:
    """The levels that their hospital let everybody read."""
    return Release.objects.filter(withdrawn_at=None)


def released(partnership: UUID, hospital: UUID, domain: str) -> bool:
    """Whether everybody may read a hospital's level in a domain."""
    return public().filter(partnership=partnership, hospital=hospital, domain=domain).exists()


def staircases(hospital: UUID, person: Standing | None) -> list[Stair]:
    """Every domain of a hospital that somebody may see: of their partnerships, and what the hospital made public."""
    return _stairs([hospital], person, None)


def of_partnership(which: Partnership, person: Standing | None) -> list[Stair]:
    """Every domain that somebody may see in a partnership that was found with its partners, hospital by hospital."""
    places = [one.organisation for one in which.partners.all() if one.works_here]
    return _stairs([one.id for one in sorted(places, key=lambda one: one.name)], person, which.id)


def _stairs(hospitals: list[UUID], person: Standing | None, partnership: UUID | None) -> list[Stair]:
    """The same questions whatever the number of hospitals; inside one partnership nothing of others counts."""
    inside = _rounds_inside(hospitals, person, partnership)
    mine = {one.partnership_id for one in inside}
    released_ones = public().filter(hospital__in=hospitals)
    open_to_all = {Place(one.hospital_id, one.partnership_id, one.domain) for one in released_ones}
    outside = {one.partnership for one in open_to_all} - mine if partnership is None else set()
    steps = rounds.agreed_steps(partnerships=mine | outside)
    looks = _looks(inside, person, steps)
    places = [*looks, *(one for one in open_to_all if one.partnership in outside)]
    return [_stair(one, looks.get(one, []), steps, one in open_to_all) for one in _in_order(places, hospitals)]


@plans.planned
def _rounds_inside(hospitals: list[UUID], person: Standing | None, partnership: UUID | None) -> QuerySet[Round]:
    found = rounds.visible_to(person).filter(hospital__in=hospitals, instrument=LADDER).select_related("partnership")
    return (found.filter(partnership=partnership) if partnership else found).order_by("opened_at", "id")


def _looks(found: Sequence[Round], person: Standing | None, steps: Iterable[Agreed]) -> dict[Place, list[Look]]:
    inside = rounds.who_is_in([one.id for one in found])
    answers = rounds.answers_read([one.id for one in found], person)
    agreed = {(one.round, one.domain): one for one in steps}
    looks: dict[Place, list[Look]] = defaultdict(list)
    for one in found:
        assert one.hospital_id  # the ladder stands at a hospital
        for domain in one.domains:
            said = answers.get((one.id, domain), {})
            hidden = bool(inside[one.id, domain] - set(said))
            marks = _marks(one, one.hospital_id, said, hidden=hidden)
            place = Place(one.hospital_id, one.partnership_id, domain)
            looks[place].append(Look(one, marks, agreed.get((one.id, domain))))
    return looks


def _marks(which: Round, hospital: UUID, said: Mapping[UUID, Answer], *, hidden: bool) -> rules.Marks:
    others = [answer for side, answer in said.items() if side != hospital]
    return rules.Marks(
        round=str(which.id),
        opened_on=which.opened_at.date(),
        own=said.get(hospital),
        partner=rules.lowest(others),
        hidden=hidden,
    )


def _in_order(places: Iterable[Place], hospitals: Sequence[UUID]) -> list[Place]:
    order = {one.code: number for number, one in enumerate(vocabulary.domains())}
    return sorted(
        places,
        key=lambda one: (hospitals.index(one.hospital), str(one.partnership), order.get(one.domain, len(order))),
    )


def _stair(place: Place, looks: Sequence[Look], steps: Iterable[Agreed], is_public: bool) -> Stair:
    hospital, partnership, domain = place
    own = [one for one in steps if (one.hospital, one.partnership) == (hospital, partnership)]
    agreed, now = rounds.latest(own, domain), rules.now(look.marks for look in looks)
    looked_at = max([*_days(looks), *([agreed.agreed_at.date()] if agreed else [])], default=None)
    term = vocabulary.domain(domain)
    return Stair(
        partnership=partnership,
        hospital=hospital,
        domain=domain,
        group=rules.group(str(term.support), term.transversal),
        start=rounds.baseline(own, domain),
        agreed=agreed,
        marks=now,
        looked_at=looked_at,
        is_hollow=rules.is_hollow(looked_at, clock.today()),
        is_chosen=not (now and now.own == Outside.NOT_CHOSEN),
        is_public=is_public,
        history=looks,
    )


def _days(looks: Iterable[Look]) -> list[date]:
    """The days on which somebody looked: rounds in which a side is in, readable or not."""
    said = [one for one in looks if one.marks.hidden or one.marks.own is not None or one.marks.partner is not None]
    return [one.marks.opened_on for one in said]


def stair(hospital: UUID, domain: str, partnership: UUID, person: Standing | None) -> Stair | None:
    """One domain of a hospital in one partnership, if this reader may see it."""
    inside = staircases(hospital, person)
    return next((one for one in inside if one.domain == domain and one.partnership == partnership), None)


def names(partnerships: Iterable[UUID]) -> dict[UUID, tuple[str, list[Organisation]]]:
    """The names of partnerships and who takes part in them: one query."""
    found: dict[UUID, tuple[str, list[Organisation]]] = {}
    for one in _partners(list(partnerships)):
        found.setdefault(one.partnership_id, (one.partnership.name, []))[1].append(one.organisation)
    return found


@plans.planned
def _partners(partnerships: list[UUID]) -> QuerySet[Partner]:
    kept = Partner.objects.filter(partnership__in=partnerships).select_related("partnership", "organisation")
    return kept.order_by("organisation__name")


def counts(hospital: UUID, person: Standing | None) -> tuple[int, int]:
    """How many domains of a hospital stand on or above their target, and out of how many that have one."""
    aimed = [one for one in staircases(hospital, person) if one.agreed and one.agreed.target]
    reached = [one for one in aimed if (one.agreed.step or 0) >= (one.agreed.target or 6)]  # type: ignore[union-attr]
    return len(reached), len(aimed)


def place(partnership: UUID, hospital: UUID) -> tuple[Partnership, Organisation]:
    """A partnership and a hospital, for a deed about both."""
    return Partnership.objects.get(pk=partnership), Organisation.objects.get(pk=hospital)


def at_partnership(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of self-reliance asks about a partnership, of what this person may know."""
    there = rounds.visible_to(person).filter(partnership=OuterRef("pk"))
    steps = Proposal.objects.filter(round__in=rounds.visible_to(person).values("pk"), round__partnership=OuterRef("pk"))
    mine = [which for which in person.organisations if person.has(which, "signatory")] if person else []
    party = Partner.objects.filter(partnership=OuterRef("round__partnership"), organisation__in=mine)
    newer = Proposal.objects.filter(
        round=OuterRef("round"), domain=OuterRef("domain"), proposed_at__gt=OuterRef("proposed_at")
    )
    waiting = steps.filter(Exists(party), ~Exists(newer), keys.lacks_key_of(mine), round__closed_at=None)
    climbed = steps.filter(keys.agreed(), round__instrument=LADDER, wording__content__step__isnull=False)
    agreed = climbed.order_by().values("domain").distinct()
    inside = partnerships.visible_to(person).filter(pk=OuterRef("pk"))
    return {
        "open": Number(there.filter(closed_at=None).values("pk")),
        "mine": Number(waiting.values("pk")),
        "agreed": Number(agreed),
        "inside": Number(inside.values("pk")),
    }
