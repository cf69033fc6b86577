"""What we ask the definitions: one by its code, those of a domain, and the words to show them with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import cast

from django.utils.translation import get_language

from partnerhood.ground.finding import rules as finding
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.queries import About, Row, Sheet, Term, Text
from partnerhood.pathway.indicators.choices import Direction, Kind, Level, RollUp

DATA = Path(__file__).resolve().parent.parent / "data"
BETWEEN_PLACES = (RollUp.RATIO_OF_SUMS, RollUp.SUM, RollUp.MEAN, RollUp.NONE)


@dataclass(frozen=True, kw_only=True)
class Unit(Term):
    """A unit, what the division is multiplied with, and the sign behind a value."""

    times: int
    sign: str


@dataclass(frozen=True, kw_only=True)
class Period(Term):
    """How often a measure is read."""

    months: int


@dataclass(frozen=True, kw_only=True)
class Part(Term):
    """A part that a form offers of a split."""

    of: str


@dataclass(frozen=True, kw_only=True)
class Definition(Term):
    """What is counted, why, and how it misleads."""

    number: int
    why: Text
    numerator: Text
    denominator: Text
    source: Text
    beware: Text
    level: Level
    domains: tuple[str, ...]
    theme: str
    unit: str
    direction: Direction
    band: tuple[Decimal, Decimal] | None
    over_time: RollUp
    over_places: RollUp
    period: str
    split: tuple[str, ...]
    aims: tuple[str, ...]
    kind: Kind
    dac: str
    iati: int
    computed: bool
    counts_people: bool
    may_exceed_all: bool
    about: About
    said_in: Text | None = None
    """In which language each reader gets the words of a house's own; those that stand ready are in every language."""

    def spoken(self, language: str) -> str:
        """The language of the words that a reader of this language gets, where it is another one."""
        found = self.said_in.in_language(language) if self.said_in else ""
        return "" if found == language.replace("_", "-").split("-")[0].lower() else found

    @property
    def divides(self) -> bool:
        """Whether it is one number out of another."""
        return bool(self.denominator.in_language("en"))

    @property
    def is_own(self) -> bool:
        """Whether an organisation defined it itself: those that stand ready are numbered."""
        return self.number == 0

    @property
    def is_share(self) -> bool:
        """Whether the numerator is a part of the denominator, so that it can never be more."""
        return self.unit == "percent" and not self.may_exceed_all


@cache
def definitions() -> tuple[Definition, ...]:
    """Every definition, by its number."""
    sheets = [vocabulary.read(path) for path in sorted((DATA / "definitions").glob("*.toml"))]
    found = sorted((_definition(row, sheet.about) for sheet in sheets for row in sheet), key=lambda one: one.number)
    for name_of, known in (("number", [one.number for one in found]), ("code", [one.code for one in found])):
        if len(set(known)) < len(known):
            raise vocabulary.UnreadableSheet(f"Two definitions have the same {name_of}.")
    return tuple(found)


@cache
def _by_code() -> Mapping[str, Definition]:
    return MappingProxyType({one.code: one for one in definitions()})


def definition(code: str) -> Definition:
    """One definition, or a plain refusal."""
    try:
        return _by_code()[code]
    except KeyError:
        raise vocabulary.UnknownCode(f"There is no definition {code!r}.") from None


def definitions_for(domain: str) -> tuple[Definition, ...]:
    """The definitions that suit a care domain."""
    return tuple(one for one in definitions() if domain in one.domains)


def spoken(found: Definition) -> str:
    """The language of the words that the reader of this page gets, where it is another one than the page's."""
    return found.spoken(get_language() or "en")


def found_by(question: str) -> list[Definition]:
    """The definitions that stand ready whose name, in whichever language, every word of a question leads to."""
    wanted = finding.wanted(question)
    return [one for one, stems in _stems() if wanted and finding.answers(wanted, stems)]


@cache
def _stems() -> list[tuple[Definition, frozenset[str]]]:
    return [
        (
            one,
            frozenset().union(*(finding.stems(one.name.in_language(tongue), tongue) for tongue in ("en", "nl", "fr"))),
        )
        for one in definitions()
    ]


def name(code: str, language: str | None = None) -> str:
    """The name of a definition; a code from a newer file than ours is shown as it is."""
    found = _by_code().get(code)
    return vocabulary.say(found.name, language) if found else code


def word(list_name: str, code: str, language: str | None = None) -> str:
    """A unit, a period, a direction or a split in the reader's language."""
    found = words(list_name).get(code)
    return vocabulary.say(found.name, language) if found else code


