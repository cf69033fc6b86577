"""What several pages of this room show in the same way."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.rounds.pages.shared import partnership_address


def name(which) -> str:
    """The domain of a hand-over, as the reader says it."""
    return vocabulary.name("domains", which.domain)


def base(partnership: UUID) -> UUID | None:
    """The last deed that a reader of this partnership has seen: what they send next stands on it."""
    return operations.last_in_book(partnership)


def sides(person: Standing, which) -> list[tuple[UUID, str]]:
    """The partners for which somebody works on a hand-over, for a form."""
    mine = access.parties_of(person, which)
    return [(one.id, one.known_as) for one in partnerships.parties(which.partnership) if one.id in mine]


def crumbs(partnership, *rest: Crumb) -> list[Crumb]:
    """The way back to the hand-overs of a partnership."""
    here = reverse("handover:of_partnership", args=[partnership.id]) if rest else ""
    return [Crumb(partnership.name, partnership_address(partnership.id)), Crumb(_("Hand-overs"), here), *rest]


def inside(which, *rest: Crumb) -> list[Crumb]:
    """The way back to one hand-over."""
    here = reverse("handover:handover", args=[which.id]) if rest else ""
    return crumbs(which.partnership, Crumb(name(which), here), *rest)
