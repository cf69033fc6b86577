"""What people do with organisations and networks."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf, operation
from partnerhood.ground.organisations import access, choices, queries
from partnerhood.ground.organisations.models import Membership, Network, NetworkInvitation, Organisation, Site
from partnerhood.ground.records import languages

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
LongName = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
Line = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(max_length=1000)]
Code = Annotated[str, Field(max_length=40)]
Beds = Annotated[int, Field(ge=0, le=100_000)]
Address = Annotated[str, Field(max_length=200, pattern=r"^(https?://[^\s<>\"]+)?$")]
Latitude = Annotated[Decimal, Field(ge=-90, le=90)]
Longitude = Annotated[Decimal, Field(ge=-180, le=180)]


class SpeaksForItself(Refused):
    """A network takes in nobody without their yes."""

    sentence = _("This organisation has a coordinator here. Invite it: it belongs to the network once they say yes.")
    field = "organisation"


class AcceptedBefore(Refused):
    """A yes counts once: who left a network is invited again."""

    sentence = _("You said yes to this before and left since. Ask who coordinates the network for a new invitation.")


class SaidNo(Refused):
    """A no stands: who thinks otherwise since is invited again."""

    sentence = _("You said no to this. Ask who coordinates the network for a new invitation.")


class SaidYes(Refused):
    """Who said yes belongs to the network."""

    sentence = _("You said yes to this already.")


class NoReason(Refused):
    """Who asked reads why not."""

    sentence = _("Say why, in a few words. Whoever asked you reads it.")
    field = "words"


class InAlready(Refused):
    """Who belongs to a network is not invited into it."""

    sentence = _("This organisation belongs to the network already.")
    field = "organisation"


class ElsewhereWithin(Refused):
    """A ward lies within its own house."""

    sentence = _("Choose a site of this house.")
    field = "within"


class StillInUse(Refused):
    """Nobody is sent to a closed door."""

    sentence = _("Close its wards and end the care that is given there first.")


class Closed(Refused):
    """A place is closed once."""

    sentence = _("This place was closed already.")


class HalfAPoint(Refused):
    """A point on the map has two numbers."""

    sentence = _("Give both numbers of the point on the map, or neither.")
    field = "latitude"


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
    name: LongName,
    kind: Code,
    short_name: Annotated[str, Field(max_length=60)] = "",
    country: Annotated[str, Field(max_length=2)] = "",
    place: Line = "",
    latitude: Latitude | None = None,
    longitude: Longitude | None = None,
    owner: Organisation | None = None,
    about: dict[str, object] | None = None,
    beds: Beds | None = None,
    power: Line = "",
    website: Address = "",
    identifier: Line = "",
    provenance: Line = "",
    deed: Deed,
) -> Organisation:
    """Bring in an organisation under an id that whoever knows it would give it; the same one twice is one."""
    known = deed.look_up("known", Organisation.objects.filter(pk=key))
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
            latitude=_five_places(latitude),
            longitude=_five_places(longitude),
            owner=owner,
            about=about or {},
            beds=beds,
            power=power,
            website=website,
            identifier=identifier,
            provenance=provenance,
        )
    )


def _five_places(degrees: Decimal | None) -> Decimal | None:
    """A metre is near enough, and both databases keep the same digits."""
    return None if degrees is None else round(degrees, 5)


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
    name: LongName | None = None,
    short_name: Annotated[str, Field(max_length=60)] | None = None,
    place: Line | None = None,
    about: dict[str, object] | None = None,
    beds: Beds | None = None,
    power: Line | None = None,
    website: Address | None = None,
    latitude: Latitude | None = None,
    longitude: Longitude | None = None,
    deed: Deed,
) -> Organisation:
    """Say what an organisation is, by its own people; what is left out stays as it was."""
    deed.refuse_if((latitude is None) != (longitude is None), HalfAPoint())
    said = {
        "latitude": _five_places(latitude),
        "longitude": _five_places(longitude),
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
    name: Name,
    kind: choices.Place = choices.Place.WARD,
    within: Site | None = None,
    address: Line = "",
    place: Line = "",
    latitude: Latitude | None = None,
    longitude: Longitude | None = None,
    key: UUID | None = None,
    deed: Deed,
) -> Site:
    """Add a site, a ward or a department to an organisation; `key` is the id that whoever knows it elsewhere would give it."""
    deed.refuse_if(within and (within.organisation_id != organisation.id or within.closed_at), ElsewhereWithin())
    deed.refuse_if((latitude is None) != (longitude is None), HalfAPoint())
    at = {"latitude": _five_places(latitude), "longitude": _five_places(longitude)}
    site = Site(organisation=organisation, name=name, kind=kind, within=within, address=address, place=place, **at)
    if key:
        site.id = key
    return deed.add(site)


@operation(
    "organisations.place_site",
    version=1,
    who=access.may_place,
    book=lambda site, **_: book_of(site.organisation_id),
    says=_("said where a site is"),
)
def place_site(
    *,
    site: Site,
    address: Line = "",
    place: Line = "",
    latitude: Latitude | None = None,
    longitude: Longitude | None = None,
    deed: Deed,
) -> Site:
    """Say where a site is: what stands on its door, and the point on the map."""
    deed.refuse_if((latitude is None) != (longitude is None), HalfAPoint())
    at = {"latitude": _five_places(latitude), "longitude": _five_places(longitude)}
    told = {"address": address, "place": place, **at}
    return deed.change(site, **{name: value for name, value in told.items() if value != getattr(site, name)})


@operation(
    "organisations.close_site",
    version=1,
    who=access.may_place,
    book=lambda site, **_: book_of(site.organisation_id),
    says=_("closed a site or a ward"),
)
def close_site(*, site: Site, words: Reason, language: Code, deed: Deed) -> Site:
    """Say that a site or a ward is no longer there, and why: nobody chooses it from then on, and what happened there stays."""
    deed.refuse_if(site.closed_at, Closed())
    deed.refuse_if(not words.strip(), Refused(_("Say in a few words why."), field="words"))
    deed.refuse_if(deed.look("in use", lambda: queries.is_in_use(site.id)), StillInUse())
    return deed.change(site, closed_at=deed.recorded_at, why_closed=languages.said(words, language))


@operation(
    "organisations.found_network",
    version=1,
    who=access.may_found_network,
    book=lambda coordinator, **_: book_of(coordinator.id),
    says=_("opened a network"),
)
def found_network(
    *, name: Name, kind: Code, coordinator: Organisation, about: dict[str, object] | None = None, deed: Deed
) -> Network:
    """Open a network; the organisation that coordinates it belongs to it from the start."""
    network = deed.add(Network(name=name, kind=kind, coordinator=coordinator, about=about or {}))
    deed.add(Membership(network=network, organisation=coordinator, part=choices.Part.COORDINATING))
    return network


@operation(
    "organisations.invite_to_network",
    version=1,
    who=access.may_run_network,
    book=lambda network, **_: book_of(network.coordinator_id),
    says=_("invited an organisation into the network"),
)
def invite_to_network(
    *,
    network: Network,
    organisation: Organisation,
    part: choices.Part = choices.Part.PARTNER,
    since_date: date | None = None,
    deed: Deed,
) -> NetworkInvitation:
    """Keep a place for an organisation in a network; one that waits already stays as it is."""
    deed.refuse_if(organisation.id in _inside(network), InAlready())
    asked = NetworkInvitation.objects.filter(network=network, organisation=organisation)
    known = deed.look_up("known", asked.filter(accepted_at=None, declined_at=None))
    place = {"network": network, "organisation": organisation, "part": part, "since_date": since_date}
    return known or deed.add(NetworkInvitation(**place, invited_at=deed.recorded_at))


@operation(
    "organisations.enter_network",
    version=1,
    who=access.may_enter_network,
    book=lambda invitation, **_: book_of(invitation.network.coordinator_id),
    says=_("entered a network on an invitation"),
)
def enter_network(*, invitation: NetworkInvitation, deed: Deed) -> Membership:
    """Say yes for one's organisation: it belongs to the network from now on, as it was invited."""
    left = invitation.accepted_at and invitation.organisation_id not in _inside(invitation.network)
    deed.refuse_if(left, AcceptedBefore())
    deed.refuse_if(invitation.declined_at, SaidNo())
    if invitation.accepted_at is None:
        deed.change(invitation, accepted_at=deed.recorded_at)
    return _take_in(invitation.network, invitation.organisation, invitation.part, invitation.since_date, deed)


