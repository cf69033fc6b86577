"""What people type about their organisation, and how a form of the ground takes a refusal without losing a word."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused
from partnerhood.ground.organisations import choices
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary


class DeedForm(forms.Form):
    """What somebody fills in before one deed. It carries the last deed they had seen, and shows a refusal beside its field."""

    base = forms.UUIDField(required=False, widget=forms.HiddenInput)
    result: Any = None
    """What the deed made or changed, once it is done."""

    @classmethod
    def of(cls, request: HttpRequest, base: object, initial: Mapping[str, object] | None = None, **more: Any) -> Any:
        """The form as it was sent, or as it stands on the base that its page shows."""
        if request.method == "POST":
            request.filled = cls(request.POST, **more)  # type: ignore[attr-defined]
            return request.filled  # type: ignore[attr-defined]
        return cls(initial={"base": base, **(initial or {})}, **more)

    def did(self, act: Callable[[dict[str, Any]], object]) -> bool:
        """Do the deed with what was typed; where it is refused, keep everything and say beside the field why."""
        if not self.is_valid():
            return False
        try:
            self.result = act({name: value for name, value in self.cleaned_data.items() if name != "base"})
        except NotThere:
            raise
        except Conflicting as conflict:
            self._show(conflict)
        except Refused as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))
        return not self.errors

    def _show(self, conflict: Conflicting) -> None:
        """Show what somebody else wrote meanwhile; sent once more, what is typed here counts."""
        theirs = languages.original(conflict.theirs) if isinstance(conflict.theirs, Mapping) else conflict.theirs
        said = _("Somebody else wrote meanwhile: “%(theirs)s”. Send this again if yours should stand.")
        self.add_error(conflict.field if conflict.field in self.fields else None, str(said) % {"theirs": theirs})
        self.data = {**self.data, "base": str(operations.last_touch(conflict.row.id) or "")}  # type: ignore[attr-defined]


class Description(DeedForm):
    """What an organisation says of itself."""

    name = forms.CharField(label=_("Name"), max_length=300)
    short_name = forms.CharField(
        label=_("Short name"),
        required=False,
        max_length=60,
        help_text=_("As people say it: “UZ Wilgenbeke”, “La Source”."),
    )
    about = forms.CharField(
        label=_("Who you are, in a few sentences"),
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text=_("In the language you read now. What was written in another language stays."),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    beds = forms.IntegerField(label=_("Beds"), required=False, min_value=0, max_value=100_000)
    power = forms.CharField(
        label=_("Electricity and line"),
        required=False,
        max_length=200,
        help_text=_("What a visitor or a device must reckon with: hours of current, generator, sun, internet."),
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    @staticmethod
    def initial_of(organisation: Organisation, language: str) -> dict[str, object]:
        """What stands there now, in the reader's language where it was said in it."""
        kept = {
            name: getattr(organisation, name) for name in ("name", "short_name", "place", "beds", "power", "website")
        }
        return {**kept, "about": languages.in_language(organisation.about, language)}

    @staticmethod
    def about_of(organisation: Organisation, words: str, language: str, by: str) -> languages.Words | None:
        """The description with these words in it; None where nothing was said."""
        if not words and not languages.in_language(organisation.about, language):
            return None
        if organisation.about.get(languages.ORIGINAL, language) == language:
            return {**organisation.about, **languages.said(words, language)}
        return languages.also_said(organisation.about, words, language, by)


class Yes(DeedForm):
    """Nothing to fill in: the button is the answer."""


class No(DeedForm):
    """Why not, in a few words."""

    words = forms.CharField(
        label=_("Why not?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever asked you reads it, and may ask again another time."),
    )


class Ward(DeedForm):
    """A ward, a department or a site."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As it stands over the door."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=choices.Place.choices, initial=choices.Place.WARD)

    def clean_kind(self) -> choices.Place:
        """The kind as the closed list knows it."""
        return choices.Place(self.cleaned_data["kind"])


class Door(DeedForm):
    """Where a site is."""

    address = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    latitude = forms.DecimalField(
        label=_("Latitude"),
        required=False,
        min_value=-90,
        max_value=90,
        help_text=_("North of the equator, in degrees, such as 50.93. Any map shows both numbers of a point."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        help_text=_("East of Greenwich, in degrees, such as 5.34."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class Closed(DeedForm):
    """Why a place is no longer there."""

    words = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nobody chooses this place from then on. What happened there stays."),
    )


class NewOrganisation(DeedForm):
    """An organisation that one's own works with, and that is not here yet."""

    name = forms.CharField(label=_("Name"), max_length=300)
    kind = forms.ChoiceField(label=_("What is it?"), choices=lambda: vocabulary.choices("organisation_kinds"))
    country = forms.ChoiceField(label=_("Country"), choices=lambda: vocabulary.choices("countries"))
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    identifier = forms.CharField(
        label=_("A number it is known by"),
        required=False,
        max_length=200,
        help_text=_(
            "Of a national register or of IATI, such as BE-BCE_KBO-0419052173. It keeps one hospital from being two."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """The same organisation twice is one: it is known by its number, or by its name in its country."""
        said = super().clean() or {}
        there = organisations.known_as(said.get("identifier", ""))
        if there:
            self.add_error(
                "identifier", str(_("This number belongs to %(name)s, which is here already.")) % {"name": there}
            )
        known = said.get("identifier") or f"{said.get('country')}:{said.get('name', '').casefold()}"
        return {**said, "key": ids.named(known)}
