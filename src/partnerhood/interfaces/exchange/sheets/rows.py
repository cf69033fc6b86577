"""What each row becomes: one operation of the room it belongs to, under an id that follows from what the row is about."""

import difflib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations import queries as organisation_queries
from partnerhood.ground.people import queries as people_queries
from partnerhood.ground.records import canonical, ids
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.sentences import Sentence, say
from partnerhood.interfaces.exchange.sheets import columns
from partnerhood.interfaces.exchange.sheets.columns import plain
from partnerhood.interfaces.exchange.sheets.desk import Circle, Desk, Party
from partnerhood.interfaces.exchange.sheets.reading import Row, Sheet
from partnerhood.pathway.equipment import queries as equipment
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.rules import Key
from partnerhood.pathway.reporting.rules import columns as columns_of

PROVENANCE = "a list from before Partnerhood"
DESCRIBED = ("maker", "model", "came_from", "in_use_since", "words")
COLUMNS = {
    "to_date": "last_day",
    "from_date": "period",
    "hospital": "host",
    "words": "summary",
    "report": "report_address",
    "signed_by": "parties",
}
"""The column that a part of a deed comes from, where the two have different names."""


class RowRefused(Exception):
    """A row cannot become a deed: in which column it is wrong, and why."""

    def __init__(self, column: str, reason: Sentence) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one row asks for: a deed, under an id that follows from what the row is about."""

    number: int
    called: str
    kind: str
    id: UUID
    arguments: dict[str, Any]
    guessed: frozenset[str] = frozenset()
    """What the row does not say, and so does not count when it comes again."""
    here: Callable[[], Sentence | None] = lambda: None
    """Whether it is here already, by another way than this sheet; asked when it did not come in before."""


@dataclass
class Table:
    """A sheet that is being turned into deeds, for somebody's organisations and partnerships."""

    kind: str
    sheet: Sheet
    desk: Desk
    _organisations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    _people: dict[UUID, set[str]] = field(default_factory=dict)

    def wanted(self, row: Row) -> Wanted:
        """The deed that a row asks for; RowRefused where it cannot be one."""
        return BECOMES[self.kind](self, row.number, row.values)

    @cached_property
    def language(self) -> str:
        """The language that most headings are in: that is how the people of a sheet write."""
        counts: dict[str, int] = defaultdict(int)
        for column in columns.kind(self.kind).columns:
            for language in columns.LANGUAGES:
                counts[language] += plain(self.sheet.headings.get(column.field, "")) == plain(column.heading[language])
        return max(columns.LANGUAGES, key=lambda language: counts[language])

    def heading(self, where: str) -> str:
        """What a column, or the column of a part of a deed, is called in this sheet; empty where it is none."""
        known = {column.field: column for column in columns.kind(self.kind).columns}
        for part in (where, *where.split(".")):
            column = known.get(part) or known.get(COLUMNS.get(part, ""))
            if column is not None:
                language = (get_language() or "en").split("-")[0]
                return self.sheet.headings.get(column.field) or column.heading.get(language, column.heading["en"])
        return ""

    def organisations_of(self, country: str) -> list[tuple[str, str, str]]:
        """The organisations of a country that are here: name, place and identifier."""
        if country not in self._organisations:
            there = organisation_queries.everybody().filter(country=country)
            self._organisations[country] = list(there.values_list("name", "place", "identifier"))
        return self._organisations[country]

    def people_of(self, organisation: UUID) -> set[str]:
        """The names and addresses of the people of an organisation who are here."""
        if organisation not in self._people:
            there = people_queries.of_organisation(organisation).values_list("name", "email")
            self._people[organisation] = {plain(said) for both in there for said in both if said}
        return self._people[organisation]


def _key(*about: object) -> UUID:
    return ids.derived(ids.named("sheet"), canonical.fingerprint(list(about)))