@operation(
    "organisations.decline_network",
    version=1,
    who=access.may_enter_network,
    book=lambda invitation, **_: book_of(invitation.network.coordinator_id),
    says=_("did not join a network, and said why"),
)
def decline_network(*, invitation: NetworkInvitation, words: Reason, language: Code, deed: Deed) -> NetworkInvitation:
    """Say no for one's organisation, and why: who coordinates the network reads it, and may ask again another time."""
    deed.refuse_if(invitation.accepted_at, SaidYes())
    deed.refuse_if(invitation.declined_at, SaidNo())
    deed.refuse_if(not words.strip(), NoReason())
    return deed.change(invitation, declined_at=deed.recorded_at, why_declined=languages.said(words, language))


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
    """Welcome an organisation for which nobody speaks here yet, or one's own; who is in already stays in as they are."""
    own = deed.operator or access.coordinates(deed.author, organisation.id)
    deed.refuse_if(not own and access.is_spoken_for(organisation.id), SpeaksForItself())
    return _take_in(network, organisation, part, since_date, deed)


def _inside(network: Network) -> set[UUID]:
    there = Membership.objects.filter(network=network, until_date=None)
    return set(there.values_list("organisation_id", flat=True))


def _take_in(
    network: Network, organisation: Organisation, part: str, since_date: date | None, deed: Deed
) -> Membership:
    there = Membership.objects.filter(network=network, organisation=organisation, until_date=None)
    known = deed.look_up("known", there)
    if known:
        return known
    return deed.add(Membership(network=network, organisation=organisation, part=part, since_date=since_date))
