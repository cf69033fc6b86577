"""What comes in when people plan, plan anew or call off."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.records import canonical
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import choices
from partnerhood.pathway.activities.forms.shared import Names, Period
from partnerhood.pathway.goals.queries import Row as GoalRow
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Language


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
