"""What a question is asked about, and the stand-ins in its place: the same shape, with other ids and other moments."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model

MARK = 0xB1E55ED5EED50F5A1EC0FFEE << 32
MARKED = f"{MARK >> 32:024x}"
NO_REAL_YEAR, MOMENTS = 7_500, 1_000
FIRST_MOMENT = datetime.fromisoformat("7913-01-01T00:00:00+00:00")


class CannotPlan(TypeError):
    """A question that depends on something which is not in its arguments cannot be planned."""


class StandIns:
    """What a question is asked about, with a stand-in for each id and each moment."""

    def __init__(self) -> None:
        self.ids: list[UUID] = []
        self.moments: list[datetime] = []
        self._numbers: dict[UUID | datetime, int] = {}
        self._lists: dict[int, list[int]] = {}

    def shape(self, value: Any) -> object:
        """What a plan depends on: everything but which ids and moments they are."""
        if isinstance(value, UUID):
            return "id", self._number(value, self.ids)
        if isinstance(value, datetime):
            return "moment", self._number(value, self.moments)
        if value is None or isinstance(value, str | int | date):
            return value.__class__, value
        if isinstance(value, Model):
            return type(value), self.shape(value.pk)
        if isinstance(value, Mapping):
            return "named", tuple((self.shape(key), self.shape(one)) for key, one in _sorted(value))
        if _are_ids(value):
            self._lists[id(value)] = self._spread(value)
            return type(value), tuple(self._lists[id(value)])
        if _are_many(value):
            return type(value), tuple(self.shape(one) for one in _in_order(value))
        if dataclasses.is_dataclass(value):
            bare = value.bare()  # type: ignore[union-attr]
            return type(bare), tuple(self.shape(getattr(bare, field.name)) for field in dataclasses.fields(bare))
        raise CannotPlan(f"{type(value)} as an argument of a planned question")

    def instead(self, value: Any) -> Any:
        """The same with stand-ins."""
        if isinstance(value, UUID):
            return stand_in(self._numbers[value])
        if isinstance(value, datetime):
            return FIRST_MOMENT + timedelta(seconds=self._numbers[value])
        if isinstance(value, Model):
            return type(value)(pk=self.instead(value.pk))
        if isinstance(value, Mapping):
            return {self.instead(key): self.instead(one) for key, one in _sorted(value)}
        if _are_ids(value):
            return type(value)(map(stand_in, self._lists[id(value)]))
        if _are_many(value):
            return type(value)(self.instead(one) for one in _in_order(value))
        if dataclasses.is_dataclass(value):
            bare = value.bare()  # type: ignore[union-attr]
            return type(bare)(*(self.instead(getattr(bare, field.name)) for field in dataclasses.fields(bare)))
        return value

    def _number(self, value: Any, known: list[Any]) -> int:
        if value not in self._numbers:
            self._numbers[value] = len(known)
            known.append(value)
        return self._numbers[value]

    def _spread(self, value: Any) -> list[int]:
        """The numbers of many ids, and more of them up to the next power of two, so that lists of any length share few
        plans; the last id stands in what is too many."""
        found = _in_order(value)
        numbers = [self._number(one, self.ids) for one in found]
        more = power_of_two(len(found)) - len(found)
        numbers += range(len(self.ids), len(self.ids) + more)
        self.ids += [found[-1]] * more
        return numbers


def stand_in(number: int) -> UUID:
    return UUID(int=MARK | number)


def _are_many(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _are_ids(value: Any) -> bool:
    return _are_many(value) and bool(value) and all(isinstance(one, UUID) for one in value)


def _in_order(value: Any) -> list[Any]:
    return sorted(value, key=str) if isinstance(value, set | frozenset) else list(value)


def _sorted(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Entries in an order that depends on what they say first, and on whose they are last."""
    return sorted(value.items(), key=lambda one: (sorted(map(str, one[1])) if _are_many(one[1]) else [], str(one[0])))


def power_of_two(number: int) -> int:
    return 1 << (number - 1).bit_length()
