"""What we ask about reports: what was counted on which days, by whom; and the sums that are kept beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import rows
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.indicators.rules.asking import ONE_DAY, Earlier
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Look, Report, Sum
from partnerhood.pathway.reporting.rules import WHOLE, Key, Said

LATELY = 24
COMPARED_WITH = 3
Days = tuple[date, date]


@dataclass(frozen=True)
class Point:
    """What a hospital counted in some days, as a value in the unit of the definition."""

    days: Days
    figure: Figure
    value: Decimal | None

    @property
    def name(self) -> str:
        """How an address names the days."""
        return rules.name_of(*self.days)


@dataclass(frozen=True)
class Series:
    """What a hospital counted of one indicator, the oldest first."""

    definition: Definition
    points: Sequence[Point]


@dataclass(frozen=True)
class Part:
    """A cell behind a total: where, of whom, how many, and the report that said so."""

    key: Key
    figure: Figure | None
    report: Report
    ward: str


@dataclass(frozen=True)
class Opened:
    """A number, opened: what it was made of, what stands beside it, and what was said before."""

    point: Point | None
    used: Sequence[Part]
    beside: Sequence[Part]
    before: Sequence[Part]


def on(hospital: UUID, days: Days) -> list[Report]:
    """The reports of a hospital on these very days, from the first to the last."""
    found = rows.where(Report, hospital=hospital, from_date=days[0], to_date=days[1])
    return sorted(found, key=lambda one: (one.entered_at, one.id))


def standing(reports: Iterable[Report]) -> dict[Key, Said]:
    """The last word on every cell of reports on the same days."""
    return rules.standing((one, one.cells) for one in reports)


def keep(report: Report) -> None:
    """Make the sums of a report's days anew for the indicators that it speaks of, from every report on those days."""
    days = (report.from_date, report.to_date)
    spoken_of = set(report.cells["indicator"])
    told = {key: said for key, said in standing(on(report.hospital_id, days)).items() if key.indicator in spoken_of}
    there = {
        (one.indicator, one.split): one
        for one in rows.where(Sum, hospital=report.hospital_id, from_date=days[0], to_date=days[1])
        if one.indicator in spoken_of
    }
    for place, figure in sums(told).items():
        _keep(there.pop(place, None), place, figure, report)
    rows.remove(list(there.values()))


def _keep(known: Sum | None, place: tuple[str, str], figure: Figure, report: Report) -> None:
    numerator, denominator = rules.scaled(figure.numerator), rules.scaled(figure.denominator)
    if known is None:
        values = [report.hospital_id, *place, report.from_date, report.to_date, numerator, denominator]
        rows.insert_values(Sum, [values])
    elif (known.numerator, known.denominator) != (numerator, denominator):
        known.numerator, known.denominator = numerator or 0, denominator
        rows.update(known, ["numerator", "denominator"])


def sums(told: Mapping[Key, Said]) -> dict[tuple[str, str], Figure]:
    """The figure of each indicator for the whole hospital and for each part of its splits, where there is one."""
    by_indicator: dict[str, dict[Key, Figure]] = defaultdict(dict)
    for key, said in told.items():
        if said.figure is not None:
            by_indicator[key.indicator][key] = said.figure
    defined = indicators.followed(by_indicator)
    found = {}
    for code, cells in by_indicator.items():
        how = defined[code].over_places if code in defined else RollUp.NONE
        for split in {WHOLE, *(key.split for key in cells)}:
            figure = rules.total(cells, how, split).figure
            if figure is not None:
                found[code, split] = figure
    return found


def counted(hospital: UUID) -> list[str]:
    """The indicators that a hospital counted, the last ones first."""
    found = Sum.objects.filter(hospital=hospital, split=WHOLE).values("indicator")
    last = found.annotate(last=Max("to_date"), number=Count("pk")).order_by("-last", "-number", "indicator")
    return [one["indicator"] for one in last]


def series(hospital: UUID, codes: Sequence[str], split: str = WHOLE) -> list[Series]:
    """What a hospital counted of these indicators, lately: two queries."""
    defined = indicators.followed(codes)
    found = Sum.objects.filter(hospital=hospital, indicator__in=codes, split=split).order_by("-to_date", "from_date")
    by_code: dict[str, list[Point]] = defaultdict(list)
    for one in found:
        if one.indicator in defined and len(by_code[one.indicator]) < LATELY:
            by_code[one.indicator].append(_point(one, defined[one.indicator]))
    return [Series(defined[code], by_code[code][::-1]) for code in codes if code in defined]


def newest(hospital: UUID, most: int) -> list[Series]:
    """The last number of each indicator that a hospital counted lately, at most so many: two queries."""
    found = Sum.objects.filter(hospital=hospital, split=WHOLE).order_by("-to_date", "indicator")
    last: dict[str, Sum] = {}
    for one in found[: 10 * most]:
        last.setdefault(one.indicator, one)
    defined = indicators.followed(last)
    told = [Series(defined[code], [_point(one, defined[code])]) for code, one in last.items() if code in defined]
    return told[:most]


def splits(hospital: UUID, code: str) -> dict[str, list[Point]]:
    """What a hospital counted of each part of an indicator, the oldest first, the parts by their names."""
    defined = indicators.followed([code])
    found = Sum.objects.filter(hospital=hospital, indicator=code).exclude(split=WHOLE).order_by("split", "to_date")
    by_part: dict[str, list[Point]] = defaultdict(list)
    for one in found:
        by_part[one.split].append(_point(one, defined[code]))
    return {part: points[-LATELY:] for part, points in by_part.items()}