def choices(list_name: str, language: str | None = None) -> tuple[tuple[str, str], ...]:
    """Codes and names for a form, in the order that was thought about."""
    return tuple((one.code, vocabulary.say(one.name, language)) for one in words(list_name).values())


def definition_choices(
    offered: Sequence[Definition], language: str | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """These definitions for a form, grouped by level; a level without any is left out."""
    spoken = language or get_language() or "en"
    groups = {
        word("levels", level, spoken): [
            (one.code, one.name.in_language(spoken)) for one in offered if one.level == level
        ]
        for level in Level
    }
    return [(name, group) for name, group in groups.items() if group]


@cache
def words(list_name: str) -> Mapping[str, Term]:
    """One of the small lists beside the definitions: units, periods, directions, roll_ups, kinds, levels, splits, parts."""
    path = DATA / f"{list_name}.toml"
    if not path.exists():
        raise vocabulary.UnknownList(f"There is no list {list_name!r}.")
    sheet: Sheet = vocabulary.read(path)
    return MappingProxyType({row.code: _word(list_name, row) for row in sheet})


def parts_of(split: Sequence[str]) -> dict[str, list[str]]:
    """The parts that a form offers of these splits, as reports name them: `sex:female`."""
    known = [cast(Part, one) for one in words("parts").values()]
    found = {kind: [f"{kind}:{one.code}" for one in known if one.of == kind] for kind in split}
    return {kind: parts for kind, parts in found.items() if parts}


def part(split: str, language: str | None = None) -> str:
    """A part of a split in the reader's words; what no list knows is shown as it was written."""
    return ", ".join(word("parts", one.partition(":")[2], language) for one in split.split("|"))


def unit(code: str) -> Unit:
    """One unit, or a plain refusal."""
    return cast(Unit, _listed("units", code))


def period(code: str) -> Period:
    """One period, or a plain refusal."""
    return cast(Period, _listed("periods", code))


def _listed(list_name: str, code: str) -> Term:
    try:
        return words(list_name)[code]
    except KeyError:
        raise vocabulary.UnknownCode(f"{list_name} has no {code!r}.") from None


def _word(list_name: str, row: Row) -> Term:
    built: Term
    match list_name:
        case "units":
            built = Unit(code=row.code, name=row.name(), times=row.number("times"), sign=row.word("sign", ""))
        case "periods":
            built = Period(code=row.code, name=row.name(), months=row.number("months"))
        case "parts":
            built = Part(code=row.code, name=row.name(), of=row.word("of"))
        case _:
            built = Term(code=row.code, name=row.name())
    row.finished()
    return built


def _definition(row: Row, about: About) -> Definition:
    found = Definition(
        code=row.code,
        name=row.name(),
        number=row.number("number"),
        why=row.text("why"),
        numerator=row.text("numerator"),
        denominator=row.text("denominator"),
        source=row.text("source"),
        beware=row.text("beware"),
        level=Level(_one_of(row, "level", Level)),
        domains=_all_of(row, "domains", vocabulary.terms("domains")),
        theme=row.word("theme", ""),
        unit=_one_of(row, "unit", words("units")),
        direction=Direction(_one_of(row, "direction", Direction)),
        band=_band(row),
        over_time=RollUp(_one_of(row, "over_time", RollUp)),
        over_places=RollUp(_one_of(row, "over_places", BETWEEN_PLACES)),
        period=_one_of(row, "period", words("periods")),
        split=_all_of(row, "split", words("splits")),
        aims=_all_of(row, "aims", vocabulary.terms("aims")),
        kind=Kind(_one_of(row, "kind", Kind)),
        dac=row.word("dac"),
        iati=row.number("iati"),
        computed=row.flag("computed"),
        counts_people=row.flag("counts_people"),
        may_exceed_all=row.flag("may_exceed_all"),
        about=about,
    )
    if found.theme and not (vocabulary.is_known("domains", found.theme) and vocabulary.domain(found.theme).transversal):
        raise row.fault(f"theme {found.theme!r} is not a theme that comes with every hospital")
    row.finished()
    return found


def _one_of(row: Row, field: str, known: Iterable[str]) -> str:
    code = row.word(field)
    if code not in set(known):
        raise row.fault(f"{field} {code!r} is not one we know")
    return code


def _all_of(row: Row, field: str, known: Iterable[str]) -> tuple[str, ...]:
    codes = row.words(field)
    if unknown := sorted(set(codes) - set(known)):
        raise row.fault(f"{field} {', '.join(unknown)} is not one we know")
    return codes


def _band(row: Row) -> tuple[Decimal, Decimal] | None:
    match row.decimals("band"):
        case ():
            return None
        case (low, high) if low < high:
            return low, high
    raise row.fault("band must be two numbers, the lower one first")
