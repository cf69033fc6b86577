"""What both boards choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.exploration import rules
from partnerhood.pathway.exploration.forms.shared import Choices, ContentForm, tongue
from partnerhood.pathway.partnerships.forms import Lines, long


class Outcome(ContentForm):
    """An option, in which words, with which clause, and why; and why not the others."""

    CONTENT = rules.Outcome

    option = forms.ChoiceField(label=_("Which option?"))
    words = long(_("What do both boards decide?"), required=True)
    clause = long(_("With which clause?"), _("Such as: when the boards look at another option again."))
    why = long(_("Why this one?"), _("Everybody reads the reasons."), required=True)
    why_not = Lines(label=_("Why not the others, now?"))
    language = tongue()

    def __init__(self, *arguments: Any, options: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["option"].choices = options
