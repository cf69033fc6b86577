"""Results, indicators and their values; values are kept as they were written, because many are words."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading.documents import documents
from partnerhood.interfaces.exchange.iati.reading.element import LONGEST_ADDRESS, address, code, day, text_of, yes
from partnerhood.interfaces.exchange.iati.reading.notes import Notes
from partnerhood.interfaces.exchange.iati.reading.tree import Element
from partnerhood.pathway.programmes.rules.results import (
    QUALITATIVE,
    Baseline,
    Dimension,
    Indicator,
    Period,
    Reference,
    Result,
    Value,
)

YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


def result(element: Element, notes: Notes) -> Result:
    """A result with its indicators."""
    title = text_of(element, "title", notes)
    if not title:
        notes.note(element, _("A result has no title."), "4.3.1")
    indicators = tuple(_indicator(one, notes) for one in element.every("indicator"))
    if not indicators:
        notes.note(element, _("A result has no indicator, so nothing shows whether it was reached."))
    return Result(
        type=notes.check(element, "ResultType", code(element, "type")),
        title=title,
        description=text_of(element, "description", notes),
        may_be_added=yes(element, "aggregation-status"),
        references=_references(element, notes),
        documents=documents(element, notes),
        indicators=indicators,
    )


def _indicator(element: Element, notes: Notes) -> Indicator:
    measure = notes.check(element, "IndicatorMeasure", code(element, "measure"))
    title = text_of(element, "title", notes)
    if not title:
        notes.note(element, _("An indicator has no title."), "4.3.1")
    return Indicator(
        measure=measure,
        title=title,
        description=text_of(element, "description", notes),
        ascending=yes(element, "ascending") is not False,
        may_be_added=yes(element, "aggregation-status"),
        references=_references(element, notes),
        documents=documents(element, notes),
        baselines=tuple(_baseline(one, measure, notes) for one in element.every("baseline")),
        periods=tuple(_period(one, measure, notes) for one in element.every("period")),
    )


def _baseline(element: Element, measure: str, notes: Notes) -> Baseline:
    said = code(element, "year")
    year = int(said) if YEAR.fullmatch(said) else None
    if said and year is None:
        notes.note(element, _("“%(said)s” is not a year; it is left out."), said=said)
    value = _value(element, measure, notes, "8.8")
    return Baseline(
        value=value.value,
        comment=value.comment,
        dimensions=value.dimensions,
        locations=value.locations,
        documents=value.documents,
        year=year,
        day=day(element),
    )


def _period(element: Element, measure: str, notes: Notes) -> Period:
    first, last = day(element.first("period-start")), day(element.first("period-end"))
    if first is None or last is None:
        notes.note(element, _("A period of an indicator does not say on which day it begins or ends."))
    return Period(
        first_day=first,
        last_day=last,
        targets=tuple(_value(one, measure, notes, "8.9") for one in element.every("target")),
        actuals=tuple(_value(one, measure, notes, "8.10") for one in element.every("actual")),
    )


def _value(element: Element, measure: str, notes: Notes, rule: str) -> Value:
    value = Value(
        value=code(element, "value", LONGEST_ADDRESS),
        comment=text_of(element, "comment", notes),
        dimensions=tuple(
            Dimension(name=code(one, "name"), value=code(one, "value")) for one in element.every("dimension")
        ),
        locations=tuple(code(one, "ref") for one in element.every("location") if code(one, "ref")),
        documents=documents(element, notes),
    )
    if measure == QUALITATIVE and value.value:
        notes.note(element, _("A value stands where the indicator is told in words."), f"{rule}.3")
    elif measure != QUALITATIVE and not value.value:
        notes.note(element, _("A value is missing."), f"{rule}.1")
    elif measure != QUALITATIVE and value.number is None:
        wording = _("“%(said)s” is not a number; it is kept as a text and not counted.")
        notes.note(element, wording, f"{rule}.2", said=value.value)
    return value


def _references(element: Element, notes: Notes) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            vocabulary=code(one, "vocabulary"),
            code=code(one),
            address=address(one, "indicator-uri") or address(one, "vocabulary-uri"),
        )
        for one in element.every("reference")
        if code(one)
    )
