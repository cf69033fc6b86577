"""What people do with organisations and networks."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.organisations import access, choices
from partnerhood.ground.organisations.models import Membership, Network, Organisation, Site


def book_of(organisation: UUID) -> BookOf:
    """The book of an organisation."""
    return BookOf("organisation", organisation)


@operation(
    "organisations.found",
    version=1,
    who=access.may_found,
    book=lambda key, **_: book_of(key),
    says=_("brought in an organisation"),
)
def found(
    *,
    key: UUID,
    name: str,
    kind: str,
    short_name: str = "",
    country: str = "",
    place: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    owner: Organisation | None = None,
    about: dict[str, object] | None = None,
    beds: int | None = None,
    power: str = "",
    identifier: str = "",
    provenance: str = "",
    deed: Deed,
) -> Organisation:
    """Bring in an organisation under an id that whoever knows it would give it; the same one twice is one."""
    known = Organisation.objects.filter(pk=key).first()
    if known:
        return known
    return deed.add(
        Organisation(
            id=key,
            name=name,
            kind=kind,
            short_name=short_name,
            country=country,
            place=place,
            latitude=latitude,
            longitude=longitude,
            owner=owner,
            about=about or {},
            beds=beds,
            power=power,
            identifier=identifier,
            provenance=provenance,
        )
    )


@operation(
    "organisations.describe",
    version=1,
    who=access.may_describe,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("described the organisation"),
)
def describe(
    *,
    organisation: Organisation,
    name: str | None = None,
    short_name: str | None = None,
    place: str | None = None,
    about: dict[str, object] | None = None,
    beds: int | None = None,
    power: str | None = None,
    website: str | None = None,
    deed: Deed,
) -> Organisation:
    """Say what an organisation is, by its own people; what is left out stays as it was."""
    said = {
        "name": name,
        "short_name": short_name,
        "place": place,
        "about": about,
        "beds": beds,
        "power": power,
        "website": website,
    }
    return deed.change(organisation, **{field: value for field, value in said.items() if value is not None})


@operation(
    "organisations.open_site",
    version=1,
    who=access.may_describe,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("added a site or a ward"),
)
def open_site(
    *,
    organisation: Organisation,
    name: str,
    kind: choices.Place = choices.Place.WARD,
    within: Site | None = None,
    deed: Deed,
) -> Site:
    """Add a site, a ward or a department to an organisation."""
    return deed.add(Site(organisation=organisation, name=name, kind=kind, within=within))


@operation(
    "organisations.found_network",
    version=1,
    who=access.may_found_network,
    book=lambda coordinator, **_: book_of(coordinator.id),
    says=_("opened a network"),
)
def found_network(
    *, name: str, kind: str, coordinator: Organisation, about: dict[str, object] | None = None, deed: Deed
) -> Network:
    """Open a network; the organisation that coordinates it belongs to it from the start."""
    network = deed.add(Network(name=name, kind=kind, coordinator=coordinator, about=about or {}))
    deed.add(Membership(network=network, organisation=coordinator, part=choices.Part.COORDINATING))
    return network


@operation(
    "organisations.join_network",
    version=1,
    who=access.may_run_network,
    book=lambda network, **_: book_of(network.coordinator_id),
    says=_("welcomed an organisation in the network"),
)
def join_network(
    *,
    network: Network,
    organisation: Organisation,
    part: choices.Part = choices.Part.PARTNER,
    since_date: date | None = None,
    deed: Deed,
) -> Membership:
    """Welcome an organisation in a network; who is in already stays in as they are."""
    known = Membership.objects.filter(network=network, organisation=organisation, until_date=None).first()
    if known:
        return known
    return deed.add(Membership(network=network, organisation=organisation, part=part, since_date=since_date))
