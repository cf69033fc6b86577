"""What comes in about indicators of an organisation's own, cleaned."""

from copy import deepcopy
from functools import partial
from typing import Any

import pydantic
from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries, rules
from partnerhood.pathway.partnerships.forms import DeedForm, GrowingForm, Language, line, long

text = partial(long, rows=2, most=2000)


ABOUT = ("level", "kind", "domains", "aims", "split")
ALL = "all"


class Words(GrowingForm):
    """How something is counted."""

    name = line(
        _("What do you call it?"), _("As on the wall of the ward: “Nights with light at every birth”."), required=True
    )
    why = text(_("Why do you count it?"), required=True)
    numerator = text(_("What exactly is counted?"), required=True)
    denominator = text(_("Out of how many?"), _("Leave it empty where you count a plain number."))
    source = line(_("Where does a ward find it?"), _("A register, a list, a count on one day."))
    beware = text(_("How can it mislead?"))
    language = Language()
    unit = forms.ChoiceField(label=_("Written as"))
    direction = forms.ChoiceField(label=_("Which way is better?"))
    low = forms.DecimalField(
        label=_("Good lies between"), required=False, max_digits=16, decimal_places=4, localize=True
    )
    high = forms.DecimalField(label=_("and"), required=False, max_digits=16, decimal_places=4, localize=True)
    period = forms.ChoiceField(label=_("How often is it counted?"))
    over_time = forms.ChoiceField(label=_("Several months become one figure by"))
    over_places = forms.ChoiceField(label=_("Several hospitals become one figure by"))
    counts_people = forms.BooleanField(
        label=_("It counts people"), help_text=_("Then fewer than ten are never shown to the public."), required=False
    )
    may_exceed_all = forms.BooleanField(label=_("There may be more counted than the whole"), required=False)
    level = forms.ChoiceField(label=_("What is it about?"))
    kind = forms.ChoiceField(label=_("It looks at"))
    domains = forms.MultipleChoiceField(label=_("Which kinds of care?"), required=False)
    aims = forms.MultipleChoiceField(
        label=_("Which of the four aims?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    split = forms.MultipleChoiceField(label=_("By what may it be split?"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for field, found in {
            "unit": queries.choices("units"),
            "direction": queries.choices("directions"),
            "period": queries.choices("periods"),
            "over_time": queries.choices("roll_ups"),
            "over_places": [one for one in queries.choices("roll_ups") if one[0] in queries.BETWEEN_PLACES],
            "level": queries.choices("levels"),
            "kind": queries.choices("kinds"),
            "split": queries.choices("splits"),
            "aims": vocabulary.choices("aims"),
            "domains": vocabulary.domain_choices(),
        }.items():
            self.fields[field].choices = found
        if not self.shows_all:
            for name in ABOUT:
                several = isinstance(self.fields[name], forms.MultipleChoiceField)
                self.fields[name].widget = forms.MultipleHiddenInput() if several else forms.HiddenInput()

    @property
    def shows_all(self) -> bool:
        """Whether it also asks what the figure is about: once somebody wants to say so."""
        return self.MORE in self.data or ALL in self.data

    def clean(self) -> dict[str, Any]:
        """The definition as the rules know it, in `content`."""
        said = super().clean() or {}
        if not self.errors:
            try:
                said["content"] = rules.Content(**{name: said[name] for name in rules.Content.model_fields})
            except pydantic.ValidationError as trouble:
                self.blame(trouble)
        return said


class Definition(Words):
    """A new one, for one of one's own organisations."""

    organisation = forms.ChoiceField(label=_("Who counts it?"))

    def __init__(self, *arguments: Any, houses: list[Organisation], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["organisation"].choices = [(one.id, one.known_as) for one in houses]
        if len(houses) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = houses[0].id


class Change(Words):
    """How it is counted from now on."""

    why_now = text(
        _("What changes, and why?"),
        _("Whoever counted it until now reads this. Old figures keep the old words."),
        required=True,
    )


class Translation(DeedForm):
    """The words of a definition in another language: a field for each sentence that it has."""

    def __init__(self, *arguments: Any, content: rules.Content, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.said = content
        for name in rules.Words.model_fields:
            if getattr(content, name).strip():
                self.fields[name] = deepcopy(Words.base_fields[name])
                self.fields[name].help_text = ""
                self.fields[name].required = True

    @property
    def pairs(self) -> list[tuple[str, forms.BoundField]]:
        """Each sentence as it was first said, and the room for it in the other language."""
        return [(getattr(self.said, name), self[name]) for name in rules.Words.model_fields if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """The words as the rules know them, in `words`."""
        said = super().clean() or {}
        if not self.errors:
            try:
                said["words"] = rules.Words(**{name: said[name] for name in rules.Words.model_fields if name in said})
            except pydantic.ValidationError as trouble:
                self.blame(trouble)
        return said


class End(DeedForm):
    """Why it is not counted any more."""

    words = text(_("Why is it not counted any more?"), required=True)
    language = Language()


def filled(content: dict[str, Any]) -> dict[str, Any]:
    """A definition as its form shows it."""
    return {name: value for name, value in content.items() if name in rules.Content.model_fields}


def after(definition: queries.Definition, language: str) -> dict[str, Any]:
    """A form that begins with a definition that stands ready, in the reader's language."""
    words = ("name", "why", "numerator", "denominator", "source", "beware")
    low, high = definition.band or (None, None)
    return {
        **{name: getattr(definition, name).in_language(language) for name in words},
        "language": language,
        "unit": definition.unit,
        "direction": definition.direction.value,
        "low": low,
        "high": high,
        "period": definition.period,
        "over_time": definition.over_time.value,
        "over_places": definition.over_places.value,
        "counts_people": definition.counts_people,
        "may_exceed_all": definition.may_exceed_all,
        "level": definition.level.value,
        "kind": definition.kind.value,
        "domains": list(definition.domains),
        "aims": list(definition.aims),
        "split": list(definition.split),
    }
