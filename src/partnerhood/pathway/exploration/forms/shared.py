"""What forms of this room ask in the same way."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pydantic
from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.exploration import queries, rules
from partnerhood.pathway.partnerships.forms import Day, DeedForm, line

SPOKEN = [("en", _("English")), ("nl", _("Dutch")), ("fr", _("French"))]
Choices = Sequence[tuple[UUID, str]]


def tongue() -> forms.ChoiceField:
    """In which of the three languages somebody writes."""
    return forms.ChoiceField(label=_("In which language?"), choices=SPOKEN)


class ContentForm(DeedForm):
    """A form whose answers become one content of the rules."""

    CONTENT: type[pydantic.BaseModel]
    AS = "content"

    def clean(self) -> dict[str, Any]:
        """The content as the rules know it; what they cannot take is said beside its field."""
        said = super().clean() or {}
        names = set(self.CONTENT.model_fields)
        if self.errors:
            return said
        given = {name: said.pop(name) for name in names & set(said)}
        try:
            said[self.AS] = self.CONTENT(**self.shaped(given))
        except pydantic.ValidationError as trouble:
            self.blame(trouble)
        return said

    def shaped(self, given: dict[str, Any]) -> dict[str, Any]:
        """The answers as the content takes them."""
        return given


class ClosingForm(DeedForm):
    """Until when something is for the boards and named groups alone, if it is."""

    closed_until = Day(
        label=_("Confidential until which day?"),
        required=False,
        help_text=_("On that day it opens by itself. Empty: everybody may read it."),
    )
    closed_why = line(_("Why is it confidential?"))
    readers = forms.MultipleChoiceField(
        label=_("Which groups read it besides the boards?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["readers"].choices = [(str(key), name) for key, name in bodies]

    def clean(self) -> dict[str, Any]:
        """Closed with its day, its reason and its readers; or open."""
        said = super().clean() or {}
        until, why = said.pop("closed_until", None), said.pop("closed_why", "").strip()
        readers = said.pop("readers", [])
        if until and not why:
            self.add_error("closed_why", _("Say why, so that nobody wonders what is hidden."))
        elif until:
            said["closing"] = rules.Closing(until=until, why=why, readers=readers)
        return said


def closing_of(thing: Any) -> dict[str, Any]:
    """How something is closed now, as its form shows it; what opened by itself is open."""
    if thing is None or not queries.is_closed(thing):
        return {}
    return {name: getattr(thing, name) for name in ("closed_until", "closed_why", "readers")}
