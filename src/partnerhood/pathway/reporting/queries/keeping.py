"""The reports of some days, the last word on each cell, and the sums that are kept beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from partnerhood.ground.records import rows
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Report, Sum
from partnerhood.pathway.reporting.rules import WHOLE, Key, Said

Days = tuple[date, date]


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
        days = (report.from_date, report.to_date)
        values = [report.hospital_id, *place, *days, numerator, denominator, *rules.placed(*days)]
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
