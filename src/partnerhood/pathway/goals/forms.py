"""What comes in about goals, cleaned."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pydantic
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.goals import choices, rules
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships.forms import (
    Day,
    DeedForm,
    GrowingForm,
    Kept,
    Language,
    Lines,
    Upload,
    line,
    long,
    speak_for,
)

MEASURES = 5
SPOKEN = [("en", _("English")), ("nl", _("Dutch")), ("fr", _("French"))]


class Words(GrowingForm):
    """Everything of a goal that the partners sign, with up to five measures."""

    statement = long(
        _("What will be true when it is reached?"),
        _("One sentence that both partners can check: who does what, how many, by when."),
        required=True,
    )
    language = forms.ChoiceField(label=_("Language of signing"), choices=SPOKEN)
    level = forms.ChoiceField(label=_("Where in the chain of results?"), choices=choices.Level, initial="outcome")
    change = long(_("How will that make a difference?"), _("From what is done to what patients notice."))
    outputs = Lines(label=_("What will be there afterwards?"))
    assumptions = Lines(label=_("What has to be true for this to work?"))
    exit_criteria = Lines(label=_("How do we see that help can end?"))
    exit_by = Day(label=_("By when?"), required=False)
    exit_owner = line(_("Who looks after it then?"), _("A function, such as: the head nurse of maternity."))
    plan = line(_("Where does it stand in the hospital's own yearly plan?"))
    why_not_basic = long(_("Why now?"), _("Only where it is not basic care: basic care comes first."))
    take = forms.ChoiceField(label=_("Take a measure from the list"), required=False)

    def __init__(self, *arguments: Any, offered: Sequence[Definition] = (), **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["take"].choices = [("", _("Choose")), *indicators.definition_choices(offered)]
        taken = next((one for one in offered if one.code == self.data.get("take")), None)
        if self.MORE in self.data and taken:
            self._take(taken)
        for number in range(1, self._shown + 1):
            self.fields.update(_measure_fields(f"m{number}_"))

    def _take(self, definition: Definition) -> None:
        """Fill the first empty measure with a definition, in the language of signing."""
        self.data = self.data.copy()
        self.data["take"] = ""
        empty = next((n for n in range(1, MEASURES + 1) if not self.data.get(f"m{n}_name")), None)
        if empty:
            said = measured_by(definition, self.data.get("language", "en"))
            self.data.update({f"m{empty}_{name}": value for name, value in said.items()})

    @property
    def measures(self) -> list[list[forms.BoundField]]:
        """The fields of each measure that is shown: those in use and one more, or as many as were asked for."""
        return [[self[name] for name in self.fields if name.startswith(f"m{n}_")] for n in range(1, self._shown + 1)]

    @property
    def _shown(self) -> int:
        asked = str(self.data.get(self.MORE, ""))
        return min(MEASURES, max(self._named + 1, int(asked) if asked in POSSIBLE else 0))

    @property
    def room_for(self) -> int:
        """How many measures are shown when somebody asks for one more; 0 where there is no more room."""
        return self._shown + 1 if self._shown < MEASURES else 0

    @property
    def used(self) -> int:
        """How many measures have a name already; the first is always open."""
        return max(self._named, 1)

    @property
    def _named(self) -> int:
        said = self.data if self.is_bound else self.initial
        return max([n for n in range(1, MEASURES + 1) if said.get(f"m{n}_name")], default=0)

    def clean(self) -> dict[str, Any]:
        """The content as the rules know it, in `content`; what they cannot take is said beside its field."""
        said = super().clean() or {}
        if not self.errors:
            try:
                said["content"] = rules.Content(measures=self._measures(said), **{name: said[name] for name in PLAIN})
            except pydantic.ValidationError as trouble:
                self.blame(trouble)
        return said

    def _measures(self, said: dict[str, Any]) -> list[rules.Measure]:
        found: list[rules.Measure] = []
        for number in range(1, MEASURES + 1):
            own = {name: said.get(f"m{number}_{name}") for name in MEASURE}
            if own["name"]:
                key = said.get(f"m{number}_key") or _key(own["name"], {one.key for one in found})
                found.append(rules.Measure(key=key, **own))
        return found


POSSIBLE = [str(number) for number in range(1, MEASURES + 1)]
PLAIN = [name for name in rules.Content.model_fields if name != "measures"]
MEASURE = [
    "name",
    "unit",
    "direction",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
    "numerator",
    "denominator",
    "source",
    "indicator",
]


class FirstUnlessSaid(forms.ChoiceField):
    """A choice that a form need not show: the first counts where nothing was said."""

    def clean(self, value: Any) -> Any:
        """What was chosen."""
        return super().clean(value or next(iter(self.choices))[0])


def _measure_fields(start: str) -> dict[str, forms.Field]:
    return {
        f"{start}key": forms.RegexField(r"^[a-z0-9-]{1,40}$", required=False, widget=forms.HiddenInput),
        f"{start}name": line(_("What is counted?")),
        f"{start}unit": FirstUnlessSaid(label=_("Written as"), choices=choices.Unit),
        f"{start}direction": FirstUnlessSaid(label=_("Which way is better?"), choices=choices.Direction),
        f"{start}baseline": _number(_("Where it begins")),
        f"{start}baseline_date": Day(label=_("Counted on"), required=False),
        f"{start}target": _number(_("Where it should be")),
        f"{start}target_date": Day(label=_("By when?"), required=False),
        f"{start}numerator": line(_("Counted: how many")),
        f"{start}denominator": line(_("Out of how many")),
        f"{start}source": line(_("Where a ward finds it")),
        f"{start}indicator": forms.CharField(required=False, max_length=300, widget=forms.HiddenInput),
    }


def measured_by(definition: Definition, language: str) -> dict[str, str]:
    """A measure of a goal that follows a definition, in one language; which way is better is asked where good lies between."""
    words = {name: getattr(definition, name).in_language(language)[:300] for name in FROM_DEFINITION}
    direction = definition.direction.value if definition.direction.value in choices.Direction.values else ""
    return {
        **words,
        "unit": rules.unit_of(definition.unit),
        "direction": direction,
        "indicator": definition.code,
    }


FROM_DEFINITION = ("name", "numerator", "denominator", "source")


def _number(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=20, decimal_places=4, localize=True)


def _key(name: str, taken: set[str]) -> str:
    """A short name that a measure keeps when its words are put differently."""
    start = slugify(name)[:36].strip("-") or "measure"
    free = (start if number == 1 else f"{start}-{number}" for number in range(1, 99))
    return next(key for key in free if key not in taken)


def filled(content: rules.Content) -> dict[str, Any]:
    """The words of a goal as its form shows them."""
    plain = content.model_dump()
    said = {
        name: "\n".join(value) if isinstance(value, list) else value for name, value in plain.items() if name in PLAIN
    }
    for number, measure in enumerate(plain["measures"][:MEASURES], 1):
        said.update({f"m{number}_{name}": measure[name] for name in ["key", *MEASURE]})
    return said


class Proposal(Words):
    """A goal from needs, for one care domain."""

    needs = forms.MultipleChoiceField(
        label=_("Which needs does it answer?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("A goal answers a need. Choose at least one that the hospital voiced.")},
    )
    domain = forms.ChoiceField(label=_("Which kind of care?"))
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(
        self, *arguments: Any, needs: list[tuple[UUID, str]], parties: list[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.fields["needs"].choices = needs
        self.fields["domain"].choices = [("", _("Choose")), *vocabulary.domain_choices()]
        speak_for(self, parties)


class Withdrawal(DeedForm):
    """Why a key is taken back."""

    reason = long(
        _("Why?"), _("Your partner reads this. The old words and your signature stay readable."), required=True
    )
    on_behalf_of = forms.ChoiceField(label=_("In whose name?"))

    def __init__(self, *arguments: Any, parties: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        speak_for(self, parties)


class Paper(DeedForm):
    """A page that was signed by hand."""

    code = forms.CharField(label=_("The eight signs under the text on the page"), max_length=12)
    on_behalf_of = forms.ChoiceField(label=_("Which partner signed?"))
    signer = forms.CharField(label=_("Who signed?"), max_length=200)
    function = forms.CharField(label=_("As what?"), max_length=200, required=False)
    signed_date = Day(label=_("On which day?"))
    photo = Upload("image/jpeg", "image/png", "image/webp", "application/pdf", label=_("A photo of the signed page"))
    photo_name = Kept()

    def __init__(self, *arguments: Any, parties: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["on_behalf_of"].choices = parties

    def clean_code(self) -> str:
        """The code without the spaces and capitals that a hand adds."""
        return re.sub(r"[^0-9a-f]", "", self.cleaned_data["code"].lower())


class Opinion(DeedForm):
    """What the health authority of the district said."""

    authority = forms.CharField(label=_("Which authority?"), max_length=200)
    opinion = forms.ChoiceField(label=_("What does it say?"), choices=choices.Opinion, widget=forms.RadioSelect)
    given_date = Day(label=_("On which day?"))
    words = long(_("In its own words"))
    language = Language()


class Reading(DeedForm):
    """A goal's sentence in another language."""

    language = forms.ChoiceField(label=_("Into which language?"), choices=SPOKEN)
    statement = long(
        _("The same sentence in that language"),
        _("It helps to understand. What is signed stays what it is."),
        required=True,
    )


class Ending(DeedForm):
    """How a goal ends; none of them is called failure."""

    ending = forms.ChoiceField(label=_("How does it end?"), choices=choices.Ending, widget=forms.RadioSelect)
