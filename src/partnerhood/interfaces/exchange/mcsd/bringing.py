"""What another directory tells, brought in by who runs the node: each house, place and service once, with where it comes from.

A house that has a coordinator here says itself what it is and offers, and stays as it is. So does a house that is here from somebody
else: a directory changes only what it brought in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from partnerhood.ground.operations.claims import LATEST, Claim
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations import access
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations import queries as houses
from partnerhood.ground.records import ids, languages
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.interfaces.exchange.mcsd.told import Told
from partnerhood.pathway.services import actions as services
from partnerhood.pathway.services.queries import directory
from partnerhood.pathway.services.rules.content import IN_WORDS, fields

NEW, CHANGED, UNCHANGED, ENDED, REFUSED = "new", "changed", "unchanged", "ended", "refused"
STATES = (NEW, CHANGED, UNCHANGED, ENDED, REFUSED)
SPEAKS = "This house has a coordinator here and says itself what it is and offers."
OTHER_SOURCE = "This house is here already and was not brought in from this directory; it stays as it is."
NO_HOUSE = "Its house is not here."
NO_PLACE = "The place where it is given is not here."
NO_UPPER = "It came in; what it lies within is not here."
TAKEN = "Its id belongs to something else here."
NOT_ENDED = "A house is not ended here; its places and services are."
WHY = {
    "en": "The directory says that it is no longer offered.",
    "nl": "De sociale kaart zegt dat het niet meer wordt aangeboden.",
    "fr": "L'annuaire dit que ce n'est plus offert.",
}
CLOSED = {
    "en": "The directory says that it is closed.",
    "nl": "De sociale kaart zegt dat het gesloten is.",
    "fr": "L'annuaire dit que c'est fermé.",
}
State = tuple[str, str]


@dataclass(frozen=True)
class Bringing:
    """A directory that comes in: what it is called, in which language it tells of what went, and into which network its houses come."""

    source: str
    language: str = "en"
    network: Any = None

    def take(self, told: Told) -> State:
        """Bring one thing in; what became of it, and why not where it could not."""
        return self._safely(lambda: self._take(told))

    def waits(self, told: Told) -> bool:
        """Whether something lies within what is not here yet: a history tells the newest first."""
        upper = told.values.get("owner" if told.name == codes.ORGANIZATION else "within")
        if upper is None or upper == told.key:
            return False
        return houses.one(upper) is None if told.name == codes.ORGANIZATION else not directory.known_places([upper])

    def take_away(self, name: str, key: UUID) -> State:
        """End what the directory no longer holds."""
        return self._safely(lambda: self._went(name, key))

    def _safely(self, act: Callable[[], State]) -> State:
        try:
            with transaction.atomic():
                return act()
        except NotThere:
            return REFUSED, TAKEN
        except Refused as refusal:
            return REFUSED, str(refusal.sentence)

    def _went(self, name: str, key: UUID) -> State:
        if name == codes.ORGANIZATION:
            return UNCHANGED, NOT_ENDED
        if name == codes.LOCATION:
            return self._closed(key)
        kept = directory.known([key]).get(key)
        if kept is None or kept.ended_at:
            return UNCHANGED, ""
        if access.is_spoken_for(kept.organisation_id):
            return REFUSED, SPEAKS
        if kept.provenance != self.source:
            return UNCHANGED, OTHER_SOURCE
        services.end(service=kept, words=WHY[self.language], language=self.language, deed=_deed())
        return ENDED, ""

    def _closed(self, key: UUID) -> State:
        kept = directory.known_places([key]).get(key)
        if kept is None or kept.closed_at:
            return UNCHANGED, ""
        house = houses.one(kept.organisation_id)
        if house is None or access.is_spoken_for(house.id):
            return REFUSED, SPEAKS
        if house.provenance != self.source:
            return UNCHANGED, OTHER_SOURCE
        organisations.close_site(site=kept, words=CLOSED[self.language], language=self.language, deed=_deed())
        return ENDED, ""

    def _take(self, told: Told) -> State:
        if told.name != codes.ORGANIZATION and not told.is_active:
            return self._went(told.name, told.key)
        if told.name == codes.ORGANIZATION:
            return self._house(told)
        house = houses.one(told.values["organisation"])
        if house is None:
            return REFUSED, NO_HOUSE
        if access.is_spoken_for(house.id):
            return REFUSED, SPEAKS
        return self._place(told, house) if told.name == codes.LOCATION else self._service(told, house)

    def _house(self, told: Told) -> State:
        said = {name: value for name, value in told.values.items() if value not in ("", None)}
        kept = houses.one(told.key)
        if kept is None:
            return self._new_house(told, said) if told.is_active else (UNCHANGED, "It is not active, and is not here.")
        if access.is_spoken_for(kept.id):
            return REFUSED, SPEAKS
        if not told.is_active:
            return UNCHANGED, NOT_ENDED
        if kept.provenance != self.source:
            return UNCHANGED, OTHER_SOURCE
        wanted: dict[str, Any] = {
            name: said[name] for name in ("name", "short_name", "place", "website", "beds") if name in said
        }
        if "latitude" in said:
            wanted |= {"latitude": said["latitude"], "longitude": said["longitude"]}
        return self._described(kept, wanted)

    def _new_house(self, told: Told, said: dict[str, Any]) -> State:
        known = houses.known_as(said.get("identifier", ""))
        if known is not None:
            return REFUSED, f"A house with this number is here already: {known.name}."
        about = said.pop("about", "")
        owner = houses.one(said.pop("owner", None)) if said.get("owner") else None
        words = languages.said(about, self.language) if about else {}
        where = {"owner": owner, "about": words, "provenance": self.source}
        house = organisations.found(key=told.key, deed=_deed(), **where, **said)
        if self.network is not None:
            organisations.join_network(network=self.network, organisation=house, deed=_deed())
        return NEW, NO_UPPER if told.values.get("owner") and owner is None else ""

    def _described(self, house: Any, wanted: dict[str, Any]) -> State:
        changed = {name: value for name, value in wanted.items() if _plain(getattr(house, name)) != _plain(value)}
        if {"latitude", "longitude"} & set(changed):
            changed |= {name: wanted[name] for name in ("latitude", "longitude")}
        if not changed:
            return UNCHANGED, ""
        organisations.describe(organisation=house, deed=_deed(), **changed)
        return CHANGED, ""

    def _place(self, told: Told, house: Any) -> State:
        said = told.values
        where = {name: said.get(name) for name in ("address", "place", "latitude", "longitude")}
        if told.key == house.id:  # the house itself, as a place
            if house.provenance != self.source:
                return UNCHANGED, OTHER_SOURCE
            wanted = {name: where[name] for name in ("place", "latitude", "longitude") if where[name]}
            return self._described(house, wanted)
        kept = directory.known_places([told.key]).get(told.key)
        if kept is None:
            within = directory.known_places([said["within"]]).get(said["within"]) if said["within"] else None
            more = {name: value for name, value in where.items() if value}
            said_more = {"name": said["name"][:200], "kind": said["kind"], "within": within}
            organisations.open_site(organisation=house, key=told.key, deed=_deed(), **said_more, **more)
            return NEW, NO_UPPER if said["within"] and within is None else ""
        if kept.organisation_id != house.id:
            return REFUSED, TAKEN
        if kept.closed_at:
            return REFUSED, "It was closed here."
        if all(_plain(getattr(kept, name)) == _plain(value or "") for name, value in where.items()):
            return UNCHANGED, ""
        organisations.place_site(site=kept, deed=_deed(), **{name: value for name, value in where.items() if value})
        return CHANGED, ""

    def _service(self, told: Told, house: Any) -> State:
        assert told.content is not None
        key = told.values["place"]
        site = directory.known_places([key]).get(key) if key and key != house.id else None
        if key and key != house.id and site is None:
            return REFUSED, NO_PLACE
        kept = directory.known([told.key]).get(told.key)
        if kept is None:
            more = {"site": site, "key": told.key, "provenance": self.source}
            services.offer(organisation=house, content=told.content, deed=_deed(), **more)
            return NEW, ""
        if kept.organisation_id != house.id:
            return REFUSED, TAKEN
        if kept.ended_at:
            return REFUSED, "It was ended here. Its house or its network offers it again, if it is so."
        if kept.provenance != self.source:
            return UNCHANGED, OTHER_SOURCE
        content = told.content.model_copy(update={"waiting_days": kept.waiting_days})
        said = fields(content, {name: getattr(kept, name) for name in IN_WORDS}, house.known_as)
        if kept.site_id == (site.id if site else None) and all(getattr(kept, name) == said[name] for name in said):
            return UNCHANGED, ""
        services.describe(service=kept, content=content, site=site, deed=_deed())
        return CHANGED, ""


def _plain(value: Any) -> str:
    """A value as it is compared: a number of degrees with five places, nothing as nothing."""
    if value in (None, ""):
        return ""
    try:
        return f"{float(value):.5f}"
    except (TypeError, ValueError):
        return str(value)


def _deed() -> Claim:
    return Claim(author=None, device=ids.named("import-mcsd"), base=LATEST, operator=True)
