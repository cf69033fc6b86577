"""Who does something well already: hospitals around another whose agreed step is four or more, as one reader may know it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerhood.ground.organisations.models import Membership
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.partnerships.choices import State
from partnerhood.pathway.partnerships.models import Partner
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.rounds.models import Proposal
from partnerhood.pathway.rounds.queries import Agreed
from partnerhood.pathway.selfreliance import rules
from partnerhood.pathway.selfreliance.models import Release

HOSPITAL = rounds.STEP.index("round__hospital")


@dataclass(frozen=True)
class Helper:
    """A hospital that does something well already, by the newest step that was agreed there and the reader may know."""

    name: str
    known_as: str
    agreed: Agreed
    step: int


def who_could_help(
    hospitals: Iterable[UUID], person: Standing | None, domains: Iterable[str] = ()
) -> dict[UUID, list[Helper]]:
    """Who could help each of these hospitals, the highest step first: one query for one hospital, two for many."""
    wanted = sorted(set(hospitals))
    if person is None or not wanted:
        return {}
    around = _around(wanted) if len(wanted) > 1 else {}
    found = _dated(wanted, person, sorted(set(domains)))
    called = {step[HOSPITAL]: (name, short_name or name) for *step, name, short_name in found}
    steps = rounds.steps_told(step for *step, _name, _short_name in found)
    newest = {(one.hospital, one.domain): one for one in steps if one.step is not None}
    helping = [
        Helper(*called[one.hospital], one, one.step) for one in newest.values() if one.step and rules.can_help(one.step)
    ]
    return {key: sorted((one for one in helping if _is_near(key, one, around)), key=_place) for key in wanted}


@plans.planned
def _dated(hospitals: list[UUID], person: Standing, domains: list[str]) -> QuerySet[Proposal, Any]:
    steps = _steps(hospitals, person)
    found = rounds.dated(steps.filter(domain__in=domains) if domains else steps)
    return found.values_list(*rounds.STEP, "round__hospital__name", "round__hospital__short_name")


def _place(one: Helper) -> tuple[int, str, str]:
    return -one.step, one.name, one.agreed.domain


def _is_near(key: UUID, one: Helper, around: dict[UUID, set[UUID]]) -> bool:
    return one.agreed.hospital != key and (not around or one.agreed.hospital in around[key])


def _steps(hospitals: Sequence[UUID], person: Standing) -> QuerySet[Proposal]:
    """The agreed steps of whoever is around these hospitals, as far as the reader may know them."""
    near = Q(round__hospital__in=_partners_of(hospitals).values("partnership__partners__organisation"))
    near |= Q(round__hospital__in=_members_beside(hospitals).values("network__memberships__organisation"))
    return rounds.agreed_proposals().filter(near, known_to(person))


def known_to(person: Standing | None) -> Q:
    """Which agreed steps a reader may know: those of their own partnerships, and what a hospital released. Who stands outside
    a partnership knows nothing of it while it stands still."""
    own = Q(round__in=rounds.visible_to(person).values("pk"))
    released = Release.objects.filter(
        partnership=OuterRef("round__partnership"),
        hospital=OuterRef("round__hospital"),
        domain=OuterRef("domain"),
        withdrawn_at=None,
    )
    told = Q(Exists(released)) & ~Q(round__partnership__state=State.SUSPENDED) & ~Q(Exists(_still()))
    return own | told


def _still() -> QuerySet[Partner]:
    """A hospital whose place public pages keep to themselves, because a partnership of it stands still."""
    return Partner.objects.filter(
        organisation=OuterRef("round__hospital"), works_here=True, partnership__state=State.SUSPENDED
    )


def _partners_of(hospitals: Sequence[UUID]) -> QuerySet[Partner]:
    return Partner.objects.filter(organisation__in=hospitals).exclude(partnership__state=State.ENDED)


def _members_beside(hospitals: Sequence[UUID]) -> QuerySet[Membership]:
    here = Membership.objects.filter(organisation__in=hospitals, until_date=None)
    return here.filter(network__memberships__until_date=None)


def _around(hospitals: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Whom each of these hospitals shares a partnership or a network with."""
    partners = _partners_of(hospitals).values_list("organisation", "partnership__partners__organisation")
    members = _members_beside(hospitals).values_list("organisation", "network__memberships__organisation")
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for key, other in partners.order_by().union(members.order_by()):
        found[key].add(other)
    return found
