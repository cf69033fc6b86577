"""What comes in about partnerships, and how every form of the pathway takes a refusal without losing a word."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused
from partnerhood.ground.records import files, photos, sounds
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import choices


class DeedForm(forms.Form):
    """What somebody fills in before one deed; it carries the last deed they had seen, and shows a refusal beside its field."""

    base = forms.UUIDField(required=False, widget=forms.HiddenInput)
    newest: Any = None
    result: Any = None
    """What the deed made or changed, once it is done."""

    @classmethod
    def of(
        cls, request: HttpRequest, base: object, *, initial: dict[str, Any] | None = None, **more: Any
    ) -> "DeedForm":
        """The form as it was sent, or empty on the base that its page shows."""
        if request.method == "POST":
            form = cls(request.POST, request.FILES, **more)
        else:
            form = cls(initial={"base": base, **(initial or {})}, **more)
        form.newest = base
        return form

    def did(self, act: Callable[[dict[str, Any]], object], *, shows_both: bool = False) -> bool:
        """Do the deed with what was cleaned, or keep everything and say beside the field why not. A page that shows two
        versions side by side itself says so, and gets the conflict."""
        if not self.is_valid():
            return False
        try:
            self.result = act({name: value for name, value in self.cleaned_data.items() if name != "base"})
        except NotThere:
            raise
        except Conflicting as conflict:
            if shows_both:
                raise
            self.refuse(conflict)
            self.add_error(None, f"{conflict.theirs} / {conflict.yours}")
            self.on(self.newest)
            return False
        except Refused as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refused) -> None:
        """Say why a deed was refused, beside the field to blame where one is."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))

    def carry(self, keep: Callable[[bytes], str]) -> None:
        """Keep the files that came along before anything can be refused, so that nobody has to speak or photograph twice."""
        if not self.is_bound:
            return
        self.is_valid()
        self.data = self.data.copy()
        for field, content in list(self.cleaned_data.items()):
            if isinstance(self.fields[field], Upload) and content:
                self.data[f"{field}_name"] = self.cleaned_data[f"{field}_name"] = keep(content)

    def on(self, base: object) -> None:
        """Let what is sent next stand on another base: its author has now seen what came between."""
        self.data = self.data.copy()
        self.data["base"] = str(base or "")

    @property
    def trouble(self) -> str:
        """Everything that stands in the way, in a line, where there is no field to say it beside."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class Kept(forms.CharField):
    """The name of a file that came along with an earlier try of the same form."""

    def __init__(self) -> None:
        super().__init__(required=False, min_length=64, max_length=64, widget=forms.HiddenInput)


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class Lines(forms.CharField):
    """Several short lines, one under the other."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", _("One on each line."))
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **more)

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class Upload(forms.FileField):
    """A photo, a page or a recording: known by its first bytes, small enough for a slow line, without where it was taken."""

    default_error_messages = {
        "kind": _(
            "We cannot read this kind of file. A photo as JPEG or PNG works, or a recording by the telephone itself."
        ),
        "large": _("This is larger than two megabytes. Make a smaller photo, or a shorter recording."),
        "cut": _("This photo did not arrive whole. Take it again, or choose another."),
        "long": _("This recording is longer than sixty seconds. Say it in a minute."),
    }

    def __init__(self, start: str, *kinds: str, seconds: int | None = None, **more: Any) -> None:
        accept = ",".join(f"{kind}*" if kind.endswith("/") else kind for kind in (start, *kinds))
        attributes = {"accept": accept, **({"capture": ""} if start == "audio/" else {})}
        super().__init__(required=False, widget=forms.FileInput(attrs=attributes), **more)
        self.kinds, self.seconds = (start, *kinds), seconds

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """What is in the file; nothing where none was chosen."""
        if not data:
            return b""
        if data.size > files.LARGEST:
            raise forms.ValidationError(self.error_messages["large"], code="large")
        content = data.read()
        if not (files.kind_of(content) or "").startswith(self.kinds):
            raise forms.ValidationError(self.error_messages["kind"], code="kind")
        if self.seconds and (sounds.seconds(content) or 0) > self.seconds:
            raise forms.ValidationError(self.error_messages["long"], code="long")
        try:
            return photos.without_secrets(content)
        except photos.UnreadablePhoto as trouble:
            raise forms.ValidationError(self.error_messages["cut"], code="cut") from trouble


class Language(forms.ChoiceField):
    """In which language somebody writes: the reader's own unless they say otherwise."""

    def __init__(self, **more: Any) -> None:
        more = {"label": _("In which language?"), "choices": _languages, **more}
        super().__init__(**more)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """The reader's language stands there already."""
        form.initial.setdefault(field_name, translation.get_language() or "en")
        return super().get_bound_field(form, field_name)


