"""What every form of this room shares: periods, numbers, and two people at one thing."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.operations.refusals import Conflicting, Refused
from partnerhood.ground.records import languages
from partnerhood.pathway.activities import choices
from partnerhood.pathway.partnerships.forms import Day, DeedForm

ONE_DAY = timedelta(days=1)
MINUTES = Decimal(60)


class Shared(DeedForm):
    """Something that two people may change at once: both versions are shown, and what is sent next is a choice."""

    SHOWN_AT = {"to_date": "last_day", "minutes": "hours", "whole": "part", "profession": "cadre"}

    def refuse(self, refusal: Refused) -> None:
        """Say why, beside the question that asks for what is to blame."""
        shown_at = self.SHOWN_AT.get(refusal.field or "", refusal.field)
        self.add_error(shown_at if shown_at in self.fields else None, str(refusal.sentence))

    def clash(self, conflict: Conflicting) -> None:
        """Show what a colleague wrote meanwhile, and keep what was written here."""
        meanwhile = _(
            "A colleague wrote meanwhile: “%(theirs)s”. Send yours again if it should stand, or write theirs."
        )
        shown_at = self.SHOWN_AT.get(conflict.field or "", conflict.field)
        said = meanwhile % {"theirs": _as_read(conflict.field, conflict.theirs)}
        self.add_error(shown_at if shown_at in self.fields else None, said)


def _as_read(field: str | None, value: Any) -> str:
    """A value from the journal as people read it."""
    match field:
        case "from_date":
            return look.written(date.fromisoformat(value))
        case "to_date":
            return look.written(date.fromisoformat(value) - ONE_DAY)
        case "title":
            return languages.original(value)
        case "led":
            return str(choices.Led(value).label)
        case "minutes":
            return str(hours(value))
    return str(value)


def hours(minutes: int | None) -> Decimal | None:
    """Minutes as hours, as people write them."""
    return None if minutes is None else (Decimal(minutes) / MINUTES).quantize(Decimal("0.01")).normalize() + 0


class Number(forms.DecimalField):
    """A number as people write it: with a comma or a point, and with or without spaces."""

    def __init__(self, **more: Any) -> None:
        keys = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=keys, **more)

    def to_python(self, value: Any) -> Any:
        """What was written, read as a number."""
        said = re.sub(r"[\s\u202f\u00a0'’]", "", str(value or ""))
        return super().to_python(said.replace(",", ".") if said.count(",") == 1 and "." not in said else said)


class Period(Shared):
    """A first and a last day; inside, a period ends the day after."""

    from_date = Day(label=_("First day"))
    last_day = Day(label=_("Last day"), required=False, help_text=_("The same day if you leave it empty."))

    def clean(self) -> dict[str, Any]:
        """A period as it is kept: the end is not included."""
        said: dict[str, Any] = super().clean() or {}
        last = said.pop("last_day", None) or said.get("from_date")
        if last:
            said["to_date"] = last + ONE_DAY
        return said


class Names(forms.CharField):
    """A few names, with commas or one under the other."""

    def clean(self, value: Any) -> list[str]:
        """Each name once."""
        names = [name.strip() for name in re.split(r"[,;\n]", super().clean(value))]
        return list(dict.fromkeys(filter(None, names)))
