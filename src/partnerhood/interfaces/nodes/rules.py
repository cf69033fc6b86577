"""What may leave this node, decided in plain Python: what stays at home, which files words name, and who says what."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

SILENT = timedelta(days=3)
"""Since when a node that was not heard is named to who runs this one."""
LETTERS = frozenset("0123456789abcdef")
NAMES_FILES = frozenset({"voice", "photo", "file"})
"""The fields of payloads and rows that name a file."""


@dataclass(frozen=True)
class Stays:
    """A class of personal data that can stay at home: kinds of rows, words in a payload, fields of rows, kinds of files."""

    rows: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()


CLASSES: dict[str, Stays] = {
    "attendance": Stays(rows=frozenset({"activities.attendance"})),
    "contacts": Stays(
        rows=frozenset({"people.invitation"}),
        words=frozenset({"email", "phone"}),
        fields={"people.person": frozenset({"email", "phone"})},
    ),
    "recordings": Stays(files=frozenset({"voice", "photo"})),
}
LEFT_OUT: dict[str, frozenset[str]] = {
    "people.person": frozenset({"email", "phone"}),
    "needs.need": frozenset({"voice", "voice_seconds", "photo", "voiced_by_id", "noted_by_id", "noted_from"}),
    "programmes.programme": frozenset(
        "dates descriptions participants places themes terms budgets planned_disbursements transactions documents related"
        " source".split()
    ),
}
"""What is not said of rows that another node only has to know of."""
OF_THE_NETWORK = ("handover.criteria", "scorecards.scorecard", "rounds.networkinstrument")
"""What a network chose for all its members, beside what the rows of a partnership point at."""
MEMBER = "organisations.membership"

TOLD_OF_ONESELF = frozenset({"people.person", "people.role", "organisations.site", "activities.session"})
"""The kinds of rows of which a partner's node may tell without the deeds that made them: never a key, a goal or a score."""
OF_A_HOUSE = frozenset({"people.person", "people.role", "organisations.site"})
TOLD = TOLD_OF_ONESELF | frozenset(
    {
        "organisations.organisation",
        "organisations.network",
        "needs.need",
        "programmes.programme",
        "programmes.result",
        "signatures.wording",
        "indicators.indicator",
        "indicators.version",
        "handover.criteriaversion",
        "scorecards.scorecardversion",
        MEMBER,
        *OF_THE_NETWORK,
    }
)
"""… and of which the node may tell that somebody took their record home from."""


def together(names: Iterable[str]) -> Stays:
    """Several classes as one."""
    chosen = [CLASSES[name] for name in names]
    fields: dict[str, frozenset[str]] = {}
    for one in chosen:
        for label, some in one.fields.items():
            fields[label] = fields.get(label, frozenset()) | some
    return Stays(
        frozenset().union(*(one.rows for one in chosen)),
        frozenset().union(*(one.words for one in chosen)),
        fields,
        frozenset().union(*(one.files for one in chosen)),
    )


def says(payload: Mapping[str, object], words: frozenset[str]) -> bool:
    """Whether a payload has something under one of these words."""
    return any(payload.get(word) for word in words)


def files_in(value: object, names: frozenset[str] = NAMES_FILES) -> Iterator[str]:
    """The names of the files that a payload or a row names."""
    left: list[tuple[str, object]] = [("", value)]
    while left:
        name, one = left.pop()
        if isinstance(one, Mapping):
            left += [(str(key), inner) for key, inner in one.items()]
        elif isinstance(one, list | tuple):
            left += [(name, inner) for inner in one]
        elif name in names and is_name(one):
            yield str(one)


def files_named(text: str) -> set[str]:
    """The names of the files in a payload's text."""
    return set(files_in(json.loads(text)))


def is_name(said: object) -> bool:
    """Whether something is the name of a file."""
    return isinstance(said, str) and len(said) == 64 and set(said) <= LETTERS


def why_not(
    *,
    origin: tuple[UUID, int],
    here: tuple[UUID, int],
    peer: UUID,
    relays: bool,
    is_shared: bool,
) -> str:
    """Why a deed is not taken from who brings it; nothing where it is."""
    if not is_shared:
        return "it stands in a book that is not shared with that node"
    if origin == here:
        return "it says that this node wrote it, which this node would know"
    if origin[0] in (peer, here[0]) or relays:
        return ""
    return "that node brings only what was written there"
