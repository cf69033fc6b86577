"""Options, what they do for whom, decisions on the way, criteria, weights and scores."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.forms.shared import Choices, ClosingForm, ContentForm, tongue
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Lines, long, speak_for

SCALE = [(str(number), str(number)) for number in range(1, 6)]


class Option(ClosingForm, ContentForm):
    """A way to go on together."""

    CONTENT = rules.Option

    letter = forms.CharField(
        label=_("Its letter"), max_length=2, help_text=_("A is the loosest way, the last letter the closest.")
    )
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    about = long(_("What would it be like?"), _("Who decides, who works where, what stays as it is."), required=True)
    language = tongue()


class Effect(ContentForm):
    """What an option does for somebody, as one side sees it."""

    CONTENT = rules.Effect

    words = long(_("What does it change for them?"), required=True)
    why = long(_("Why do you think so?"), _("A figure, an example elsewhere, what the group found."))
    language = tongue()
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(self, *arguments: Any, parties: list[tuple[UUID, str]], aspect: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._aspect = aspect
        speak_for(self, parties)

    def shaped(self, given: dict[str, Any]) -> dict[str, Any]:
        """The answers, about whom the page is."""
        return {**given, "aspect": self._aspect}


class Decision(DeedForm):
    """What was decided on the way, and why."""

    kind = forms.ChoiceField(label=_("What kind of decision?"), choices=choices.DecisionKind)
    option = forms.ChoiceField(label=_("About which option?"), required=False)
    words = long(_("What was decided?"), required=True)
    why = long(_("Why?"), _("Everybody reads the reasons."), required=True)
    decided_date = Day(label=_("On which day?"))
    rests_on = forms.MultipleChoiceField(
        label=_("On which advices does it rest?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = tongue()

    def __init__(self, *arguments: Any, options: Choices, hearings: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["option"].choices = [("", _("none in particular")), *options]
        self.fields["rests_on"].choices = hearings
        if not hearings:
            del self.fields["rests_on"]


class Criteria(DeedForm):
    """By what the options are compared, and who says what it weighs."""

    ready = forms.MultipleChoiceField(
        label=_("Ready criteria"), choices=choices.Ready, required=False, widget=forms.CheckboxSelectMultiple
    )
    own = Lines(label=_("In your own words"))
    weighers = forms.MultipleChoiceField(
        label=_("Who says what they weigh?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each on its own; nobody reads another's before its own is in."),
    )
    language = tongue()

    def __init__(self, *arguments: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["weighers"].choices = [(str(key), name) for key, name in bodies]


class Weights(DeedForm):
    """What each criterion weighs for one body; a hundred together."""

    words = long(_("Why so?"), _("The boards and the other groups read it once theirs are in."))
    language = tongue()

    def __init__(self, *arguments: Any, criteria: Sequence[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._keys = [key for key, _name in criteria]
        asked = {f"w_{key}": _weight(name) for key, name in criteria}
        self.fields = {**asked, **self.fields}

    def clean(self) -> dict[str, Any]:
        """The weights, one for each criterion."""
        said = super().clean() or {}
        given = {key: said.pop(f"w_{key}", None) for key in self._keys}
        said["weights"] = [
            rules.Weight(criterion=key, weight=weight) for key, weight in given.items() if weight is not None
        ]
        total = sum((one.weight for one in said["weights"]), Decimal(0))
        if not self.errors and total != rules.HUNDRED:
            said_so = _("Together they are %(total)s now, and should be exactly a hundred.") % {
                "total": format(total.normalize(), "f")
            }
            raise forms.ValidationError(said_so)
        return said


def _weight(name: str) -> forms.DecimalField:
    return forms.DecimalField(label=name, min_value=0, max_value=100, max_digits=5, decimal_places=2, localize=True)


class Scores(DeedForm):
    """Every open option on every criterion, from 1 to 5."""

    words = long(_("What do you want to say with it?"))
    language = tongue()
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(
        self,
        *arguments: Any,
        options: Sequence[tuple[UUID, str]],
        criteria: Sequence[tuple[UUID, str]],
        parties: list[tuple[UUID, str]] | None = None,
        hints: Mapping[tuple[str, str], str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        self._cells = [(option, key) for option, _name in options for key, _called in criteria]
        self._options = options
        hints = hints or {}
        for option, _name in options:
            for key, called in criteria:
                hint = hints.get((str(option), str(key)), "")
                self.fields[f"s_{option}_{key}"] = _score(called, hint)
        if parties is None:
            del self.fields["on_behalf_of"]
        else:
            speak_for(self, parties)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions of each option."""
        return [
            (name, [self[field] for field in self.fields if field.startswith(f"s_{option}_")])
            for option, name in self._options
        ]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is asked besides."""
        return [self[name] for name in self.fields if not name.startswith("s_")]

    def clean(self) -> dict[str, Any]:
        """The scores, one for each option and criterion."""
        said = super().clean() or {}
        given = [(option, key, said.pop(f"s_{option}_{key}", None)) for option, key in self._cells]
        said["scores"] = [rules.Score(option=one, criterion=key, score=value) for one, key, value in given if value]
        return said


def _score(name: str, hint: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=name, help_text=hint, coerce=int, choices=[("", "–"), *SCALE])
