"""What comes in about rounds, cleaned. Nothing here decides or saves."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import Outside
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Kept, Language, Upload
from partnerhood.pathway.rounds import choices, rules
from partnerhood.pathway.rounds.queries import Instrument


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


class Ask(Form):
    """One button: the questions are asked whole; where they are about one hospital, which one."""

    hospital = forms.ChoiceField(label=_("At which hospital"))

    def __init__(self, *said: Any, hospitals: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*said, **more)
        _places(self, hospitals)
        if not hospitals:
            del self.fields["hospital"]


def _places(form: Form, hospitals: list[tuple[UUID, str]]) -> None:
    """At which hospital: asked only where there is more than one."""
    form.fields["hospital"].choices = hospitals  # type: ignore[attr-defined]
    if len(hospitals) == 1:
        form.fields["hospital"].widget = forms.HiddenInput()
        form.fields["hospital"].initial = hospitals[0][0]


class Hours(Form):
    """How many hours a year one's own house gives to rounds."""

    hours = forms.IntegerField(
        label=_("How many hours a year does your house give to rounds?"),
        help_text=_("The hours of all who answer, together. Leave it empty for no limit."),
        min_value=0,
        max_value=2000,
        required=False,
    )


class Open(Form):
    """Which hospital, and which domains."""

    hospital = forms.ChoiceField(label=_("At which hospital"))
    domains = forms.MultipleChoiceField(label=_("Which domains"), required=False)

    def __init__(self, *said: Any, hospitals: list[tuple[UUID, str]], usual: list[str], **more: Any) -> None:
        super().__init__(*said, **more)
        _places(self, hospitals)
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
    """One side's own score: two questions of the ladder or one level, then why, what one can look at, and who scored."""

    stands_for = {"evidence": "look", "scorers": "ward"}
    keeps_it_going = forms.CharField(widget=forms.HiddenInput)
    as_agreed = forms.CharField(widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("What do you see?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: a level, or “don't know”.")},
    )
    words = forms.CharField(label=_("Why this one"), required=False, max_length=4000, widget=forms.Textarea)
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

    def __init__(self, *said: Any, sides: list[tuple[UUID, str]], asks: Instrument, domain: str, **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _side(sides)
        if asks.is_ladder:
            self.fields["look"].needed_when = gettext("needed from step 3")  # type: ignore[attr-defined]
            del self.fields["level"]
            return
        look, first = self.fields["look"], {"number": asks.look_from}
        look.needed_when = gettext("needed from level %(number)s") % first  # type: ignore[attr-defined]
        look.help_text = gettext("One thing on a line: a list, a plan, the notes of a meeting.")
        for name in ("keeps_it_going", "as_agreed", "ward"):
            del self.fields[name]
        unknown = (Outside.DO_NOT_KNOW.value, asks.level_name(Outside.DO_NOT_KNOW))
        self.fields["level"].choices = [*_levels(asks, domain), unknown]  # type: ignore[attr-defined]
        self.fields["others"].label = gettext("Who answered")

    def content(self, said: dict[str, Any]) -> rules.Content:
        """What was said, as a deed takes it."""
        kept = said["file_name"]
        looked = [rules.Shown(words=line.strip()[:300]) for line in said["look"].splitlines() if line.strip()]
        ward = said.get("ward", "").strip()
        scorers = [rules.Scorer(function=ward, of_the_ward=True)] if len(ward) > 1 else []
        functions = [part.strip() for part in said["others"].split(",") if len(part.strip()) > 1]
        return rules.Content(
            keeps_it_going=said.get("keeps_it_going"),
            as_agreed=said.get("as_agreed"),
            level=said.get("level"),
            words=said["words"],
            language=said["language"],
            evidence=[*looked, *([rules.Shown(file=kept)] if kept else [])],
            scorers=[*scorers, *(rules.Scorer(function=one[:100]) for one in functions)],
            minutes=said["minutes"] or 0,
        )


def _levels(asks: Instrument, domain: str) -> list[tuple[str, str]]:
    """The levels of an instrument with what one sees at each, for a form."""
    return [(str(number), f"{number} · {asks.seen_at(domain, number)}") for number in range(1, asks.top + 1)]


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

    def __init__(
        self,
        *said: Any,
        sides: list[tuple[UUID, str]],
        asks: Instrument,
        domain: str,
        with_reasons: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*said, **more)
        levels = _levels(asks, domain)
        if asks.is_ladder:
            nothing = gettext("No agreed step this time: the reasons of each side stand in it")
            self.fields["target"].choices = [("", "—"), *levels]  # type: ignore[attr-defined]
        else:
            nothing = gettext("No agreed level this time: the reasons of each side stand in it")
            self.fields["step"].label = gettext("The level")
            for name in ("target", "target_date"):
                del self.fields[name]
        self.fields["step"].choices = [*levels, *([("0", nothing)] if with_reasons else [])]  # type: ignore[attr-defined]
        self.fields["on_behalf_of"] = _side(sides)

    def agreement(self, said: dict[str, Any]) -> rules.Agreement:
        """What was proposed, as a deed takes it."""
        return rules.Agreement(**{name: said[name] for name in rules.Agreement.model_fields if name in said})


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

    def __init__(
        self, *said: Any, sides: list[tuple[UUID, str]], domains: list[tuple[str, str]], at_hospital: bool, **more: Any
    ) -> None:
        super().__init__(*said, **more)
        whole = gettext("the hospital as a whole")
        if not at_hospital:
            whole = gettext("the partnership as a whole")
            self.fields["owner_of"].help_text = ""
            self.fields["domain"].label = gettext("About which question")
        self.fields["owner_of"].choices = sides  # type: ignore[attr-defined]
        self.fields["domain"].choices = [("", whole), *domains]  # type: ignore[attr-defined]


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
