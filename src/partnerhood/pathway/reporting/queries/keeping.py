"""The reports of some days, the last word on each cell, and the sums that are kept beside them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from partnerhood.ground.records import rows
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import models, rules
from partnerhood.pathway.reporting.models import Quarter, Report, Sum
from partnerhood.pathway.reporting.rules import WHOLE, Key, Said, national, quarters
from partnerhood.pathway.reporting.rules.national import Mapped, Target
from partnerhood.pathway.reporting.rules.quarters import Told

Days = tuple[date, date]
Sums = dict[tuple[str, str], Figure]


def on(hospital: UUID, days: Days) -> list[Report]:
    """The reports of a hospital on these very days, from the first to the last."""
    return _in_order(rows.where(Report, hospital=hospital, from_date=days[0], to_date=days[1]))


def _in_order(found: Iterable[Report]) -> list[Report]:
    return sorted(found, key=lambda one: (one.entered_at, one.id))


def standing(reports: Iterable[Report]) -> dict[Key, Said]:
    """The last word on every cell of reports on the same days, but for what a national system counts under its own codes."""
    return {key: said for key, said in _all(reports).items() if not national.is_national(key.indicator)}


def of_national(reports: Iterable[Report]) -> dict[Key, Said]:
    """The last word on what a national system counts under its own codes, of reports on the same days."""
    return {key: said for key, said in _all(reports).items() if national.is_national(key.indicator)}


def _all(reports: Iterable[Report]) -> dict[Key, Said]:
    return rules.standing((one, one.cells) for one in reports)


def targets(hospital: UUID) -> list[Target]:
    """Where the national numbers of a hospital count now."""
    found = rows.where(models.Mapping, hospital=hospital, ended_at=None)
    return [target(one) for one in sorted(found, key=lambda one: one.id)]


def target(one: models.Mapping) -> Target:
    """Where one mapping lets a national number count."""
    return Target(one.element, one.part, one.indicator, one.side, one.split)


def keep(report: Report) -> None:
    """Make the sums of a report's days anew for the indicators that it speaks of, from every report on those days."""
    spoken_of = set(report.cells["indicator"])
    where = targets(report.hospital_id)
    touched = {one.indicator for one in where if one.element in spoken_of}
    touched |= {code for code in spoken_of if not national.is_national(code)}
    if touched:
        days = (report.from_date, report.to_date)
        _keep_days(report.hospital_id, days, on(report.hospital_id, days), touched, where)


def keep_mapped(mapping: models.Mapping) -> None:
    """Make the sums of an indicator anew on all days of which a national number was said that counts there, or did."""
    by_days: dict[Days, list[Report]] = defaultdict(list)
    for one in rows.where(Report, hospital=mapping.hospital_id):
        by_days[one.from_date, one.to_date].append(one)
    where = targets(mapping.hospital_id)
    for days, reports in by_days.items():
        if any(mapping.element in one.cells["indicator"] for one in reports):
            _keep_days(mapping.hospital_id, days, _in_order(reports), {mapping.indicator}, where)


def _keep_days(
    hospital: UUID, days: Days, reports: Collection[Report], touched: Collection[str], targets_now: Iterable[Target]
) -> None:
    where = [one for one in targets_now if one.indicator in touched]
    told = {key: said for key, said in standing(reports).items() if key.indicator in touched}
    found = sums(told, of_national(reports) if where else {}, where)
    length, quarter = rules.placed(*days)
    if quarter is None:
        _keep_sums(hospital, days, found, length, quarter, _sums(touched, hospital, from_date=days[0], to_date=days[1]))
        return
    beside = _sums(touched, hospital, quarter=quarter)
    there = [one for one in beside if (one.from_date, one.to_date) == days]
    _keep_sums(hospital, days, found, length, quarter, there)
    _keep_quarter(hospital, quarter, touched, [*_told(found, days, length), *_other_days(beside, days)])


def _sums(touched: Collection[str], hospital: UUID, **when: object) -> list[Sum]:
    return [one for one in rows.where(Sum, hospital=hospital, **when) if one.indicator in touched]


