"""Who may link nodes and tell of rows: who runs this node, from its command line. And which node it is that speaks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404

from partnerhood.ground.operations import links
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.people import accounts
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.access import anyone as anyone
from partnerhood.ground.people.access import runs as coordinates
from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.nodes import letters, watching
from partnerhood.interfaces.nodes.letters import Letter


def may_run(deed: Deed, **_: object) -> bool:
    """Who runs this node."""
    return deed.operator


def links_to_watch(person: Standing | None) -> object:
    """The links that somebody may know of: all of them for who runs this node; for who coordinates an organisation, those by which
    its book, or one of its partnerships', goes to another node."""
    if person is None:
        return SIGN_IN
    account = accounts.account_of(person.id) if settings.RUN_BY and person.is_active else None
    if account and (account.email or "").lower() in settings.RUN_BY:
        return watching.visible(None)
    mine = [one for one in person.roles if coordinates(person, one)]
    if not mine:
        raise Http404
    return watching.visible(mine)


@dataclass(frozen=True)
class Spoken:
    """What a node that is linked with this one said, signed by it and not said before."""

    link: Any
    letter: Letter


def heard(body: bytes, here: UUID, most: int) -> Spoken:
    """The node that speaks, proven by its key; whatever is wrong is the same answer: there is nothing here."""
    try:
        letter = letters.opened(body, most)
    except letters.Unreadable as trouble:
        raise Http404 from trouble
    link = links.find(letter.sender)
    if link is None or letter.receiver != here or not letter.is_signed_by(link.key):
        raise Http404
    if not links.is_new(link, letter.number):
        raise Http404
    return Spoken(link, letter)
