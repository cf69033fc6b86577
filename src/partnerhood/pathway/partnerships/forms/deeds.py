"""How every form of the pathway takes a refusal without losing a word, and the questions that many of them ask."""

from collections.abc import Callable
from typing import Any

import pydantic
from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused
from partnerhood.ground.records import files, photos, sounds
from partnerhood.ground.vocabulary import queries as vocabulary


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
            request.filled = form  # type: ignore[attr-defined]
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

    def blame(self, trouble: pydantic.ValidationError) -> None:
        """Say beside its field what the rules cannot take."""
        for fault in trouble.errors():
            field = str(fault["loc"][0]) if fault["loc"] else None
            self.add_error(field if field in self.fields else None, _("This is too long, or cannot be read."))

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


class GrowingForm(DeedForm):
    """A form that shows more of itself to who presses `more`: every word stays, and nothing is blamed before it is whole."""

    MORE = "more"

    def is_valid(self) -> bool:
        """Whether it can be kept; who asks for more of it is not done yet."""
        return self.MORE not in self.data and super().is_valid()

    def full_clean(self) -> None:
        """Clean what came in, and blame nothing in a form that is still being filled."""
        super().full_clean()
        if self.MORE in self.data:
            self._errors = ErrorDict()


def line(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    """Room for one line."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=300)


def long(
    label: Any, help_text: Any = "", *, required: bool = False, rows: int = 3, most: int = 4000
) -> forms.CharField:
    """Room for some sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=area)


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
