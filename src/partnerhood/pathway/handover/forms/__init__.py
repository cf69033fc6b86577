"""What comes in about hand-overs, cleaned. Nothing here decides or saves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.forms.criteria import Criteria as Criteria
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Kept, Language, Lines, Upload

Choices = list[tuple[UUID, str]]


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=2000, required=required, widget=area)


def _of(choices: Choices, label: Any) -> forms.ChoiceField:
    """A choice that is asked only where there are two."""
    hidden = forms.HiddenInput() if len(choices) == 1 else forms.Select()
    return forms.ChoiceField(label=label, choices=choices, widget=hidden, initial=choices[0][0] if choices else None)


class Ask(DeedForm):
    """In which domain the hospital is ready, and why."""

    domain = forms.ChoiceField(label=_("In which domain"))
    words = _words(
        _("Why you are ready"),
        _("What your team does alone now, also at night, and since when. A programme's end is no reason."),
    )
    language = Language()

    def __init__(self, *said: Any, hospitals: Choices, agreed: Iterable[str], **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["hospital"] = _of(hospitals, _("At which hospital"))
        self.fields["domain"].choices = _domains(set(agreed))  # type: ignore[attr-defined]


def _domains(agreed: set[str]) -> list[Any]:
    """Nothing is chosen beforehand; the domains with an agreed step come first."""
    groups = [(name, list(inside)) for name, inside in vocabulary.domain_choices()]
    first = [one for _group, inside in groups for one in inside if one[0] in agreed]
    rest = [(name, [one for one in inside if one[0] not in agreed]) for name, inside in groups]
    known = [(gettext("With an agreed step"), first)] if first else []
    return [("", gettext("Choose a domain")), *known, *[one for one in rest if one[1]]]


class Answer(DeedForm):
    """An answer to one criterion, with what one can look at."""

    met = forms.ChoiceField(
        label=_("What do you say"),
        choices=[("met", _("It is met")), ("not-met", _("It is not met yet"))],
        widget=forms.RadioSelect,
    )
    words = _words(_("What one can look at"), _("A line in the budget, a name, a page, a date."), required=False)
    file = Upload("image/", "application/pdf", label=_("A photo or a page"))
    file_name = Kept()
    language = Language()

    def __init__(self, *said: Any, sides: Choices, **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _of(sides, _("For"))


class Plan(DeedForm):
    """What both will sign."""

    owner = forms.CharField(
        label=_("Who owns it"), help_text=_("Name and function, at the hospital."), max_length=300, required=False
    )
    deputy = forms.CharField(label=_("Who can do it when that person is away"), max_length=300, required=False)
    half_1 = _words(_("Months 1 to 6"), _("What is done, and by whom."), required=False)
    half_2 = _words(_("Months 7 to 12"), required=False)
    half_3 = _words(_("Months 13 to 18"), required=False)
    half_4 = _words(_("Months 19 to 24"), required=False)
    stops = Lines(label=_("What stops"))
    stays = forms.MultipleChoiceField(label=_("What stays"), required=False, widget=forms.CheckboxSelectMultiple)
    stays_also = Lines(label=_("What stays besides"))
    call = forms.CharField(
        label=_("Whom one may still call"), help_text=_("Name and number."), max_length=300, required=False
    )
    language = Language()

    def __init__(
        self,
        *said: Any,
        sides: Choices,
        open_points: Iterable[tuple[str, str]],
        figures: Iterable[tuple[rules.Figure, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(*said, **more)
        self.figures = list(figures)
        for number, (_figure, name) in enumerate(self.figures):
            self.fields[f"beside_{number}"] = forms.CharField(label=name, max_length=1000, required=False)
        self.fields["stays"].choices = vocabulary.choices("what_stays")  # type: ignore[attr-defined]
        self.fields["on_behalf_of"] = _of(sides, _("For"))
        self.points = list(open_points)
        for code, name in self.points:
            why = gettext("Why it may be open: %(criterion)s") % {"criterion": name}
            self.fields[f"reason_{code}"] = forms.CharField(label=why, max_length=1000, required=False)
            self.fields[f"date_{code}"] = Day(label=gettext("Until when"), required=False)

    def clean(self) -> dict[str, Any]:
        """A reason comes with a day, and a day with a reason."""
        said = super().clean() or {}
        for code, _name in self.points:
            reason, day = said.get(f"reason_{code}"), said.get(f"date_{code}")
            if reason and not day:
                self.add_error(f"date_{code}", gettext("Add the day by which both look at it again."))
            if day and not reason:
                self.add_error(f"reason_{code}", gettext("Add the reason."))
        return said

    def accepting(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The open criteria with the two fields that accept each."""
        return [(self[f"reason_{code}"], self[f"date_{code}"]) for code, _name in self.points]

    def besides(self) -> list[forms.BoundField]:
        """What else changed, beside each outcome figure."""
        return [self[f"beside_{number}"] for number, _one in enumerate(self.figures)]

    def halves(self) -> list[forms.BoundField]:
        """The four half-years."""
        return [self[f"half_{half}"] for half in rules.HALVES]


