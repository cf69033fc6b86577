"""What comes in about activities. Nothing here saves."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Conflicting, Refused
from partnerhood.ground.records import canonical, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import choices, rules
from partnerhood.pathway.goals.queries import Row as GoalRow
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Language

ONE_DAY = timedelta(days=1)
MINUTES = Decimal(60)
SEXES = {"w": "woman", "f": "woman", "v": "woman", "m": "man", "h": "man", "woman": "woman", "man": "man"}
SEXES |= {"vrouw": "woman", "femme": "woman", "homme": "man", "other": "other", "x": "other", "autre": "other"}


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
            return formats.date_format(date.fromisoformat(value), "j F Y")
        case "to_date":
            return formats.date_format(date.fromisoformat(value) - ONE_DAY, "j F Y")
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

    def to_python(self, value: Any) -> Decimal | None:
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


class Plan(Period):
    """A new activity: what, for which goals, how, who leads it, and when."""

    title = forms.CharField(label=_("What is it?"), max_length=300)
    goals = forms.MultipleChoiceField(
        label=_("Which goals does it serve?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    format = forms.ChoiceField(label=_("In which way?"))
    led = forms.ChoiceField(label=_("Who leads it?"), choices=choices.Led.choices, widget=forms.RadioSelect)
    without_goal = forms.ChoiceField(label=_("Why does it serve no goal?"), required=False)
    why = forms.CharField(label=_("In your own words"), required=False, max_length=4000, widget=forms.Textarea)
    ahead = forms.CharField(
        label=_("Why not wait until every partner has signed the goal?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for a goal that still waits for signatures. Your name stays beside the reason."),
    )
    hospital = forms.ChoiceField(label=_("Where?"))
    place = forms.CharField(label=_("In which ward or place?"), required=False, max_length=200)
    leaders = Names(
        label=_("Names of those who lead it"), required=False, max_length=2000, help_text=_("Names are never public.")
    )
    for_whom = forms.CharField(label=_("For whom?"), required=False, max_length=300)
    at_a_distance = forms.BooleanField(label=_("By phone or screen: nobody travels"), required=False)
    language = Language()

    FIRST = ("title", "goals", "format", "led", "from_date", "last_day")
    NO_GOAL = ("without_goal", "why")

    def __init__(
        self,
        *args: Any,
        hospitals: Iterable[Any],
        goals: Iterable[GoalRow],
        people: Mapping[str, str],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.people, goals = people, list(goals)
        self._offer("format", [("", ""), *vocabulary.choices("formats")])
        self._offer("without_goal", [("", ""), *vocabulary.choices("reasons_without_goal")])
        self._offer("hospital", [(str(one.id), one.known_as) for one in hospitals])
        self._offer("goals", [(str(one.goal.id), _goal_label(one)) for one in goals])
        if not goals:
            del self.fields["goals"]
        if all(one.state == "agreed" for one in goals):
            del self.fields["ahead"]

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered

    def clean(self) -> dict[str, Any]:
        """People whom we know by this very name are meant; the others are kept as names."""
        said = super().clean()
        names = said.pop("leaders", [])
        said["leaders"] = [self.people[name.casefold()] for name in names if name.casefold() in self.people]
        said["leader_names"] = [name for name in names if name.casefold() not in self.people]
        return said

    @property
    def first(self) -> list[forms.BoundField]:
        """The few questions that everybody answers."""
        return [self[name] for name in self.FIRST if name in self.fields]

    @property
    def no_goal(self) -> list[forms.BoundField]:
        """What an activity without a goal says."""
        return [self[name] for name in self.NO_GOAL]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What can be said now or later."""
        shown = {*self.FIRST, *self.NO_GOAL, "base"}
        return [self[name] for name in self.fields if name not in shown]

    @property
    def opens_no_goal(self) -> bool:
        """Whether the questions of an activity without a goal stand open."""
        return "goals" not in self.fields or any(one.errors or one.value() for one in self.no_goal)

    @property
    def opens_rest(self) -> bool:
        """Whether something that can be said later has to be looked at now."""
        return any(one.errors for one in self.rest)


def _goal_label(row: GoalRow) -> str:
    words = Truncator(row.statement).chars(110)
    return words if row.state == "agreed" else f"{words} ({_('waits for signatures')})"


class PlanAnew(Period):
    """A plan that changes; only what was really changed is sent, so that two people can change different things.

    `was` carries what the writer had in front of them.
    """

    was = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    title = forms.CharField(label=_("What is it?"), max_length=300)
    from_date = Day(label=_("First day"))
    last_day = Day(label=_("Last day"))
    led = forms.ChoiceField(label=_("Who leads it?"), choices=choices.Led.choices, widget=forms.RadioSelect)
    for_whom = forms.CharField(label=_("For whom?"), required=False, max_length=300)
    place = forms.CharField(label=_("In which ward or place?"), required=False, max_length=200)
    at_a_distance = forms.BooleanField(label=_("By phone or screen: nobody travels"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        shown = {name: value for name, value in self.initial.items() if name in self.fields and name != "base"}
        self.initial["was"] = canonical.text(shown)

    def clean(self) -> dict[str, Any]:
        """Only what differs from what the writer had in front of them."""
        said = super().clean()
        was = _read(said.pop("was", ""))
        changed = {name for name in self.fields if not self._is_same(name, was.get(name))}
        kept = {self.SHOWN_AT_INSIDE.get(name, name) for name in changed}
        return {name: value for name, value in said.items() if name in kept | {"base"}}

    def _is_same(self, name: str, was: Any) -> bool:
        read = self.fields[name].to_python
        try:
            return bool(read(was) == read(self[name].data))
        except forms.ValidationError:
            return False

    SHOWN_AT_INSIDE = {"last_day": "to_date"}


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class CallOff(DeedForm):
    """Why an activity does not happen."""

    words = forms.CharField(
        label=_("Why does it not happen?"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Those who were waiting for it read this."),
    )
    language = Language()


class Hold(Period):
    """What was really held, and how many came."""

    came = forms.IntegerField(
        label=_("How many came?"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("Leave it empty if you write a list of names next. Of what was held several times: how many on an ordinary day."),
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

    field_order = ["from_date", "last_day", "came", "women", "times", "led", "words", "language"]

    @property
    def first(self) -> list[forms.BoundField]:
        """The few questions that everybody answers."""
        return [self[name] for name in ("from_date", "last_day", "came", "women")]

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
        del self.fields["words"], self.fields["language"]


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

    people = forms.CharField(
        label=_("The list"),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "One person on each line: name; profession; ward or place; w or m; hours. Only the name is needed. "
            "Lines copied from a spreadsheet work as they are."
        ),
    )

    def clean_people(self) -> list[rules.Attendee]:
        """The lines as people, or which lines cannot be read and why."""
        people, wrong = [], []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1):
            if not line.strip(" \t;"):
                continue
            try:
                people.append(_line(line))
            except ValueError as fault:
                wrong.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": fault})
        if wrong:
            raise forms.ValidationError(wrong)
        return people


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
