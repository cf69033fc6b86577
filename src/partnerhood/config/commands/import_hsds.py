"""Bring in a directory of care from a file of HSDS 3.0, service by service: the house, the place, the service, each once.

Ids are those of the file, so a file that comes again changes only what changed. A house that has a coordinator here says itself
what it offers: its services are refused, and its network may note them.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from partnerhood.config.commands import Trouble, migrate, say
from partnerhood.ground.operations import chain
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.organisations import access
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations import queries as houses
from partnerhood.ground.organisations.choices import Place
from partnerhood.ground.records import ids, languages
from partnerhood.interfaces.exchange.hsds.reading import Refusal, Told, Unusable, read
from partnerhood.pathway.services import actions as services
from partnerhood.pathway.services.queries import directory
from partnerhood.pathway.services.rules.content import IN_WORDS, fields

NEW, CHANGED, UNCHANGED, ENDED, REFUSED = "new", "changed", "unchanged", "ended", "refused"
STATES = (NEW, CHANGED, UNCHANGED, ENDED, REFUSED)
SPEAKS = "This house says itself here what it offers. Whoever coordinates its network may note it."
NOT_OFFERED = "It is no longer offered, and is not here."
WHY = {
    "en": "The directory says that it is no longer offered.",
    "nl": "De sociale kaart zegt dat het niet meer wordt aangeboden.",
    "fr": "L'annuaire dit que ce n'est plus offert.",
}


@dataclass(frozen=True)
class Line:
    """What became of one service of the file."""

    number: int
    name: str
    state: str
    reason: str = ""
    remarks: tuple[str, ...] = ()


def run(said: argparse.Namespace) -> int:
    """Bring a file in; 1 where a service of it was refused."""
    if not said.file.is_file():
        raise Trouble(f"There is no file {said.file}.")
    migrate()
    chain.open_node()
    source = (said.source or said.file.name)[:200]
    try:
        lines = _dry(said, source) if said.dry_run else list(bring_in(said, source))
    except Unusable as unusable:
        raise Trouble(str(unusable)) from unusable
    _say(lines, said)
    return 1 if any(line.state == REFUSED for line in lines) else 0


def _dry(said: argparse.Namespace, source: str) -> list[Line]:
    """Do it, see what comes of it, and undo it before anybody can see."""
    with turn(), transaction.atomic():
        lines = list(bring_in(said, source))
        transaction.set_rollback(True)
    return lines


def bring_in(said: argparse.Namespace, source: str) -> Iterator[Line]:
    """Bring in what the file says, and tell of each service what became of it."""
    for one in read(said.file, said.language):
        if isinstance(one, Refusal):
            yield Line(one.number, one.name, REFUSED, one.reason)
            continue
        name = one.content.name or one.content.kind
        try:
            with transaction.atomic():
                state, reason = _one(one, source)
        except NotThere:
            state, reason = REFUSED, "Its id belongs to something else here."
        except Refused as refusal:
            state, reason = REFUSED, str(refusal.sentence)
        yield Line(one.number, name, state, reason, one.remarks)


def _one(one: Told, source: str) -> tuple[str, str]:
    """One service: its house, its place, and itself."""
    key: UUID = one.house["key"]
    if access.is_spoken_for(key):
        return REFUSED, SPEAKS
    kept = directory.known([one.key]).get(one.key)
    if not one.is_offered:
        return _ended(kept, one)
    if kept is not None and kept.organisation_id != key:
        return REFUSED, "Its id belongs to a service of another house here."
    house = _house(one, source)
    site = _site(one, house)
    if kept is None:
        services.offer(organisation=house, content=one.content, site=site, key=one.key, provenance=source, deed=_deed())
        return NEW, ""
    if kept.ended_at:
        return REFUSED, "It was ended here. Its house or its network offers it again, if it is so."
    now = {name: getattr(kept, name) for name in IN_WORDS}
    told = fields(one.content, now, house.known_as)
    if kept.site_id == (site.id if site else None) and all(getattr(kept, name) == told[name] for name in told):
        return UNCHANGED, ""
    services.describe(service=kept, content=one.content, site=site, deed=_deed())
    return CHANGED, ""


def _ended(kept, one: Told) -> tuple[str, str]:
    if kept is None or kept.ended_at:
        return UNCHANGED, NOT_OFFERED
    language = one.content.language
    services.end(service=kept, words=WHY[language], language=language, deed=_deed())
    return ENDED, ""


def _house(one: Told, source: str):
    """The house, as it stands here or as the file tells of it."""
    known = houses.one(one.house["key"])
    if known:
        return known
    told = dict(one.house)
    about, language = told.pop("about"), told.pop("language")
    words = languages.said(about, language) if about else {}
    return organisations.found(**told, kind="other", about=words, provenance=source, deed=_deed())


def _site(one: Told, house):
    """The place, as the file tells of it."""
    if one.place is None:
        return None
    told = dict(one.place)
    known = directory.known_places([told["key"]]).get(told["key"])
    if known is None:
        return organisations.open_site(organisation=house, kind=Place.SITE, **told, deed=_deed())
    there = {name: getattr(known, name) for name in ("address", "place")}
    at = {name: f"{getattr(known, name):.5f}" for name in ("latitude", "longitude") if getattr(known, name) is not None}
    wanted = {name: value for name, value in told.items() if name not in ("key", "name")}
    if {**there, **at} != wanted and known.organisation_id == house.id:
        organisations.place_site(site=known, **wanted, deed=_deed())
    return known


def _deed() -> Claim:
    return Claim(author=None, device=ids.named("import-hsds"), base=LATEST, operator=True)


def _say(lines: list[Line], said: argparse.Namespace) -> None:
    """Tell what came of the file: for machines whole, for people what they can act on."""
    states = Counter(line.state for line in lines)
    told = [
        {"number": one.number, "name": one.name, "state": one.state, "reason": one.reason, "remarks": list(one.remarks)}
        for one in lines
    ]
    facts = {**{state: states[state] for state in STATES}, "services": told, "dry_run": said.dry_run}
    if said.json:
        say(True, facts, "")
        return
    for one in lines:
        for sentence in ([one.reason] if one.reason else []) + list(one.remarks):
            print(f"Service {one.number}: {one.name or 'without a name'}: {sentence}", file=sys.stderr)
    counts = ", ".join(f"{states[state]} {state}" for state in STATES)
    print(f"{counts}." + (" Nothing was written: this was a dry run." if said.dry_run else ""))
