"""What comes in about some days of a hospital, as a grid or one question after the other. Nothing here saves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import canonical
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities.forms import Number
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.partnerships.forms import GrowingForm, Language, line, long
from partnerhood.pathway.partnerships.forms.deeds import DeedForm, Kept, Upload
from partnerhood.pathway.reporting import choices
from partnerhood.pathway.reporting.actions import Doubtful
from partnerhood.pathway.reporting.rules import Key

LATER = ("left_out", "note", "language")


@dataclass(frozen=True)
class Cell:
    """Room for one number: how many, and out of how many where the definition divides."""

    key: Key
    numerator: forms.BoundField
    denominator: forms.BoundField | None
    questions: Sequence[str]

    @property
    def part(self) -> str:
        """Of whom, where it is a part of a split."""
        return indicators.part(self.key.split) if self.key.split else ""

    @property
    def bound(self) -> list[forms.BoundField]:
        """Its one or two fields."""
        return [one for one in (self.numerator, self.denominator) if one is not None]


@dataclass(frozen=True)
class Row:
    """One indicator of the grid: its whole, and the parts of its splits."""

    definition: Definition
    whole: Cell
    parts: Mapping[str, Sequence[Cell]]

    @property
    def cells(self) -> list[Cell]:
        """The whole and every part."""
        return [self.whole, *(cell for parts in self.parts.values() for cell in parts)]

    @property
    def parts_given(self) -> int:
        """How many parts have a number."""
        return sum(1 for cell in self.cells[1:] if cell.numerator.value())


class Count(GrowingForm):
    """What was counted in some days: a number for each indicator, and where the numbers come from.

    `before` is what stood when the page was made: only what was written otherwise is said.
    """

    source = forms.CharField(
        label=_("Where do the numbers come from?"),
        max_length=300,
        help_text=_("Which register, which list, who counted."),
    )
    why = line(
        _("What was wrong?"), _("You change numbers that stand already. The earlier ones stay readable beside this.")
    )
    left_out = line(_("What was left out, and why?"))
    note = long(_("What else changed in these days?"), rows=2)
    language = Language()
    sure = forms.BooleanField(label=_("I am sure: keep them as I wrote them"), required=False)
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    about = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    at = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, defined: Sequence[Definition], before: Mapping[Key, Figure], place: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.defined, self.before, self.place = defined, before, place
        self.questions: dict[Key, list[str]] = {}
        if not before:
            del self.fields["why"]
        for definition in defined:
            for key in self._keys(definition):
                self._room(definition, key)

    def _keys(self, definition: Definition) -> list[Key]:
        parts = [part for some in indicators.parts_of(definition.split).values() for part in some]
        return [Key(definition.code, self.place, split) for split in ("", *parts)]

    def _room(self, definition: Definition, key: Key) -> None:
        """Room for one number; that nobody has to give all of them is said once, and not beside each."""
        said = self.before.get(key)
        self.fields[_name("n", key)] = Number(
            label=_("How many?") if definition.divides else _("How much?"),
            required=False,
            max_digits=16,
            decimal_places=4,
        )
        self.initial.setdefault(_name("n", key), indicators.plain(said.numerator) if said else "")
        if definition.divides:
            self.fields[_name("d", key)] = Number(
                label=_("Out of how many?"), required=False, max_digits=16, decimal_places=4
            )
            self.initial.setdefault(_name("d", key), indicators.plain(said.denominator) if said else "")
        for name in {_name("n", key), _name("d", key)} & self.fields.keys():
            self.fields[name].needed_when = ""  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[Row]:
        """The indicators in their order."""
        return [self._row(one) for one in self.defined]

    def _row(self, definition: Definition) -> Row:
        whole, *parts = [self._cell(key) for key in self._keys(definition)]
        offered = indicators.parts_of(definition.split)
        grouped = {
            indicators.word("splits", kind): [one for one in parts if one.key.split in codes]
            for kind, codes in offered.items()
        }
        return Row(definition, whole, grouped)

    def _cell(self, key: Key) -> Cell:
        divided = _name("d", key)
        below = self[divided] if divided in self.fields else None
        return Cell(key, self[_name("n", key)], below, self.questions.get(key, ()))

    @property
    def rest(self) -> list[forms.BoundField]:
        """What can be said besides."""
        return [self[name] for name in LATER]

    @property
    def opens_rest(self) -> bool:
        """Whether something that can be said besides has to be looked at."""
        return any(one.errors or (one.name != "language" and one.value()) for one in self.rest)

    def step(self) -> int | None:
        """Which question stands alone on the page, from 0; None for all of them. One that cannot be read stays."""
        asked = self.data.get(self.MORE, self.data.get("at", ""))
        now = self.data.get("at", "")
        if self.is_bound and now.isdecimal() and int(now) < len(self.defined) and self.MORE in self.data:
            super(GrowingForm, self).full_clean()
            if any(one.errors for cell in self.rows[int(now)].cells for one in cell.bound):
                return int(now)
        return int(asked) if asked.isdecimal() and int(asked) < len(self.defined) else None

    def clean(self) -> dict[str, Any]:
        """The numbers that were written otherwise than they stand; whoever was sure was sure of these very numbers."""
        said = super().clean() or {}
        cells = self._cells(said)
        sure = bool(said.get("sure")) and said.get("about") == _asked_about(cells)
        kept = {name: said[name] for name in ("source", "why", *LATER, "seen") if said.get(name)}
        if self.MORE not in self.data and not self.errors and not cells:
            self.add_error(None, _("Write at least one number, or change one."))
        return {**kept, "cells": cells, "sure": sure}

    def _cells(self, said: Mapping[str, Any]) -> dict[Key, Figure | None]:
        found: dict[Key, Figure | None] = {}
        for definition in self.defined:
            for key in self._keys(definition):
                figure = self._figure(said, key)
                if figure != self.before.get(key):
                    found[key] = figure
        return found

    def _figure(self, said: Mapping[str, Any], key: Key) -> Figure | None:
        """What was written of a cell; half a number is none, and is asked for."""
        above, below = _name("n", key), _name("d", key)
        numerator: Decimal | None = said.get(above)
        denominator: Decimal | None = said.get(below)
        if below in self.fields and (numerator is None) != (denominator is None) and not self._is_wrong(above, below):
            missing = above if numerator is None else below
            self.add_error(missing, _("Give how many and out of how many."))
        return None if numerator is None else Figure(numerator, denominator)

    def _is_wrong(self, *names: str) -> bool:
        return any(name in self._errors for name in names)

    def refuse(self, refusal: Refused) -> None:
        """A doubt is not a fault: it is asked beside its number, and remembered about which numbers."""
        if not isinstance(refusal, Doubtful):
            return super().refuse(refusal)
        for key, sentence in refusal.questions:
            self.questions.setdefault(key, []).append(sentence)
        self.data = self.data.copy()
        self.data["about"] = _asked_about(self.cleaned_data["cells"])
        self.data.pop("sure", None)
        self.add_error("sure", _("Look at them once more, or say that you are sure."))


def _name(what: str, key: Key) -> str:
    """How a number is called in the form."""
    return f"{what}-{key.indicator}-{key.split}" if key.split else f"{what}-{key.indicator}"


def _asked_about(cells: Mapping[Key, Figure | None]) -> str:
    return canonical.fingerprint([[*key, one and [one.numerator, one.denominator]] for key, one in cells.items()])


class Choose(forms.Form):
    """Which indicator a hospital counts besides."""

    also = forms.ChoiceField(label=_("Count something else too"))

    def __init__(self, *args: Any, besides: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [one for one in indicators.definitions() if one.code not in besides and not one.computed]
        field = self.fields["also"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = indicators.definition_choices(offered)


class LookAt(DeedForm):
    """A partner's word on what another house counted."""

    on_behalf_of = forms.ChoiceField(label=_("For which partner do you look at it?"))
    words = long(_("What did you look at?"), _("The register of October, five pages by draw."), rows=2)
    language = Language()

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = self.fields["on_behalf_of"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = parties
        if len(parties) == 1:
            offered.widget = forms.HiddenInput()
            self.initial["on_behalf_of"] = parties[0][0]


class Page(DeedForm):
    """The page of the register that a report was counted from."""

    file = Upload(
        "image/",
        "application/pdf",
        label=_("A photo or a page"),
        help_text=_("Cover the names of patients before you take it. Everybody who reads the report can open it."),
    )
    file_name = Kept()
    words = line(_("What does it show?"), _("The delivery register, page 14."))
    language = Language()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].needed_when = ""  # type: ignore[attr-defined]


