"""What of a result is signed, and which result of a new version is which of the last one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import JSONEncoder
from typing import Any
from uuid import UUID

from partnerhood.ground.records import canonical, ids

Told = Mapping[str, Any]
WRITTEN = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A result that is here already: its place in the file, the name it goes by, and the words that stand."""

    id: UUID
    place: int
    name: str
    signed: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Paired:
    """What becomes of the results of a new version: for each the one it continues, if any, and whether its words changed."""

    continues: tuple[UUID | None, ...]
    reworded: tuple[bool, ...]
    gone: tuple[UUID, ...]


def promise(identifier: str, result: Told) -> dict[str, Any]:
    """What partners sign of a result: what is to change, how it is measured, from where, to where. What was reached is not
    in it, so a yearly report leaves the keys where they are."""
    indicators = [_measure(one) for one in result.get("indicators", ())]
    kept = {name: result[name] for name in ("type", "title", "description") if name in result}
    return {"activity": identifier, **kept, **({"indicators": indicators} if indicators else {})}


def _measure(indicator: Told) -> dict[str, Any]:
    names = ("measure", "title", "description", "ascending", "baselines")
    kept = {name: indicator[name] for name in names if name in indicator}
    if "baselines" in kept:
        kept["baselines"] = [_without_documents(one) for one in kept["baselines"]]
    periods = [_aim(one) for one in indicator.get("periods", ()) if one.get("targets")]
    return {**kept, **({"periods": periods} if periods else {})}


def _aim(period: Told) -> dict[str, Any]:
    kept = {name: period[name] for name in ("first_day", "last_day") if name in period}
    return {**kept, "targets": [_without_documents(one) for one in period["targets"]]}


def _without_documents(value: Told) -> dict[str, Any]:
    return {name: told for name, told in value.items() if name != "documents"}


def name(result: Told) -> str:
    """What a result goes by, for results have no identifier: its kind and its title."""
    return canonical.fingerprint([result.get("type", ""), result.get("title", {})])


def new_id(programme: UUID, result: Told, results: Sequence[Told], place: int) -> UUID:
    """The id of a result that was not here before; of two with the same title the second is another."""
    same = sum(name(one) == name(result) for one in results[:place])
    return ids.derived(programme, f"result:{name(result)}:{same}")


def paired(kept: Iterable[Kept], identifier: str, results: Sequence[Told], parties: Sequence[UUID]) -> Paired:
    """A result is the one with the same kind and title; where none is left, the one in the same place, in other words."""
    waiting = sorted(kept, key=lambda one: (one.gone, one.place))
    found: dict[int, Kept] = {}
    for place, result in enumerate(results):
        same = next((one for one in waiting if one.name == name(result)), None)
        if same:
            found[place] = same
            waiting.remove(same)
    for place in range(len(results)):
        there = next((one for one in waiting if one.place == place and not one.gone), None)
        if place not in found and there:
            found[place] = there
            waiting.remove(there)
    continues = tuple(found[place].id if place in found else None for place in range(len(results)))
    reworded = tuple(
        place not in found or found[place].signed != signed(parties, promise(identifier, result))
        for place, result in enumerate(results)
    )
    return Paired(continues, reworded, tuple(one.id for one in waiting if not one.gone))


def version(payload: Told) -> str:
    """The fingerprint of an activity: the same activity gives the same one, however its file was written."""
    return sha256(WRITTEN.encode(payload).encode()).hexdigest()  # a payload is plain already; a file holds many of them


def signed(parties: Iterable[UUID | str], content: Told) -> str:
    """The fingerprint of who signs and what, to see whether the words of a result are still the same."""
    return canonical.fingerprint([sorted(map(str, parties)), content])


def lines(content: Told, language: str) -> list[str]:
    """A promise as lines that people read and compare."""
    found = [in_words(content.get("title"), language), in_words(content.get("description"), language)]
    for one in content.get("indicators", ()):
        found += [in_words(one.get("title"), language), in_words(one.get("description"), language)]
        found += [
            _line("0", base.get("year") or base.get("day", ""), base, language) for base in one.get("baselines", ())
        ]
        for period in one.get("periods", ()):
            days = "–".join(period[name] for name in ("first_day", "last_day") if name in period)
            found += [_line("→", days, target, language) for target in period["targets"]]
    return [line for line in found if line]


def _line(sign: str, when: object, value: Told, language: str) -> str:
    split = [f"{one['name']}: {one['value']}" for one in value.get("dimensions", ())]
    parts = [sign, str(when), value.get("value", ""), *split, in_words(value.get("comment"), language)]
    return " ".join(part for part in parts if part)


def in_words(text: Mapping[str, str] | None, language: str) -> str:
    """A published text in one language, else in English, else as it is there."""
    text = text or {}
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
