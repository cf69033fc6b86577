"""Money by year as a table with bars, and each sum as a number that opens; currencies are never mixed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Figure
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.programmes.pages import shown
from partnerhood.pathway.programmes.queries import Total

BUDGET, PLAN = "budget", "plan"
FULL = 100


@dataclass(frozen=True)
class Kind:
    """One kind of money in one currency: how it is called, and its sum that opens."""

    name: str
    figure: Figure


@dataclass(frozen=True)
class Cell:
    """An amount of one kind in one year, and how much of its bar is filled, in percent."""

    amount: str
    bar: int

    @property
    def start(self) -> int:
        """Where the bar begins: it ends under the last figure."""
        return FULL - self.bar


@dataclass(frozen=True)
class Year:
    """One year: an amount for each kind."""

    year: int
    cells: list[Cell]


@dataclass(frozen=True)
class Purse:
    """All money in one currency."""

    currency: str
    kinds: list[Kind]
    years: list[Year]


def purses(programme, totals: Sequence[Total]) -> list[Purse]:
    """What a programme tells of money, currency by currency."""
    by_currency: dict[str, list[Total]] = defaultdict(list)
    for one in totals:
        by_currency[one.currency].append(one)
    return [_purse(programme, currency, found) for currency, found in by_currency.items()]


def _purse(programme, currency: str, found: list[Total]) -> Purse:
    kinds = sorted({(one.kind, one.type) for one in found}, key=_order)
    amounts = {(one.kind, one.type, one.year): one.amount for one in found}
    highest = max((abs(one.amount) for one in found), default=Decimal(1)) or Decimal(1)
    years = range(min(one.year for one in found), max(one.year for one in found) + 1)
    told = [
        _year(year, [amounts.get((kind, type_, year)) for kind, type_ in kinds], highest)
        for year in years
        if any((kind, type_, year) in amounts for kind, type_ in kinds)
    ]
    return Purse(currency, [_kind(programme, currency, key, found) for key in kinds], told)


def _order(key: tuple[str, str]) -> tuple[bool, bool, int]:
    kind, type_ = key
    return (kind != BUDGET, kind != PLAN, int(type_) if type_.isdecimal() else 0)


def _year(year: int, amounts: list[Decimal | None], highest: Decimal) -> Year:
    return Year(year, [_cell(one, highest) for one in amounts])


def _cell(amount: Decimal | None, highest: Decimal) -> Cell:
    if amount is None:
        return Cell("", 0)
    return Cell(shown.amount(amount), max(1, int(amount * FULL / highest)) if amount > 0 else 0)


def kind_name(kind: str, type_: str) -> str:
    """What one kind of money is called."""
    if kind == BUDGET:
        return _("Budget") if type_ == "1" else _("Budget, revised")
    if kind == PLAN:
        return _("Planned payments")
    return shown.name("TransactionType", type_)


def _kind(programme, currency: str, key: tuple[str, str], found: list[Total]) -> Kind:
    kind, type_ = key
    mine = [one for one in found if (one.kind, one.type) == key]
    number = sum(one.number for one in mine)
    name = kind_name(kind, type_)
    asked = urlencode({"kind": kind, "type": type_, "currency": currency})
    figure = Figure(
        value=f"{shown.amount(sum((one.amount for one in mine), Decimal()))} {currency}",
        label=name,
        counts=_counts(kind, number),
        source=_("the entries, one by one"),
        href=f"{reverse('programmes:money', args=[programme.id])}?{asked}",
        who=programme.reporter.known_as,
        when=programme.told_at,
        left_out=_("other currencies, which are never added up with this one"),
    )
    return Kind(name, figure)


def _counts(kind: str, number: int) -> str:
    if kind == BUDGET:
        said = ngettext(
            "%(number)s budget, in the year in which it begins",
            "%(number)s budgets, each in the year in which it begins",
            number,
        )
    elif kind == PLAN:
        said = ngettext(
            "%(number)s planned payment, in the year in which it begins",
            "%(number)s planned payments, each in the year in which it begins",
            number,
        )
    else:
        said = ngettext(
            "%(number)s transaction, by its day; corrections count below zero",
            "%(number)s transactions, by their day; corrections count below zero",
            number,
        )
    return said % {"number": number}