def content(
    said: dict[str, Any], points: Iterable[tuple[str, str]], figures: Iterable[tuple[rules.Figure, str]]
) -> rules.Content:
    """What was said of a plan, as a deed takes it."""
    plain = {name: said[name] for name in ("language", "owner", "deputy", "call", "stops", "stays", "stays_also")}
    steps = [rules.Step(half=half, what=said[f"half_{half}"]) for half in rules.HALVES if said[f"half_{half}"]]
    accepted = [
        rules.Accepted(criterion=code, reason=said[f"reason_{code}"], by_date=said[f"date_{code}"])
        for code, _name in points
        if said[f"reason_{code}"]
    ]
    beside = [
        rules.Beside(figure=one.key, words=said[f"beside_{number}"])
        for number, (one, _name) in enumerate(figures)
        if len(said[f"beside_{number}"]) > 2
    ]
    return rules.Content(**plain, steps=steps, accepted=accepted, beside=beside)


def start(content: rules.Content | None, figures: Iterable[tuple[rules.Figure, str]] = ()) -> dict[str, Any]:
    """A plan as its form shows it; a new one begins with what stays by default."""
    if content is None:
        return {"stays": [code for code, _name in vocabulary.choices("what_stays")]}
    said: dict[str, Any] = content.model_dump(include={"owner", "deputy", "call", "stays"})
    said |= {"stops": "\n".join(content.stops), "stays_also": "\n".join(content.stays_also)}
    said |= {f"half_{one.half}": one.what for one in content.steps}
    for one in content.accepted:
        said |= {f"reason_{one.criterion}": one.reason, f"date_{one.criterion}": one.by_date}
    kept = {one.figure: one.words for one in content.beside}
    return said | {f"beside_{number}": kept.get(one.key, "") for number, (one, _name) in enumerate(figures)}


class Renew(DeedForm):
    """Take over what is known today into the plan."""

    def __init__(self, *said: Any, sides: Choices, **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _of(sides, _("For"))


class Sign(DeedForm):
    """The wording that was displayed, and whose key is turned."""

    wording = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *said: Any, sides: Choices, **more: Any) -> None:
        super().__init__(*said, **more)
        self.fields["on_behalf_of"] = _of(sides, _("For"))


class Look(DeedForm):
    """What one saw when one looked again."""

    has_held = forms.TypedChoiceField(
        label=_("Has it held"),
        choices=[("yes", _("It held")), ("no", _("It did not hold"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    level = forms.TypedChoiceField(label=_("The level one sees"), coerce=int, empty_value=None, required=False)
    words = _words(_("What you saw"))
    language = Language()

    def __init__(self, *said: Any, sides: Choices, **more: Any) -> None:
        super().__init__(*said, **more)
        steps = [(str(one.number), f"{one.number} · {vocabulary.say(one.name)}") for one in vocabulary.ladder()]
        self.fields["level"].choices = [("", "—"), *steps]  # type: ignore[attr-defined]
        self.fields["on_behalf_of"] = _of(sides, _("For"))


class Reopen(DeedForm):
    """What happened, and what would help."""

    words = _words(_("What happened"))
    asks = _words(_("What would help"), _("A call, a file, a week together. It stays small unless you say otherwise."))
    language = Language()


class TakeBack(DeedForm):
    """Why not yet."""

    words = _words(_("Why not yet"))
    language = Language()


class End(DeedForm):
    """In which other way work on a domain ends."""

    domain = forms.ChoiceField(label=_("In which domain"), choices=vocabulary.domain_choices)
    ending = forms.ChoiceField(label=_("How it ends"), widget=forms.RadioSelect)
    words = _words(_("In your own words"), required=False)
    language = Language()

    def __init__(self, *said: Any, hospitals: Choices, **more: Any) -> None:
        super().__init__(*said, **more)
        ways = [one for one in vocabulary.choices("endings") if one[0] != "stands_on_its_own"]
        self.fields["ending"].choices = ways  # type: ignore[attr-defined]
        self.fields["hospital"] = _of(hospitals, _("At which hospital"))