NEAR = ("en", "nl", "fr", "sw", "rw", "ln", "kg", "lua", "bba", "fon")


def _languages() -> list[tuple[str, str]]:
    """The languages that the people of the pathway write in; more can come in through the API."""
    return [(code, vocabulary.name("languages", code)) for code in NEAR]


class Proposal(DeedForm):
    """Organisations that want to decide together."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What do you call it?"), max_length=200, help_text=_("Often the two names, with a dash between.")
    )
    kind = forms.ChoiceField(label=_("What kind of partnership?"), choices=choices.Kind)
    network = forms.ChoiceField(label=_("In which network?"), required=False)
    partners = forms.MultipleChoiceField(label=_("Who decides together?"), widget=forms.CheckboxSelectMultiple)
    works_at = forms.MultipleChoiceField(
        label=_("Where is the work done?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whose needs and whose levels it is about."),
    )
    since_date = Day(label=_("Since when?"), required=False)

    def __init__(
        self, *arguments: Any, organisations: list[tuple[UUID, str]], networks: list[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.fields["partners"].choices = self.fields["works_at"].choices = organisations
        self.fields["network"].choices = [("", _("none")), *networks]


class Charter(DeedForm):
    """The words of a charter in one language, heading by heading."""

    review_date = Day(label=_("When do we look at it again?"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        headings = {
            key: forms.CharField(label=label, required=False, max_length=6000, widget=_area(4))
            for key, label in choices.HEADINGS
        }
        self.fields = {**headings, **self.fields}

    @property
    def said(self) -> dict[str, str]:
        """What stands under each heading that says something."""
        return {
            key: self.cleaned_data[key].strip() for key, _label in choices.HEADINGS if self.cleaned_data[key].strip()
        }


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Signing(DeedForm):
    """A key under the wording that was displayed."""

    wording = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(self, *arguments: Any, parties: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        speak_for(self, parties)

    def clean_wording(self) -> Fingerprint:
        """The fingerprint of what was displayed."""
        return Fingerprint(self.cleaned_data["wording"])


def speak_for(form: forms.Form, parties: list[tuple[UUID, str]]) -> None:
    """Ask in whose name only where somebody speaks for more than one."""
    form.fields["on_behalf_of"].choices = parties
    if len(parties) == 1:
        form.fields["on_behalf_of"].initial = parties[0][0]
        form.fields["on_behalf_of"].widget = forms.HiddenInput()


class Move(DeedForm):
    """Where a partnership goes from here, and why."""

    state = forms.ChoiceField(label=_("Where to?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=2000,
        widget=_area(3),
        help_text=_("Stays visible beside the move, for both partners."),
    )

    def __init__(self, *arguments: Any, states: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["state"].choices = states


class Suspension(DeedForm):
    """That a partnership stands still: why, from when, and what goes on."""

    reason = forms.ChoiceField(label=_("Because of what?"), choices=choices.Reason)
    words = forms.CharField(
        label=_("In your own words"), max_length=4000, widget=_area(3), help_text=_("Both partners sign these words.")
    )
    goes_on = forms.CharField(
        label=_("What goes on meanwhile?"),
        required=False,
        max_length=4000,
        widget=_area(3),
        help_text=_("Help at a distance, needs, own scores …"),
    )
    since_date = Day(label=_("From which day?"))
    language = Language()


class Review(DeedForm):
    """A look at a suspension after three months."""

    words = forms.CharField(label=_("How is it now?"), max_length=4000, widget=_area(3))
    language = Language()
    lift = forms.BooleanField(label=_("It is over: the partnership goes on"), required=False)


class Body(DeedForm):
    """A working group, a board or a committee."""

    name = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("What kind of body?"), choices=choices.BodyKind)
    country = forms.ChoiceField(label=_("For which country?"), required=False)
    mandate = forms.CharField(label=_("What is it for?"), required=False, max_length=4000, widget=_area(3))
    language = Language()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["country"].choices = [("", _("none in particular")), *vocabulary.choices("countries")]


class Seat(DeedForm):
    """Somebody's place in a body, for a term."""

    person = forms.ChoiceField(label=_("Who?"))
    kind = forms.ChoiceField(label=_("As what?"), choices=choices.SeatKind, initial="member")
    from_date = Day(label=_("From which day?"))
    to_date = Day(
        label=_("Until which day?"),
        required=False,
        help_text=_("The day itself is not included. Empty while it is open."),
    )

    def __init__(self, *arguments: Any, people: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["person"].choices = people
