"""What comes in about programmes, cleaned."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.partnerships.forms import DeedForm, speak_for


class Search(forms.Form):
    """What somebody looks for in the list of programmes."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        help_text=_("Of its title, its identifier, or an organisation that takes part."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    organisation = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *arguments: Any,
        countries: list[tuple[str, str]],
        sectors: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        for name, found in (("country", countries), ("sector", sectors)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("all")), *found]


class Withdrawal(DeedForm):
    """Why a key is taken back."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Your partner reads this. The old words and your signature stay readable."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(self, *arguments: Any, parties: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        speak_for(self, parties)


class Beside(DeedForm):
    """Which of the partnership's goals a result is about."""

    goal = forms.ChoiceField(label=_("Which goal is about the same?"))

    def __init__(self, *arguments: Any, goals: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        field = self.fields["goal"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = goals
