"""Who must be heard, communiqués with the order of telling, and questions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.forms.shared import Choices, ClosingForm, ContentForm, tongue
from partnerhood.pathway.partnerships.forms import Day, DeedForm, line, long


class Hearing(ClosingForm):
    """Somebody who must be heard before a decision."""

    kind = forms.ChoiceField(label=_("Who must be heard?"), choices=choices.Heard)
    organisation = forms.ChoiceField(label=_("Of which house?"), required=False)
    name = line(_("What are they called?"), _("Only where the kind does not say it."))
    asked_date = Day(label=_("Asked on which day?"))
    due_date = Day(label=_("Answer by which day?"))

    def __init__(self, *arguments: Any, parties: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["organisation"].choices = [("", _("of both together")), *parties]


class Advice(DeedForm):
    """What somebody advises."""

    advice = forms.ChoiceField(label=_("What do they advise?"), choices=choices.Advice, widget=forms.RadioSelect)
    words = long(_("In their own words"), required=True)
    given_date = Day(label=_("On which day?"))
    language = tongue()


class Followed(DeedForm):
    """What was done with an advice."""

    words = long(_("What was done with it, and why?"), _("Everybody reads the reasons."), required=True)
    language = tongue()


class Communique(ContentForm):
    """What both boards say, and when to whom; an audience without an hour is not told of it."""

    CONTENT = rules.Communique

    title = forms.CharField(label=_("In one line"), max_length=200)
    words = long(_("What do both boards say?"), required=True, rows=6)
    language = tongue()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for audience in choices.Audience:
            self.fields[f"at_{audience.value}"] = _hour(audience)

    def clean(self) -> dict[str, Any]:
        """Who is told when, in the order of the hours."""
        said = super(ContentForm, self).clean() or {}
        hours = {one.value: said.pop(f"at_{one.value}", None) for one in choices.Audience}
        told = [rules.ToldAt(audience=name, at=_aware(at)) for name, at in hours.items() if at]
        if not self.errors and not told:
            raise forms.ValidationError(_("Say when at least one audience is told."))
        self.cleaned_data = {**said, "audiences": sorted(told, key=lambda one: one.at)}
        return super().clean()


def _hour(audience: choices.Audience) -> forms.DateTimeField:
    label = _("When are they told: %(who)s?") % {"who": audience.label}
    hint = _("Two hours before the public and the press at least.") if audience == choices.Audience.STAFF else ""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=hint, required=False, widget=widget)


def _aware(at: datetime) -> datetime:
    return at if timezone.is_aware(at) else timezone.make_aware(at)


class Question(DeedForm):
    """A question to the boards."""

    words = long(_("What do you want to know?"), _("Name no patient and no colleague."), required=True)
    language = tongue()
    asker = forms.ChoiceField(label=_("Who asks?"), choices=choices.Asker)
    asked_date = Day(label=_("On which day?"), required=False)
    due_date = Day(
        label=_("Answer by which day?"), required=False, help_text=_("Within two weeks, unless you say another day.")
    )

    def __init__(self, *arguments: Any, writes: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if not writes:
            for name in ("asker", "asked_date", "due_date"):
                del self.fields[name]


class Answer(DeedForm):
    """The answer of both boards."""

    words = long(_("What do both boards answer?"), required=True)
    language = tongue()


class Removal(DeedForm):
    """Why a question is taken from the page."""

    why = line(_("Why?"), _("Who asked reads it. Everybody else reads that a question was removed."), required=True)
