"""What a colleague carries here: forms that their author sealed for this node and signed on a device. Each is opened and handed to
its page as its author's, in the author's rights and language; whoever carries it hears nothing of what is in it.
"""

import base64
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import translation

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.people import accounts
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import PersonState
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import files, ids, parcels, sealing
from partnerhood.interfaces.api import asking, filled, rules

TAKEN, BEFORE, WAITS, FILES = "taken", "before", "waits", "files"
FOR_AUTHOR, ENDED, UNREADABLE = "author", "ended", "unreadable"
"""What the carrier hears: taken now · taken before · waits for what comes before it · waits for its photos · waits for its author ·
signed by a hand that counts no more · cannot be read here."""
MOST_FILES = 10


@dataclass(frozen=True)
class Letter:
    """A form out of an envelope: whose it is, and with which keys its files open."""

    author: Standing
    account: Any
    device: UUID
    one: rules.Filled
    sealed: dict[str, tuple[str, bytes]]
    """Of each file by its name: the name of the sealed one, and its key."""

    @property
    def own(self) -> UUID:
        """The author's own numbers on that device."""
        return ids.derived(self.device, str(self.author.id))

    @property
    def deed(self) -> UUID:
        """The id of the deed that this form becomes."""
        return ids.expand(self.own, self.one.number)


def take_all(
    outer: HttpRequest, carrier: UUID | None, envelopes: Sequence[bytes], seconds: float = float("inf")
) -> list[str]:
    """What came of each, for as long as one answer may take; what waited for one that came after it is tried once more."""
    until, said = time.monotonic() + seconds, []
    for envelope in envelopes:
        said.append(take(outer, carrier, envelope))
        if time.monotonic() > until:
            return said
    for place, state in enumerate(said):
        if state == WAITS:
            said[place] = take(outer, carrier, envelopes[place])
    return said


def take(outer: HttpRequest, carrier: UUID | None, envelope: bytes) -> str:
    """Open one envelope and hand its form to its page as its author's; gives what the carrier may hear."""
    try:
        opened = sealing.opened(envelope)
        said = json.loads(opened.content)
        letter = _letter(opened, said)
        hand = _hand(letter, opened) if letter else None
    except (sealing.Unopenable, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        return UNREADABLE
    if letter is None or hand is None:
        return UNREADABLE
    if journal.was_done(letter.deed, letter.author.id):
        return BEFORE
    if not hand:
        return ENDED
    if accounts.is_put_by(letter.deed):
        return FOR_AUTHOR
    if not _has_files(letter):
        return FILES
    return _hand_in(outer, carrier, letter)


def _letter(opened: sealing.Opened, said: dict[str, Any]) -> Letter | None:
    author = people.standing(UUID(said["author"]))
    if author is None or author.state == PersonState.ERASED:
        return None
    return Letter(author, accounts.account_of(author.id), opened.device, _form(said, opened.number), _sealed(said))


def _hand(letter: Letter, opened: sealing.Opened) -> bool | None:
    """Whether the hand that signed counted when it signed; None where nobody known signed."""
    for public, ended in accounts.hands(letter.author.id, letter.device):
        if sealing.is_by(base64.b64decode(public), opened):
            at = letter.one.happened_at
            return letter.account is not None and (ended is None or bool(at and at < ended))
    return None


def _form(said: dict[str, Any], number: int) -> rules.Filled:
    named = {name: [one[0] for one in sealed] for name, sealed in said["files"].items()}
    batch = {"numbers": [number], "base": [said["base"]], "happened_at": [said["happened"]], "page": [said["page"]]}
    columns = {
        kind: {name: [one] for name, one in of.items()} for kind, of in (("fields", said["fields"]), ("files", named))
    }
    form = rules.unfold([], [{**batch, **columns}])[0]
    assert isinstance(form, rules.Filled)
    return form


def _sealed(said: dict[str, Any]) -> dict[str, tuple[str, bytes]]:
    found = {}
    for one in said["files"].values():
        for name, sealed, key in one:
            files.path(name), files.path(sealed)
            found[name] = (sealed, base64.b64decode(key))
    if len(found) > MOST_FILES:
        raise ValueError("more files than one form holds")
    return found


def _has_files(letter: Letter) -> bool:
    """Whether every file is here as its author's own; opens those that came sealed."""
    for name, (sealed, key) in letter.sealed.items():
        if files.is_brought(name, letter.author.id):
            continue
        try:
            content = parcels.opened(sealed, key)
        except sealing.Unopenable:
            content = None
        if content is None or hashlib.sha256(content).hexdigest() != name or files.kind_of(content) is None:
            return False
        files.keep(content, letter.author.id)
        parcels.drop(sealed)
    return True


def _hand_in(outer: HttpRequest, carrier: UUID | None, letter: Letter) -> str:
    one = letter.one
    base = ids.expand(letter.own, one.base) if isinstance(one.base, int) else one.base
    claim = Claim(
        letter.author.id,
        letter.own,
        number=one.number,
        base=base,
        alone=isinstance(one.base, int),
        happened_at=one.happened_at,
        carrier=carrier,
        keeps_both=True,
    )
    with translation.override(_language(letter.author)):
        result = filled.result(_desk(outer, letter, claim), letter.author, claim, one)
    said = result.said or {}
    if result.state == "waiting" or said.get("code") == "broken":
        return WAITS
    if result.state == "refused":
        accounts.put_by(letter.deed)
        return FOR_AUTHOR
    return BEFORE if result.state == "duplicate" else TAKEN


def _language(author: Standing) -> str:
    return author.language if author.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _desk(outer: HttpRequest, letter: Letter, claim: Claim) -> HttpRequest:
    """A desk at which the author alone sits: of who carries only the line is left, no cookie, no session, no language."""
    desk = HttpRequest()
    desk.META = {name: outer.META[name] for name in asking.OF_THE_LINE if name in outer.META}
    desk.session = import_module(settings.SESSION_ENGINE).SessionStore()
    desk.user = letter.account or AnonymousUser()
    desk.person, desk.deed = letter.author, claim  # type: ignore[attr-defined]
    desk.afterwards = outer.afterwards  # type: ignore[attr-defined]
    desk.LANGUAGE_CODE = _language(letter.author)
    return desk
