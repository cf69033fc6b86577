"""What we ask the vocabulary: names in the reader's language, choices for forms, and the lists themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from django.utils.translation import get_language

from partnerhood.ground.vocabulary.choices import Support
from partnerhood.ground.vocabulary.queries.instruments import Criterion, Step
from partnerhood.ground.vocabulary.queries.lists import UnknownCode, UnknownList, about, lists, term, terms
from partnerhood.ground.vocabulary.queries.order import alphabetical
from partnerhood.ground.vocabulary.queries.sheets import About, Row, Sheet, Text, UnreadableSheet, parsed, read
from partnerhood.ground.vocabulary.queries.things import (
    Care,
    Country,
    Department,
    DeviceKind,
    Domain,
    Format,
    LevelOfSupport,
    OrganisationKind,
    Profession,
    Role,
    Term,
)

__all__ = [
    "About",
    "Branch",
    "Care",
    "Country",
    "Criterion",
    "Department",
    "DeviceKind",
    "Domain",
    "Format",
    "LevelOfSupport",
    "OrganisationKind",
    "Profession",
    "Role",
    "Row",
    "Sheet",
    "Step",
    "Term",
    "Text",
    "UnknownCode",
    "UnknownList",
    "UnreadableSheet",
    "about",
    "activity_format",
    "activity_formats",
    "care_kinds",
    "choices",
    "countries",
    "country",
    "departments",
    "device_kind",
    "device_kinds",
    "domain",
    "domain_choices",
    "domain_tree",
    "domains",
    "explanation",
    "handover_criteria",
    "is_known",
    "ladder",
    "lists",
    "name",
    "organisation_kind",
    "organisation_kinds",
    "parsed",
    "professions",
    "read",
    "say",
    "step",
    "step_name",
    "term",
    "terms",
    "transversal_domains",
]

SORTED_BY_NAME = ("care_kinds", "countries", "languages", "professions", "departments")
SAID_LAST = ("other", "mul", "sgn")


def say(text: Text, language: str | None = None) -> str:
    """A text in this language, or in the language of the page."""
    return text.in_language(language or get_language() or "en")


def name(list_name: str, code: str, language: str | None = None) -> str:
    """The name of a code; a code from a newer list than ours is shown as it is."""
    try:
        return say(term(list_name, code).name, language)
    except UnknownCode:
        return code


def explanation(list_name: str, code: str, language: str | None = None) -> str:
    """The sentence under a name, or nothing."""
    found = terms(list_name).get(code)
    if isinstance(found, Criterion):
        return found.explained(language or get_language() or "en", {})
    return say(found.explanation, language) if found and found.explanation else ""


def is_known(list_name: str, code: str) -> bool:
    """Whether a list holds this code."""
    return code in terms(list_name)


def choices(list_name: str, language: str | None = None) -> tuple[tuple[str, str], ...]:
    """Codes and names for a form: long lists by name, short ones in the order that was thought about."""
    return _choices(list_name, language or get_language() or "en")


@cache
def _choices(list_name: str, language: str) -> tuple[tuple[str, str], ...]:
    pairs = [(one.code, one.name.in_language(language)) for one in terms(list_name).values()]
    if list_name in SORTED_BY_NAME:
        pairs.sort(key=lambda pair: (pair[0] in SAID_LAST, alphabetical(pair[1])))
    return tuple(pairs)


def domains() -> tuple[Domain, ...]:
    """Every care domain, in the order of the levels of support."""
    return cast(tuple[Domain, ...], tuple(terms("domains").values()))


def domain(code: str) -> Domain:
    """One care domain, or a plain refusal."""
    return cast(Domain, term("domains", code))


def transversal_domains() -> tuple[Domain, ...]:
    """The themes that come with every hospital."""
    return tuple(one for one in domains() if one.transversal)


@dataclass(frozen=True)
class Branch:
    """A level of support with its parts, or a domain with the domains inside it."""

    term: LevelOfSupport | Domain
    inside: tuple["Branch", ...]


@cache
def domain_tree() -> tuple[Branch, ...]:
    """Levels of support, their parts, and the domains that hang under them."""
    levels = cast(tuple[LevelOfSupport, ...], tuple(terms("levels_of_support").values()))

    def branch(level: LevelOfSupport) -> Branch:
        parts = tuple(branch(one) for one in levels if one.part_of == level.code)
        return Branch(level, parts + _domains_of(one for one in domains() if one.support == level.code))

    return tuple(branch(level) for level in levels if not level.part_of)


def _domains_of(here: Iterable[Domain]) -> tuple[Branch, ...]:
    found = tuple(here)
    codes = {one.code for one in found}
    return tuple(
        Branch(one, tuple(Branch(inner, ()) for inner in found if inner.part_of == one.code))
        for one in found
        if one.part_of not in codes
    )


def domain_choices(language: str | None = None) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Care domains for a form, grouped by level of support."""
    return _domain_choices(language or get_language() or "en")


@cache
def _domain_choices(language: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (
            terms("levels_of_support")[support].name.in_language(language),
            tuple((one.code, one.name.in_language(language)) for one in domains() if one.support == support),
        )
        for support in Support
    )


def ladder() -> tuple[Step, ...]:
    """The five steps, lowest first."""
    return cast(tuple[Step, ...], tuple(terms("ladder").values()))


def step(number: int) -> Step:
    """One step of the ladder."""
    return cast(Step, term("ladder", str(number)))


def step_name(answer: int | str, language: str | None = None) -> str:
    """The label of a step, or of an answer outside the ladder."""
    return name("ladder" if str(answer).isdigit() else "outside_the_ladder", str(answer), language)


def activity_formats() -> tuple[Format, ...]:
    """Every format of activity."""
    return cast(tuple[Format, ...], tuple(terms("formats").values()))


def activity_format(code: str) -> Format:
    """One format of activity, or a plain refusal."""
    return cast(Format, term("formats", code))


def organisation_kinds() -> tuple[OrganisationKind, ...]:
    """Every kind of organisation."""
    return cast(tuple[OrganisationKind, ...], tuple(terms("organisation_kinds").values()))


def organisation_kind(code: str) -> OrganisationKind:
    """One kind of organisation, or a plain refusal."""
    return cast(OrganisationKind, term("organisation_kinds", code))


def countries() -> tuple[Country, ...]:
    """Every country, by its two letters."""
    return cast(tuple[Country, ...], tuple(terms("countries").values()))


def country(code: str) -> Country:
    """One country, or a plain refusal."""
    return cast(Country, term("countries", code))


def professions() -> tuple[Profession, ...]:
    """Every profession, group by group."""
    return cast(tuple[Profession, ...], tuple(terms("professions").values()))


def departments() -> tuple[Department, ...]:
    """Every kind of ward or department."""
    return cast(tuple[Department, ...], tuple(terms("departments").values()))


def device_kinds() -> tuple[DeviceKind, ...]:
    """The kinds of device that a hospital keeps an eye on first."""
    return cast(tuple[DeviceKind, ...], tuple(terms("device_kinds").values()))


def device_kind(code: str) -> DeviceKind:
    """One kind of device, or a plain refusal."""
    return cast(DeviceKind, term("device_kinds", code))


def handover_criteria() -> tuple[Criterion, ...]:
    """The ten criteria for hand-over, in the order in which they are asked."""
    return cast(tuple[Criterion, ...], tuple(terms("handover_criteria").values()))


def care_kinds() -> tuple[Care, ...]:
    """The kinds of care, as people ask for them."""
    return cast(tuple[Care, ...], tuple(terms("care_kinds").values()))
