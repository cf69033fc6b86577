"""The hospitals of a network beside each other: one care domain, quarter by quarter, read from the kept quarters.

The database adds up; only the rows that stand on a page are read one by one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from partnerhood.ground.organisations.models import Membership, Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reporting.models import Quarter
from partnerhood.pathway.reporting.queries.cells import NOTHING, Cell, all_together, cells
from partnerhood.pathway.reporting.rules import WHOLE, quarters

QUARTERS = 8
HospitalRow = tuple[str, UUID]
"""An indicator and a hospital: a row of a page."""


@dataclass(frozen=True)
class Table:
    """One indicator: which hospitals counted it and which did not, all of them together, and the rows that are shown."""

    definition: Definition
    counted: Sequence[UUID]
    silent: Sequence[UUID]
    together: Sequence[Decimal | None]
    rows: Sequence[tuple[UUID, Sequence[Cell | None]]] = ()


def hospitals(network: UUID, person: Standing | None) -> dict[UUID, str]:
    """The organisations of a network whose counts somebody may read, by name."""
    return {one.pk: one.known_as for one in _of_network(person, network)}


def readable(person: Standing | None, there: Collection[UUID]) -> dict[UUID, str]:
    """Those of these organisations whose counts somebody may read, by name: their own, and those they work with."""
    return {one.pk: one.known_as for one in _readable(person).filter(pk__in=there)}


@plans.planned
def _of_network(person: Standing | None, network: UUID) -> QuerySet[Organisation]:
    members = Membership.objects.filter(network=network, until_date=None)
    return _readable(person).filter(pk__in=members.values("organisation"))


def _readable(person: Standing | None) -> QuerySet[Organisation]:
    if person is None or not person.is_active:
        return Organisation.objects.none()
    close = Q(pk__in=person.organisations) | Q(pk__in=partnerships.working_with(person.organisations).values("pk"))
    return Organisation.objects.filter(close).order_by("name").only("name", "short_name")


def counted_by(houses: Iterable[UUID], last: int) -> dict[str, Definition]:
    """What these hospitals counted in the quarters up to the last, by its code, what most counted first: one question, for
    who goes on to ask for domains and tables."""
    told = _told(list(houses), last, WHOLE).values("indicator").annotate(number=Count("pk"))
    return indicators.followed(told.order_by("-number", "indicator").values_list("indicator", flat=True))


def domains(counted: Mapping[str, Definition]) -> list[str]:
    """The care domains of what was counted, those of which most was counted first."""
    return list(dict.fromkeys(domain for one in counted.values() for domain in one.domains))


def beside(
    houses: Sequence[UUID], counted: Mapping[str, Definition], domain: str, last: int, split: str = WHOLE
) -> list[Table]:
    """Every indicator of a domain that one of these hospitals counted, over the quarters up to the last: who counted it, and all
    hospitals together, where a definition allows that."""
    defined = {code: one for code, one in counted.items() if domain in one.domains}
    if not defined:
        return []
    told = _told(houses, last, split).filter(indicator__in=list(defined))
    there: dict[str, set[UUID]] = defaultdict(set)
    for code, house in told.order_by().values_list("indicator", "hospital").distinct():
        there[code].add(house)
    several = {code: one for code, one in defined.items() if one.over_places in (*quarters.ADDED, RollUp.MEAN)}
    together = all_together(told.filter(indicator__in=list(several)), several) if several else {}
    return [
        Table(
            definition=one,
            counted=[house for house in houses if house in there[code]],
            silent=[house for house in houses if house not in there[code]],
            together=[together.get((code, split, quarter), NOTHING).value for quarter in _quarters(last)],
        )
        for code, one in defined.items()
        if there[code]
    ]


def filled(tables: Iterable[Table], wanted: Iterable[HospitalRow], last: int, split: str = WHOLE) -> list[Table]:
    """These tables with the rows that somebody wants to see; one without any is left out."""
    by_code: dict[str, list[UUID]] = defaultdict(list)
    for code, house in wanted:
        by_code[code].append(house)
    houses = list(dict.fromkeys(house for some in by_code.values() for house in some))
    told = _told(houses, last, split).filter(indicator__in=list(by_code))
    found = cells(told)

    def row(code: str, house: UUID) -> tuple[UUID, Sequence[Cell | None]]:
        return house, [found.get((code, split, house, quarter)) for quarter in _quarters(last)]

    return [
        replace(one, rows=[row(one.definition.code, house) for house in by_code[one.definition.code]])
        for one in tables
        if one.definition.code in by_code
    ]


def _quarters(last: int) -> range:
    return range(last - QUARTERS + 1, last + 1)


def _told(houses: Sequence[UUID], last: int, split: str) -> QuerySet[Quarter]:
    """Each quarter by its number, and not from one to another: so the index finds the indicators within it too."""
    return Quarter.objects.filter(hospital__in=list(houses), split=split, quarter__in=list(_quarters(last)))
