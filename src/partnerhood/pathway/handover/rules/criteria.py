"""Which criteria a network counts, with which thresholds, and its own beside them. Plain decisions about plain values."""

from collections.abc import Mapping
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.pathway.handover.rules.plan import Language, Line

OWN = r"^own-[1-9][0-9]{0,2}$"
MOST_OWN = 5


class Ready(Protocol):
    """A criterion that stands ready, as far as one must know it to judge a change."""

    @property
    def always(self) -> bool:
        """Nobody leaves it out."""

    @property
    def thresholds(self) -> Mapping[str, int]:
        """Our defaults."""

    @property
    def limits(self) -> Mapping[str, tuple[int, int]]:
        """Between which a network may change them."""


class Counted(BaseModel):
    """A criterion that stands ready and that counts, with its thresholds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Line
    thresholds: Annotated[dict[Line, int], Field(max_length=8)] = {}


class Own(BaseModel):
    """A criterion of a network's own, in its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=OWN)]
    language: Language
    name: Annotated[str, Field(max_length=120)]
    words: Annotated[str, Field(max_length=600)]


class Criteria(BaseModel):
    """The criteria that are asked before a hand-over, in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counted: Annotated[list[Counted], Field(max_length=30)]
    own: Annotated[list[Own], Field(max_length=MOST_OWN)] = []

    @property
    def codes(self) -> list[str]:
        """The names under which they are answered; what both keys are about comes last."""
        return [*(one.code for one in self.counted[:-1]), *(one.code for one in self.own), *self._last]

    @property
    def _last(self) -> list[str]:
        return [one.code for one in self.counted[-1:]]


def whole(ready: Mapping[str, Ready]) -> Criteria:
    """Every criterion that stands ready, with our own thresholds."""
    return Criteria(counted=[Counted(code=code, thresholds=dict(one.thresholds)) for code, one in ready.items()])


def faults(said: Criteria, ready: Mapping[str, Ready]) -> list[str]:
    """What cannot be so, each by the name of its field."""
    codes = [one.code for one in said.counted]
    found = [f"counts_{code}" for code, one in ready.items() if one.always and code not in codes]
    if codes != [code for code in ready if code in codes]:
        found.append("counted")
    for one in said.counted:
        found += _outside(one, ready[one.code]) if one.code in ready else []
    if len({one.code for one in said.own}) < len(said.own):
        found.append("own")
    found += [f"name_{one.code}" for one in said.own if len(one.name.strip()) < 3]
    return found + [f"words_{one.code}" for one in said.own if len(one.words.strip()) < 3]


def _outside(one: Counted, ready: Ready) -> list[str]:
    """The thresholds that are missing, that nobody may change, or that lie outside their bounds."""
    if set(one.thresholds) != set(ready.thresholds):
        return ["counted"]
    wrong = []
    for name, number in one.thresholds.items():
        least, most = ready.limits.get(name, (ready.thresholds[name], ready.thresholds[name]))
        wrong += [] if least <= number <= most else [f"{one.code}_{name}"]
    return wrong
