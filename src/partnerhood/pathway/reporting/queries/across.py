"""The hospitals of a network beside each other: one care domain, quarter by quarter, read from the kept sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from partnerhood.ground.organisations.models import Membership, Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reporting import models
from partnerhood.pathway.reporting.queries.cells import Cell, Spot, cells, together
from partnerhood.pathway.reporting.rules import WHOLE

QUARTERS = 8


@dataclass(frozen=True)
class Table:
    """One indicator: a row for each hospital that counted it, and one for all of them together."""

    definition: Definition
    rows: Sequence[tuple[UUID, Sequence[Cell | None]]]
    together: Sequence[Decimal | None]
    silent: Sequence[UUID]


def hospitals(network: UUID, person: Standing | None) -> dict[UUID, str]:
    """The organisations of a network whose counts somebody may read, by name."""
    return readable(person, Membership.objects.filter(network=network, until_date=None).values("organisation"))


def readable(person: Standing | None, there: Any) -> dict[UUID, str]:
    """Those of these organisations whose counts somebody may read, by name: their own, and those they work with."""
    if person is None or not person.is_active:
        return {}
    close = Q(pk__in=person.organisations) | Q(pk__in=partnerships.working_with(person.organisations).values("pk"))
    found = Organisation.objects.filter(close, pk__in=there).order_by("name")
    return {one.pk: one.known_as for one in found}


def counted_by(houses: Iterable[UUID], last: int) -> dict[str, Definition]:
    """What these hospitals counted in the quarters up to the last, by its code, what most counted first: one question, for
    who goes on to ask for domains and tables."""
    told = _told(list(houses), last, WHOLE).values("indicator").annotate(number=Count("pk"))
    return indicators.followed(told.order_by("-number", "indicator").values_list("indicator", flat=True))


def domains(counted: Mapping[str, Definition]) -> list[str]:
    """The care domains of what was counted, those of which most was counted first."""
    return list(dict.fromkeys(domain for one in counted.values() for domain in one.domains))


def tables(
    houses: Sequence[UUID], counted: Mapping[str, Definition], domain: str, last: int, split: str = WHOLE
) -> list[Table]:
    """Every indicator of a domain that one of these hospitals counted, over the quarters up to the last."""
    defined = {code: one for code, one in counted.items() if domain in one.domains}
    if not defined:
        return []
    told = cells(_told(houses, last, split).filter(indicator__in=list(defined)), defined)
    found = [_table(one, houses, last, told, split) for one in defined.values()]
    return [one for one in found if one.rows]


def _told(houses: Sequence[UUID], last: int, split: str) -> QuerySet[models.Sum]:
    quarters = range(last - QUARTERS + 1, last + 1)  # named one by one, so that the index leads to the split in each
    return models.Sum.objects.filter(hospital__in=list(houses), split=split, quarter__in=quarters)


def _table(definition: Definition, houses: Sequence[UUID], last: int, told: Mapping[Spot, Cell], split: str) -> Table:
    quarters = range(last - QUARTERS + 1, last + 1)
    rows = [(house, [told.get((definition.code, split, house, quarter)) for quarter in quarters]) for house in houses]
    counted = [(house, cells) for house, cells in rows if any(cells)]
    whole = [together(definition, [cells[place] for _, cells in counted]).value for place in range(QUARTERS)]
    return Table(definition, counted, whole, [house for house, cells in rows if not any(cells)])
