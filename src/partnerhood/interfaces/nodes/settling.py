"""A partner's record becomes a node of its own, or comes to one that is there: the first from the snapshot, the second deed by
deed, for nobody's history is put in the place of another's."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from partnerhood.ground.operations import chain, checking, links, snapshots, travelling, verifying, witness
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.guard import building
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.records import files, ids
from partnerhood.interfaces.nodes import actions, exchanging, home
from partnerhood.interfaces.nodes.home import Brought


def is_known(brought: Brought) -> bool:
    """Whether everything in a file is here already."""
    here = travelling.vector(map(UUID, brought.manifest["upto"]))
    return all(
        here.get(book, {}).get(origin, 0) >= number
        for book, there in brought.manifest["upto"].items()
        for origin, number in there.items()
    )


def settle(brought: Brought) -> None:
    """Make a running node of a file, in an empty place: all of it, or nothing."""
    parent = brought.manifest["node"]
    with turn(), transaction.atomic():
        with building(), connection.constraint_checks_disabled():
            snapshots.put(brought.lines(home.JOURNAL))
            snapshots.put(brought.lines(home.ROWS))
            snapshots.seal_anew()
        chain.name_node(brought.manifest["organisation"]["name"])
        exchanging.tell(UUID(parent["id"]), list(brought.lines(home.TOLD)))
        join(brought)
        snapshots.summarise()
        connection.check_constraints()
        fault = next(verifying.faults(witness.Noted()), None)
        if fault:
            raise home.Unfit(f"The file does not fit itself ({fault}). Nothing was changed.")
        keep_files(brought)
        chain.let_witness()


def join(brought: Brought) -> None:
    """Link this node with the one that the record was taken home from, and know how far the two are."""
    parent, house = brought.manifest["node"], organisations.one(UUID(brought.manifest["organisation"]["id"]))
    if house is None:
        raise home.Unfit("The file does not hold the organisation that it is of. Nothing was changed.")
    actions.link(
        node=UUID(parent["id"]),
        name=parent["name"] or house.name,
        key=parent["key"],
        address=parent["address"],
        organisations=[house.id],
        relays=True,
        deed=Claim(author=None, device=UUID(parent["id"]), id=ids.fresh(), base=LATEST, operator=True),
    )
    link = links.find(UUID(parent["id"]))
    assert link is not None
    link.upto = brought.manifest["upto"]
    link.rows_upto = exchanging.moment(brought.manifest["at"])
    link.epoch = brought.manifest["epoch"]
    links.note(link, ["upto", "rows_upto", "epoch"])


def keep_files(brought: Brought) -> None:
    """Keep the files that came along."""
    for member in brought.manifest["files"]:
        files.keep(brought.content(member))


def bring(brought: Brought) -> exchanging.Came:
    """Take a file in on a node that has a record of its own: what it tells of, its deeds, its files."""
    deeds = list(_deeds(brought))
    checking.check(deeds)
    node, told = UUID(brought.manifest["node"]["id"]), list(brought.lines(home.TOLD))
    places = {(str(line["label"]), UUID(line["id"])) for line in told}
    here = {(row.label, row.id) for row in snapshots.loaded(places)}
    in_books = journal.inside(map(UUID, brought.manifest["upto"]), here)
    exchanging.tell(node, [line for line in told if (str(line["label"]), UUID(line["id"])) not in here | in_books])
    came = exchanging.Came()
    for arrival in travelling.arrive(deeds):
        came.applied += arrival.state == "applied"
        came.known += arrival.state == "known"
        if arrival.state == "waiting":
            came.waits.append(f"{arrival.id} waits: {arrival.why}")
    keep_files(brought)
    return came


def _deeds(brought: Brought) -> Iterator[dict[str, Any]]:
    """The deeds of a file as another node reads them."""
    kinds: dict[str, str] = {}
    payloads: dict[str, Any] = {}
    headers, twins = [], []
    for line in brought.lines(home.JOURNAL):
        row = line["row"]
        if line["table"] == "book":
            kinds[row["id"]] = row["kind"]
        elif line["table"] == "operation":
            headers.append(row)
        elif line["table"] == "payload":
            there = row["text"] and not (row["erased_by"] or row["withheld"])
            payloads[row["operation_id"]] = {"salt": row["salt"], "text": row["text"]} if there else None
        elif line["table"] == "twin":
            twins.append(row)
    for row in twins:
        said = json.loads(row["text"])
        yield {**said, "book_kind": kinds[said["book_id"]], "head": row["head"], "payload": None}
    for row in headers:
        said = {name: row[name] for name in chain.TRAVELS}
        yield {**said, "book_kind": kinds[row["book_id"]], "head": row["head"], "payload": payloads.get(row["id"])}
