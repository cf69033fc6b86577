"""Everything that a hospital ever reported, as a sheet: each number with its definition, who entered it and what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerhood.ground.records import languages
from partnerhood.interfaces.exchange.sheets import writing
from partnerhood.interfaces.exchange.sheets.writing import Cell
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.reporting import queries
from partnerhood.pathway.reporting.queries import Line
from partnerhood.pathway.reporting.rules import Key

EXACT = 4
"""How many decimals a value keeps; what was counted is kept as it was."""


def workbook(hospital: UUID, address: str) -> bytes:
    """An XLSX file: numbers on one sheet, on the next the definitions under which they were counted."""
    sheet = _Sheet(hospital, address)
    return writing.sheets(
        [
            (_("Numbers"), headings(), sheet.lines()),
            (_("Definitions"), _definition_headings(), sheet.definitions()),
        ],
        long=True,
    )


def comma_separated(hospital: UUID, address: str) -> Iterator[bytes]:
    """The numbers as a CSV file, piece by piece."""
    return writing.pieces(headings(), _Sheet(hospital, address).lines())


def headings() -> list[str]:
    """What stands in each column of the numbers."""
    return [
        _("First day"),
        _("Last day"),
        _("Indicator"),
        _("Ward"),
        _("Split by"),
        _("Part"),
        _("How many"),
        _("Out of"),
        _("Value"),
        pgettext("of a value", "Unit"),
        _("What became of it"),
        _("Why it was changed"),
        _("Source"),
        _("Left out"),
        _("What else changed"),
        _("Entered by"),
        _("Entered on"),
        _("How it came in"),
        _("Seen by the other side"),
        _("Definition"),
        _("Address"),
    ]


@dataclass
class _Sheet:
    """What was read on the way: definitions and names are asked for once, when a number first needs them."""

    hospital: UUID
    address: str
    language: str = field(default_factory=lambda: translation.get_language() or "en")
    defined: dict[str, Definition] = field(default_factory=dict)
    named: dict[Key, tuple[str, str]] = field(default_factory=dict)
    wards: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[list[Cell]]:
        """One line for each cell of each report, the oldest days first; also those that were put right or taken back."""
        self.wards = {str(one.pk): one.name for one in queries.wards(self.hospital)}
        for some in queries.every_cell(self.hospital):
            with translation.override(self.language):
                self._know(one.key.indicator for one in some)
                told = [self._line(one) for one in some]
            yield from told

    def _know(self, codes: Iterable[str]) -> None:
        fresh = [one for one in dict.fromkeys(codes) if one not in self.asked]
        if fresh:
            self.asked |= set(fresh)
            self.defined |= indicators.followed(fresh)
            strange = set(fresh) - self.defined.keys()
            self.named |= queries.names(self.hospital, strange) if strange else {}

    def _line(self, line: Line) -> list[Cell]:
        return [
            line.report.from_date,
            line.report.to_date - ONE_DAY,
            *self._of_what(line.key),
            *self._counted(line),
            _became(line),
            line.report.why,
            *self._provenance(line),
        ]

    def _of_what(self, key: Key) -> list[Cell]:
        """Of what, in which ward, and of whom."""
        ward = self.wards.get(key.place, key.place)
        if key.indicator not in self.defined:
            name, part = self.named.get(key, (key.indicator, key.split))
            return [name, ward, _("national system") if key.split else "", part]
        kinds = [one.partition(":")[0] for one in key.split.split("|")] if key.split else []
        split_by = ", ".join(indicators.word("splits", one) for one in kinds)
        name = self.defined[key.indicator].name.in_language(self.language)
        return [name, ward, split_by, indicators.part(key.split) if key.split else ""]

    def _counted(self, line: Line) -> list[Cell]:
        definition = self.defined.get(line.key.indicator)
        if line.figure is None:
            return [None, None, None, ""]
        value = queries.value(line.figure, definition) if definition else None
        unit = indicators.word("units", definition.unit) if definition else ""
        return [line.figure.numerator, line.figure.denominator, None if value is None else round(value, EXACT), unit]

    def _provenance(self, line: Line) -> list[Cell]:
        one = line.report
        note, _language = languages.best(one.note, self.language)
        seen = [
            f"{look.organisation.known_as} ({look.person})" if look.person else look.organisation.known_as
            for look in one.looks.all()
        ]
        return [
            one.source,
            one.left_out,
            note,
            one.entered_by.name if one.entered_by else "",
            timezone.localtime(one.entered_at).date(),
            str(one.get_origin_display()),
            ", ".join(seen),
            line.key.indicator,
            f"{self.address}/reports/{one.id}/",
        ]

    def definitions(self) -> Iterator[list[Cell]]:
        """One line for each definition under which something was counted; read after the lines."""
        for code, one in self.defined.items():
            yield [
                code,
                *(getattr(one, name).in_language(self.language) for name in ("name", "numerator", "denominator")),
                indicators.word("units", one.unit),
                indicators.word("directions", one.direction),
                *(indicators.word("roll_ups", how) for how in (one.over_time, one.over_places)),
                *(getattr(one, name).in_language(self.language) for name in ("source", "beware")),
                one.about.author if one.is_own else "",
                one.about.reviewed,
            ]


def _definition_headings() -> list[str]:
    return [
        _("Definition"),
        _("Indicator"),
        _("How many"),
        _("Out of"),
        pgettext("of a value", "Unit"),
        _("Which way is better"),
        _("Several periods become one by"),
        _("Several places become one by"),
        _("Where a ward finds it"),
        _("How it misleads"),
        _("Defined by"),
        _("As it stands since"),
    ]


def _became(line: Line) -> str:
    """What a later report on the same days says of the same number."""
    if line.figure is None:
        return _("takes back what was said before")
    if line.after is None:
        return _("stands")
    if line.is_again:
        return _("said again later")
    later = line.after
    return _("put right or taken back: %(why)s") % {"why": later.why} if later.why else _("put right or taken back")
