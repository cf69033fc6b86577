"""What comes in about giving and receiving, cleaned. Nothing here saves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.activities.forms import Number, Period
from partnerhood.pathway.partnerships.forms import DeedForm, Language, line, long, speak_for
from partnerhood.pathway.reciprocity import choices, rules

HOW_MUCH = {
    "visits": (_("How many visits?"), _("A group that travels together is one visit.")),
    "days": (_("How many person-days?"), _("Three people for five days are fifteen.")),
    "hours": (_("How many hours?"), _("As you count them yourselves: preparing, travelling, accompanying, caring.")),
    "money": (_("How much money?"), _("In one currency; another currency is another entry.")),
    "taught": (_("How many people?"), _("Everybody who learnt something, each person once.")),
}
WORDS = {
    "idea": (_("Which idea did you take up from them?"), _("What you do otherwise since, in one or two sentences.")),
    "benefit": (_("What did it bring you?"), _("One thing, as you would tell it to a colleague.")),
    "cost": (
        _("What did it cost you?"),
        _("What was hard, missing or risky. Naming it is a sign of trust, not a complaint."),
    ),
}
DOMAINS = {"benefit": choices.Benefit, "cost": choices.Cost}
LATER = ("words", "comes_from", "language")


class Say(Period):
    """One entry of one kind: how much or in words, of which days, and from where."""

    amount = Number(max_digits=14, decimal_places=2, min_value=0)
    currency = forms.CharField(
        label=_("In which currency?"),
        max_length=3,
        help_text=_("Three letters, such as EUR, USD, CDF or XOF."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    domain = forms.ChoiceField(label=_("What is it about?"))
    source = line(_("Where does the number come from?"), _("Which list, which account, who counted."), required=True)
    on_behalf_of = forms.ChoiceField(label=_("For which partner do you say it?"))
    partner = forms.ChoiceField(label=_("About which partner?"))
    words = long(_("What should one know with it?"))
    comes_from = forms.ChoiceField(label=_("Does it come from something you did together?"), required=False)
    language = Language()

    field_order = [
        "amount",
        "currency",
        "domain",
        "words",
        "on_behalf_of",
        "partner",
        "from_date",
        "last_day",
        "source",
    ]
    SHOWN_AT = {**Period.SHOWN_AT, "activity": "comes_from", "goal": "comes_from"}

    def __init__(
        self,
        *args: Any,
        kind: str,
        parties: Sequence[tuple[UUID, str]] = (),
        partners: Sequence[tuple[UUID, str]] = (),
        origins: Sequence[Sequence[tuple[UUID, str]]] = ((), ()),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        self._ask_what()
        self.fields["comes_from"].choices = self._origins(*origins)
        for name, offered in (("on_behalf_of", parties), ("partner", partners)):
            self._offer(name, list(offered))

    def _ask_what(self) -> None:
        """Leave the questions that belong to the kind, each in its words."""
        counted = self.kind in rules.COUNTED
        unasked = {
            "amount": counted,
            "source": counted,
            "currency": self.kind == "money",
            "domain": self.kind in DOMAINS,
        }
        for name in [name for name, asked in unasked.items() if not asked]:
            del self.fields[name]
        if counted:
            self.fields["amount"].label, self.fields["amount"].help_text = HOW_MUCH[self.kind]
            return
        self.fields["words"].label, self.fields["words"].help_text = WORDS[self.kind]
        self.fields["words"].required = True
        if self.kind in DOMAINS:
            self.fields["domain"].choices = [("", _("choose one")), *DOMAINS[self.kind].choices]

    def _origins(self, activities: Sequence[tuple[UUID, str]], goals: Sequence[tuple[UUID, str]]) -> list[Any]:
        groups = ((_("Activities"), "activity", activities), (_("Goals"), "goal", goals))
        named = [(label, [(f"{kind}:{key}", words) for key, words in found]) for label, kind, found in groups if found]
        return [("", _("nothing in particular")), *named]

    def _offer(self, name: str, offered: list[tuple[UUID, str]]) -> None:
        if not offered:
            del self.fields[name]
        elif name == "on_behalf_of":
            speak_for(self, offered)
        else:
            self.fields[name].choices = offered
            if len(offered) == 1:
                self.fields[name].widget, self.initial[name] = forms.HiddenInput(), str(offered[0][0])

    def clean_currency(self) -> str:
        """Three letters, however they were written."""
        return str(self.cleaned_data["currency"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        """What was said, as the deed takes it."""
        said = super().clean()
        kind, _colon, key = said.pop("comes_from", "").partition(":")
        return {**said, kind: key} if key else said

    @property
    def first(self) -> list[forms.BoundField]:
        """The few questions that everybody answers."""
        return [self[name] for name in self.fields if name not in self._unpressing]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What can be said besides."""
        return [self[name] for name in self.fields if name in self._unpressing]

    @property
    def _unpressing(self) -> set[str]:
        return {*LATER} if self.kind in rules.COUNTED else {*LATER} - {"words"}

    @property
    def opens_rest(self) -> bool:
        """Whether something that can be said besides has to be looked at."""
        return any(one.errors or (one.name != "language" and one.value()) for one in self.rest)


class Correct(Say):
    """An entry in the place of another, with what was wrong."""

    why = line(_("What was wrong?"), _("The earlier entry stays readable beside this reason."), required=True)

    field_order = ["why", *Say.field_order]


class TakeBack(DeedForm):
    """Why an entry should not have been there."""

    reason = line(
        _("Why should it not have been there?"),
        _("It stays readable beside this reason, and counts no more."),
        required=True,
    )
