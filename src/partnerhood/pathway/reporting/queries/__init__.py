"""What we ask about reports: what was counted on which days, by whom; and the sums that are kept beside them."""

from partnerhood.pathway.reporting.queries.across import QUARTERS, Table, counted_by, domains, hospitals, tables
from partnerhood.pathway.reporting.queries.counting import before, on_the_table, to_count
from partnerhood.pathway.reporting.queries.figures import (
    Point,
    Series,
    counted,
    days_said,
    said,
    series,
    splits,
    value,
)
from partnerhood.pathway.reporting.queries.keeping import Days, keep, on, standing, sums
from partnerhood.pathway.reporting.queries.opening import Opened, Part, houses, lately, opened, report, wards

__all__ = [
    "QUARTERS",
    "Days",
    "Opened",
    "Part",
    "Point",
    "Series",
    "Table",
    "before",
    "counted",
    "counted_by",
    "days_said",
    "domains",
    "hospitals",
    "houses",
    "keep",
    "lately",
    "on",
    "on_the_table",
    "opened",
    "report",
    "said",
    "series",
    "splits",
    "standing",
    "sums",
    "tables",
    "to_count",
    "value",
    "wards",
]
