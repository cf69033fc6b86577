"""Receipts: what arrived here of what a device gave along, in writing. Whoever handed it in brings them back, on the same stick; the
device knows by the signature that this node wrote them, and reads only what is about itself. They say numbers, never words.
"""

import base64
import json
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.records import sealing

FORMAT = "partnerhood-receipts-1"
NAME = "receipts"
MOST_DEVICES = 20
"""Of how many devices one person brings receipts back; of more, those that came first are left out."""


@dataclass
class Arrived:
    """The numbers that arrived, by the device that gave them."""

    numbers: dict[UUID, set[int]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many forms."""
        return sum(map(len, self.numbers.values()))

    def add(self, device: UUID, number: int) -> None:
        """One more is here."""
        self.numbers.setdefault(device, set()).add(number)

    def after(self, before: Self) -> "Arrived":
        """Together with what arrived before."""
        newest = [*(one for one in before.numbers if one not in self.numbers), *self.numbers][-MOST_DEVICES:]
        none = set[int]()
        return Arrived({one: before.numbers.get(one, none) | self.numbers.get(one, none) for one in newest})

    def plain(self) -> dict[str, list[list[int]]]:
        """From where to where, by device."""
        return {str(device): _ranges(sorted(numbers)) for device, numbers in self.numbers.items()}

    @classmethod
    def read(cls, said: Any) -> "Arrived":
        """What `plain` gave."""
        return cls(
            {
                UUID(device): {one for start, end in ranges for one in range(start, end + 1)}
                for device, ranges in (said or {}).items()
            }
        )


def written(arrived: Arrived) -> str:
    """The receipts as a file: what they are, what they say, and the node's signature under both."""
    about = journal.covering()
    said = json.dumps({"epoch": about["epoch"], "at": about["now"], "devices": arrived.plain()}, separators=(",", ":"))
    signature = base64.b64encode(sealing.signed(f"{FORMAT}\n{said}".encode())).decode()
    return f"{FORMAT}\n{said}\n{signature}\n"


def _ranges(numbers: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
