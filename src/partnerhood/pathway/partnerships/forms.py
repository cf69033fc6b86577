"""What comes in about partnerships, and how every form of the pathway takes a refusal without losing a word."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused


class DeedForm(forms.Form):
    """What somebody fills in before one deed; it carries the last deed they had seen, and shows a refusal beside its field."""

    base = forms.UUIDField(required=False, widget=forms.HiddenInput)
    result: Any = None
    """What the deed made or changed, once it is done."""

    @classmethod
    def of(cls, request: HttpRequest, base: object, *, initial: dict[str, Any] | None = None, **more: Any) -> "DeedForm":
        """The form as it was sent, or empty on the base that its page shows."""
        if request.method == "POST":
            return cls(request.POST, request.FILES, **more)
        return cls(initial={"base": base, **(initial or {})}, **more)

    def did(self, act: Callable[[dict[str, Any]], object]) -> bool:
        """Do the deed with what was cleaned, or keep everything and say beside the field why not."""
        if not self.is_valid():
            return False
        try:
            self.result = act({name: value for name, value in self.cleaned_data.items() if name != "base"})
        except (NotThere, Conflicting):
            raise
        except Refused as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refused) -> None:
        """Say why a deed was refused, beside the field to blame where one is."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))

    def on(self, base: object) -> None:
        """Let what is sent next stand on another base: its author has now seen what came between."""
        self.data = self.data.copy()
        self.data["base"] = str(base or "")

    @property
    def trouble(self) -> str:
        """Everything that stands in the way, in a line, where there is no field to say it beside."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


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
