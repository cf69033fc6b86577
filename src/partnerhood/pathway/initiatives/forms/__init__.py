"""What comes in about initiatives, cleaned. Nothing here saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.initiatives import choices
from partnerhood.pathway.initiatives.forms.agenda import AgendaForm as AgendaForm
from partnerhood.pathway.initiatives.forms.agenda import NeighbourhoodForm as NeighbourhoodForm
from partnerhood.pathway.initiatives.forms.agenda import ThemeForm as ThemeForm
from partnerhood.pathway.initiatives.forms.agenda import short
from partnerhood.pathway.initiatives.forms.initiatives import Enter as Enter
from partnerhood.pathway.initiatives.models import Initiative
from partnerhood.pathway.partnerships.forms import DeedForm, Language, long


class Running(DeedForm):
    """How somebody knows that it still runs."""

    how = forms.ChoiceField(
        label=_("How do you know?"),
        choices=[one for one in choices.How.choices if one[0] != choices.How.LINK],
        widget=forms.RadioSelect,
    )

    def clean_how(self) -> choices.How:
        """The way as the closed list knows it."""
        return choices.How(self.cleaned_data["how"])


class Yes(DeedForm):
    """Nothing to fill in: the button is the answer."""


class End(DeedForm):
    """Why an initiative is over."""

    words = long(_("Why?"), _("Who comes back to look for it may read it."), required=True, rows=2)
    language = Language()


class Origin(DeedForm):
    """From which initiative another one came."""

    came_from = forms.ChoiceField(label=_("From which one did it come?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, found: Sequence[tuple[Initiative, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {str(one.id): one for one, _said in found}
        self.fields["came_from"].choices = [(str(one.id), said) for one, said in found]

    def clean_came_from(self) -> Initiative:
        """The initiative that was chosen."""
        return self.known[self.cleaned_data["came_from"]]


class Join(DeedForm):
    """Who takes part in an initiative, and with what."""

    organisation = forms.ChoiceField(label=_("Who takes part?"), required=False)
    name = short(_("Or somebody else, by name"))
    words = long(_("With what do you take part?"), _("Hours, hands, a room."), rows=2)
    language = Language()

    def __init__(self, *args: Any, houses: Sequence[Organisation] = (), runs: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.houses = {str(one.id): one for one in houses}
        known = [(key, one.name) for key, one in self.houses.items()]
        self.fields["organisation"].choices = [("", _("somebody else")), *known] if runs else known
        if not runs:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """What was said, as the deed takes it."""
        said = super().clean() or {}
        house = self.houses.get(said.pop("organisation", ""))
        return {**said, **({"organisation": house} if house else {})}


class Introduce(DeedForm):
    """What who introduces two owners adds to what the finder says."""

    words = long(_("What do you write to both?"), _("Leave it empty if the reasons above say it all."), rows=2)
    language = Language()


class Answer(DeedForm):
    """What an owner says to an introduction."""

    initiative = forms.ChoiceField(label=_("For which of the two?"))
    agrees = forms.ChoiceField(
        label=_("Do you want to meet?"),
        choices=[("yes", _("Gladly")), ("no", _("No, thanks"))],
        widget=forms.RadioSelect,
    )
    words = long(_("Do you want to say something with it?"), rows=2)
    language = Language()

    def __init__(self, *args: Any, mine: Sequence[tuple[Initiative, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.mine = {str(one.id): one for one, _said in mine}
        self.fields["initiative"].choices = [(str(one.id), said) for one, said in mine]
        if len(self.mine) == 1:
            self.fields["initiative"].initial = next(iter(self.mine))
            self.fields["initiative"].widget = forms.HiddenInput()

    def clean_initiative(self) -> Initiative:
        """The initiative for which somebody answers."""
        return self.mine[self.cleaned_data["initiative"]]

    def clean_agrees(self) -> bool:
        """Yes or no."""
        return bool(self.cleaned_data["agrees"] == "yes")


class Became(DeedForm):
    """What became of an introduction."""

    words = long(_("What became of it?"), required=True, rows=2)
    language = Language()


class Filters(forms.Form):
    """Which initiatives somebody wants to see."""

    words = forms.CharField(label=_("Who does something about what?"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Which theme?"), required=False)
    place = forms.ChoiceField(label=_("Which part of the place?"), required=False)
    kind = forms.ChoiceField(label=_("What kind?"), required=False)
    seeks = forms.BooleanField(label=_("Only those that look for something"), required=False)

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]]) -> None:
        super().__init__(*args)
        self.fields["theme"].choices = [("", _("all themes")), *themes]
        self.fields["place"].choices = [("", _("everywhere")), *places]
        self.fields["kind"].choices = [("", _("every kind")), *choices.Kind.choices]