def _keep_sums(hospital: UUID, days: Days, found: Sums, length: str, quarter: int | None, there: Iterable[Sum]) -> None:
    """Write what is new or otherwise, and take away what no report says any more."""
    known = {(one.indicator, one.split): one for one in there}
    fresh, changed = [], []
    for place, figure in found.items():
        numerator, denominator = rules.scaled(figure.numerator) or 0, rules.scaled(figure.denominator)
        one = known.pop(place, None)
        if one is None:
            fresh.append([hospital, *place, *days, numerator, denominator, length, quarter])
        elif (one.numerator, one.denominator) != (numerator, denominator):
            one.numerator, one.denominator = numerator, denominator
            changed.append(one)
    rows.insert_values(Sum, fresh)
    rows.update_all(changed, ["numerator", "denominator"])
    rows.remove(list(known.values()))


Placed = tuple[tuple[str, str], Told]


def _told(found: Sums, days: Days, length: str) -> list[Placed]:
    return [
        (place, Told(length, *days, rules.scaled(one.numerator) or 0, rules.scaled(one.denominator)))
        for place, one in found.items()
    ]


def _other_days(beside: Iterable[Sum], days: Days) -> list[Placed]:
    return [
        ((one.indicator, one.split), Told(one.length, one.from_date, one.to_date, one.numerator, one.denominator))
        for one in beside
        if (one.from_date, one.to_date) != days
    ]


def _keep_quarter(hospital: UUID, quarter: int, touched: Collection[str], told: Iterable[Placed]) -> None:
    """Put the days of a quarter together anew, for these indicators and each of their parts."""
    by_place: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for place, some_days in told:
        by_place[place].append(some_days)
    defined = indicators.followed(code for code, _split in by_place)
    known = {
        (one.indicator, one.split): one
        for one in rows.where(Quarter, hospital=hospital, quarter=quarter)
        if one.indicator in touched
    }
    fresh, changed = [], []
    for place, some in by_place.items():
        found = quarters.together(some, defined[place[0]].over_time if place[0] in defined else RollUp.NONE)
        if found is None:
            continue
        one = known.pop(place, None)
        if one is None:
            fresh.append([hospital, quarter, *place, *found])
        elif (one.numerator, one.denominator, one.months) != found:
            one.numerator, one.denominator, one.months = found
            changed.append(one)
    rows.insert_values(Quarter, fresh)
    rows.update_all(changed, quarters.Together._fields)
    rows.remove(list(known.values()))


def sums(
    told: Mapping[Key, Said], nationally: Mapping[Key, Said] | None = None, where: Collection[Target] = ()
) -> Sums:
    """The figure of each indicator for the whole hospital and for each part of its splits, where there is one."""
    written: dict[str, dict[Key, Figure]] = defaultdict(dict)
    for key, said in told.items():
        if said.figure is not None:
            written[key.indicator][key] = said.figure
    defined = indicators.followed({*written, *(one.indicator for one in where)})
    mapped: dict[str, dict[Key, Mapped]] = defaultdict(dict)
    for key, one in counted_as(nationally or {}, where, defined).items():
        mapped[key.indicator][key] = one
    found = {}
    for code in sorted({*written, *mapped}):
        how = defined[code].over_places if code in defined else RollUp.NONE
        for split in {WHOLE, *(key.split for key in (*written[code], *mapped[code]))}:
            figure = national.total(written[code], mapped[code], how, split).figure
            if figure is not None:
                found[code, split] = figure
    return found


def counted_as(
    nationally: Mapping[Key, Said], where: Collection[Target], defined: Mapping[str, Definition]
) -> dict[Key, Mapped]:
    """What national numbers say of indicators, as somebody at the hospital said where they count."""
    numbers = {key: said.figure for key, said in nationally.items() if said.figure is not None}
    divides = {code for code, one in defined.items() if one.divides}
    return national.counted(numbers, [one for one in where if one.indicator in defined], divides)
