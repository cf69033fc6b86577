"""How a day's work travels: columns per kind instead of rows, so that what repeats costs nothing. Plain values.

A batch is `{"kind", "version", "first" | "numbers", "base", "happened_at", "payload": {name: column}}`. A column is a list with one
value per operation, or `{"all": value}` where every operation says the same. `happened_at` is a list of moments, or
`{"start": moment, "after": [seconds, …]}`. `base` is the last operation that the author had seen on the record, or, where that
is one of their own that was not sent yet, its number.

A batch of forms that were filled in without a line has `page` (a column of addresses), `fields` and `files` instead of kind,
version and payload: a field is the text that a browser would send, or a list of texts; a file is named by its SHA-256.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

MOST_OPERATIONS = 5_000
MOST_ENVELOPES = 500
LONGEST_ADDRESS = 2_000
MOST_BYTES = 8 * 1024 * 1024


class Unreadable(ValueError):
    """A batch that does not have the shape above; says where."""


@dataclass(frozen=True)
class Sent:
    """One operation out of a batch."""

    kind: str
    number: int
    base: UUID | int | None
    """The last operation that the author had seen; a number is one of the author's own, of this device."""
    happened_at: datetime | None
    payload: dict[str, Any]


@dataclass(frozen=True)
class Filled:
    """One form that was filled in without a line: on which page, and what a browser would have sent."""

    page: str
    number: int
    base: UUID | int | None
    happened_at: datetime | None
    fields: dict[str, list[str]]
    files: dict[str, list[str]]


def unfold(batches: Iterable[Mapping[str, Any]], forms: Iterable[Mapping[str, Any]] = ()) -> list[Sent | Filled]:
    """The operations and forms of batches, in the order of their numbers; raises Unreadable."""
    try:
        sent: list[Sent | Filled] = [one for batch in batches for one in _batch(batch)]
        sent += [one for batch in forms for one in _forms(batch)]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as trouble:
        raise Unreadable(f"{type(trouble).__name__}: {trouble}") from trouble
    if len(sent) > MOST_OPERATIONS:
        raise Unreadable(f"at most {MOST_OPERATIONS} operations at once")
    return sorted(sent, key=lambda one: one.number)


def _batch(batch: Mapping[str, Any]) -> Iterator[Sent]:
    numbers = _numbers(batch)
    size = len(numbers)
    bases = _column(batch.get("base"), size)
    moments = _moments(batch.get("happened_at"), size)
    columns = {name: _column(column, size) for name, column in dict(batch.get("payload", {})).items()}
    for place, number in enumerate(numbers):
        payload = {name: column[place] for name, column in columns.items() if column[place] is not None}
        yield Sent(str(batch["kind"]), number, _base(bases[place], number), moments[place], payload)


def cursor(envelope: Mapping[str, Any]) -> dict[str, int] | None:
    """What the device has seen of each book; None where it says that it wants to hear of nothing."""
    if "cursor" in envelope and envelope["cursor"] is None:
        return None
    return {str(book): int(turn) for book, turn in dict(envelope.get("cursor") or {}).items()}


def _forms(batch: Mapping[str, Any]) -> Iterator[Filled]:
    numbers = _numbers(batch)
    size = len(numbers)
    pages = _column(batch["page"], size)
    bases = _column(batch.get("base"), size)
    moments = _moments(batch.get("happened_at"), size)
    fields = {str(name): _column(column, size) for name, column in dict(batch.get("fields") or {}).items()}
    files = {str(name): _column(column, size) for name, column in dict(batch.get("files") or {}).items()}
    for place, number in enumerate(numbers):
        if len(str(pages[place])) > LONGEST_ADDRESS:
            raise ValueError("page")
        yield Filled(
            str(pages[place]),
            number,
            _base(bases[place], number),
            moments[place],
            _bounded(
                {name: _texts(column[place]) for name, column in fields.items() if column[place] is not None}, 2_000
            ),
            _bounded({name: _texts(column[place]) for name, column in files.items() if column[place] is not None}, 10),
        )


def _bounded(said: dict[str, list[str]], most: int) -> dict[str, list[str]]:
    if sum(len(texts) for texts in said.values()) > most:
        raise ValueError("more than one form holds")
    return said


def _texts(said: Any) -> list[str]:
    texts = said if isinstance(said, list) else [said]
    if not all(isinstance(one, str) for one in texts):
        raise ValueError("a field of a form is a text, or a list of texts")
    return texts


def sealed(said: Any) -> list[bytes]:
    """The envelopes that somebody carries here for others: at most five hundred; raises ValueError for what is none."""
    if not isinstance(said, list) or len(said) > MOST_ENVELOPES or not all(isinstance(one, str) for one in said):
        raise ValueError("envelopes")
    return [base64.b64decode(one, validate=True) for one in said]


def _base(said: Any, number: int) -> UUID | int | None:
    if isinstance(said, int) and not isinstance(said, bool):
        if said >= number:
            raise ValueError(f"operation {number} cannot build on {said}, which comes after it")
        return said
    return UUID(said) if said else None


def _numbers(batch: Mapping[str, Any]) -> Sequence[int]:
    if "numbers" in batch:
        return [int(number) for number in batch["numbers"]]
    count = int(batch["count"])
    if not 0 < count <= MOST_OPERATIONS:
        raise ValueError("count")
    return range(int(batch["first"]), int(batch["first"]) + count)


def _column(column: Any, size: int) -> Sequence[Any]:
    if column is None:
        return [None] * size
    if isinstance(column, Mapping) and set(column) == {"all"}:
        return [column["all"]] * size
    if not isinstance(column, list) or len(column) != size:
        raise ValueError(f"a column has one value for each of {size} operations, or is {{'all': value}}")
    return column


def _moments(column: Any, size: int) -> Sequence[datetime | None]:
    if isinstance(column, Mapping) and "start" in column:
        start = _moment(column["start"])
        after = _column(column.get("after"), size)
        return [start + timedelta(seconds=float(seconds or 0)) for seconds in after]
    return [_moment(moment) if moment else None for moment in _column(column, size)]


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(f"{said} does not say in which time zone it is")
    return moment.astimezone(UTC)


@dataclass(frozen=True)
class Result:
    """What came of one operation; `said` only where a range is not enough."""

    number: int
    state: str
    said: Mapping[str, Any] | None = None


def fold(results: Sequence[Result]) -> dict[str, Any]:
    """Results as ranges `[from, to, state]`, with what needs words spelled out beside."""
    ranges: list[list[Any]] = []
    for one in results:
        if ranges and ranges[-1][2] == one.state and ranges[-1][1] == one.number - 1:
            ranges[-1][1] = one.number
        else:
            ranges.append([one.number, one.number, one.state])
    return {
        "results": ranges,
        "exceptions": [{"number": one.number, **one.said} for one in results if one.said],
    }
