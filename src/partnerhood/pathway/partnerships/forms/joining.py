"""What comes in about joining a network, cleaned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.choices import Part
from partnerhood.pathway.partnerships import choices, rules
from partnerhood.pathway.partnerships.forms.deeds import DeedForm, Language, line, long

JOINABLE = [one for one in Part.choices if one[0] != Part.COORDINATING]


class Join(DeedForm):
    """Somebody who joins without an account."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    house = forms.CharField(label=_("Your organisation or group"), max_length=200, required=False)
    contact = forms.CharField(label=_("Your telephone number or e-mail address"), max_length=200)
    part = forms.ChoiceField(label=_("As what do you join?"), widget=forms.RadioSelect)
    wish = long(_("What do you want to help with?"), most=1000)

    def __init__(self, *arguments: Any, parts: list[str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["part"].choices = [one for one in JOINABLE if one[0] in parts]
        if len(parts) == 1:
            self.initial["part"] = parts[0]

    def clean_contact(self) -> str:
        """How one is called or written to."""
        said = str(self.cleaned_data["contact"])
        if not rules.can_be_reached(said):
            raise forms.ValidationError(_("We cannot call or write to this. Check the number or the address."))
        return said


class LetJoin(DeedForm):
    """How one joins a network."""

    words = long(_("What do you say to who wants to join?"), most=2000)
    parts = forms.MultipleChoiceField(
        label=_("As what may one join?"), choices=JOINABLE, widget=forms.CheckboxSelectMultiple
    )
    contact = line(
        _("Whom do they ask, and how?"), _("Stands on the page for everybody: a name and a number."), required=True
    )
    language = Language()
    is_open = forms.BooleanField(label=_("People may join now"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["contact"].max_length = 200


class AnswerJoiner(DeedForm):
    """A welcome, or a no and why."""

    answer = forms.ChoiceField(label=_("What do you say?"), choices=choices.JoinAnswer, widget=forms.RadioSelect)
    words = long(_("Why?"), _("Only needed for a no. Whoever calls them tells it."), most=1000)
    language = Language()
