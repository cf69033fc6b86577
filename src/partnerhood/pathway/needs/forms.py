"""What comes in about needs, cleaned."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerhood.pathway.needs import choices, rules
from partnerhood.pathway.partnerships.forms import DeedForm, Kept, Language, Upload

WORDS = 4000


def words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    """Room for somebody's own words."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=WORDS, widget=area)


class OrSpoken(forms.CharField):
    """The first question of all, which a voice may answer instead of words."""

    def validate(self, value: Any) -> None:
        """Whether anything was said at all is for the action to judge."""


class Voice(DeedForm):
    """A need in somebody's own words, typed or spoken."""

    use_required_attribute = False
    words = OrSpoken(
        label=_("What do you need?"),
        help_text=_("Write as you speak. Nobody corrects it."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    voice = Upload(
        "audio/",
        seconds=rules.LONGEST_VOICE_SECONDS,
        label=_("Or speak it"),
        help_text=_("A minute at most, in any language."),
    )
    photo = Upload(
        "image/jpeg",
        "image/png",
        "image/webp",
        label=_("A photo"),
        help_text=_("Of the thing or the place. Never of a patient, a face or a patient's papers."),
    )
    ward = forms.ChoiceField(label=_("Which ward?"), required=False)
    hospital_only = forms.BooleanField(label=_("Show the hospital only, not the ward"), required=False)
    language = Language()
    voice_name, photo_name = Kept(), Kept()

    def __init__(self, *arguments: Any, wards: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["ward"].choices = [("", _("none in particular")), *wards]


class Note(DeedForm):
    """What a partner's people said on the telephone."""

    words = words(_("What did they say they need?"), _("In their words, as near as you can."))
    noted_from = forms.CharField(label=_("Who told you, and when?"), max_length=200)
    language = Language()


class Words(DeedForm):
    """Other words for one's own need."""

    words = words(_("Your words"))
    language = Language()
    hospital_only = forms.BooleanField(label=_("Show the hospital only, not the ward"), required=False)


class Second(DeedForm):
    """How many stand around the one tablet."""

    voices = forms.IntegerField(label=_("How many are you?"), min_value=1, max_value=500, initial=1)


class Offer(DeedForm):
    """Before which partners a need is laid."""

    partners = forms.MultipleChoiceField(
        label=_("Before which partners?"),
        help_text=_("They read it from then on, and can say that they take it on."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one partner.")},
    )

    def __init__(self, *arguments: Any, partners: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["partners"].choices = partners


class Answer(DeedForm):
    """What became of a need, with the reason that the asker reads."""

    kind = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        choices=[
            (choices.AnswerKind.ANSWERED, _("It is answered")),
            (choices.AnswerKind.SET_ASIDE, _("It is set aside for now")),
        ],
    )
    words = words(_("Say why, or what was done"), _("Whoever asked reads this, and so does the ward."))
    language = Language()


class Leave(DeedForm):
    """Why a partner leaves a need to others."""

    words = words(_("Why not you?"), _("The hospital reads this, and can ask somebody else."))
    language = Language()


class Again(DeedForm):
    """Why a need is asked again."""

    words = words(_("Why do you ask again?"), _("The earlier answer stays readable."))
    language = Language()


class Release(DeedForm):
    """Whether everybody may read a need."""

    public = forms.BooleanField(required=False, widget=forms.HiddenInput)


class Order(DeedForm):
    """A hospital's needs with the place that somebody gives each; or one of them moved up or down."""

    up = forms.UUIDField(required=False)
    down = forms.UUIDField(required=False)

    def __init__(self, *arguments: Any, shown: list[str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        for number, key in enumerate(shown, 1):
            numbered = forms.NumberInput(attrs={"aria-labelledby": f"words-{key}"})
            self.fields[f"place-{key}"] = forms.DecimalField(
                label=_("Number"), required=False, initial=number, min_value=0, max_value=9999, widget=numbered
            )
        self.shown = shown

    def clean(self) -> dict[str, Any]:
        """The order that was asked for by number, or by one step up or down."""
        said = super().clean() or {}
        last = len(self.shown) + 1
        places = {key: said.get(f"place-{key}") for key in self.shown}
        wanted = sorted(self.shown, key=lambda key: last if places[key] is None else places[key])  # 0 goes before all
        up, down = str(said.get("up") or ""), str(said.get("down") or "")
        if not (up or down):
            self._refuse_twice(places)
        order = rules.moved(wanted, up, -1) if up else rules.moved(wanted, down, 1)
        return {"base": said.get("base"), "order": order, "moved": up or down}

    def _refuse_twice(self, places: dict[str, Any]) -> None:
        """Two needs with one number: the reader says which goes first, not we."""
        sentence = gettext("Two needs have number %(number)s. Give each its own; 0 goes before all.")
        taken: set[Any] = set()
        for key, number in places.items():
            if number is not None and number in taken:
                self.add_error(f"place-{key}", sentence % {"number": number})
            taken.add(number)
