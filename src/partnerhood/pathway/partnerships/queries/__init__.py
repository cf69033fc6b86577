"""What one may ask about partnerships."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from partnerhood.ground.finding import queries as finding
from partnerhood.ground.operations.models import Operation
from partnerhood.ground.organisations.models import Membership, Network, Organisation
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.partnerships import choices, rules
from partnerhood.pathway.partnerships.models import Body, Charter, Invited, Joining, Move, Partner, Review, Suspension
from partnerhood.pathway.partnerships.models import Partnership as Partnership
from partnerhood.pathway.partnerships.queries.bodies import base_of as base_of
from partnerhood.pathway.partnerships.queries.bodies import bodies as bodies
from partnerhood.pathway.partnerships.queries.bodies import body as body
from partnerhood.pathway.partnerships.queries.bodies import seat as seat
from partnerhood.pathway.partnerships.queries.bodies import to_be_seated as to_be_seated
from partnerhood.pathway.partnerships.queries.facts import Course as Course
from partnerhood.pathway.partnerships.queries.facts import Found as Found
from partnerhood.pathway.partnerships.queries.facts import Lead as Lead
from partnerhood.pathway.partnerships.queries.facts import Question as Question
from partnerhood.pathway.partnerships.queries.facts import facts as facts
from partnerhood.pathway.partnerships.queries.joining import count_joiners as count_joiners
from partnerhood.pathway.partnerships.queries.joining import joined_already as joined_already
from partnerhood.pathway.partnerships.queries.joining import joined_since as joined_since
from partnerhood.pathway.partnerships.queries.joining import joiner as joiner
from partnerhood.pathway.partnerships.queries.joining import joiners as joiners
from partnerhood.pathway.partnerships.queries.joining import joiners_waiting as joiners_waiting
from partnerhood.pathway.partnerships.queries.joining import joining as joining
from partnerhood.pathway.partnerships.queries.joining import parts_to_join_as as parts_to_join_as
from partnerhood.pathway.partnerships.queries.joining import waiting_in as waiting_in
from partnerhood.pathway.partnerships.queries.panels import Line as Line
from partnerhood.pathway.partnerships.queries.panels import Panel as Panel
from partnerhood.pathway.partnerships.queries.panels import Panels as Panels
from partnerhood.pathway.partnerships.queries.people import Colleague as Colleague
from partnerhood.pathway.partnerships.queries.people import Side as Side
from partnerhood.pathway.partnerships.queries.people import known_to
from partnerhood.pathway.partnerships.queries.people import numbers as numbers_of_people
from partnerhood.pathway.partnerships.queries.people import sides as sides
from partnerhood.pathway.partnerships.queries.people import who_works_here as who_works_here
from partnerhood.pathway.partnerships.queries.shares import Piece as Piece
from partnerhood.pathway.partnerships.queries.shares import Told as Told
from partnerhood.pathway.partnerships.queries.shares import shares as shares
from partnerhood.pathway.partnerships.queries.stations import Number as Number
from partnerhood.pathway.partnerships.queries.stations import YourStation as YourStation
from partnerhood.pathway.partnerships.queries.stations import at_station as at_station
from partnerhood.pathway.partnerships.queries.stations import stations as stations

R = TypeVar("R", bound=Record)
of_networks: Panels[Network] = Panels()
of_bodies: Panels[Body] = Panels()
panels: Panels[Partnership] = Panels()
"""What later rooms show on the page of a partnership."""


def visible_to(person: Standing | None) -> QuerySet[Partnership]:
    """The partnerships that somebody may look into: of their organisations, or of a network they coordinate."""
    if person is None or not person.is_active:
        return Partnership.objects.none()
    coordinating = [which for which, kinds in person.roles.items() if RoleKind.COORDINATOR in kinds]
    mine = Partner.objects.filter(partnership=OuterRef("pk"), organisation__in=person.organisations)
    return Partnership.objects.filter(Q(Exists(mine)) | Q(network__coordinator__in=coordinating))


def people_at(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of people asks: their numbers, and whether the reader looks into the partnership."""
    return {**numbers_of_people(), "inside": Exists(visible_to(person).filter(pk=OuterRef("pk")))}


def people_visible_to(person: Standing | None) -> QuerySet[Person]:
    """The people whom somebody may know by name: of their own house and partnerships, and nobody for a stranger."""
    return known_to(person, visible_to(person)) if person and person.is_active else Person.objects.none()


