"""What who coordinates a network does with its common agenda."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf, operation
from partnerhood.ground.organisations.actions import book_of as organisation_book
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.records import ids
from partnerhood.pathway.initiatives import access, queries
from partnerhood.pathway.initiatives.models import Agenda, Neighbourhood, Theme
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.initiatives.rules.content import Degrees, Name


def book_of(network: Network) -> BookOf:
    """What is done in a network is written in the book of who coordinates it."""
    return organisation_book(network.coordinator_id)


@operation(
    "initiatives.write_agenda",
    version=1,
    who=access.may_write,
    book=lambda network, **_: book_of(network),
    says=_("wrote what a network wants to reach together"),
)
def write_agenda(*, network: Network, content: said_of.Agenda, deed: Deed) -> Agenda:
    """Write what a network wants to reach together; what stands there in another language stays."""
    years = content.from_year and content.to_year and content.to_year < content.from_year
    deed.refuse_if(years, Refused(_("It ends before it begins."), field="to_year"))
    known = deed.look_up("known", Agenda.objects.filter(network=network))
    now = {"about": known.about} if known else {}
    told = said_of.fields(content, ("about",), now, network.name, content.language)
    if known:
        return deed.change(known, **{name: value for name, value in told.items() if value != getattr(known, name)})
    return deed.add(Agenda(id=ids.derived(network.id, "agenda"), network=network, **told))


@operation(
    "initiatives.set_theme",
    version=1,
    who=access.may_write,
    book=lambda network, **_: book_of(network),
    says=_("put a theme on the agenda"),
)
def set_theme(*, network: Network, content: said_of.Theme, deed: Deed) -> Theme:
    """Put a theme on the agenda: its name, and what the network wants to reach with it."""
    _judge(deed, content, [one.code for one in queries.themes(network.id)])
    told = said_of.fields(content, ("name", "aim", "also"), {}, network.name, content.language)
    return deed.add(Theme(network=network, **told))


@operation(
    "initiatives.change_theme",
    version=1,
    who=access.may_write_theme,
    book=lambda theme, **_: book_of(theme.network),
    says=_("changed a theme of the agenda"),
)
def change_theme(*, theme: Theme, content: said_of.Theme, ends: bool = False, deed: Deed) -> Theme:
    """Say anew what a theme is, in one language, or take it off the agenda; initiatives under it stay what they are."""
    _judge(deed, content, [one.code for one in queries.themes(theme.network_id) if one.id != theme.id])
    names = ("name", "aim", "also")
    told = said_of.fields(
        content, names, {name: getattr(theme, name) for name in names}, theme.network.name, content.language
    )
    changed = {name: value for name, value in told.items() if value != getattr(theme, name)}
    return deed.change(theme, **changed, **({"ended_at": deed.recorded_at} if ends else {}))


def _judge(deed: Deed, content: said_of.Theme, taken: list[str]) -> None:
    deed.refuse_if(not content.name.strip(), Refused(_("Give the theme a name."), field="name"))
    twice = Refused(_("Another theme of this agenda has this sign already."), field="code")
    deed.refuse_if(content.code.strip().lower() in [one.lower() for one in taken], twice)


@operation(
    "initiatives.name_neighbourhood",
    version=1,
    who=access.may_write,
    book=lambda network, **_: book_of(network),
    says=_("named a part of the network's place"),
)
def name_neighbourhood(
    *, network: Network, name: Name, also: Name = "", latitude: Degrees = "", longitude: Degrees = "", deed: Deed
) -> Neighbourhood:
    """Name a part of the network's place, with other names that people use for it, and its middle on the map."""
    told = _placed(deed, name, also, latitude, longitude, [one.name for one in queries.neighbourhoods(network.id)])
    return deed.add(Neighbourhood(network=network, **told))


@operation(
    "initiatives.rename_neighbourhood",
    version=1,
    who=access.may_write_neighbourhood,
    book=lambda neighbourhood, **_: book_of(neighbourhood.network),
    says=_("changed what is said of a part of the network's place"),
)
def rename_neighbourhood(
    *,
    neighbourhood: Neighbourhood,
    name: Name,
    also: Name = "",
    latitude: Degrees = "",
    longitude: Degrees = "",
    ends: bool = False,
    deed: Deed,
) -> Neighbourhood:
    """Say anew what a part of the network's place is called and where it is, or name it no more."""
    others = [one.name for one in queries.neighbourhoods(neighbourhood.network_id) if one.id != neighbourhood.id]
    told = _placed(deed, name, also, latitude, longitude, others)
    changed = {field: value for field, value in told.items() if value != getattr(neighbourhood, field)}
    return deed.change(neighbourhood, **changed, **({"ended_at": deed.recorded_at} if ends else {}))


def _placed(
    deed: Deed, name: str, also: str, latitude: str, longitude: str, taken: list[str]
) -> dict[str, str | Decimal | None]:
    said = name.strip()
    deed.refuse_if(not said or len(said) > 80, Refused(_("Give it a name of at most eighty letters."), field="name"))
    twice = Refused(_("A part of the place has this name already."), field="name")
    deed.refuse_if(said.casefold() in [one.casefold() for one in taken], twice)
    at = [Decimal(one) if one else None for one in (latitude, longitude)]
    half = Refused(_("Give both numbers of the place on the map, or none."), field="longitude")
    deed.refuse_if((at[0] is None) != (at[1] is None), half)
    far = (at[0] is not None and abs(at[0]) > 90) or (at[1] is not None and abs(at[1]) > 180)
    deed.refuse_if(far, Refused(_("These numbers lie outside the globe."), field="latitude"))
    return {"name": said, "also": also.strip(), "latitude": at[0], "longitude": at[1]}
