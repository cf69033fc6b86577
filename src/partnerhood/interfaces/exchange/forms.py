"""A file that somebody brings, and their yes after the trial run."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange import arriving
from partnerhood.interfaces.exchange.sentences import say
from partnerhood.interfaces.exchange.sheets.desk import Circle


class Sheet(forms.Form):
    """A spreadsheet, and for which partnership it is where there could be several."""

    file = forms.FileField(
        label=_("Your sheet"),
        help_text=_("XLSX, ODS or CSV, at most 10 MB and 500 rows. First we only look; nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.xls"}),
    )
    partnership = forms.ChoiceField(label=_("For which partnership?"), required=False)

    def __init__(self, *arguments: Any, circles: list[Circle], **more: Any) -> None:
        super().__init__(*arguments, **more)
        choices = [("", _("as each row says")), *((str(one.id), one.name) for one in circles)]
        self.fields["partnership"].choices = choices  # type: ignore[attr-defined]
        if len(circles) < 2:
            self.fields["partnership"].widget = forms.HiddenInput()

    def clean_file(self) -> Any:
        """A file of a size that somebody can have meant."""
        return _not_too_large(self.cleaned_data["file"])


class Yes(forms.Form):
    """That the sheet which was looked at may come in."""

    kept = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    partnership = forms.UUIDField(required=False, widget=forms.HiddenInput)


class National(forms.Form):
    """A file of a national system, the names behind its codes, and which of its places the hospital is."""

    file = forms.FileField(
        label=_("The file of the national system"),
        help_text=_("DHIS2 as JSON, XML or CSV, or ADX; at most 10 MB and 5,000 values. First we only look."),
        widget=forms.FileInput(attrs={"accept": ".json,.xml,.csv,.adx,.zip,.gz"}),
    )
    names = forms.FileField(
        label=_("The names behind its codes"),
        required=False,
        help_text=_("DHIS2's metadata as JSON, if you have it. Without it you see codes."),
        widget=forms.FileInput(attrs={"accept": ".json,.zip,.gz"}),
    )
    unit = forms.CharField(
        label=_("Which place of the file is your hospital?"),
        required=False,
        max_length=255,
        help_text=_("Only where the file speaks of several: the code of the place, as it stands in the file."),
    )

    def clean_file(self) -> Any:
        """A file of a size that somebody can have meant."""
        return _not_too_large(self.cleaned_data["file"])

    def clean_names(self) -> Any:
        """Names of a size that we read."""
        found = self.cleaned_data["names"]
        return _not_too_large(found) if found else None


class NationalYes(forms.Form):
    """That the file which was looked at may come in."""

    kept = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    names = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)
    unit = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    source = forms.CharField(max_length=200, widget=forms.HiddenInput)


def _not_too_large(file: Any) -> Any:
    if file.size > arriving.LARGEST:
        wording = _("The file is larger than %(megabytes)s MB. Bring it in by parts.")
        raise forms.ValidationError(str(say(wording, megabytes=arriving.LARGEST // 1024**2)))
    return file
