"""What comes in about rounds, cleaned. Nothing here decides or saves."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Kept, Language, Upload
from partnerhood.pathway.rounds import choices, rules


class Form(DeedForm):
    """A form of a round; `stands_for` says which of its fields answers for a field of the deed."""

    stands_for: dict[str, str] = {}

    def refuse(self, refusal: Refused) -> None:
        """Say why a deed was refused, beside the field to blame where one is."""
        wanted = self.stands_for.get(refusal.field or "", refusal.field or "")
        self.add_error(wanted if wanted in self.fields else None, str(refusal.sentence))


def _side(sides: list[tuple[UUID, str]]) -> forms.ChoiceField:
    """For which side one speaks: asked only of who speaks for two."""
    hidden = forms.HiddenInput() if len(sides) == 1 else forms.Select()
    first = sides[0][0] if sides else None
    return forms.ChoiceField(label=_("For"), choices=sides, widget=hidden, initial=first)


class Open(Form):
    """Which hospital, and which domains."""

    hospital = forms.ChoiceField(label=_("At which hospital"))
    domains = forms.MultipleChoiceField(label=_("Which domains"), required=False)

    def __init__(self, *said: Any, hospitals: list[tuple[UUID, str]], usual: list[str], **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["hospital"].choices = hospitals  # type: ignore[attr-defined]
        if len(hospitals) == 1:
            self.fields["hospital"].widget = forms.HiddenInput()
            self.fields["hospital"].initial = hospitals[0][0]
        self.fields["domains"].choices = [(one.code, one.code) for one in vocabulary.domains()]  # type: ignore[attr-defined]
        self.usual = usual

    def groups(self) -> list[dict[str, object]]:
        """Domains by level of support; the usual ones first, and ticked."""
        chosen = self["domains"].value() or ([] if self.is_bound else self.usual)
        names = {code: name for _group, inside in vocabulary.domain_choices() for code, name in inside}
        first = {"name": gettext("Looked at here before, or part of every hospital"), "open": True, "codes": self.usual}
        rest = [
            {"name": name, "open": False, "codes": [code for code, _name in inside if code not in self.usual]}
            for name, inside in vocabulary.domain_choices()
        ]
        return [
            {**group, "ticks": [(code, names[code], code in chosen) for code in group["codes"]]}  # type: ignore[attr-defined]
            for group in (first, *rest)
        ]


class Score(Form):
    """One side's own score: two questions, then why, what one can look at, and who scored."""

    stands_for = {"evidence": "look", "scorers": "ward"}
    keeps_it_going = forms.CharField(widget=forms.HiddenInput)
    as_agreed = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Why this step"), required=False, max_length=4000, widget=forms.Textarea)
    look = forms.CharField(
        label=_("What can one look at"),
        help_text=_("One thing on a line: a duty roster, a register, a budget line. From step 3 up, at least one."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = Upload("image/", "application/pdf", label=_("A photo or a page"))
    file_name = Kept()
    language = Language()
    ward = forms.CharField(
        label=_("Who of the ward scored"), help_text=_("The function, not the name."), required=False, max_length=100
    )
    others = forms.CharField(
        label=_("Who else scored"),
        help_text=_("Functions, with commas between them."),
        required=False,
        max_length=400,
    )
    minutes = forms.IntegerField(label=_("How many minutes it took"), min_value=0, max_value=600, required=False)

    def __init__(self, *said: Any, sides: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _side(sides)
        self.fields["look"].needed_when = gettext("needed from step 3")  # type: ignore[attr-defined]

    def content(self, said: dict[str, Any]) -> rules.Content:
        """What was said, as a deed takes it."""
        kept = said["file_name"]
        looked = [rules.Shown(words=line.strip()[:300]) for line in said["look"].splitlines() if line.strip()]
        scorers = [rules.Scorer(function=said["ward"], of_the_ward=True)] if len(said["ward"].strip()) > 1 else []
        functions = [part.strip() for part in said["others"].split(",") if len(part.strip()) > 1]
        return rules.Content(
            keeps_it_going=said["keeps_it_going"],
            as_agreed=said["as_agreed"],
            words=said["words"],
            language=said["language"],
            evidence=[*looked, *([rules.Shown(file=kept)] if kept else [])],
            scorers=[*scorers, *(rules.Scorer(function=one[:100]) for one in functions)],
            minutes=said["minutes"] or 0,
        )


class Say(Form):
    """What a side saw, or why there is no step this time."""

    words = forms.CharField(label=_("In your own words"), max_length=4000, widget=forms.Textarea)
    kind = forms.ChoiceField(choices=choices.RemarkKind.choices)
    language = Language()

    def __init__(self, *said: Any, sides: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _side(sides)


class Propose(Form):
    """The step that one lays under the keys of both, with the target."""

    stands_for = {"evidence": "step", "domain": "step"}
    step = forms.TypedChoiceField(
        label=_("The step"), coerce=lambda said: int(said) or None, choices=[], widget=forms.RadioSelect
    )
    target = forms.TypedChoiceField(
        label=_("Where we want to be"), coerce=int, choices=[], required=False, empty_value=None
    )
    target_date = Day(label=_("By when"), required=False)
    words = forms.CharField(
        label=_("What both saw"),
        help_text=_("This stands under both keys. Write it so that somebody who was not there understands it."),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
    )
    language = Language()

    def __init__(self, *said: Any, sides: list[tuple[UUID, str]], with_reasons: bool = False, **more: Any) -> None:
        super().__init__(*said, **more)
        steps = [(str(one.number), f"{one.number} · {vocabulary.say(one.name)}") for one in vocabulary.ladder()]
        none = (
            [("0", gettext("No agreed step this time: the reasons of each side stand in it"))] if with_reasons else []
        )
        self.fields["step"].choices = [*steps, *none]  # type: ignore[attr-defined]
        self.fields["target"].choices = [("", "—"), *steps]  # type: ignore[attr-defined]
        self.fields["on_behalf_of"] = _side(sides)

    def agreement(self, said: dict[str, Any]) -> rules.Agreement:
        """What was proposed, as a deed takes it."""
        return rules.Agreement(**{name: said[name] for name in rules.Agreement.model_fields})


class Sign(Form):
    """The wording that was displayed, and whose key is turned."""

    wording = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *said: Any, sides: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _side(sides)


class Plan(Form):
    """Who does what by when."""

    what = forms.CharField(label=_("What will be done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.CharField(label=_("Who does it"), max_length=200)
    owner_of = forms.ChoiceField(
        label=_("Of"), help_text=_("The hospital, unless it is something that a partner must do.")
    )
    by_date = Day(label=_("By when"))
    domain = forms.ChoiceField(label=_("For which domain"), required=False)
    language = Language()

    def __init__(self, *said: Any, sides: list[tuple[UUID, str]], domains: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["owner_of"].choices = sides  # type: ignore[attr-defined]
        self.fields["domain"].choices = [("", gettext("the hospital as a whole")), *domains]  # type: ignore[attr-defined]


class End(Form):
    """What came of an action."""

    ending = forms.ChoiceField(
        label=_("What came of it"), choices=choices.ActionEnding.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In your own words"), max_length=2000, required=False, widget=forms.Textarea)
    language = Language()


class Close(Form):
    """One button; where a side has not scored everything, one is asked once more."""

    all_the_same = forms.BooleanField(
        label=_("Close it all the same. What is not scored stays so."),
        error_messages={"required": _("Tick this if the round closes all the same, or go back and score first.")},
    )

    def __init__(self, *said: Any, asks_once_more: bool, **more: Any) -> None:
        super().__init__(*said, **more)
        if not asks_once_more:
            del self.fields["all_the_same"]
