"""Which lists there are, each read once and checked against the others it refers to."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from partnerhood.ground.vocabulary.queries import things
from partnerhood.ground.vocabulary.queries.sheets import About, Row, Sheet, UnreadableSheet, read
from partnerhood.ground.vocabulary.queries.things import Term

DATA = Path(__file__).resolve().parent.parent / "data"

KINDS: Mapping[str, Callable[[Row], Term]] = {
    "countries": things.country,
    "domains": things.domain,
    "formats": things.activity_format,
    "ladder": things.step,
    "levels_of_support": things.level_of_support,
    "organisation_kinds": things.organisation_kind,
}
PART_OF_ITSELF = ("domains", "levels_of_support")


class UnknownCode(LookupError):
    """A code that its list does not hold."""


class UnknownList(LookupError):
    """A list that the vocabulary does not hold."""


@cache
def lists() -> tuple[str, ...]:
    """The names of all lists, in alphabetical order."""
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


@cache
def terms(list_name: str) -> Mapping[str, Term]:
    """Every term of a list by its code, in the order of the file."""
    kind = KINDS.get(list_name, things.term)
    found = {row.code: _built(row, kind) for row in _sheet(list_name)}
    if list_name in PART_OF_ITSELF:
        _check_parts(list_name, found)
    return MappingProxyType(found)


def term(list_name: str, code: str) -> Term:
    """One term of a list, or a plain refusal."""
    try:
        return terms(list_name)[code]
    except KeyError:
        raise UnknownCode(f"{list_name} has no {code!r}.") from None


def about(list_name: str) -> About:
    """Who answers for a list, and when it must be read again."""
    return _sheet(list_name).about


@cache
def _sheet(list_name: str) -> Sheet:
    if list_name not in lists():
        raise UnknownList(f"There is no list {list_name!r}.")
    return read(DATA / f"{list_name}.toml")


def _built(row: Row, kind: Callable[[Row], Term]) -> Term:
    built = kind(row)
    row.finished()
    return built


def _check_parts(list_name: str, found: Mapping[str, Term]) -> None:
    for one in found.values():
        above = getattr(one, "part_of", "")
        if above and (above not in found or getattr(found[above], "part_of", "")):
            raise UnreadableSheet(f"{list_name}.toml, entry {one.code!r}: {above!r} is not a top entry of this list.")