def _point(one: Sum, definition: Definition) -> Point:
    figure = Figure(rules.unscaled(one.numerator) or Decimal(0), rules.unscaled(one.denominator))
    return Point((one.from_date, one.to_date), figure, value(figure, definition))


def value(figure: Figure, definition: Definition) -> Decimal | None:
    """What was counted as a value in the unit of its definition."""
    return figures.value(figure, indicators.unit(definition.unit).times if figure.denominator is not None else 1)


def said(found: Decimal | None, definition: Definition) -> str:
    """A value as people read it."""
    return indicators.written(found, indicators.unit(definition.unit).sign)


def days_said(from_date: date, to_date: date) -> str:
    """Some days as people name them: a month, a quarter, a year, or from a day to a day."""
    name = rules.name_of(from_date, to_date)
    if len(name) == len("2026-10"):
        if "Q" in name:
            return _("quarter %(number)s of %(year)s") % {"number": name[-1], "year": name[:4]}
        return formats.date_format(from_date, "YEAR_MONTH_FORMAT")
    return name if len(name) == len("2026") else f"{written(from_date)} – {written(to_date - ONE_DAY)}"


def opened(hospital: UUID, code: str, days: Days) -> Opened | None:
    """One number with everything behind it: three queries."""
    definition = indicators.followed([code]).get(code)
    reports = list(_told().filter(hospital=hospital, from_date=days[0], to_date=days[1]))
    wards = dict(Site.objects.filter(organisation=hospital).values_list("pk", "name"))
    if definition is None:
        return None
    told = {key: one for key, one in standing(reports).items() if key.indicator == code}
    if not told:
        return None
    cells = {key: one.figure for key, one in told.items() if one.figure is not None}
    whole = rules.total(cells, definition.over_places)
    parts = {key: _part(key, one, wards) for key, one in told.items()}
    point = Point(days, whole.figure, value(whole.figure, definition)) if whole.figure else None
    last = {(key, one.by.id) for key, one in told.items()}
    before = [
        _part(key, Said(figure, report), wards)
        for report in reports
        for key, figure in rules.cells(report.cells)
        if key.indicator == code and (key, report.id) not in last
    ]
    beside = [parts[key] for key in whole.beside] + [parts[key] for key in told if key not in cells]
    return Opened(point, [parts[key] for key in whole.used], beside, before)


def _part(key: Key, said: Said, wards: Mapping[UUID, str]) -> Part:
    return Part(key, said.figure, said.by, wards.get(UUID(key.place), key.place) if key.place else "")


def _told() -> QuerySet[Report]:
    looks = Look.objects.select_related("organisation", "person").order_by("looked_at", "id")
    found = Report.objects.select_related("entered_by", "hospital").prefetch_related(Prefetch("looks", looks))
    return found.order_by("entered_at", "id")


def report(key: UUID) -> Report | None:
    """One report, whoever asks, with who looked at it."""
    return _told().filter(pk=key).first()


def lately(hospital: UUID) -> QuerySet[Report]:
    """The reports of a hospital, the last ones first."""
    return Report.objects.filter(hospital=hospital).select_related("entered_by").order_by("-from_date", "-entered_at")


def wards(hospital: UUID) -> QuerySet[Site]:
    """The wards of a hospital, by name."""
    return Site.objects.filter(organisation=hospital).order_by("name")


def to_count(hospital: UUID) -> list[str]:
    """What a hospital counts: what it counted before, what it defined itself, and what its goals are measured by."""
    own = indicators.in_use_at(hospital)
    agreed = goals.agreed().filter(hospital=hospital, ended_at=None).values("wording")
    named = Measure.objects.filter(wording__in=agreed).exclude(indicator="").order_by("key")
    wanted = [*counted(hospital), *own, *named.values_list("indicator", flat=True)]
    defined = indicators.followed(wanted)
    latest = indicators.latest(wanted)
    now = (latest.get(code, code) for code in wanted if code in defined)
    return [code for code in dict.fromkeys(now) if code]


def before(hospital: UUID, days: Days) -> dict[Key, list[Earlier]]:
    """What the last periods of the same length said of every cell, to compare what is entered now with."""
    earlier = Report.objects.filter(hospital=hospital, to_date__lte=days[0]).order_by("-from_date")
    known = list(dict.fromkeys(earlier.values_list("from_date", "to_date")[: 20 * COMPARED_WITH]))
    alike = [one for one in known if rules.is_as_long(one, days)][:COMPARED_WITH]
    wanted = Q(pk=None)
    for from_date, to_date in alike:
        wanted |= Q(from_date=from_date, to_date=to_date)
    by_days: dict[Days, list[Report]] = defaultdict(list)
    for one in Report.objects.filter(wanted, hospital=hospital).order_by("entered_at", "id"):
        by_days[one.from_date, one.to_date].append(one)
    told = {then: standing(reports) for then, reports in by_days.items()}
    defined = indicators.followed({key.indicator for cells in told.values() for key in cells})
    found: dict[Key, list[Earlier]] = defaultdict(list)
    for then, cells in told.items():
        for key, one in cells.items():
            if one.figure and key.indicator in defined:
                found[key].append(Earlier(*then, value(one.figure, defined[key.indicator])))
    return found


def houses(keys: Sequence[UUID]) -> QuerySet[Organisation]:
    """These organisations, by name."""
    return Organisation.objects.filter(pk__in=keys).order_by("name")
