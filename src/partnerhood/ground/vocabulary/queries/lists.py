"""Which lists there are, each read once and checked against the others it refers to."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from partnerhood.ground.vocabulary.queries import instruments, things
from partnerhood.ground.vocabulary.queries.sheets import About, Row, Sheet, UnreadableSheet, read
from partnerhood.ground.vocabulary.queries.things import Term

DATA = Path(__file__).resolve().parent.parent / "data"

KINDS: Mapping[str, Callable[[Row], Term]] = {
    "care_kinds": things.care,
    "countries": things.country,
    "departments": things.department,
    "device_kinds": things.device_kind,
    "domains": things.domain,
    "formats": things.activity_format,
    "handover_criteria": instruments.criterion,
    "iati_roles": things.role,
    "ladder": instruments.step,
    "levels_of_support": things.level_of_support,
    "organisation_kinds": things.organisation_kind,
    "professions": things.profession,
}
POINTS_AT = {
    ("departments", "domain"): "domains",
    ("device_kinds", "domains"): "domains",
    ("domains", "part_of"): "domains",
    ("domains", "support"): "levels_of_support",
    ("levels_of_support", "part_of"): "levels_of_support",
    ("professions", "group"): "profession_groups",
}


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
    _check_what_it_points_at(list_name, found)
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


def _check_what_it_points_at(list_name: str, found: Mapping[str, Term]) -> None:
    for (of_list, field), other in POINTS_AT.items():
        if of_list != list_name:
            continue
        known = found if other == list_name else terms(other)
        for one in found.values():
            said = getattr(one, field)
            for code in filter(None, said if isinstance(said, tuple) else (str(said),)):
                if code not in known:
                    raise UnreadableSheet(f"{list_name}.toml, entry {one.code!r}: {other}.toml has no {code!r}.")
                if field == "part_of" and getattr(known[code], field):
                    raise UnreadableSheet(
                        f"{list_name}.toml, entry {one.code!r}: {code!r} is itself part of something."
                    )
