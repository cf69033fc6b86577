"""A partner's whole record as one file: what a new node needs to go on, and the same for people, in open formats.

The file is a ZIP. `record/` is for a node: the journal and the rows of the partner's books, and the rows of others that these
point at, with as much of them as a partner sees. `readable/` and `files/` are for people. The manifest names every member
with its fingerprint, and is signed.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from partnerhood import __version__
from partnerhood.ground.operations import chain, links, snapshots, travelling
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.snapshots import Record
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import canonical, clock, files
from partnerhood.interfaces.nodes import cards, queries, readable, rules

FORMAT = "partnerhood-home-1"
MANIFEST = "manifest.json"
JOURNAL, ROWS, TOLD, ACCOUNTS = "record/journal.jsonl", "record/rows.jsonl", "record/told.jsonl", "record/accounts"
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


@dataclass
class Home:
    """What goes into the file: the books, which of their rows, and what others' rows are told of. The rows themselves are read as
    they are written: a large hospital's record does not stand in memory."""

    organisation: UUID
    taken: snapshots.Taken
    told: list[dict[str, Any]]
    beside: list[Record]
    number: int

    def rows(self) -> Iterator[Record]:
        """The rows of the books, kind by kind, that are still there."""
        yield from snapshots.loaded(self.taken.whole)
        yield from snapshots.loaded(self.taken.unclear)


def gather(organisation: UUID) -> Home:
    """Everything of an organisation: its own book and those of its partnerships, and what their rows point at."""
    taken = snapshots.taken(queries.books_of([organisation]), people.own_people(organisation))
    home = Home(organisation, taken, [], [], 0)
    aims: set[snapshots.Place] = set()
    for row in home.rows():
        aims.update(queries.pointed_at(row))
        home.number += 1
    aims |= {("people.person", author) for author in journal.authors(taken.books)}
    aims |= set(queries.of_the_networks(aims))
    home.beside = queries.beside(taken.whole | taken.unclear, aims)
    home.told = [*map(snapshots.row_line, snapshots.loaded(taken.unclear)), *queries.told_of(home.beside)]
    return home


@dataclass
class _Writer:
    """A ZIP that is being written, with the fingerprint of each member."""

    pack: zipfile.ZipFile
    moment: tuple[int, ...]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def put(self, name: str, pieces: Iterable[bytes], *, pressed: bool = True) -> None:
        """Write one member, piece by piece."""
        about = zipfile.ZipInfo(name, self.moment)  # type: ignore[arg-type]
        about.compress_type = zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED
        about.external_attr = 0o600 << 16
        mark, size = sha256(), 0
        with self.pack.open(about, "w") as member:
            for piece in pieces:
                mark.update(piece)
                size += len(piece)
                member.write(piece)
        self.members[name] = {"sha256": mark.hexdigest(), "size": size}


def write(file: IO[bytes], home: Home, accounts: Iterable[bytes] = ()) -> dict[str, Any]:
    """Write the file; gives its manifest."""
    now = clock.now().astimezone(UTC)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack:
        to = _Writer(pack, now.timetuple()[:6])
        to.put(JOURNAL, _lines(snapshots.journal(home.taken)))
        to.put(ROWS, _lines(map(snapshots.row_line, snapshots.loaded(home.taken.whole))))
        to.put(TOLD, _lines(home.told))
        sealed = list(accounts)
        if sealed:
            to.put(ACCOUNTS, sealed, pressed=False)
        kept = _put_files(to, home)
        for name, lines in readable.sheets(home.taken.whole | home.taken.unclear, home.beside, kept):
            to.put(f"readable/{name}", lines)
        to.put("README.txt", [readable.about(home.organisation, now).encode()])
        said = _manifest(home, now, to.members, kept)
        signed = {**said, "signature": links.signature(canonical.text(said).encode())}
        pack.writestr(MANIFEST, canonical.text(signed))
    return said


def _lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    for line in lines:
        yield canonical.text(line).encode() + b"\n"


def _put_files(to: _Writer, home: Home) -> dict[str, str]:
    """Every file that the rows name, under a name that says what it is of; gives the member of each."""
    kept: dict[str, str] = {}
    for row in home.rows():
        for name in rules.files_in(json.loads(canonical.text(snapshots.row_line(row)))):
            content = files.read(name) if name not in kept else None
            if content is not None:
                kept[name] = f"files/{row.label.replace('.', '-')}-{name[:12]}.{_ending(content)}"
                to.put(kept[name], [content], pressed=False)
    return kept


