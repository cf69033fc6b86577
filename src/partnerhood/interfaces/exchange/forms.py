"""A sheet that somebody brings, and their yes after the trial run."""

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
        file = self.cleaned_data["file"]
        if file.size > arriving.LARGEST:
            wording = _("The file is larger than %(megabytes)s MB. Bring it in by parts.")
            raise forms.ValidationError(str(say(wording, megabytes=arriving.LARGEST // 1024**2)))
        return file


class Yes(forms.Form):
    """That the sheet which was looked at may come in."""

    kept = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    partnership = forms.UUIDField(required=False, widget=forms.HiddenInput)
