"""Who may read the ledger of a partnership and write in it, and who may read how much a hospital does with its own hands."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.reciprocity import choices, queries
from partnerhood.pathway.reciprocity.models import Entry
from partnerhood.pathway.reporting import access as reporting

WRITERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)

hospital = reporting.hospital
"""A hospital of which somebody may read how much it does itself: its own people, and those who work with it."""


def share(person: Standing | None, hospital_id: UUID, share: str) -> tuple[reporting.Sight, str]:
    """One of the three shares of a hospital."""
    if share not in queries.SHARES:
        raise Http404
    return hospital(person, hospital_id), share


@dataclass(frozen=True)
class Sight:
    """A partnership whose ledger somebody reads: its partners by name, their own among them, and for whom they write."""

    partnership: Partnership
    names: dict[UUID, str]
    own: list[UUID]
    speaks: list[UUID]


def ledger(person: Standing | None, partnership_id: UUID) -> Sight:
    """The ledger of a partnership of one's own house; who coordinates the network alone does not read it."""
    found = partnerships.partnership_inside(person, partnership_id)
    names = {one.organisation_id: one.organisation.known_as for one in found.partners.all()}
    own = [key for key in names if person is not None and person.is_of(key)]
    if person is None or not own:
        raise Http404
    return Sight(found, names, own, [key for key in own if person.has(key, *WRITERS)])


def ledger_to_write(person: Standing | None, partnership_id: UUID) -> Sight:
    """A ledger in which somebody writes for their own house; alone, there is nobody to write about."""
    sight = ledger(person, partnership_id)
    if not sight.speaks or len(sight.names) < 2:
        raise Http404
    return sight


def kind_to_write(person: Standing | None, partnership_id: UUID, what: str) -> tuple[Sight, choices.Kind]:
    """A ledger in which somebody writes about one kind of thing."""
    sight = ledger_to_write(person, partnership_id)
    if what not in choices.Kind.values:
        raise Http404
    return sight, choices.Kind(what)


def entry(person: Standing | None, entry_id: UUID) -> tuple[Sight, list[Entry]]:
    """An entry of a ledger that somebody reads, first, with what stood before it and after, the oldest first."""
    found = queries.history(entry_id)
    mine = next((one for one in found if one.id == entry_id), None)
    if mine is None:
        raise Http404
    return ledger(person, mine.partnership_id), [mine, *(one for one in found if one is not mine)]


def entry_to_change(person: Standing | None, entry_id: UUID) -> tuple[Sight, Entry]:
    """An entry of one's own house that somebody may put right or take back; whether it still stands is the deed's to say."""
    sight, (mine, *_others) = entry(person, entry_id)
    if mine.organisation_id not in sight.speaks:
        raise Http404
    return sight, mine


def changes(sight: Sight, which: Entry) -> bool:
    """Whether there is something that the reader may put right or take back."""
    return which.organisation_id in sight.speaks and queries.is_standing(which)


def may_say(deed: Deed, *, partnership: Partnership, on_behalf_of: Organisation, **_: object) -> bool:
    """Each side says it for itself: heads, coordinators and signatories, each in the name of their own house."""
    party = on_behalf_of.id in partnership_queries.party_ids(partnership)
    return party and _speaks(deed, on_behalf_of.id)


def may_change(deed: Deed, *, entry: Entry, **_: object) -> bool:
    """Who writes for the house that said it puts an entry right or takes it back."""
    return _speaks(deed, entry.organisation_id)


def _speaks(deed: Deed, organisation: UUID) -> bool:
    standing = people.standing(deed.author)
    return standing is not None and standing.has(organisation, *WRITERS)
