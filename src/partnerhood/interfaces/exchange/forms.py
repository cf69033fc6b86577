"""A file that somebody brings, and their yes after the trial run."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange import arriving
from partnerhood.interfaces.exchange.sentences import say
from partnerhood.interfaces.exchange.sheets.desk import Circle
from partnerhood.interfaces.exchange.sheets.instruments import Said
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.rounds.choices import LooksAt

TONGUES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]


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


class Instrument(DeedForm):
    """An instrument for which a network holds the licence; a file of our shape says itself what a sheet does not."""

    file = forms.FileField(
        label=_("Your sheet or file"),
        help_text=_(
            "XLSX, ODS or CSV with a question on each row, or a TOML file of the same shape as ours. "
            "First we only look; nothing is written yet."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.xls,.toml"}),
    )
    licence = forms.CharField(
        label=_("By what right does your network use it?"),
        help_text=_("For example: we hold the licence of its authors until 2028. Every round shows this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    title = forms.CharField(label=_("What is it called?"), max_length=200, required=False)
    looks_at = forms.ChoiceField(label=_("What does it look at?"), choices=LooksAt.choices, initial=LooksAt.PARTNERSHIP)
    minutes = forms.IntegerField(
        label=_("How many minutes does all of it ask of somebody?"), min_value=1, max_value=600, required=False
    )
    language = forms.ChoiceField(label=_("In which language is it?"), choices=TONGUES)
    author = forms.CharField(label=_("Who made it?"), required=False, max_length=300)

    clean_file = Sheet.clean_file

    def said(self) -> Said:
        """What the form says of the sheet."""
        return Said(
            **{name: self.cleaned_data[name] for name in ("title", "language", "looks_at", "minutes", "author")}
        )


class InstrumentYes(Instrument):
    """The same once more, with the file that lies here, after the trial run."""

    file = None  # type: ignore[assignment]
    kept = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


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