def _organisation(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    name, country, identifier = said["name"], said["country"], said.get("identifier", "")
    known = identifier or f"{country}:{name.casefold()}"  # as on the page where one organisation is brought in
    return Wanted(
        number=number,
        called=name,
        kind="organisations.found",
        id=_key("organisations", country, plain(name), identifier),
        arguments={**said, "key": ids.named(known), "provenance": PROVENANCE},
        here=lambda: _organisation_here(table, said),
    )


def _organisation_here(table: Table, said: dict[str, Any]) -> Sentence | None:
    """Whether an organisation is here: by its identifier, else by its name in its country."""
    identifier, place = said.get("identifier", ""), said.get("place", "")
    for name, there, bears in table.organisations_of(said["country"]):
        if identifier and identifier == bears:
            return say(_("%(name)s bears this identifier and is here already."), name=name)
        if plain(name) != plain(said["name"]) or (identifier and bears):
            continue
        if place and there and plain(place) != plain(there):
            wording = _(
                "Another organisation of this name is in %(place)s. Give this one its identifier, or a name that tells them apart."
            )
            raise RowRefused("name", say(wording, place=there))
        return say(_("This organisation is here already."))
    return None


def _person(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    organisation = _one(table, said["organisation"], "organisation")
    name, email = said["name"], said.get("email", "")

    def here() -> Sentence | None:
        if table.people_of(organisation.id) & {plain(one) for one in (name, email) if one}:
            return say(_("Somebody of this name or with this address is in the organisation already."))
        return None

    return Wanted(
        number=number,
        called=name,
        kind="people.welcome",
        id=_key("people", organisation.id, _unreadable(plain(name))),
        arguments={"language": table.language, **said, "organisation": str(organisation.id)},
        guessed=frozenset({"language"} - said.keys()),
        here=here,
    )


def _unreadable(name: str) -> str:
    """A name as only this node can make it again: an id is never erased, and must not tell who somebody was."""
    return salted_hmac("partnerhood.interfaces.exchange.sheets", name, algorithm="sha256").hexdigest()


def _one(table: Table, said: str, column: str) -> Party:
    found = table.desk.names.called(said)
    if len(found) == 1:
        return found[0]
    if found:
        raise RowRefused(column, say(_("Several organisations are called “%(said)s”."), said=said))
    near = table.desk.names.near(said)
    if near:
        wording = _("There is no organisation called “%(said)s” that you may speak for. Did you mean “%(meant)s”?")
        raise RowRefused(column, say(wording, said=said, meant=near))
    wording = _("There is no organisation called “%(said)s” that you may speak for.")
    raise RowRefused(column, say(wording, said=said))


def _mission(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    circle, (host,) = _circle(table, [said["host"]], "host")
    last_day: date = said["last_day"]
    renamed = {"people": "people", "purpose": "purpose", "domain": "domain", "summary": "words"}
    more = {name: said[column] for column, name in (renamed | {"report_address": "report"}).items() if column in said}
    return Wanted(
        number=number,
        called=said["title"],
        kind="activities.bring_in_earlier",
        id=_key("missions", circle.id, host.id, plain(said["title"]), said["from_date"]),
        arguments={
            "partnership": str(circle.id),
            "hospital": str(host.id),
            "title": said["title"],
            "language": table.language,
            "from_date": said["from_date"],
            "to_date": last_day + timedelta(days=1),
            **more,
        },
        guessed=frozenset({"language"}),
    )


def _agreement(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    circle, parties = _circle(table, said["parties"], "parties")
    names = ("title", "signed_date", "until_date", "signers", "kept_at", "address")
    return Wanted(
        number=number,
        called=said["title"],
        kind="partnerships.bring_in_agreement",
        id=_key("agreements", circle.id, plain(said["title"]), said["signed_date"]),
        arguments={
            "partnership": str(circle.id),
            "paper": {name: said[name] for name in names if name in said},
            "signed_by": [str(party.id) for party in parties],
        },
    )


def _circle(table: Table, said: list[str] | tuple[str, ...], column: str) -> tuple[Circle, list[Party]]:
    """The one partnership in which all of these are partners, and who they are."""
    found: list[tuple[Circle, list[Party]]] = []
    for circle in table.desk.circles:
        called = [table.desk.names_in[circle.id].called(name) for name in said]
        if all(len(one) == 1 for one in called):
            found.append((circle, [one[0] for one in called]))
    whole = [one for one in found if {party.id for party in one[0].parties} == {party.id for party in one[1]}]
    found = whole or found
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(sorted(circle.name for circle, _parties in found))
        wording = _("This may be about several partnerships: %(names)s. Choose one before you bring the sheet in.")
        raise RowRefused(column, say(wording, names=names))
    raise RowRefused(column, _no_partner(table, said))


def _no_partner(table: Table, said: list[str] | tuple[str, ...]) -> Sentence:
    strange = next((name for name in said if not table.desk.partners.called(name)), None)
    if strange is None:
        return say(_("These organisations do not share a partnership that you may speak for."))
    near = table.desk.partners.near(strange)
    if near:
        wording = _("“%(said)s” is no partner in a partnership that you may speak for. Did you mean “%(meant)s”?")
        return say(wording, said=strange, meant=near)
    return say(_("“%(said)s” is no partner in a partnership that you may speak for."), said=strange)


def _open_point(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    """An action without a round; it is the hospital's own, unless the row names another partner."""
    names = [said["hospital"], *([said["owner_of"]] if "owner_of" in said else [])]
    column = "owner_of" if table.desk.partners.called(names[0]) and len(names) > 1 else "hospital"
    circle, (hospital, *others) = _circle(table, names, column)
    earlier = {name: said[name] for name in ("raised_date", "raised_by", "source") if name in said}
    return Wanted(
        number=number,
        called=said["what"],
        kind="rounds.bring_in_open_point",
        id=_key("open_points", circle.id, hospital.id, plain(said["what"])),
        arguments={
            "partnership": str(circle.id),
            "hospital": str(hospital.id),
            "what": said["what"],
            "language": table.language,
            "owner": said["owner"],
            "owner_of": str(others[0].id if others else hospital.id),
            "by_date": said["by_date"],
            **({"domain": said["domain"]} if "domain" in said else {}),
            **({"earlier": earlier} if earlier else {}),
        },
        guessed=frozenset({"language"}),
    )


def _figure(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    """One number of a hospital in some days; one that stands already otherwise is put right by a person, not by a list."""
    hospital = _one(table, said["hospital"], "hospital")
    definition = _counted(hospital, said["indicator"])
    days: tuple[date, date] = said["period"]
    key = Key(definition.code, _ward(hospital, said.get("ward", "")), _part(definition, said.get("part", "")))
    figure = Figure(said["numerator"], said.get("denominator"))
    if definition.divides != (figure.denominator is not None):
        wanted = (
            _("Give how many and out of how many.") if figure.denominator is None else _("Nothing is divided here.")
        )
        raise RowRefused("denominator", say(wanted))

    def here() -> Sentence | None:
        there = reporting.standing(reporting.on(hospital.id, days)).get(key)
        if there is None or there.figure is None:
            return None
        if there.figure == figure:
            return say(_("This number stands there already."))
        raise RowRefused("numerator", say(_("Another number stands there already. Put it right on its own page.")))

    return Wanted(
        number=number,
        called=vocabulary.say(definition.name),
        kind="reporting.report",
        id=_key("figures", hospital.id, *days, *key),
        arguments={
            "hospital": str(hospital.id),
            "from_date": days[0],
            "to_date": days[1],
            "cells": columns_of({key: figure}).model_dump(mode="json", exclude_defaults=True),
            "source": said["source"],
            "origin": "sheet",
            "sure": said.get("sure", False),
        },
        guessed=frozenset({"sure"}),
        here=here,
    )


def _device(table: Table, number: int, said: dict[str, Any]) -> Wanted:
    """A device of a house, broken or not; one that is in the list already stays as its own people say it is."""
    hospital, kind, name = _one(table, said["hospital"], "hospital"), said["kind"], said["name"]
    more = {column: said[column] for column in DESCRIBED if column in said}

    def here() -> Sentence | None:
        there = equipment.listed(hospital.id, kind, name)
        return say(_("A device of this kind with this name is in the list already.")) if there else None

    state = {"state": "broken" if said.get("broken") else "working", "language": table.language}
    ward = _ward(hospital, said.get("ward", ""))
    return Wanted(
        number=number,
        called=name,
        kind="equipment.add",
        id=_key("devices", hospital.id, kind, plain(name)),
        arguments={"hospital": str(hospital.id), "kind": kind, "name": name, **more, **state}
        | ({"ward": ward} if ward else {}),
        guessed=frozenset({"language"}),
        here=here,
    )


def _counted(hospital: Party, said: str) -> Definition:
    """An indicator by its code or its name in any language: what the hospital defined itself first."""
    own = indicators.own_of(hospital.id)
    known = [*(own.defined[code] for code in own.in_use), *indicators.definitions()]
    called: dict[str, Definition] = {}
    for one in known:
        for name in (one.code, *(one.name.in_language(language) for language in columns.LANGUAGES)):
            called.setdefault(plain(name), one)
    if found := called.get(plain(said)):
        return found
    near = difflib.get_close_matches(plain(said)[:100], called, n=1, cutoff=0.75)
    if near:
        meant = vocabulary.say(called[near[0]].name)
        wording = _("“%(said)s” is not in the list. Did you mean “%(meant)s”?")
        raise RowRefused("indicator", say(wording, said=said, meant=meant))
    wording = _("“%(said)s” is not among what is counted. Its name or its code stands on the page of indicators.")
    raise RowRefused("indicator", say(wording, said=said))


def _ward(hospital: Party, said: str) -> str:
    """A ward of the hospital by its name; nothing for the whole."""
    if not said:
        return ""
    for one in reporting.wards(hospital.id):
        if plain(one.name) == plain(said):
            return str(one.pk)
    raise RowRefused("ward", say(_("“%(said)s” is not a ward of this hospital."), said=said))


def _part(definition: Definition, said: str) -> str:
    """A part of one of the definition's splits by its name in any language; nothing for everybody."""
    if not said:
        return ""
    for part in (part for some in indicators.parts_of(definition.split).values() for part in some):
        names = (indicators.part(part, language) for language in columns.LANGUAGES)
        if plain(said) in {plain(name) for name in (part.partition(":")[2], *names)}:
            return part
    raise RowRefused(
        "part", say(_("“%(said)s” is not a part of this: sex or age, where it may be split so."), said=said)
    )


BECOMES: dict[str, Callable[[Table, int, dict[str, Any]], Wanted]] = {
    "organisations": _organisation,
    "people": _person,
    "missions": _mission,
    "agreements": _agreement,
    "open_points": _open_point,
    "figures": _figure,
    "devices": _device,
}
