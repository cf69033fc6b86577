"""What comes in when people say what was held and who came."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import choices, rules
from partnerhood.pathway.activities.forms.shared import MINUTES, Number, Period, Shared
from partnerhood.pathway.partnerships.forms import DeedForm, Language

SEXES = {"w": "woman", "f": "woman", "v": "woman", "m": "man", "h": "man", "woman": "woman", "man": "man"}
SEXES |= {"vrouw": "woman", "femme": "woman", "homme": "man", "other": "other", "x": "other", "autre": "other"}


class People(forms.CharField):
    """A list of who came, written or pasted: one person on each line."""

    def __init__(self, **more: Any) -> None:
        self.rows = more.pop("rows")
        super().__init__(max_length=200_000, strip=False, widget=forms.Textarea(attrs={"rows": self.rows}), **more)

    def clean(self, value: Any) -> list[rules.Attendee]:
        """The lines as people, or which lines cannot be read and why."""
        people, wrong = [], []
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            if not line.strip(" \t;"):
                continue
            try:
                people.append(_line(line))
            except ValueError as fault:
                wrong.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": fault})
        if wrong:
            raise forms.ValidationError(wrong)
        return people


class Hold(Period):
    """What was really held, and how many came."""

    people = People(
        label=_("Who was there?"),
        required=False,
        rows=4,
        help_text=_(
            "One person on each line: name; profession; ward or place; w or m; hours. Only the name is needed."
        ),
    )
    came = forms.IntegerField(
        label=_("How many came?"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("Leave it empty where there is a list of names. Of what was held several times: how many on an ordinary day."),
    )  # fmt: skip
    women = forms.IntegerField(label=_("How many of them women?"), required=False, min_value=0, max_value=1_000_000)
    times = forms.IntegerField(
        label=_("How many times in these days?"), min_value=1, max_value=1000, initial=1,
        help_text=_("Every Monday in March is 4 or 5 times."),
    )  # fmt: skip
    led = forms.ChoiceField(label=_("Who led it in the end?"), choices=choices.Led.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What should the next one know?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = Language()

    field_order = ["from_date", "last_day", "people", "came", "women", "times", "led", "words", "language"]

    @property
    def first(self) -> list[forms.BoundField]:
        """The few questions that everybody answers."""
        return [self[name] for name in ("from_date", "last_day", "people", "came", "women")]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is usually as planned."""
        return [self[name] for name in ("times", "led", "words", "language") if name in self.fields]

    @property
    def opens_rest(self) -> bool:
        """Whether something that is usually as planned has to be looked at."""
        return any(one.errors for one in self.rest)


class Correct(Hold):
    """A session as it was said, to be put right."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["people"], self.fields["words"], self.fields["language"]


class Attendee(Shared):
    """One line of an attendance list."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    cadre = forms.CharField(
        label=_("Profession"), required=False, max_length=100, widget=forms.TextInput(attrs={"list": "cadres"})
    )
    place = forms.CharField(
        label=_("Ward or place"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "places"})
    )
    sex = forms.ChoiceField(
        label=_("On the list as"), required=False, choices=choices.Sex.choices, widget=forms.RadioSelect
    )
    hours = Number(label=_("Hours there"), required=False, min_value=0, max_value=3000, decimal_places=2)
    part = forms.BooleanField(label=_("Was there for a part only"), required=False)

    def clean(self) -> dict[str, Any]:
        """A line as it is kept: minutes, and a profession that the vocabulary knows by its code."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        return {"base": said["base"], "said": _attendee(**{name: said[name] for name in said if name != "base"})}


def _attendee(*, hours: Decimal | None, part: bool, cadre: str, **said: Any) -> rules.Attendee:
    minutes = None if hours is None else int(hours * MINUTES)
    return rules.Attendee(cadre=cadre, profession=_profession(cadre), minutes=minutes, whole=not part, **said)


def _profession(said: str) -> str:
    """The code of a profession that was written as we name it, in any of our languages."""
    return _professions().get(said.strip().casefold(), "")


def _professions() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("en", "nl", "fr", get_language() or "en"):
        names |= {name.casefold(): code for code, name in vocabulary.choices("professions", language)}
    return names


class Paste(DeedForm):
    """A whole list, pasted from a sheet or a message: one person on each line."""

    people = People(
        label=_("The list"),
        rows=12,
        help_text=_(
            "One person on each line: name; profession; ward or place; w or m; hours. Only the name is needed. "
            "Lines copied from a spreadsheet work as they are."
        ),
    )


def _line(text: str) -> rules.Attendee:
    parts = [part.strip() for part in re.split(r"\t|;", text)]
    name, cadre, place, sex, hours = (parts + [""] * 5)[:5]
    if not name or len(name) > 200:
        raise ValueError(_("a name is missing or too long."))
    if len(cadre) > 100 or len(place) > 200:
        raise ValueError(_("the profession or the place is too long."))
    known = SEXES.get(sex.casefold().rstrip("."), "")
    if sex and not known:
        raise ValueError(_("“%(said)s” should be w or m, or nothing.") % {"said": sex[:40]})
    return _attendee(name=name, cadre=cadre, place=place, sex=known, hours=_hours(hours), part=False)


def _hours(said: str) -> Decimal | None:
    if not said:
        return None
    try:
        hours = Decimal(said.replace(",", ".").rstrip("hHuU "))
    except InvalidOperation:
        hours = Decimal(-1)
    if not (hours.is_finite() and 0 <= hours <= 3000):
        raise ValueError(_("“%(said)s” is not a number of hours.") % {"said": said[:40]})
    return hours


class Strike(DeedForm):
    """One line off a list."""
