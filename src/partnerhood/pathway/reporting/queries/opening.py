"""One number with everything behind it, and one report: every figure ends at a person, a day and a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import plans
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Look, Page, Report
from partnerhood.pathway.reporting.queries.figures import Point, value
from partnerhood.pathway.reporting.queries.keeping import Days, counted_as, of_national, standing, targets
from partnerhood.pathway.reporting.queries.national import names
from partnerhood.pathway.reporting.rules import Key, Said, national


@dataclass(frozen=True)
class Part:
    """A cell behind a total: where, of whom, how many, and the report that said so."""

    key: Key
    figure: Figure | None
    report: Report
    ward: str
    name: str = ""
    """What a national system calls it, where it is one of its numbers."""


@dataclass(frozen=True)
class Opened:
    """A number, opened: what it was made of, what stands beside it, and what was said before."""

    point: Point | None
    used: Sequence[Part]
    beside: Sequence[Part]
    before: Sequence[Part]


def opened(hospital: UUID, code: str, days: Days) -> Opened | None:
    """One number with everything behind it: five queries, and one more where a national number counts."""
    definition = indicators.followed([code]).get(code)
    reports = list(told().filter(hospital=hospital, from_date=days[0], to_date=days[1]))
    wards = dict(Site.objects.filter(organisation=hospital).values_list("pk", "name"))
    if definition is None:
        return None
    said = {key: one for key, one in standing(reports).items() if key.indicator == code}
    nationally = of_national(reports)
    where = [one for one in targets(hospital) if one.indicator == code] if nationally else []
    mapped = counted_as(nationally, where, {code: definition})
    if not said and not mapped:
        return None
    cells = {key: one.figure for key, one in said.items() if one.figure is not None}
    whole = national.total(cells, mapped, definition.over_places)
    parts = {key: _part(key, one, wards) for key, one in said.items()}
    called = names(hospital, {key.indicator for one in mapped.values() for key in one.sources}) if mapped else {}
    point = Point(days, whole.figure, value(whole.figure, definition)) if whole.figure else None
    last = {(key, one.by.id) for key, one in said.items()}
    before = [
        _part(key, Said(figure, report), wards)
        for report in reports
        for key, figure in rules.cells(report.cells)
        if key.indicator == code and (key, report.id) not in last
    ]

    def theirs(keys: Sequence[Key]) -> list[Part]:
        return [_theirs(key, nationally[key], called.get(key, ("", ""))) for key in keys]

    beside = [parts[key] for key in whole.beside] + [parts[key] for key in said if key not in cells]
    used = [parts[key] for key in whole.used] + theirs(whole.sources)
    return Opened(point, used, beside + theirs(whole.unused), before)


def _theirs(key: Key, said: Said, called: tuple[str, str]) -> Part:
    name, part = called
    return Part(key, said.figure, said.by, "", f"{name}, {part}" if part else name)


def _part(key: Key, said: Said, wards: Mapping[UUID, str]) -> Part:
    return Part(key, said.figure, said.by, wards.get(UUID(key.place), key.place) if key.place else "")


def told() -> QuerySet[Report]:
    """Reports with who entered them and who looked at them, the oldest first."""
    looks = Look.objects.select_related("organisation", "person").order_by("looked_at", "id")
    found = Report.objects.select_related("entered_by", "hospital").prefetch_related(Prefetch("looks", looks))
    return found.order_by("entered_at", "id")


def report(key: UUID) -> Report | None:
    """One report, whoever asks, with who looked at it and the pages that it was counted from."""
    return next(iter(_report(key)), None)


@plans.planned
def _report(key: UUID) -> QuerySet[Report]:
    pages = Page.objects.select_related("person").order_by("brought_at", "id")
    found = told().filter(pk=key).annotate(made_in=journal.made_in("pk"))
    return found.prefetch_related(Prefetch("pages", pages))


def shown(report: UUID) -> list[str]:
    """The files of the pages of a report that may be read."""
    return list(Page.objects.filter(report=report, taken_back_at=None).values_list("file", flat=True))


def page(key: UUID) -> Page | None:
    """One page of a register, whoever asks; nothing where it was taken back."""
    return Page.objects.filter(pk=key, taken_back_at=None).select_related("report").first()


def lately(hospital: UUID) -> QuerySet[Report]:
    """The reports of a hospital, the last ones first, without what is in them."""
    found = Report.objects.filter(hospital=hospital).select_related("entered_by").defer("cells", "names")
    return found.order_by("-from_date", "-entered_at")


def wards(hospital: UUID) -> QuerySet[Site]:
    """The wards of a hospital, by name."""
    return Site.objects.filter(organisation=hospital).order_by("name")


def houses(keys: Sequence[UUID]) -> QuerySet[Organisation]:
    """These organisations, by name."""
    return Organisation.objects.filter(pk__in=keys).order_by("name")
