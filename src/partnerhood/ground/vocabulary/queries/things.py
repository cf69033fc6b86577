"""What a list is made of: plain, unchanging things with a code and a name in every language."""

from dataclasses import dataclass

from partnerhood.ground.vocabulary.choices import Support
from partnerhood.ground.vocabulary.queries.sheets import Row, Text


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word from a list: its code never changes its meaning, its name is said in the reader's language."""

    code: str
    name: Text
    explanation: Text | None = None


@dataclass(frozen=True, kw_only=True)
class LevelOfSupport(Term):
    """A level of support, such as health staff, and its parts."""

    part_of: str


@dataclass(frozen=True, kw_only=True)
class Domain(Term):
    """A care domain: half of the unit in which progress is counted."""

    support: Support
    part_of: str
    transversal: bool
    basic: bool
    dac: str


@dataclass(frozen=True, kw_only=True)
class Format(Term):
    """A format of activity, with what is usually true of it."""

    teaches: bool
    at_work_site: bool
    clinical_practice: bool


@dataclass(frozen=True, kw_only=True)
class OrganisationKind(Term):
    """A kind of organisation and the code IATI gives it."""

    iati: str
    gives_care: bool


@dataclass(frozen=True, kw_only=True)
class Country(Term):
    """A country, with a rough centre for the map as latitude and longitude."""

    at: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Profession(Term):
    """A profession, its group, and whether one usually needs a licence for it."""

    group: str
    licensed: bool
    hcparty: str
    isco: str


@dataclass(frozen=True, kw_only=True)
class Department(Term):
    """A ward or department and the care domain it usually works in."""

    domain: str
    hcparty: str


@dataclass(frozen=True, kw_only=True)
class Role(Term):
    """What an organisation does in an activity, with the code IATI gives it."""

    iati: str


@dataclass(frozen=True, kw_only=True)
class Care(Term):
    """A kind of care, and other words that people use for it: found by search, never shown."""

    also: Text | None = None


@dataclass(frozen=True, kw_only=True)
class DeviceKind(Term):
    """A kind of device, and the care domains that stop when it stands still."""

    domains: tuple[str, ...]


def term(row: Row) -> Term:
    """A plain word with a name and perhaps an explanation."""
    return Term(code=row.code, name=row.name(), explanation=row.text_or_none("explanation"))


def level_of_support(row: Row) -> LevelOfSupport:
    """A level of support; part_of is empty at the top."""
    return LevelOfSupport(
        code=row.code,
        name=row.name(),
        explanation=row.text_or_none("explanation"),
        part_of=row.word("part_of", ""),
    )


def domain(row: Row) -> Domain:
    """A care domain; part_of is empty when it stands on its own."""
    support = row.word("support")
    if support not in list(Support):
        raise row.fault(f"support {support!r} is not a level of support")
    return Domain(
        code=row.code,
        name=row.name(),
        explanation=row.text_or_none("explanation"),
        support=Support(support),
        part_of=row.word("part_of", ""),
        transversal=row.flag("transversal"),
        basic=row.flag("basic"),
        dac=row.word("dac"),
    )


def activity_format(row: Row) -> Format:
    """A format of activity with its usual flags."""
    return Format(
        code=row.code,
        name=row.name(),
        explanation=row.text_or_none("explanation"),
        teaches=row.flag("teaches"),
        at_work_site=row.flag("at_work_site"),
        clinical_practice=row.flag("clinical_practice"),
    )


def organisation_kind(row: Row) -> OrganisationKind:
    """A kind of organisation with its IATI type."""
    return OrganisationKind(
        code=row.code,
        name=row.name(),
        explanation=row.text_or_none("explanation"),
        iati=row.word("iati"),
        gives_care=row.flag("gives_care"),
    )


def country(row: Row) -> Country:
    """A country and where its name is put on a map of the world."""
    return Country(code=row.code, name=row.name(), at=row.place("at"))


def profession(row: Row) -> Profession:
    """A profession with its group and its codes elsewhere."""
    return Profession(
        code=row.code,
        name=row.name(),
        group=row.word("group"),
        licensed=row.flag("licensed"),
        hcparty=row.word("hcparty", ""),
        isco=row.word("isco", ""),
    )


def department(row: Row) -> Department:
    """A department; domain is empty when it may be any."""
    return Department(
        code=row.code,
        name=row.name(),
        domain=row.word("domain", ""),
        hcparty=row.word("hcparty", ""),
    )


def role(row: Row) -> Role:
    """A role of an organisation."""
    return Role(code=row.code, name=row.name(), iati=row.word("iati"))


def device_kind(row: Row) -> DeviceKind:
    """A kind of device with the domains that need it."""
    return DeviceKind(
        code=row.code, name=row.name(), explanation=row.text_or_none("explanation"), domains=row.words("domains")
    )


def care(row: Row) -> Care:
    """A kind of care with its other words."""
    return Care(code=row.code, name=row.name(), also=row.text_or_none("also"))