class Across(forms.Form):
    """Which domain, and which part of a split."""

    domain = forms.ChoiceField(label=_("Care domain"))
    part = forms.ChoiceField(label=_("Of whom?"), required=False)

    def __init__(self, *args: Any, domains: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.domains = domains
        parts = [part for some in indicators.parts_of(("sex", "age_band")).values() for part in some]
        for name, offered in (
            ("domain", [(one, vocabulary.name("domains", one)) for one in domains]),
            ("part", [("", _("everybody")), *((one, indicators.part(one)) for one in parts)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def asked(self) -> tuple[str, str]:
        """The domain and the part that somebody asks for, or the first domain and everybody."""
        if not self.is_bound or not self.is_valid():
            return (self.domains[0] if self.domains else ""), ""
        return self.cleaned_data["domain"], self.cleaned_data["part"]


class MapTo(DeedForm):
    """Where a national number counts: as which side of which indicator, whole or one of its parts, for all or for some."""

    indicator = forms.ChoiceField(label=_("As which indicator?"))
    side = forms.ChoiceField(label=_("As how many, or as out of how many?"), choices=choices.Side.choices)
    part = forms.ChoiceField(label=_("Which part of the national number?"), required=False)
    split = forms.ChoiceField(
        label=_("Is it a part of the indicator?"),
        required=False,
        help_text=_("Only where the number is of some alone: of women, of children under five."),
    )

    def __init__(self, *args: Any, hospital: UUID, parts: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        own = indicators.own_of(hospital)
        ready = [one for one in indicators.definitions() if not one.computed]
        offered = [("", ""), *indicators.definition_choices([*(own.defined[code] for code in own.in_use), *ready])]
        _choices(self.fields["indicator"]).choices = offered
        _choices(self.fields["part"]).choices = [("", _("all of it, added up")), *parts.items()]
        splits = indicators.parts_of([code for code, _name in indicators.choices("splits")])
        named = [
            (indicators.word("splits", kind), [(one, indicators.part(one)) for one in some])
            for kind, some in splits.items()
        ]
        _choices(self.fields["split"]).choices = [("", _("no, it is of all")), *named]
        if not parts:
            self.fields["part"].widget = forms.HiddenInput()


def _choices(field: forms.Field) -> forms.ChoiceField:
    assert isinstance(field, forms.ChoiceField)
    return field