def _ending(content: bytes) -> str:
    kind = files.kind_of(content) or "application/octet-stream"
    return ENDINGS.get(kind) or kind.partition("/")[2]


def _manifest(home: Home, now: datetime, members: Mapping[str, Any], kept: Mapping[str, str]) -> dict[str, Any]:
    node = chain.open_node()
    name = next(map(str, snapshots.loaded({("organisations.organisation", home.organisation)} & home.taken.whole)), "")
    return {
        "format": FORMAT,
        "version": __version__,
        "at": canonical.plain(now),
        "node": cards.own(),
        "epoch": node.epoch,
        "organisation": {"id": str(home.organisation), "name": name},
        "upto": travelling.vector(home.taken.books),
        "rows": home.number,
        "told": len(home.told),
        "members": dict(members),
        "files": {member: name for name, member in kept.items()},
    }


class Unfit(Exception):
    """The file is not one that `take-home` wrote, or not as it was written; says why in one plain sentence."""


TIMES = 200
MOST_MANIFEST = 8 * 1024 * 1024
PIECE = 64 * 1024


@dataclass(frozen=True)
class Brought:
    """A file that was read to its end and fits its manifest."""

    place: Path
    manifest: dict[str, Any]

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """One member, line by line."""
        with zipfile.ZipFile(self.place) as pack, pack.open(name) as member:
            for line in member:
                yield json.loads(line)

    def content(self, name: str) -> bytes:
        """One member, whole."""
        with zipfile.ZipFile(self.place) as pack:
            return pack.read(name)

    def has(self, name: str) -> bool:
        """Whether a member is there."""
        return name in self.manifest["members"]


def is_home(place: Path) -> bool:
    """Whether a file begins as one of these does."""
    with place.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def opened(place: Path) -> Brought:
    """A file, read to its end and held against its manifest, member by member; raises Unfit."""
    try:
        with zipfile.ZipFile(place) as pack:
            return Brought(place, _checked(pack, place.stat().st_size))
    except Unfit:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as trouble:
        raise Unfit("The file is damaged or breaks off.") from trouble
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise Unfit("This is not a file that `partnerhood take-home` wrote.") from trouble
    except Exception as trouble:  # what a damaged stream of compressed bytes raises has no name of its own
        raise Unfit("The file is damaged or breaks off.") from trouble


def _checked(pack: zipfile.ZipFile, size: int) -> dict[str, Any]:
    inside = {one.filename: one for one in pack.infolist()}
    told = inside.get(MANIFEST)
    if told is None or told.file_size > MOST_MANIFEST:
        raise Unfit("This is not a file that `partnerhood take-home` wrote.")
    manifest: dict[str, Any] = json.loads(pack.read(told))
    signature = manifest.pop("signature")
    if manifest["format"] != FORMAT:
        raise Unfit("The file is of another version. Bring this node up to date first.")
    if not links.is_signed(manifest["node"]["key"], canonical.text(manifest).encode(), signature):
        raise Unfit("The file was changed after it was written: its signature does not fit.")
    if len(inside) != len(pack.infolist()) or set(inside) != {*manifest["members"], MANIFEST}:
        raise Unfit("Something in the file is missing, or is there that was not when it was written.")
    if (
        sum(one.file_size for one in inside.values()) > TIMES * size
        or sum(one.compress_size for one in inside.values()) > size
    ):
        raise Unfit("The file would become far larger than it is. It is not one of ours.")
    for name, about in manifest["members"].items():
        if (about["size"], about["sha256"]) != _measured(pack, inside[name], about["size"]):
            raise Unfit(f"{name} in the file was changed after it was written.")
    if any(manifest["members"][member]["sha256"] != name for member, name in manifest["files"].items()):
        raise Unfit("A file in it is not the one that its name says.")
    if not {JOURNAL, ROWS, TOLD} <= set(inside):
        raise Unfit("Something in the file is missing, or is there that was not when it was written.")
    return manifest


def _measured(pack: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> tuple[int, str]:
    mark, size = sha256(), 0
    with pack.open(one) as member:
        while piece := member.read(PIECE):
            mark.update(piece)
            size += len(piece)
            if size > most:
                break
    return size, mark.hexdigest()
