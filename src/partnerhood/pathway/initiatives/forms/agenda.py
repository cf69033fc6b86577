"""What comes in about the agenda of a network, cleaned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerhood.ground.records import languages
from partnerhood.pathway.initiatives.models import Agenda, Neighbourhood, Theme
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.partnerships.forms import DeedForm, Language, long


def short(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    """Room for a name."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=200)


def year(label: Any, help_text: Any = "") -> forms.IntegerField:
    """A year, where it is known."""
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=1800, max_value=2200)


def website(label: Any, help_text: Any = "") -> forms.URLField:
    """An address on the web."""
    return forms.URLField(label=label, help_text=help_text, required=False, max_length=200, assume_scheme="https")


class AgendaForm(DeedForm):
    """What a network wants to reach together."""

    about = long(_("What do you want to reach together?"), _("In short, plain sentences."))
    from_year = year(pgettext_lazy("agenda", "From which year?"))
    to_year = year(pgettext_lazy("agenda", "Until which year?"))
    policy_note = website(
        _("Where does the policy note stand?"), _("The address of the text that the city or the board agreed on.")
    )
    language = Language()

    def clean(self) -> dict[str, Any]:
        """What was said, as the deed takes it."""
        said = super().clean() or {}
        if self.errors:
            return said
        return {"base": said.pop("base", None), "content": said_of.Agenda(**said)}

    @staticmethod
    def initial_of(agenda: Agenda | None, language: str) -> dict[str, Any]:
        """What stands there now, in one language."""
        if agenda is None:
            return {}
        told = {name: getattr(agenda, name) for name in ("from_year", "to_year", "policy_note")}
        return {**told, "about": languages.in_language(agenda.about, language)}


class ThemeForm(DeedForm):
    """A theme of the agenda."""

    code = forms.CharField(label=_("Its sign"), max_length=8, help_text=_("Short, such as T1."))
    name = short(_("What do you call it?"), required=True)
    aim = long(
        _("What do you want to reach, and for whom?"),
        _("Name the people: what nobody does for them yet is then shown."),
    )
    also = long(
        _("Which other words do people use for it?"), _("A mail that uses them is laid under this theme."), rows=2
    )
    language = Language()
    ends = forms.BooleanField(label=_("It stands on the agenda no more"), required=False)

    def __init__(self, *args: Any, is_new: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_new:
            del self.fields["ends"]

    def clean(self) -> dict[str, Any]:
        """What was said, as the deed takes it."""
        said = super().clean() or {}
        if self.errors:
            return said
        kept = {name: said.pop(name) for name in ("base", "ends") if name in said}
        return {**kept, "content": said_of.Theme(**said)}

    @staticmethod
    def initial_of(theme: Theme, language: str) -> dict[str, Any]:
        """What stands there now, in one language."""
        told = {name: languages.in_language(getattr(theme, name), language) for name in ("name", "aim", "also")}
        return {**told, "code": theme.code}


class NeighbourhoodForm(DeedForm):
    """A part of the network's place."""

    name = forms.CharField(label=_("How do people call it?"), max_length=80)
    also = forms.CharField(
        label=_("Which other names has it?"), required=False, max_length=200, help_text=_("With a comma between them.")
    )
    latitude = forms.RegexField(
        r"^-?\d{1,2}(\.\d{1,5})?$",
        label=_("Latitude of its middle"),
        required=False,
        help_text=_("Such as 50.93100; it stands on maps."),
    )
    longitude = forms.RegexField(r"^-?\d{1,3}(\.\d{1,5})?$", label=_("Longitude of its middle"), required=False)
    ends = forms.BooleanField(label=_("We name it no more"), required=False)

    def __init__(self, *args: Any, is_new: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_new:
            del self.fields["ends"]

    @staticmethod
    def initial_of(one: Neighbourhood) -> dict[str, Any]:
        """What stands there now."""
        return {name: getattr(one, name) for name in ("name", "also", "latitude", "longitude")}