def public() -> QuerySet[Partnership]:
    """The partnerships that everybody may know of: those that began."""
    return Partnership.objects.exclude(state=choices.State.PROSPECTING)


def open_to(person: Standing | None) -> QuerySet[Partnership]:
    """The partnerships that somebody may look into or that everybody may know of; `is_inside` tells which it is,
    `base` is the last deed in its book."""
    inside = visible_to(person).filter(pk=OuterRef("pk"))
    found = Partnership.objects.annotate(is_inside=Exists(inside), base=last_in_book("pk"))
    return with_partners(found.filter(Q(is_inside=True) | Q(pk__in=public().values("pk"))))


def last_in_book(book: str) -> Subquery:
    """The last operation in the book that a column names: read together with the row, so that no deed falls between."""
    written = Operation.objects.filter(book=OuterRef(book)).order_by("-applied")
    return Subquery(written.values("pk")[:1])


def exists(partnership: UUID) -> bool:
    """Whether there is such a partnership, whoever asks."""
    return Partnership.objects.filter(pk=partnership).exists()


def with_partners(partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """Partnerships with their partners and network, by name."""
    partners = Partner.objects.select_related("organisation").order_by("works_here", "organisation__name")
    return partnerships.select_related("network").prefetch_related(Prefetch("partners", partners)).order_by("name")


def party_ids(partnership: Partnership) -> list[UUID]:
    """The organisations that hold a key in a partnership."""
    found = Partner.objects.filter(partnership=partnership).order_by("organisation_id")
    return list(found.values_list("organisation_id", flat=True))


def existing(key: UUID) -> Partnership | None:
    """The partnership with this id, whoever may see it."""
    return Partnership.objects.filter(pk=key).first()


def invitation(invited_id: UUID) -> Invited | None:
    """A question to an organisation whether it joins, with what it is asked to join."""
    found = Invited.objects.select_related("organisation", "partnership__network")
    return found.prefetch_related("partnership__partners__organisation").filter(pk=invited_id).first()


def unanswered(organisations: Sequence[UUID]) -> QuerySet[Invited]:
    """Partnerships that wait for a yes or a no of one of these organisations."""
    return Invited.objects.filter(organisation__in=organisations, answer="")


def not_yet_joined(partnership: Partnership) -> list[Invited]:
    """Who was asked to be a partner and is not: no answer yet, or no."""
    asked = Invited.objects.filter(partnership=partnership).exclude(answer=choices.Answer.JOINS)
    return list(asked.select_related("organisation").order_by("organisation__name"))


def parties(partnership: Partnership) -> QuerySet[Organisation]:
    """The organisations of a partnership, by name."""
    return Organisation.objects.filter(partnerships__partnership=partnership).order_by("name")


def partners_of(organisation: UUID) -> QuerySet[Organisation]:
    """Everybody that an organisation shares a partnership with that has not ended."""
    return working_with([organisation]).exclude(pk=organisation).distinct().order_by("name")


def working_with(organisations: list[UUID]) -> QuerySet[Organisation]:
    """Everybody in a partnership with one of these organisations that has not ended, and they themselves."""
    shared = Partnership.objects.filter(partners__organisation__in=organisations).exclude(state=choices.State.ENDED)
    return Organisation.objects.filter(partnerships__partnership__in=shared.values("pk"))


def works_with(organisation: UUID, others: list[UUID]) -> bool:
    """Whether an organisation shares a partnership that has not ended with one of these others."""
    return _partners_among.count(organisation, others) > 0


def is_close(person: Standing | None, organisation: UUID) -> bool:
    """Whether somebody is of an organisation, or of one that works with it."""
    return person is not None and (person.is_of(organisation) or works_with(organisation, person.organisations))


@plans.planned
def _partners_among(organisation: UUID, others: list[UUID]) -> QuerySet[Organisation]:
    return partners_of(organisation).filter(pk__in=others)


def between(one: UUID, other: UUID) -> QuerySet[Partnership]:
    """The partnerships that two organisations share."""
    return Partnership.objects.filter(partners__organisation=one).filter(partners__organisation=other)


def charter(partnership: Partnership) -> Charter | None:
    """The charter of a partnership, if one was written."""
    return Charter.objects.filter(partnership=partnership).select_related("wording").first()


def paper(wording: Wording) -> rules.Paper | None:
    """The agreement on paper that a charter was brought in from; None where its words were written here."""
    said = wording.content.get("paper")
    return rules.Paper.model_validate(said) if said else None


def suspensions(partnership: UUID) -> QuerySet[Suspension]:
    """When a partnership stood still, the newest first."""
    found = Suspension.objects.filter(partnership=partnership).select_related("wording")
    return found.prefetch_related("reviews").order_by("-since_date", "-proposed_at")


def pauses(partnership: UUID) -> list[tuple[date, date | None]]:
    """The periods in which a partnership's clocks stood still."""
    kept = Suspension.objects.filter(partnership=partnership, partnership__moves__state=choices.State.SUSPENDED)
    found = kept.distinct().order_by("since_date").values_list("since_date", "lifted_at")
    return [(since, lifted.date() if lifted else None) for since, lifted in found]


def members(network: UUID) -> QuerySet[Membership]:
    """The organisations of a network."""
    return Membership.objects.filter(network=network).select_related("organisation").order_by("organisation__name")


numbers_of_networks: dict[str, Callable[[Standing | None], Combinable]] = {}
"""What later rooms count in a network, by the name that the number gets on it: asked in the query that finds the network."""


def network(network_id: UUID, person: Standing | None = None) -> Network | None:
    """A network with who coordinates it; `base` is the last deed in the book it is written in."""
    return next(iter(_network(network_id, person)), None)


@plans.planned
def _network(network_id: UUID, person: Standing | None) -> QuerySet[Network]:
    how = Joining.objects.filter(network=OuterRef("pk"))
    numbers = {name: count(person) for name, count in numbers_of_networks.items()}
    found = Network.objects.filter(pk=network_id).annotate(base=last_in_book("coordinator_id"), **numbers)
    return found.annotate(says_how=Exists(how), is_open=Exists(how.filter(is_open=True))).select_related("coordinator")


@plans.planned
def of_network(network: UUID, person: Standing | None) -> QuerySet[Partnership]:
    """The partnerships of a network that somebody may know of."""
    return open_to(person).filter(network=network)


@plans.planned
def moves(partnership: UUID) -> QuerySet[Move]:
    """How a partnership went from state to state, the newest first."""
    return Move.objects.filter(partnership=partnership).select_related("person").order_by("-moved_at", "-id")


def suspension_now(partnership: UUID) -> Suspension | None:
    """The suspension that a partnership stands still under, or that is proposed to it; `reviewed_at` is the last look."""
    return next(iter(_not_lifted(partnership)), None)


@plans.planned
def _not_lifted(partnership: UUID) -> QuerySet[Suspension]:
    found = Suspension.objects.filter(partnership=partnership, lifted_at=None).annotate(
        reviewed_at=Max("reviews__reviewed_at")
    )
    return found.select_related("wording").order_by("-proposed_at")


def suspension(key: UUID) -> Suspension | None:
    """A suspension with its words."""
    return Suspension.objects.filter(pk=key).select_related("wording").first()


def reviews(key: UUID) -> QuerySet[Review]:
    """How a suspension was looked at again, the newest first."""
    return Review.objects.filter(suspension=key).select_related("person").order_by("-reviewed_at", "-id")


def to_work_with(person: Standing) -> QuerySet[Organisation]:
    """Organisations that somebody's own may propose a partnership to: those of the same networks, and its own."""
    networks = Membership.objects.filter(organisation__in=person.organisations, until_date=None).values("network")
    there = Membership.objects.filter(network__in=networks, until_date=None).values("organisation")
    return Organisation.objects.filter(Q(pk__in=there) | Q(pk__in=person.organisations)).order_by("name")


def near(person: Standing) -> QuerySet[Organisation]:
    """The organisations that somebody's own work with: of the same networks, partners, and their own."""
    partners = Partner.objects.filter(partnership__partners__organisation__in=person.organisations)
    theirs = Organisation.objects.filter(pk__in=partners.values("organisation"))
    return to_work_with(person).order_by() | theirs


def networks_of(person: Standing) -> QuerySet[Network]:
    """The networks that somebody's organisations belong to."""
    mine = Membership.objects.filter(organisation__in=person.organisations, until_date=None)
    return Network.objects.filter(pk__in=mine.values("network")).order_by("name")


def found_by_name(person: Standing, words: str) -> QuerySet[Organisation]:
    """The organisations that somebody may know by name and that these words lead to, by name."""
    return finding.titled(named_to(person), finding.matching(words), Organisation._meta.label_lower)


def not_in(network: Network, organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Those of these organisations that do not belong to a network now."""
    there = Membership.objects.filter(network=network, until_date=None).values("organisation")
    return organisations.exclude(pk__in=there)


@plans.planned
def own(person: Standing | None, start: int = 0, end: int | None = None) -> QuerySet[Partnership]:
    """Some of the partnerships of a list of one's own, by name; of those that everybody may know of, for a stranger."""
    found = open_to(person).filter(Q(is_inside=True)) if person else open_to(None)
    return found[start:end] if end else found


def count(partnerships: QuerySet[Partnership]) -> int:
    """How many."""
    return partnerships.order_by().values("pk").count()


def page_of(partnerships: QuerySet[Partnership], start: int, end: int) -> list[Partnership]:
    """Some partnerships of a list, by name."""
    return list(partnerships[start:end])


def shows_place(organisation: UUID) -> bool:
    """Whether public pages may say where an organisation is: not while a partnership of it stands still."""
    still = Partner.objects.filter(
        organisation=organisation, works_here=True, partnership__state=choices.State.SUSPENDED
    )
    return not still.exists()


def hidden_places(organisations: Iterable[UUID]) -> set[UUID]:
    """Those of these organisations whose place public pages keep to themselves."""
    return {one.organisation_id for one in _stand_still(list(organisations))}


@plans.planned
def _stand_still(organisations: list[UUID]) -> QuerySet[Partner]:
    works_here = Partner.objects.filter(organisation__in=organisations, works_here=True)
    return works_here.filter(partnership__state=choices.State.SUSPENDED)


def standing_still() -> set[UUID]:
    """Every organisation whose place public pages keep to themselves."""
    still = Partner.objects.filter(works_here=True, partnership__state=choices.State.SUSPENDED)
    return set(still.values_list("organisation_id", flat=True))


def named_to(person: Standing | None) -> QuerySet[Organisation]:
    """The organisations that somebody may know by name: not one where work stands still, but for those who look into it."""
    still = Partner.objects.filter(
        organisation=OuterRef("pk"), works_here=True, partnership__state=choices.State.SUSPENDED
    )
    mine = person.organisations if person else []
    shared = Partner.objects.filter(organisation=OuterRef("pk"), partnership__in=visible_to(person).values("pk"))
    return Organisation.objects.filter(~Exists(still) | Exists(shared) | Q(pk__in=mine))


def keeps_name(person: Standing | None, which: Partnership) -> bool:
    """Whether a partnership that was found with `open_to` is told without its name: it stands still, and this is the public."""
    return which.state == choices.State.SUSPENDED and not which.is_inside  # type: ignore[attr-defined]


def fresh(row: R) -> R:
    """A row as it stands this moment, for who has to choose between two versions of it."""
    return type(row)._default_manager.get(pk=row.pk)


def of_organisations(organisations: Iterable[UUID]) -> QuerySet[Partnership]:
    """The partnerships in which any of these organisations is a partner."""
    mine = Partner.objects.filter(organisation__in=list(organisations)).values("partnership")
    return Partnership.objects.filter(pk__in=mine)


def in_which(organisations: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """In which partnerships each of these organisations is a partner."""
    found: dict[UUID, set[UUID]] = {one: set() for one in organisations}
    for organisation, partnership in Partner.objects.filter(organisation__in=list(found)).values_list(
        "organisation", "partnership"
    ):
        found[organisation].add(partnership)
    return found


def charters_lacking_key(organisations: Sequence[UUID]) -> QuerySet[Charter]:
    """Charters that wait for the key of one of these organisations."""
    mine = Charter.objects.filter(partnership__in=of_organisations(organisations))
    return mine.exclude(partnership__state=choices.State.ENDED).filter(keys.lacks_key_of(organisations))


def suspensions_lacking_key(organisations: Sequence[UUID]) -> QuerySet[Suspension]:
    """Proposals to stand still that wait for the key of one of these organisations."""
    mine = Suspension.objects.filter(partnership__in=of_organisations(organisations), lifted_at=None)
    return mine.filter(keys.lacks_key_of(organisations))


def suspensions_to_review(organisations: Sequence[UUID], before: datetime) -> QuerySet[Suspension]:
    """Suspensions that were signed and last looked at before a moment."""
    mine = Suspension.objects.filter(partnership__in=of_organisations(organisations), lifted_at=None)
    still = mine.filter(partnership__state=choices.State.SUSPENDED).annotate(
        looked_at=Coalesce(Max("reviews__reviewed_at"), F("proposed_at"))
    )
    return still.filter(looked_at__lte=before)
