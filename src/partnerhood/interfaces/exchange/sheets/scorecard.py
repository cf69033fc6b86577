"""A network's scorecard as a sheet: every hospital and period on a line, the definitions, and what changed and why."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.sheets import writing
from partnerhood.interfaces.exchange.sheets.writing import Cell
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.scorecards.queries import Judged, Line

KEPT_DIGITS = Decimal("0.0001")


def workbook(board: Any, judged: Judged, address: str) -> bytes:
    """An XLSX file: figures on one sheet, on the next what each indicator counts, on the last every version with its reason."""
    return writing.sheets(
        [
            (_("Scorecard"), headings(), list(lines(board, judged, address))),
            (_("Definitions"), _definition_headings(), [_definition(one) for one in judged.lines]),
            (_("What changed, and why"), _version_headings(), [_version(one, board) for one in board.versions]),
        ]
    )


def comma_separated(board: Any, judged: Judged, address: str) -> bytes:
    """The figures as a CSV file."""
    return writing.comma_separated(headings(), lines(board, judged, address))


def headings() -> list[str]:
    """What stands in each column of the figures."""
    return [
        _("Aim"),
        _("Indicator"),
        _("Hospital"),
        _("First day"),
        _("Last day"),
        _("How many"),
        _("Out of"),
        _("Value"),
        pgettext("of a value", "Unit"),
        _("Months counted"),
        _("Where it should be"),
        _("Looked at by"),
        _("Address"),
    ]


def lines(board: Any, judged: Judged, address: str) -> Iterator[list[Cell]]:
    """For each indicator and period the hospitals, also those that are silent, and all together; a blank aim is a line."""
    for under in judged.aims:
        aim = vocabulary.name("aims", under.aim)
        if not under.lines:
            yield [aim, _("blank"), *[None] * 10, under.blank]
        for one in under.lines:
            if one.definition is not None:
                for line in _of(one, judged):
                    yield [aim, vocabulary.say(one.definition.name), *line, *_about(one, board, address)]


def _of(one: Line, judged: Judged) -> Iterator[list[Cell]]:
    """The hospitals of each period, and all together."""
    definition, row = one.definition, one.row
    assert definition is not None
    unit = indicators.word("units", definition.unit)
    for place, (first, after) in enumerate(judged.whole.periods):
        for house, cells in row.of.items() if row else ():
            cell = cells[place]
            figure = cell and cell.figure
            counted = [figure.numerator, figure.denominator] if figure else [None, None]
            months = f"{cell.months}/{cell.of}" if cell and cell.is_partial else ""
            value = _written(cell.value(definition)) if cell else None
            yield [judged.whole.houses[house], first, after - ONE_DAY, *counted, value, unit, months]
        found = one.together[place]
        counted = [found.figure.numerator, found.figure.denominator] if found.figure else [None, None]
        yield [_("All together"), first, after - ONE_DAY, *counted, _written(found.value), unit, ""]


def _written(value: Decimal | None) -> Decimal | None:
    """A value to four digits, as a sheet can hold it; what it was made of stands beside it whole."""
    return None if value is None else value.quantize(KEPT_DIGITS).normalize() + 0


def _about(one: Line, board: Any, address: str) -> list[Cell]:
    split = indicators.word("splits", one.chosen.split) if one.chosen.split else ""
    where = f"{address}/networks/{board.network.id}/scorecard/{board.versions[0].id}/{one.chosen.indicator}/"
    return [one.chosen.target, split, where]


def _definition_headings() -> list[str]:
    return [
        _("Indicator"),
        _("How many"),
        _("Out of"),
        pgettext("of a value", "Unit"),
        _("Which way is better"),
        _("Several periods become one by"),
        _("Several places become one by"),
        _("How it misleads"),
        _("Source"),
        _("Definition"),
    ]


def _definition(line: Line) -> list[Cell]:
    one, language = line.definition, translation.get_language() or "en"
    if one is None:
        return [line.chosen.indicator]
    return [
        one.name.in_language(language),
        one.numerator.in_language(language),
        one.denominator.in_language(language),
        indicators.word("units", one.unit),
        indicators.word("directions", one.direction),
        indicators.word("roll_ups", one.over_time),
        indicators.word("roll_ups", one.over_places),
        one.beware.in_language(language),
        one.source.in_language(language),
        one.code,
    ]


def _version_headings() -> list[str]:
    return [_("From"), _("What changed, and why"), _("Chosen by"), _("Version")]


def _version(one: Any, board: Any) -> list[Cell]:
    """A version with its reason; who chose it, for who runs the network."""
    why, _language = languages.best(one.why, translation.get_language() or "en")
    return [
        timezone.localtime(one.chosen_at).date(),
        why,
        one.person.name if one.person and board.runs else "",
        str(one.id),
    ]
