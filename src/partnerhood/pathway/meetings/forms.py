"""What comes in about meetings, cleaned. Nothing here saves."""

from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.meetings import choices, rules
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Language, line, long

Choices = Sequence[tuple[UUID, str]]


class Mandate(DeedForm):
    """What a body is for, decided by whom, and for how long."""

    words = long(_("What is it for, and what may it decide?"), required=True)
    decided_by = line(_("Who decided so, and when?"), _("Such as: both boards, 9 January 2026."), required=True)
    from_date = Day(label=_("From which day?"))
    to_date = Day(
        label=_("Until which day?"),
        required=False,
        help_text=_("The day itself is not included. Empty while it is open."),
    )
    language = Language()


class Move(DeedForm):
    """When by which clock, and where or by which line."""

    day = Day(label=_("On which day?"))
    clock = forms.TimeField(
        label=_("At what time?"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=time(14)
    )
    zone = forms.ChoiceField(label=_("By which clock?"))
    lasts = forms.IntegerField(label=_("How many minutes does it last?"), min_value=5, max_value=2880, initial=60)
    place = line(_("Where?"))
    line = line(_("By which line?"), _("A telephone number or an address. Only who writes here reads it."))

    def __init__(self, *arguments: Any, zones: Sequence[str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["zone"].choices = [(one, one.replace("_", " ")) for one in zones]

    def clean(self) -> dict[str, Any]:
        """The moment, by the clock that was named."""
        said = super().clean() or {}
        if self.errors:
            return said
        day, clock = said.pop("day"), said.pop("clock")
        said["begins_at"] = rules.moment_of(day, (clock.hour, clock.minute), said["zone"])
        if not said["place"].strip() and not said["line"].strip():
            self.add_error("place", _("Say where you meet, or by which line."))
        return said


class Calling(Move):
    """A meeting, and who else reads it."""

    readers = forms.ChoiceField(
        label=_("Who reads it, besides those who sit there?"), choices=choices.Readers, widget=forms.RadioSelect
    )


class Readers(DeedForm):
    """Who reads a meeting."""

    readers = forms.ChoiceField(
        label=_("Who reads it, besides those who sit there?"), choices=choices.Readers, widget=forms.RadioSelect
    )


class CallOff(DeedForm):
    """Why a meeting is not held."""

    words = long(_("Why is it called off?"), required=True)
    language = Language()


class Point(DeedForm):
    """A point of an agenda."""

    title = forms.CharField(label=_("In one line"), max_length=200)
    asks = forms.ChoiceField(label=_("What do you ask of the others?"), choices=choices.Asks, widget=forms.RadioSelect)
    about = long(_("What should they know before?"), _("No names of patients."))
    brought_by = forms.ChoiceField(label=_("Who brings it?"), required=False)
    number = forms.IntegerField(label=_("At which place?"), required=False, min_value=1, max_value=rules.MOST)
    language = Language()

    def __init__(self, *arguments: Any, people: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["brought_by"].choices = [("", _("nobody in particular")), *people]


class Minutes(DeedForm):
    """What was said about a point."""

    words = long(_("What was said?"), _("What matters, in a few sentences. No names of patients."), rows=6)
    language = Language()


class Attendance(DeedForm):
    """Who came, came by line, or was excused: a question for each who sits there."""

    def __init__(self, *arguments: Any, people: Choices, has_begun: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        known = choices.Came.choices if has_begun else [(choices.Came.EXCUSED, _("cannot come"))]
        for key, name in people:
            self.fields[f"p{key}"] = forms.ChoiceField(label=name, required=False, choices=[("", "–"), *known])

    def clean(self) -> dict[str, Any]:
        """Who came, for each of whom something was said."""
        said = super().clean() or {}
        given = {name: said.pop(name, "") for name in self.fields if name.startswith("p")}
        came = {kind: [name[1:] for name, value in given.items() if value == kind] for kind in choices.Came.values}
        self.cleaned_data = {**said, **{kind.replace("-", "_"): people for kind, people in came.items() if people}}
        if not any(given.values()) and not self.errors:
            raise forms.ValidationError(_("Say it of one person at least."))
        return self.cleaned_data


class Decision(DeedForm):
    """What was decided, why, and for which goal."""

    words = long(_("What was decided?"), required=True)
    why = long(_("Why?"), _("A decision without a reason is not understood later."), required=True)
    point = forms.ChoiceField(label=_("At which point?"), required=False)
    goal = forms.ChoiceField(label=_("For which goal?"), required=False, help_text=_("It is shown beside that goal."))
    language = Language()

    def __init__(self, *arguments: Any, points: Choices, goals: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["point"].choices = [("", _("none in particular")), *points]
        self.fields["goal"].choices = [("", _("none in particular")), *goals]
        if not goals:
            del self.fields["goal"]


class ActionPoint(DeedForm):
    """Who does what by when."""

    what = long(_("What will be done?"), required=True)
    owner = forms.ChoiceField(label=_("Who does it?"))
    by_date = Day(label=_("By which day?"))
    point = forms.ChoiceField(label=_("At which point?"), required=False)
    language = Language()

    def __init__(self, *arguments: Any, people: Choices, points: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["owner"].choices = list(people)
        self.fields["point"].choices = [("", _("none in particular")), *points]


class Ending(DeedForm):
    """What came of an action point."""

    ending = forms.ChoiceField(label=_("What came of it?"), choices=choices.Ending, widget=forms.RadioSelect)
    words = long(_("In your own words"), _("Where it is no longer needed: why."))
    language = Language()


class Correction(DeedForm):
    """What was wrong in approved minutes."""

    words = long(_("What has to be put right?"), required=True)
    language = Language()
