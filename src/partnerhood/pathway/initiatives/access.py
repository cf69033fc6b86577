"""Who may read an initiative, who keeps it, and who introduces whom: its owner, and who coordinates the network."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.access import is_spoken_for
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.pathway.initiatives import queries
from partnerhood.pathway.initiatives.models import Initiative, Introduction, Neighbourhood, Theme
from partnerhood.pathway.partnerships.access import network as network
from partnerhood.pathway.partnerships.access import network_to_run as network_to_run

LINK_LASTS = timedelta(days=90)
SALT = "initiatives.still"


@dataclass(frozen=True)
class Entering:
    """A network into which somebody brings an initiative: for anybody who coordinates it, else for one's own houses."""

    network: Any
    runs: bool
    houses: list[Organisation] = field(default_factory=list)


def network_to_enter(person: Standing | None, network_id: UUID) -> Entering:
    """A network into which somebody brings an initiative."""
    found = network(person, network_id)
    runs = queries.runs(person, found)
    houses = queries.members(found.id) if runs else queries.houses_of(person, found)
    if not (runs or houses):
        raise Http404
    return Entering(found, runs, houses)


def network_inside(person: Standing | None, network_id: UUID) -> Network:
    """A network, for the people of its houses and of who coordinates it."""
    found = network(person, network_id)
    if person is None or not any(person.is_of(one.id) for one in queries.members(found.id)):
        raise Http404
    return found


def theme_to_write(person: Standing | None, theme_id: UUID) -> Theme:
    """A theme of a network that one coordinates."""
    found = queries.theme(theme_id)
    if found is None or not queries.runs(person, found.network):
        raise Http404
    return found


def neighbourhood_to_write(person: Standing | None, neighbourhood_id: UUID) -> Neighbourhood:
    """A part of the place of a network that one coordinates."""
    found = queries.neighbourhood(neighbourhood_id)
    if found is None or not queries.runs(person, found.network):
        raise Http404
    return found


def initiative(person: Standing | None, initiative_id: UUID) -> Initiative:
    """An initiative that somebody may read."""
    found = queries.one(person, initiative_id)
    if found is None:
        raise Http404
    return found


def initiative_to_keep(person: Standing | None, initiative_id: UUID) -> Initiative:
    """An initiative that goes on and that somebody keeps."""
    found = initiative(person, initiative_id)
    if found.ended_at or not keeps(person, found):
        raise Http404
    return found


def keeps(person: Standing | None, which: Initiative) -> bool:
    """Whether somebody keeps an initiative: its owner's coordinator, and who coordinates the network."""
    own = which.organisation_id is not None and person is not None
    return queries.runs(person, which.network) or bool(
        own and person and person.has(which.organisation_id, RoleKind.COORDINATOR)  # type: ignore[arg-type]
    )


@dataclass(frozen=True)
class Joining:
    """An initiative that somebody joins, and in whose name they may."""

    initiative: Initiative
    runs: bool
    houses: list[Organisation]


def initiative_to_join(person: Standing | None, initiative_id: UUID) -> Joining:
    """An initiative that goes on and that a house of one's own may join; who coordinates the network notes it for others."""
    found = initiative(person, initiative_id)
    runs = queries.runs(person, found.network)
    houses = [one for one in queries.houses_of(person, found.network) if one.id != found.organisation_id]
    if found.ended_at or not (runs or houses):
        raise Http404
    return Joining(found, runs, houses)


@dataclass(frozen=True)
class Two:
    """Two initiatives of one network, side by side."""

    one: Initiative
    other: Initiative


def two_to_introduce(person: Standing | None, initiative_id: UUID, other_id: UUID) -> Two:
    """Two initiatives that go on in a network that one coordinates."""
    one, other = (initiative(person, key) for key in (initiative_id, other_id))
    if one.id == other.id or one.network_id != other.network_id or one.ended_at or other.ended_at:
        raise Http404
    if not queries.runs(person, one.network):
        raise Http404
    return Two(one, other)


def introduction(person: Standing | None, introduction_id: UUID) -> Introduction:
    """An introduction, for both owners' own people and for who coordinates the network."""
    found = queries.introduction(introduction_id)
    if found is None or person is None:
        raise Http404
    own = [one.organisation_id for one in (found.one, found.other) if one.organisation_id]
    if not (queries.runs(person, found.one.network) or any(person.is_of(which) for which in own)):
        raise Http404
    return found


def introduction_to_answer(person: Standing | None, introduction_id: UUID) -> tuple[Introduction, list[Initiative]]:
    """An introduction on which somebody answers for one of the two, or for both."""
    found = introduction(person, introduction_id)
    mine = [one for one in (found.one, found.other) if answers_for(person, one)]
    if not mine:
        raise Http404
    return found, mine


