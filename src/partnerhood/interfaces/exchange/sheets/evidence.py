"""Every reading of a partnership as a sheet: what was counted, under which definition, by whom, and what became of it."""

from collections.abc import Iterator, Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.sheets import writing
from partnerhood.interfaces.exchange.sheets.writing import Cell
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.measurement.queries import Row, Sight

Measured = Sequence[tuple[Sight, Sequence[Row]]]


def workbook(measured: Measured, address: str) -> bytes:
    """An XLSX file: readings on one sheet, on the next what each measure counts and where it should be."""
    followed = indicators.followed(sight.measure.indicator for sight, _rows in measured)
    defined = [_definition(sight, followed.get(sight.measure.indicator)) for sight, _rows in measured]
    return writing.sheets(
        [
            (_("Readings"), headings(), list(lines(measured, address))),
            (_("Definitions"), _definition_headings(), defined),
        ]
    )


def comma_separated(measured: Measured, address: str) -> bytes:
    """The readings as a CSV file."""
    return writing.comma_separated(headings(), lines(measured, address))


def headings() -> list[str]:
    """What stands in each column of the readings."""
    return [
        _("Goal"),
        _("Hospital"),
        _("Care domain"),
        _("Measure"),
        _("First day"),
        _("Last day"),
        _("Place"),
        _("How many"),
        _("Out of"),
        _("Value"),
        pgettext("of a value", "Unit"),
        _("Source"),
        _("Left out"),
        _("What else changed"),
        _("Entered for"),
        _("Entered by"),
        _("Entered on"),
        _("What became of it"),
        _("Seen by the other side"),
        _("Address"),
    ]


def lines(measured: Measured, address: str) -> Iterator[list[Cell]]:
    """One line for each reading that this reader may see, also those that were put right or withdrawn."""
    for sight, rows in measured:
        for row in rows:
            if not row.is_kept_back:
                yield [*_about(sight), *_counted(row), *_provenance(row, sight, address)]


def _about(sight: Sight) -> list[Cell]:
    domain = vocabulary.name("domains", sight.goal.domain)
    return [sight.goal.wording.content["statement"], sight.goal.hospital.known_as, domain, sight.measure.name]


def _counted(row: Row) -> list[Cell]:
    one = row.reading
    unit = str(one.measure.get_unit_display())
    return [one.from_date, row.last_day, one.place, one.numerator, one.denominator, one.value, unit]


def _provenance(row: Row, sight: Sight, address: str) -> list[Cell]:
    one = row.reading
    who = one.entered_by.name if one.entered_by and sight.inside else ""
    note, _language = languages.best(one.note, translation.get_language() or "en")
    seen = [_seen(each.organisation.known_as, each.person, sight) for each in row.verified_by]
    return [
        one.source,
        one.left_out,
        note,
        one.on_behalf_of.known_as,
        who,
        timezone.localtime(one.entered_at).date(),
        _became(row),
        ", ".join(seen),
        f"{address}/readings/{one.id}/",
    ]


def _seen(house: str, person: object, sight: Sight) -> str:
    return f"{house} ({person})" if person and sight.inside else house


def _became(row: Row) -> str:
    if row.withdrawal:
        return _("withdrawn: %(why)s") % {"why": row.withdrawal.reason}
    if row.replaced_by:
        return _("put right: %(why)s") % {"why": row.replaced_by[-1].why}
    return _("counts") if row.is_same_definition else _("counted under another definition")


def _definition_headings() -> list[str]:
    return [
        _("Goal"),
        _("Measure"),
        _("How many"),
        _("Out of"),
        pgettext("of a value", "Unit"),
        _("Which way is better"),
        _("Source"),
        _("Where it begins"),
        _("Counted on"),
        _("Where it should be"),
        _("By when"),
        _("Definition"),
        _("How it misleads"),
    ]


def _definition(sight: Sight, followed: Definition | None) -> list[Cell]:
    """What a measure counts; how a house defined it itself is for those inside."""
    one = sight.measure
    found = followed if followed and (sight.inside or not followed.is_own) else None
    language = translation.get_language() or "en"
    return [
        sight.goal.wording.content["statement"],
        one.name,
        one.numerator,
        one.denominator,
        str(one.get_unit_display()),
        str(one.get_direction_display()),
        one.source,
        one.baseline,
        one.baseline_date,
        one.target,
        one.target_date,
        (found.name.in_language(language) if found.is_own else found.code) if found else "",
        found.beware.in_language(language) if found else "",
    ]
