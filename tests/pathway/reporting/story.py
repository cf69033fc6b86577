"""A month of births and deaths at Lukanga, as tests tell it."""

from datetime import date
from decimal import Decimal as D
from typing import Any

from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import actions, rules
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast, by

DEATHS = "newborn_deaths_in_hospital"
"""A ratio of sums, per thousand."""
OCTOBER = (date(2025, 10, 1), date(2025, 11, 1))


def figure(numerator: object, denominator: object = None) -> Figure:
    """So many, out of so many."""
    return Figure(D(str(numerator)), None if denominator is None else D(str(denominator)))


def reported(who: Cast, cells: dict[Key, Figure | None], **more: Any) -> Report:
    """A report by the nurse, on October unless other days are given."""
    deed = more.pop("deed", None) or by(who.mireille)
    from_date, to_date = more.pop("days", OCTOBER)
    said = {"hospital": who.lukanga, "source": "Registre de la maternité", **more}
    return actions.report(from_date=from_date, to_date=to_date, cells=rules.columns(cells), deed=deed, **said)
