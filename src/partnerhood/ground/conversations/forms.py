"""What people type when they talk. Nothing here saves."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.conversations.access import Subject
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.organisations.forms import DeedForm
from partnerhood.ground.vocabulary import queries as vocabulary

TONGUES = ("en", "nl", "fr", "sw", "rw", "ln", "kg", "lua", "bba", "fon")


class Say(DeedForm):
    """A remark; or a question, when somebody is named who should answer."""

    words = forms.CharField(
        label=_("What do you want to say?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_of = forms.ChoiceField(label=_("Do you ask somebody?"), required=False)
    answer_by = forms.DateField(
        label=_("Answer wished by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: within two weeks."),
    )
    language = forms.ChoiceField(label=_("In which language?"))

    def __init__(self, *args: Any, subject: Subject, answering: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.there = organisations.named(subject.organisations)
        names = sorted((one.known_as, str(key)) for key, one in self.there.items())
        asked_of, language = self.fields["asked_of"], self.fields["language"]
        assert isinstance(asked_of, forms.ChoiceField) and isinstance(language, forms.ChoiceField)
        asked_of.choices = [("", _("Nobody: it is a remark")), *((key, name) for name, key in names)]
        language.choices = [(code, vocabulary.name("languages", code)) for code in TONGUES]
        language.initial = translation.get_language()
        if answering:
            self.fields["words"].label = _("Your answer")
            del self.fields["asked_of"], self.fields["answer_by"]

    def clean_asked_of(self) -> object:
        """The organisation that is asked."""
        said = self.cleaned_data["asked_of"]
        return next((one for key, one in self.there.items() if str(key) == said), None)


class Hiding(DeedForm):
    """Why a remark is not shown any more."""

    reason = forms.CharField(
        label=_("Why?"), max_length=500, help_text=_("Whoever wrote it reads your reason, and keeps their words.")
    )


class Showing(DeedForm):
    """Nothing to fill in: the button is the answer."""
