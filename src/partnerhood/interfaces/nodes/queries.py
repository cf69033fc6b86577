"""Which books are shared with another node, and which rows it must know of though their deeds stay here."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations import registry, snapshots, travelling
from partnerhood.ground.operations.snapshots import Place, Record
from partnerhood.ground.people import queries as people
from partnerhood.interfaces.nodes import rules
from partnerhood.pathway.partnerships import queries as partnerships


def books_of(organisations: Iterable[UUID]) -> list[UUID]:
    """The books of some organisations: their own, and those of their partnerships."""
    mine = list(organisations)
    return sorted({*mine, *partnerships.of_organisations(mine).values_list("id", flat=True)})


def shared(link: Any) -> list[UUID]:
    """The books that are shared with another node."""
    return books_of(map(UUID, link.organisations))


def pointed_at(row: Record, but: frozenset[str] = frozenset()) -> Iterable[Place]:
    """The rows that a row points at."""
    for field in row._meta.concrete_fields:
        target = getattr(row, field.attname) if field.is_relation and field.attname not in but else None
        if target is not None:
            yield field.related_model._meta.label_lower, target  # type: ignore[union-attr]


def beside(inside: set[Place], start: Iterable[Place]) -> list[Record]:
    """The rows from which these follow, and theirs, as far as they are not among those that go along anyway."""
    found: dict[Place, Record] = {}
    left = {place for place in start if place not in inside}
    while left:
        fresh = {(one.label, one.id): one for one in snapshots.loaded(left)}
        found |= fresh
        aims = {place for row in fresh.values() for place in pointed_at(row, _left_out(row))}
        left = aims - inside - set(found)
    return list(found.values())


def _left_out(row: Record) -> frozenset[str]:
    return rules.LEFT_OUT.get(row.label, frozenset())


def line_of(row: Record, without: frozenset[str]) -> dict[str, Any]:
    """A row as another node is told of it."""
    return {name: value for name, value in snapshots.row_line(row).items() if name not in without}


def told_of(rows: Iterable[Record]) -> list[dict[str, Any]]:
    """Rows of others, with what a partner sees of them."""
    return [line_of(row, _left_out(row)) for row in rows]


def of_the_networks(aims: Iterable[Place]) -> list[Place]:
    """What the networks among these rows chose for all their members, and which of these organisations are members."""
    wanted: dict[str, list[UUID]] = {"organisations.network": [], "organisations.organisation": []}
    for label, key in aims:
        wanted.get(label, []).append(key)
    networks = {"network_id__in": wanted["organisations.network"]}
    found = []
    for label in (*rules.OF_THE_NETWORK, rules.MEMBER):
        among = {"organisation_id__in": wanted["organisations.organisation"]} if label == rules.MEMBER else {}
        found += snapshots.places_of(label, **networks, **among)
    return found


def named_by(headers: Sequence[Any]) -> set[Place]:
    """The rows that deeds name in their words, and the people who did them."""
    found: set[Place] = {("people.person", one.author) for one in headers if one.author}
    for one in headers:
        kind, payload = registry.kinds.get(one.kind), json.loads(one.payload.text or "{}")
        if kind is None:
            continue
        for name, model in kind.shape.single.items():
            found |= {(model._meta.label_lower, UUID(payload[name]))} if payload.get(name) else set()
        for name, model in kind.shape.lists.items():
            found |= {(model._meta.label_lower, UUID(key)) for key in payload.get(name) or ()}
    return found


def staying(headers: Sequence[Any], stays: rules.Stays) -> frozenset[UUID]:
    """The deeds whose words stay at home: they touch or name a row that does, or hold words that do."""
    if not (stays.rows or stays.words):
        return frozenset()
    touching = journal.touching([one.id for one in headers], stays.rows)
    naming = {
        name
        for name, kind in registry.kinds.items()
        if {model._meta.label_lower for model in (*kind.shape.single.values(), *kind.shape.lists.values())} & stays.rows
    }
    return frozenset(
        one.id
        for one in headers
        if one.id in touching or one.kind in naming or rules.says(json.loads(one.payload.text or "{}"), stays.words)
    )


def to_tell(link: Any, headers: Sequence[Any], stay: frozenset[UUID], since: datetime | None) -> list[dict[str, Any]]:
    """The rows that another node must know of before it takes these deeds, and those it knows that changed meanwhile."""
    stays, books = rules.together(link.stays), shared(link)
    changed = journal.touched_lately([UUID(one) for one in link.told], since)
    if not (headers or changed):
        return []
    touched = set(journal.touched_by([one.id for one in headers]))
    by_staying = {place for place in journal.touched_by(list(stay)) if place[0] not in stays.rows}
    aims = {aim for row in snapshots.loaded(touched) for aim in pointed_at(row)} | named_by(headers)
    inside = journal.inside(books, aims | touched) - by_staying
    found = beside(inside, {*aims, *by_staying, *changed} - {place for place in aims if place[0] in stays.rows})
    own = journal.inside(books, {(row.label, row.id) for row in found})
    return [
        line_of(row, stays.fields.get(row.label, frozenset()) if (row.label, row.id) in own else _left_out(row))
        for row in found
        if row.label in rules.TOLD and row.label not in stays.rows
    ]


def are_taken(link: Any, lines: Sequence[dict[str, Any]], own: str) -> list[dict[str, Any]]:
    """What of that which another node tells of is news here, and that node's to tell; or gives back to this node, which lost
    it, the people whom its `own` deeds name."""
    told = [(line, (str(line["label"]), UUID(str(line["id"])))) for line in lines]
    mine = rules.TOLD if link.relays else rules.TOLD_OF_ONESELF
    places = {place for _, place in told if place[0] in mine}
    theirs = journal.inside(shared(link), places) | journal.told_by(link.id, places)
    here = {(row.label, row.id): row for row in snapshots.loaded(places)}
    return [
        line
        for line, place in told
        if place in places
        and (place not in here or (place in theirs and _differs(here[place], line)))
        and (place[0] not in rules.OF_A_HOUSE or _of_their_house(link, place[0], line) or _is_given_back(line, own))
    ]


def _of_their_house(link: Any, label: str, line: dict[str, Any]) -> bool:
    """People and places are told of by their own house, or by who relays; a right in a house by that house alone."""
    return (link.relays and label != "people.role") or line.get("organisation_id") in link.organisations


def _is_given_back(line: dict[str, Any], own: str) -> bool:
    return line["label"] == "people.person" and str(line["id"]) in own


def _differs(row: Record, line: dict[str, Any]) -> bool:
    known = snapshots.row_line(row)
    return any(known.get(name) != value for name, value in line.items())


def not_theirs(link: Any, said: Mapping[str, Any], here: tuple[UUID, int], books: set[UUID]) -> str:
    """Why a deed is not taken from who brings it; nothing where it is."""
    book, origin = UUID(said["book_id"]), (UUID(said["origin"]), int(said["epoch"]))
    is_new = said["book_kind"] == "partnership" and not journal.is_book(book)
    is_known = int(said["number"]) <= travelling.vector([book])[str(book)].get(f"{origin[0]}/{origin[1]}", 0)
    why = (
        ""
        if is_known
        else rules.why_not(
            origin=origin, here=here, peer=link.id, relays=link.relays, is_shared=book in books or is_new
        )
    )
    if why or is_known or link.relays or origin[0] == here[0]:
        return why
    houses = list(map(UUID, link.organisations))
    by_them = people.belonged(UUID(said["author"]), houses) if said["author"] else book in houses
    if not by_them:
        return "that node writes only in the name of its own people"
    words = json.loads(said["payload"]["text"]) if said["payload"] else {}
    if str(words.get("on_behalf_of") or link.organisations[0]) not in link.organisations:
        return "that node speaks only for its own organisations"
    return ""
