"""What comes in about partnerships, cleaned."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.choices import Part
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import choices
from partnerhood.pathway.partnerships.forms.deeds import Day as Day
from partnerhood.pathway.partnerships.forms.deeds import DeedForm as DeedForm
from partnerhood.pathway.partnerships.forms.deeds import GrowingForm as GrowingForm
from partnerhood.pathway.partnerships.forms.deeds import Kept as Kept
from partnerhood.pathway.partnerships.forms.deeds import Language as Language
from partnerhood.pathway.partnerships.forms.deeds import Lines as Lines
from partnerhood.pathway.partnerships.forms.deeds import Upload as Upload
from partnerhood.pathway.partnerships.forms.deeds import line as line
from partnerhood.pathway.partnerships.forms.deeds import long as long
from partnerhood.pathway.partnerships.forms.joining import AnswerJoiner as AnswerJoiner
from partnerhood.pathway.partnerships.forms.joining import Join as Join
from partnerhood.pathway.partnerships.forms.joining import LetJoin as LetJoin


class Proposal(DeedForm):
    """Organisations that want to decide together."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What do you call it?"), max_length=200, help_text=_("Often the two names, with a dash between.")
    )
    kind = forms.ChoiceField(label=_("What kind of partnership?"), choices=choices.Kind)
    network = forms.ChoiceField(label=_("In which network?"), required=False)
    partners = forms.MultipleChoiceField(label=_("Who decides together?"), widget=forms.CheckboxSelectMultiple)
    works_at = forms.MultipleChoiceField(
        label=_("Where is the work done?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whose needs and whose levels it is about."),
    )
    since_date = Day(label=_("Since when?"), required=False)

    def __init__(
        self, *arguments: Any, organisations: list[tuple[UUID, str]], networks: list[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.fields["partners"].choices = self.fields["works_at"].choices = organisations
        self.fields["network"].choices = [("", _("none")), *networks]


class Answer(DeedForm):
    """Whether a house joins a partnership that it is asked for."""

    answer = forms.ChoiceField(label=_("Do you join?"), choices=choices.Answer, widget=forms.RadioSelect)


class InviteToNetwork(DeedForm):
    """An organisation that a network asks to join, and as what."""

    organisation = forms.ChoiceField(label=_("Which one?"), widget=forms.RadioSelect)
    part = forms.ChoiceField(label=_("As what?"), initial=Part.PARTNER)

    def __init__(self, *arguments: Any, organisations: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["organisation"].choices = organisations
        self.fields["part"].choices = [one for one in Part.choices if one[0] != Part.COORDINATING]
        if len(organisations) == 1:
            self.initial["organisation"] = organisations[0][0]

    def clean_part(self) -> Part:
        """The part as the closed list knows it."""
        return Part(self.cleaned_data["part"])


class Charter(DeedForm):
    """The words of a charter in one language, heading by heading."""

    review_date = Day(label=_("When do we look at it again?"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        headings = {
            key: forms.CharField(label=label, required=False, max_length=6000, widget=_area(4))
            for key, label in choices.HEADINGS
        }
        self.fields = {**headings, **self.fields}

    @property
    def said(self) -> dict[str, str]:
        """What stands under each heading that says something."""
        return {
            key: self.cleaned_data[key].strip() for key, _label in choices.HEADINGS if self.cleaned_data[key].strip()
        }


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Signing(DeedForm):
    """A key under the wording that was displayed."""

    wording = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(self, *arguments: Any, parties: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        speak_for(self, parties)

    def clean_wording(self) -> Fingerprint:
        """The fingerprint of what was displayed."""
        return Fingerprint(self.cleaned_data["wording"])


def speak_for(form: forms.Form, parties: list[tuple[UUID, str]]) -> None:
    """Ask in whose name only where somebody speaks for more than one."""
    form.fields["on_behalf_of"].choices = parties
    if len(parties) == 1:
        form.fields["on_behalf_of"].initial = parties[0][0]
        form.fields["on_behalf_of"].widget = forms.HiddenInput()


class Move(DeedForm):
    """Where a partnership goes from here, and why."""

    state = forms.ChoiceField(label=_("Where to?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=2000,
        widget=_area(3),
        help_text=_("Stays visible beside the move, for both partners."),
    )

    def __init__(self, *arguments: Any, states: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["state"].choices = states


class Suspension(DeedForm):
    """That a partnership stands still: why, from when, and what goes on."""

    reason = forms.ChoiceField(label=_("Because of what?"), choices=choices.Reason)
    words = forms.CharField(
        label=_("In your own words"), max_length=4000, widget=_area(3), help_text=_("Both partners sign these words.")
    )
    goes_on = forms.CharField(
        label=_("What goes on meanwhile?"),
        required=False,
        max_length=4000,
        widget=_area(3),
        help_text=_("Help at a distance, needs, own scores …"),
    )
    since_date = Day(label=_("From which day?"))
    language = Language()


class Review(DeedForm):
    """A look at a suspension after three months."""

    words = forms.CharField(label=_("How is it now?"), max_length=4000, widget=_area(3))
    language = Language()
    lift = forms.BooleanField(label=_("It is over: the partnership goes on"), required=False)


class Body(DeedForm):
    """A working group, a board or a committee."""

    name = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("What kind of body?"), choices=choices.BodyKind)
    country = forms.ChoiceField(label=_("For which country?"), required=False)
    mandate = forms.CharField(label=_("What is it for?"), required=False, max_length=4000, widget=_area(3))
    language = Language()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["country"].choices = [("", _("none in particular")), *vocabulary.choices("countries")]


class Seat(DeedForm):
    """Somebody's place in a body, for a term."""

    person = forms.ChoiceField(label=_("Who?"))
    kind = forms.ChoiceField(label=_("As what?"), choices=choices.SeatKind, initial="member")
    from_date = Day(label=_("From which day?"))
    to_date = Day(
        label=_("Until which day?"),
        required=False,
        help_text=_("The day itself is not included. Empty while it is open."),
    )

    def __init__(self, *arguments: Any, people: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["person"].choices = people


class EndSeat(DeedForm):
    """The day from which somebody no longer sits in a body."""

    to_date = Day(label=_("Until which day?"), help_text=_("The day itself is not included."))
