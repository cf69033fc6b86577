"""Two nodes tell each other how far they are, and what the other lacks: deeds in pieces, the rows they build on, and files.

Every piece can be said again and be cut off anywhere: how far each is in every book says where to go on.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from partnerhood.ground.operations import chain, checking, links, travelling
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import canonical, clock, files, ids
from partnerhood.interfaces.nodes import actions, letters, queries, rules
from partnerhood.interfaces.nodes.letters import Letter

LARGEST = 256 * 1024
"""How many bytes a letter on the line has at most."""
WIDEST = 4 * 1024 * 1024
"""… and what it may become."""
RAW = 600_000
DEEDS = 400
FILES = 150_000
ASKED = 20
ALL = 10**9
OVERLAP = timedelta(seconds=5)
"""How long before a moment a deed may be dated that is written down after it."""
ROWS_AT_ONCE = 100


@dataclass
class Came:
    """What came of a letter: how many deeds were taken in or known, what waits and why, and what that node lost."""

    applied: int = 0
    known: int = 0
    rows: int = 0
    files: int = 0
    waits: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        """What came, for people."""
        words = f"{self.applied} taken in, {self.known} known already, {len(self.waits)} waiting"
        return f"{words}, {self.files} files." if self.files else f"{words}."

    def add(self, other: "Came") -> None:
        """Count what came next to what came before."""
        self.applied, self.known = self.applied + other.applied, self.known + other.known
        self.rows, self.files = self.rows + other.rows, self.files + other.files
        self.waits, self.lost = other.waits, sorted({*self.lost, *other.lost})


def compose(
    link: Any, theirs: travelling.Vector | None, asked: Mapping[str, Any], *, most: int = DEEDS
) -> dict[str, Any]:
    """What is said next: how far this node is, and what the other lacks as far as that is known."""
    at = clock.now()
    known = _known(link, theirs)
    headers = travelling.ahead(known, most) if known is not None else []
    deeds, rows = _fitting(link, headers, known or {}, asked)
    said: dict[str, Any] = {
        "upto": travelling.vector(queries.shared(link)),
        "rows_since": link.rows_upto,
        "rows_upto": at,
        "deeds": deeds,
        "rows": rows,
        "more": (bool(headers) and len(deeds) < _number(headers, known or {})) or len(headers) == most,
        "wanted": {name: _have(link, name) for name in link.wanted[:ASKED]},
    }
    said |= _files(link, dict(list((asked.get("wanted") or {}).items())[:ASKED])) if not deeds else {}
    return {name: value for name, value in said.items() if value not in ([], {}, None, False)}


def everything(link: Any) -> dict[str, Any]:
    """All that another node lacks, as far as is known here, with the files: what a bundle says."""
    at, known = clock.now(), _known(link, link.upto) or {}
    headers = travelling.ahead(known, ALL)
    stays = rules.together(link.stays)
    stay = queries.staying(headers, stays)
    deeds = travelling.told(headers, known, stay)
    rows = queries.to_tell(link, headers, stay, None)
    link.told = sorted({*link.told, *(line["id"] for line in rows)})
    links.note(link, ["told"])
    named = {name for one in deeds if one["payload"] for name in rules.files_named(one["payload"]["text"])}
    said = {
        "upto": travelling.vector(queries.shared(link)),
        "rows_since": link.rows_upto,
        "rows_upto": at,
        "deeds": deeds,
        "rows": rows,
        **_files(link, dict.fromkeys(sorted(named), 0), room=ALL),
    }
    return {name: value for name, value in said.items() if value not in ([], {}, None, False)}


def _known(link: Any, theirs: travelling.Vector | None) -> travelling.Vector | None:
    """How far the other node is in the books that are shared with it; None where that is not known yet."""
    if theirs is None:
        return None
    return {str(book): _origins(theirs.get(str(book))) for book in queries.shared(link)}


def _origins(said: object) -> dict[str, int]:
    well = isinstance(said, Mapping)
    return {str(name): number for name, number in said.items() if isinstance(number, int)} if well else {}  # type: ignore[attr-defined]


def _number(headers: Sequence[Any], known: travelling.Vector) -> int:
    return len(travelling.told(headers, known, frozenset()))


def _fitting(
    link: Any, headers: Sequence[Any], known: travelling.Vector, asked: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """As many of these deeds as a letter holds, with the rows that the other node must know of before."""
    stays = rules.together(link.stays)
    since = moment(asked.get("rows_since"))
    while True:
        stay = queries.staying(headers, stays)
        deeds = travelling.told(headers, known, stay)
        rows = queries.to_tell(link, headers, stay, since - OVERLAP if since else None)
        fresh = {line["id"] for line in rows} - set(link.told)
        if len(canonical.text(deeds)) <= RAW or len(headers) < 2:
            break
        headers = headers[: len(headers) // 2]
    if fresh:
        link.told = sorted({*link.told, *fresh})
        links.note(link, ["told"])
    return deeds, rows


def moment(said: object) -> datetime | None:
    """A moment that somebody wrote; None where there is none."""
    return datetime.fromisoformat(said) if isinstance(said, str) and said else None


def _have(link: Any, name: str) -> int:
    part = files.path(name).parent.parent / "arriving" / str(link.id) / name
    return part.stat().st_size if part.exists() else 0


def _files(link: Any, wanted: Mapping[str, Any], *, room: int = FILES) -> dict[str, Any]:
    """Pieces of files that the other node asks for and may have: those that deeds in shared books name."""
    stays, books = rules.together(link.stays).files, queries.shared(link)
    pieces, kept = [], []
    for name, have in wanted.items():
        named = list(journal.names_file(books, str(name))) if rules.is_name(name) else []
        if not any(name in rules.files_in(words) for words in named):
            continue
        if not any(name in rules.files_in(words, rules.NAMES_FILES - stays) for words in named):
            kept.append(name)
            continue
        content = files.read(str(name)) or b""
        for start in range(int(have), len(content), files.PIECE):
            if room <= 0:
                break
            piece = content[start : start + files.PIECE]
            room -= len(piece)
            pieces.append([name, start, base64.b64encode(piece).decode()])
    return {"pieces": pieces, "kept": kept}


def take(link: Any, letter: Letter) -> tuple[Came, dict[str, Any]]:
    """Take in what another node said: rows to know of, deeds, pieces of files. Gives what came of it, and what was said."""
    said = letter.read()
    came = Came()
    try:
        came.rows = _tell(link, said.get("rows") or [], _own(said.get("deeds") or []))
        _arrive(link, said.get("deeds") or [], came)
        came.files = _take_files(link, said)
        if "upto" in said and letter.number >= link.heard:  # a bundle may come after what was said later
            link.upto = {str(UUID(book)): _origins(there) for book, there in said["upto"].items()}
            known = {str(book) for book in queries.shared(link)} & set(link.upto)
            came.lost = travelling.lost({book: link.upto[book] for book in known})
        link.rows_upto = moment(said.get("rows_upto")) or link.rows_upto
    except (AttributeError, TypeError, ValueError, LookupError, IntegrityError) as trouble:
        raise letters.Unreadable from trouble
    link.epoch, link.met_at, link.trouble = letter.epoch, clock.now(), ""
    links.note(link, ["upto", "epoch", "met_at", "trouble", "rows_upto", "wanted", "kept"])
    return came, said


def _own(deeds: Sequence[dict[str, Any]]) -> str:
    """The words of those deeds that this node wrote itself, in an epoch before."""
    here = str(chain.open_node().id)
    return canonical.text([one for one in deeds if one.get("origin") == here])


def _tell(link: Any, lines: Sequence[dict[str, Any]], own: str) -> int:
    news = queries.are_taken(link, lines, own)
    tell(link.id, news)
    return len(news)


def tell(node: UUID, lines: Sequence[dict[str, Any]]) -> None:
    """Keep what a node tells of, under its name. Rows may point at each other, so they come in together."""
    with turn(), transaction.atomic():
        for start in range(0, len(lines), ROWS_AT_ONCE):
            actions.tell(
                rows=list(lines[start : start + ROWS_AT_ONCE]),
                deed=Claim(author=None, device=node, id=ids.fresh(), base=LATEST, operator=True),
            )


def _arrive(link: Any, deeds: Sequence[dict[str, Any]], came: Came) -> None:
    node = chain.open_node()
    here, books = (node.id, node.epoch), set(queries.shared(link))

    def refused(said: Mapping[str, Any]) -> str:
        return queries.not_theirs(link, said, here, books)

    for arrival in travelling.arrive(deeds, refused):
        came.applied += arrival.state == "applied"
        came.known += arrival.state == "known"
        if arrival.state == "waiting":
            came.waits.append(f"{arrival.id} waits: {arrival.why}")
    named = [name for one in deeds if one["payload"] for name in rules.files_named(one["payload"]["text"])]
    missing = [name for name in named if files.size(name) is None and name not in link.kept]
    link.wanted = list(dict.fromkeys([*link.wanted, *missing]))


def _take_files(link: Any, said: Mapping[str, Any]) -> int:
    done = set()
    for name, offset, piece in said.get("pieces") or []:
        if name not in link.wanted:
            continue
        try:
            files.take_piece(name, int(offset), base64.b64decode(piece), link.id)
        except files.NotTaken:
            done.add(name)
        if files.size(name) is not None:
            done.add(name)
    kept = [name for name in said.get("kept") or [] if name in link.wanted]
    link.kept = sorted({*link.kept, *kept})
    link.wanted = [name for name in link.wanted if name not in done and name not in kept and files.size(name) is None]
    return len([name for name in done if files.size(name) is not None])


def answer(link: Any, letter: Letter) -> bytes:
    """Take a letter in and answer it with what the other node lacks."""
    _, said = take(link, letter)
    if "same" in said:
        reply = compose(link, link.upto, said)
        as_before = said["same"] == _same(travelling.vector(queries.shared(link)), link.upto)
        is_nothing = as_before and not ({"deeds", "rows", "wanted"} & set(reply))
        reply = {} if is_nothing else {**compose(link, None, {}), "more": True}
    else:
        reply = compose(link, said.get("upto") or {}, said)
    return letters.written(link, chain.open_node(), reply, answers=letter.number)


def _same(ours: travelling.Vector, theirs: travelling.Vector) -> str:
    """How far both are, in few letters: where that is as it was, nothing else has to be said."""
    plain = {book: dict(there) for book, there in theirs.items()}
    return canonical.fingerprint([ours, plain])[:32]


def meet(link: Any, send: Callable[[bytes], bytes]) -> Iterator[Came]:
    """Say and hear until neither has anything that the other lacks, or nothing moves any more; `send` takes a letter to the
    other node and gives back its answer. What came is given answer by answer: who cuts it short keeps what arrived."""
    said: Mapping[str, Any] = {}
    theirs: travelling.Vector | None = link.upto or None
    before: object = None
    while True:
        spoken = compose(link, theirs, said)
        if before is None and theirs and not ({"deeds", "rows", "wanted"} & set(spoken)):
            spoken = {"same": _same(theirs, spoken["upto"]), "rows_since": link.rows_upto}
        letter = letters.written(link, chain.open_node(), spoken)
        back = letters.opened(send(letter), WIDEST)
        if back.sender != link.id or not back.is_signed_by(link.key) or back.answers != link.sent:
            raise checking.Forged("The answer is not from that node.")
        came, said = take(link, back)
        yield came
        if not said:
            return
        theirs = said.get("upto") or {}
        left = travelling.ahead(_known(link, theirs) or {}, 1)
        asks = said.get("wanted") or {}
        now = [theirs, travelling.vector(queries.shared(link)), {name: _have(link, name) for name in link.wanted}, asks]
        if not (left or said.get("more") or link.wanted or asks) or now == before:
            return
        before = now
