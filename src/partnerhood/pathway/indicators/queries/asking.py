"""Counts and questions in the reader's words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.look.templatetags import look
from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.rules.asking import ONE_DAY, Question

QUESTIONS = {
    "less-than-nothing": _("You wrote %(value)s, which is less than nothing."),
    "nothing-counted": _("Nothing was counted in this period, so there is no value; it is shown as empty."),
    "more-than-all": _("You counted %(value)s, which is more than there are in all."),
    "jump": _("The last ones were %(low)s to %(high)s; you wrote %(value)s."),
    "ten-times": _("The last one was %(low)s; you wrote %(value)s."),
    "jump-found": _("The last ones were %(low)s to %(high)s; this gives %(value)s."),
    "ten-times-found": _("The last one was %(low)s; this gives %(value)s."),
    "same-period": _("There is a reading for these days already: %(value)s. To change that one, put it right instead."),
    "overlap": _("From %(from_date)s to %(to_date)s there is a reading already: %(value)s."),
    "gap": _("Between %(from_date)s and %(to_date)s nothing was read. Is that known?"),
    "not-over": _("This period is not over yet: it ends on %(to_date)s."),
}
"""What is asked before something unusual is kept."""


def count(value: Decimal | None) -> str:
    """A counted number as people read it."""
    if value is None:
        return ""
    digits = 0 if value == value.to_integral_value() else 2
    return formats.number_format(value, digits, force_grouping=True)


def written(value: Decimal | None, sign: str) -> str:
    """A value as people read it, with its sign; a dash where nothing was counted."""
    if value is None:
        return "–"
    shown = figures.shown(value)
    digits = 0 if shown == shown.to_integral_value() else 1
    number = formats.number_format(shown, digits, force_grouping=True)
    return f"{number} {sign}".strip()


def out_of(numerator: Decimal | None, denominator: Decimal | None, said: str) -> str:
    """What a value was made of, as people read it: 9 / 412 = 21.8; the value alone where nothing is divided."""
    if numerator is None or denominator is None:
        return said
    return f"{count(numerator)} / {count(denominator)} = {said}"


def plain(value: Decimal | None) -> str:
    """A kept number as somebody would type it again."""
    return "" if value is None else format(value.normalize(), "f")


def asked(question: Question, said: Callable[[Decimal], str]) -> str:
    """A question in the reader's words: counted numbers as they were written, values as they are shown everywhere else;
    the last day is the one that still belongs to the period."""
    say = count if question.kind in {"less-than-nothing", "more-than-all"} else said
    numbers = {name: getattr(question, name) for name in ("low", "high", "value")}
    last = question.to_date - ONE_DAY if question.to_date else None
    return str(QUESTIONS[question.kind]) % {
        **{name: "" if value is None else say(value) for name, value in numbers.items()},
        "from_date": _day(question.from_date),
        "to_date": _day(last),
    }


def _day(value: date | None) -> str:
    return look.written(value) if value else ""
