"""The same reading in a process of its own: it cannot harm the server, and it reads on while the door is busy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from partnerhood.interfaces.exchange import apart
from partnerhood.interfaces.exchange.iati.reading import file
from partnerhood.interfaces.exchange.iati.reading.file import Refusal
from partnerhood.interfaces.exchange.iati.reading.notes import Remark
from partnerhood.interfaces.exchange.iati.reading.opening import Progress

SECONDS_AT_LEAST = 60
BYTES_A_SECOND = 100_000  # a tenth of what the slowest machine that we tried reads, so that only a hang is ended


@dataclass(frozen=True, slots=True)
class Told:
    """An activity that may come in, as the payload of the operation that brings it in; its line and what is odd about it."""

    line: int
    payload: dict[str, Any]
    remarks: tuple[Remark, ...] = ()


def read(path: Path, *, today: date, progress: Progress | None = None) -> Iterator[Told | Refusal]:
    """Every activity of a file, as `reading.read` finds or refuses them, from another process of at most 512 MB."""
    seconds = SECONDS_AT_LEAST + 40 * path.stat().st_size // BYTES_A_SECOND  # 40: how far a real file is packed
    bounds = apart.Bounds(megabytes=512, computing_seconds=seconds)
    for said in apart.lines("iati", str(path), today.isoformat(), bounds=bounds):
        if "done" in said:
            if progress:
                progress(said["done"], said["all"])
        elif "reason" in said:
            yield Refusal(said["line"], said["identifier"], apart.sentence(said["reason"]))
        else:
            remarks = tuple(Remark(line, apart.sentence(words), rule) for line, words, rule in said["remarks"])
            yield Told(said["line"], said["activity"], remarks)


def tell(path: str, today: str) -> Iterator[dict[str, Any]]:
    """In the other process: every activity as JSON holds it."""
    progress: list[tuple[int, int]] = []
    for one in file.read(Path(path), today=date.fromisoformat(today), progress=lambda *told: progress.append(told)):
        if progress:
            done, everything = progress.pop()
            progress.clear()
            yield {"done": done, "all": everything}
        if isinstance(one, Refusal):
            yield {"line": one.line, "identifier": one.identifier, "reason": apart.written(one.reason)}
        else:
            remarks = [(remark.line, apart.written(remark.sentence), remark.rule) for remark in one.remarks]
            yield {"line": one.line, "activity": one.activity.payload(), "remarks": remarks}