def introduction_to_tell(person: Standing | None, introduction_id: UUID) -> Introduction:
    """An introduction of which somebody tells what became of it."""
    found = introduction(person, introduction_id)
    if not (keeps(person, found.one) or keeps(person, found.other)):
        raise Http404
    return found


def answers_for(person: Standing | None, which: Initiative) -> bool:
    """Whether somebody says yes or no for an owner: its own coordinator; where nobody speaks for it here, who runs the network
    notes what the owner said."""
    if which.organisation_id and is_spoken_for(which.organisation_id):
        return person is not None and person.has(which.organisation_id, RoleKind.COORDINATOR)
    return queries.runs(person, which.network)


@dataclass(frozen=True)
class Hand:
    """A link that somebody came with, and the initiative that it is about; nothing where it is over or was never ours."""

    token: str
    initiative: Any = None


def link_in_hand(person: Standing | None, token: str) -> Hand:
    """Open to who holds a mailed link; the page says in a friendly way when it is over."""
    key = initiative_of(token, clock.today())
    found = queries.one(person, key) if key else None
    return Hand(token, found if found and not found.ended_at else None)


def token_of(which: UUID, today: date) -> str:
    """What a mailed link carries: which initiative it asks about, and since when."""
    return signing.Signer(salt=SALT).sign(f"{which}.{today:%Y%m%d}")


def initiative_of(token: str, today: date) -> UUID | None:
    """Which initiative a link asks about; None where it is older than ninety days, or was never ours."""
    try:
        key, _dot, day = signing.Signer(salt=SALT).unsign(token).partition(".")
        asked = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        return UUID(key) if timedelta(days=-1) <= today - asked <= LINK_LASTS else None
    except (signing.BadSignature, ValueError):
        return None


def may_write(deed: Deed, *, network: Network, **_: object) -> bool:
    """The agenda of a network is written by who coordinates it."""
    return deed.operator or queries.runs(people.standing(deed.author), network)


def may_write_theme(deed: Deed, *, theme: Theme, **_: object) -> bool:
    """A theme is written by who coordinates the network."""
    return may_write(deed, network=theme.network)


def may_write_neighbourhood(deed: Deed, *, neighbourhood: Neighbourhood, **_: object) -> bool:
    """A part of the network's place is named by who coordinates the network."""
    return may_write(deed, network=neighbourhood.network)


def may_enter(deed: Deed, *, network: Network, organisation: Organisation | None = None, **_: object) -> bool:
    """Who coordinates the network notes what anybody does; a member notes what it does itself."""
    standing = people.standing(deed.author)
    own = organisation is not None and standing is not None and standing.has(organisation.id, RoleKind.COORDINATOR)
    return may_write(deed, network=network) or bool(
        own and organisation and queries.is_member(network, organisation.id)
    )


def may_keep(deed: Deed, *, initiative: Initiative, **_: object) -> bool:
    """An initiative is kept by its owner, and by who coordinates the network."""
    return deed.operator or keeps(people.standing(deed.author), initiative)


def may_confirm_by_link(deed: Deed, *, initiative: Initiative, token: str, **_: object) -> bool:
    """Whoever holds the mailed link says that it still runs; nothing else can be said with it."""
    return initiative_of(token, deed.recorded_at.date()) == initiative.id


def may_join(deed: Deed, *, initiative: Initiative, organisation: Organisation | None = None, **_: object) -> bool:
    """A house of the network joins by its own coordinator; for others who coordinates the network notes it."""
    standing = people.standing(deed.author)
    if queries.runs(standing, initiative.network):
        return True
    if organisation is None or standing is None or not standing.has(organisation.id, RoleKind.COORDINATOR):
        return False
    may_read = queries.visible_to(standing).filter(pk=initiative.id).exists()
    return may_read and queries.is_member(initiative.network, organisation.id)


def may_introduce(deed: Deed, *, one: Initiative, other: Initiative, **_: object) -> bool:
    """Owners are introduced to each other by who coordinates their network."""
    standing = people.standing(deed.author)
    return queries.runs(standing, one.network) and queries.runs(standing, other.network)


def may_answer(deed: Deed, *, introduction: Introduction, initiative: Initiative, **_: object) -> bool:
    """An owner answers for its own initiative; where nobody speaks for it here, who coordinates the network notes its answer."""
    is_one = initiative.id in (introduction.one_id, introduction.other_id)
    return is_one and answers_for(people.standing(deed.author), initiative)


def may_tell(deed: Deed, *, introduction: Introduction, **_: object) -> bool:
    """What became of an introduction is told by either owner, or by who coordinates the network."""
    standing = people.standing(deed.author)
    return keeps(standing, introduction.one) or keeps(standing, introduction.other)
