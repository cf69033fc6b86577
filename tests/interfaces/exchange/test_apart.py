"""A file from somewhere else is read in a process of its own, and what it says there is the same as here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from partnerhood.interfaces.exchange import apart
from partnerhood.interfaces.exchange.iati import reading
from partnerhood.interfaces.exchange.iati.reading import apart as elsewhere
from partnerhood.interfaces.exchange.sentences import FileRefused, say
from tests.interfaces.exchange.iati.files import TODAY, file, numbered

BOUNDS = apart.Bounds(megabytes=512, computing_seconds=20)


def told(found: Iterator[reading.Found | elsewhere.Told | reading.Refusal]) -> list[object]:
    """What was found or refused, in words that can be compared."""
    return [
        (one.line, one.identifier, str(one.reason))
        if isinstance(one, reading.Refusal)
        else (one.line, payload(one), [(remark.line, str(remark.sentence), remark.rule) for remark in one.remarks])
        for one in found
    ]


def payload(one: reading.Found | elsewhere.Told) -> object:
    """What the operation takes of an activity."""
    return one.payload if isinstance(one, elsewhere.Told) else one.activity.payload()


def test_another_process_finds_and_refuses_the_same(tmp_path: Path) -> None:
    broken = numbered(2, "<transaction/>")
    path = file(tmp_path, numbered(1, '<activity-status code="9"/>'), broken, numbered(3))
    progress: list[tuple[int, int]] = []

    there = told(elsewhere.read(path, today=TODAY, progress=lambda *bytes_: progress.append(bytes_)))

    assert there == told(reading.read(path, today=TODAY))
    assert len(there) == 3
    assert progress == [(path.stat().st_size,) * 2]


def test_a_file_that_is_refused_there_is_refused_here_on_the_same_line(tmp_path: Path) -> None:
    path = file(tmp_path, numbered(1))
    path.write_bytes(path.read_bytes()[:-10])
    given = []

    with pytest.raises(FileRefused) as refused:
        for one in elsewhere.read(path, today=TODAY):
            given.append(one)

    assert len(given) == 1
    assert (str(refused.value), refused.value.line) == (
        "The file breaks off in the middle. Ask for a complete copy.",
        8,
    )


def test_a_process_that_asks_for_too_much_memory_is_a_refused_file(tmp_path: Path) -> None:
    path = file(tmp_path, numbered(1))
    little = apart.Bounds(megabytes=30, computing_seconds=20)

    with pytest.raises(FileRefused) as refused:
        list(apart.lines("iati", str(path), TODAY.isoformat(), bounds=little))

    assert str(refused.value) == (
        "The file asks for more memory or time than any real one; it may be meant to do harm."
    )


def test_a_process_that_runs_on_is_ended(tmp_path: Path) -> None:
    path = file(tmp_path, *(numbered(number) for number in range(3000)))
    short = apart.Bounds(megabytes=512, computing_seconds=20, clock_seconds=0.2)

    with pytest.raises(FileRefused):
        list(apart.lines("iati", str(path), TODAY.isoformat(), bounds=short))


def test_who_stops_listening_ends_the_process(tmp_path: Path) -> None:
    path = file(tmp_path, *(numbered(number) for number in range(3000)))
    lines = apart.lines("iati", str(path), TODAY.isoformat(), bounds=BOUNDS)

    first = next(lines)
    lines.close()  # type: ignore[attr-defined]

    assert first == {"done": 65536, "all": path.stat().st_size}


def test_a_sentence_travels_with_its_values() -> None:
    sentence = say("The file holds more than %(most)s activities. Ask for it in parts.", most=5)

    assert str(apart.sentence(apart.written(sentence))) == "The file holds more than 5 activities. Ask for it in parts."
