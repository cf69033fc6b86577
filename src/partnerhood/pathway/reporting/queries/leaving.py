"""Every cell that was ever reported at a hospital, with what became of it, a few reports at a time: what leaves as a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.queries.opening import told
from partnerhood.pathway.reporting.rules import Key

AT_ONCE = 20
"""How many reports stand in memory."""


@dataclass(frozen=True)
class Line:
    """A cell of a report, and the report that said otherwise of it or said it again, where one did."""

    key: Key
    figure: Figure | None
    report: Report
    after: Report | None = None
    is_again: bool = False


def every_cell(hospital: UUID) -> Iterator[list[Line]]:
    """The cells of all reports on the same days together, the oldest days first."""
    found = told().filter(hospital=hospital).order_by("from_date", "to_date", "entered_at", "id")
    in_order = found.iterator(chunk_size=AT_ONCE)
    for _days, reports in groupby(in_order, key=lambda one: (one.from_date, one.to_date)):
        yield _lines(list(reports))


def _lines(reports: Sequence[Report]) -> list[Line]:
    """From the last report to the first, so that each cell meets what was said of it later."""
    later: dict[Key, tuple[Figure | None, Report]] = {}
    found: list[Line] = []
    for report in reversed(reports):
        own = []
        for key, figure in rules.cells(report.cells):
            known, after = later.get(key, (None, None))
            own.append(Line(key, figure, report, after, after is not None and known == figure))
            later[key] = (figure, report)
        found[:0] = own
    return found
