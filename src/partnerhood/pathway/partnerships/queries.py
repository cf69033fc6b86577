"""What one may ask about partnerships."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from partnerhood.ground.organisations.models import Membership, Organisation
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.partnerships import choices
from partnerhood.pathway.partnerships.models import Body, Charter, Partner, Partnership, Seat, Suspension


def visible_to(person: Standing | None) -> QuerySet[Partnership]:
    """The partnerships that somebody may look into: of their organisations, or of a network they coordinate."""
    if person is None or not person.is_active:
        return Partnership.objects.none()
    coordinating = [which for which, kinds in person.roles.items() if RoleKind.COORDINATOR in kinds]
    mine = Partner.objects.filter(partnership=OuterRef("pk"), organisation__in=person.organisations)
    return Partnership.objects.filter(Q(Exists(mine)) | Q(network__coordinator__in=coordinating))


def public() -> QuerySet[Partnership]:
    """The partnerships that everybody may know of: those that began."""
    return Partnership.objects.exclude(state=choices.State.PROSPECTING)


def with_partners(partnerships: QuerySet[Partnership]) -> QuerySet[Partnership]:
    """Partnerships with their partners and network, by name."""
    partners = Partner.objects.select_related("organisation").order_by("works_here", "organisation__name")
    return partnerships.select_related("network").prefetch_related(Prefetch("partners", partners)).order_by("name")


def party_ids(partnership: Partnership) -> list[UUID]:
    """The organisations that hold a key in a partnership."""
    found = Partner.objects.filter(partnership=partnership).order_by("organisation_id")
    return list(found.values_list("organisation_id", flat=True))


def parties(partnership: Partnership) -> QuerySet[Organisation]:
    """The organisations of a partnership, by name."""
    return Organisation.objects.filter(partnerships__partnership=partnership).order_by("name")


def works_here(partnership: Partnership) -> QuerySet[Organisation]:
    """The organisations of a partnership where the work is done."""
    there = Partner.objects.filter(partnership=partnership, works_here=True)
    return Organisation.objects.filter(pk__in=there.values("organisation_id")).order_by("name")


def partners_of(organisation: UUID) -> QuerySet[Organisation]:
    """Everybody that an organisation shares a partnership with that has not ended."""
    shared = Partnership.objects.filter(partners__organisation=organisation).exclude(state=choices.State.ENDED)
    others = Organisation.objects.filter(partnerships__partnership__in=shared.values("pk"))
    return others.exclude(pk=organisation).distinct().order_by("name")


def between(one: UUID, other: UUID) -> QuerySet[Partnership]:
    """The partnerships that two organisations share."""
    return Partnership.objects.filter(partners__organisation=one).filter(partners__organisation=other)


def charter(partnership: Partnership) -> Charter | None:
    """The charter of a partnership, if one was written."""
    return Charter.objects.filter(partnership=partnership).select_related("wording").first()


def suspensions(partnership: UUID) -> QuerySet[Suspension]:
    """When a partnership stood still, the newest first."""
    found = Suspension.objects.filter(partnership=partnership).select_related("wording")
    return found.prefetch_related("reviews").order_by("-since_date", "-proposed_at")


def pauses(partnership: UUID) -> list[tuple[date, date | None]]:
    """The periods in which a partnership's clocks stood still."""
    kept = Suspension.objects.filter(partnership=partnership, partnership__moves__state=choices.State.SUSPENDED)
    found = kept.distinct().order_by("since_date").values_list("since_date", "lifted_at")
    return [(since, lifted.date() if lifted else None) for since, lifted in found]


def bodies(*, network: UUID | None = None, partnership: UUID | None = None) -> QuerySet[Body]:
    """The bodies of a network or a partnership with who sits in them."""
    seats = Seat.objects.select_related("person__organisation").order_by("kind", "person__name")
    found = Body.objects.filter(network=network) if network else Body.objects.filter(partnership=partnership)
    return found.prefetch_related(Prefetch("seats", seats)).order_by("name")


def members(network: UUID) -> QuerySet[Membership]:
    """The organisations of a network."""
    return Membership.objects.filter(network=network).select_related("organisation").order_by("organisation__name")


def shows_place(organisation: UUID) -> bool:
    """Whether public pages may say where an organisation is: not while a partnership of it stands still."""
    still = Partner.objects.filter(organisation=organisation, partnership__state=choices.State.SUSPENDED)
    return not still.exists()


def hidden_places(organisations: Iterable[UUID]) -> set[UUID]:
    """Those of these organisations whose place public pages keep to themselves."""
    still = Partner.objects.filter(organisation__in=list(organisations), partnership__state=choices.State.SUSPENDED)
    return set(still.values_list("organisation_id", flat=True))
