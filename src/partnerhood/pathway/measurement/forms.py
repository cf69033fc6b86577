"""What comes in about readings. Nothing here saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import canonical
from partnerhood.pathway.activities.forms import Number, Period
from partnerhood.pathway.measurement import queries
from partnerhood.pathway.measurement.actions import Doubtful
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Language

COUNTS = ("numerator", "denominator", "value")
ASKED_ABOUT = (*COUNTS, "from_date", "to_date", "place")


class Record(Period):
    """A reading: how many out of how many, of which days, and from where. What is unusual is asked about."""

    last_day = Day(label=_("Last day"))
    numerator = Number(label=_("How many?"), max_digits=16, decimal_places=4)
    denominator = Number(label=_("Out of how many?"), max_digits=16, decimal_places=4)
    value = Number(label=_("How much?"), max_digits=16, decimal_places=4)
    source = forms.CharField(
        label=_("Where does it come from?"), max_length=300, help_text=_("Which register, which list, who counted.")
    )
    on_behalf_of = forms.ChoiceField(label=_("For which partner do you enter it?"))
    place = forms.CharField(label=_("In which ward or place?"), required=False, max_length=200)
    left_out = forms.CharField(label=_("What was left out, and why?"), required=False, max_length=300)
    note = forms.CharField(
        label=_("What else changed in these days?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("New midwives, a road, a shortage: whoever reads the number should know."),
    )
    language = Language()
    sure = forms.BooleanField(label=_("I am sure: keep it as I wrote it"), required=False)
    about = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    field_order = ["numerator", "denominator", "value", "from_date", "last_day", "source"]
    LATER = ("on_behalf_of", "place", "left_out", "note", "language")
    questions: tuple[str, ...] = ()

    def __init__(self, *args: Any, sight: queries.Sight, **more: Any) -> None:
        super().__init__(*args, **more)
        wanted = {"numerator", "denominator"} if queries.divides(sight.measure) else {"value"}
        for name in {*COUNTS} - wanted:
            del self.fields[name]
        self._say("numerator", sight.measure.numerator)
        self._say("denominator", sight.measure.denominator)
        named = {one.organisation_id: one.organisation.known_as for one in sight.goal.partnership.partners.all()}
        offered = self.fields["on_behalf_of"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = [(str(which), named[which]) for which in sight.own]
        if len(sight.own) == 1:
            offered.widget = forms.HiddenInput()
            self.initial["on_behalf_of"] = str(sight.own[0])

    def _say(self, name: str, counted: str) -> None:
        """Under the question, what the partners signed that is counted here."""
        if name in self.fields and counted:
            self.fields[name].help_text = counted

    def clean(self) -> dict[str, Any]:
        """Whoever was sure was sure of these very numbers; with others, it is asked again."""
        said = super().clean()
        said["sure"] = bool(said.get("sure")) and said.pop("about", "") == self._asked_about(said)
        said.pop("about", None)
        return said

    def _asked_about(self, said: dict[str, Any]) -> str:
        return canonical.fingerprint({name: said.get(name) for name in ASKED_ABOUT})

    def refuse(self, refusal: Refused) -> None:
        """A doubt is not a fault: it is asked, and remembered about which numbers."""
        if not isinstance(refusal, Doubtful):
            return super().refuse(refusal)
        self.questions = refusal.sentences
        self.data = self.data.copy()
        self.data["about"] = self._asked_about(self.cleaned_data)
        self.data.pop("sure", None)
        self.add_error("sure", _("Look at it once more, or say that you are sure."))

    @property
    def first(self) -> list[forms.BoundField]:
        """The few questions that everybody answers."""
        hidden = {*self.LATER, "base", "sure", "about"}
        return [self[name] for name in self.fields if name not in hidden]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What can be said besides."""
        return [self[name] for name in self.LATER]

    @property
    def opens_rest(self) -> bool:
        """Whether something that can be said besides has to be looked at."""
        return any(one.errors or (one.name != "language" and not one.is_hidden and one.value()) for one in self.rest)


class Correct(Record):
    """A reading in the place of another, with what was wrong."""

    why = forms.CharField(
        label=_("What was wrong?"), max_length=300, help_text=_("The earlier number stays readable beside this reason.")
    )

    field_order = ["why", *Record.field_order]


class Withdraw(DeedForm):
    """Why a reading should not have been there."""

    reason = forms.CharField(
        label=_("Why should it not have been there?"),
        max_length=300,
        help_text=_("It stays readable beside this reason, and counts no more."),
    )
