"""The question with its time, the areas, and their facts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.forms.shared import Choices, ClosingForm, ContentForm, tongue
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Lines, line, long


class Mandate(ContentForm):
    """The question to both boards, what they allow, and by when."""

    CONTENT, AS = rules.Mandate, "mandate"

    question = long(
        _("What do both boards want to know?"),
        _("One question, in words that staff and patients understand."),
        required=True,
    )
    mandate = long(_("What may be looked at, and by whom?"), _("Say it too where nothing is excluded."), required=True)
    language = tongue()
    from_date = Day(label=_("From which day?"))
    to_date = Day(label=_("Until which day?"), help_text=_("The day itself is not included."))
    decide_by = Day(label=_("By when do the boards decide?"))


class Opening(Mandate):
    """The question, and the parts of the time."""

    phases = Lines(
        label=_("In which parts?"),
        help_text=_("One on each line: the day by which it is done, then what it is. 2026-03-06 what exists already"),
    )

    def clean_phases(self) -> list[rules.Phase]:
        """A day and a name on each line."""
        found = []
        for written in self.cleaned_data["phases"]:
            day, _space, name = written.partition(" ")
            try:
                found.append(rules.Phase(name=name.strip(), due_date=date.fromisoformat(day.rstrip(":,"))))
            except ValueError as trouble:
                raise forms.ValidationError(_("Begin each line with a day, such as 2026-03-06.")) from trouble
        return found


class EndPhase(DeedForm):
    """The day on which a part was done."""

    done_date = Day(label=_("On which day was it done?"))


class Area(ClosingForm, ContentForm):
    """An area of care."""

    CONTENT = rules.Area

    name = forms.CharField(label=_("Which area of care?"), max_length=200)
    kind = forms.ChoiceField(label=_("Do we work together there already?"), choices=choices.AreaKind)
    strength = forms.TypedChoiceField(
        label=_("How strong is it?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only of what exists already."),
    )
    since = line(_("Since when, and how?"), _("Such as: one centre since 2019."))
    about = long(_("What is it about?"))
    language = tongue()
    body = forms.ChoiceField(label=_("Which working group looks at it?"), required=False)
    due_date = Day(label=_("By when does it bring its paper?"), required=False)

    def __init__(self, *arguments: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*arguments, bodies=bodies, **more)
        self.fields["strength"].choices = [("", "–"), *choices.STRENGTHS.items()]
        self.fields["body"].choices = [("", _("none yet")), *bodies]


class Delivery(DeedForm):
    """The paper of a working group."""

    delivered_date = Day(label=_("On which day did the group bring it?"))
    words = long(
        _("What did the group find?"),
        _("What matters for patients, staff and training; no names of patients."),
        required=True,
        rows=6,
    )
    language = tongue()


class Figure(ClosingForm, ContentForm):
    """A fact of an area, with its source and its day."""

    CONTENT = rules.Figure

    what = forms.CharField(label=_("What is counted?"), max_length=200)
    value = forms.DecimalField(label=_("How much?"), max_digits=20, decimal_places=4, localize=True)
    unit = line(_("Of what?"), _("Such as: patients a year, minutes, full-time staff."))
    organisation = forms.ChoiceField(label=_("Of which house?"), required=False)
    source = line(_("From which source?"), required=True)
    on_date = Day(label=_("Of which day?"))
    language = tongue()

    def __init__(self, *arguments: Any, bodies: Choices, parties: Choices, **more: Any) -> None:
        super().__init__(*arguments, bodies=bodies, **more)
        self.fields["organisation"].choices = [("", _("of both together")), *parties]
        self.fields["unit"].max_length = 40
