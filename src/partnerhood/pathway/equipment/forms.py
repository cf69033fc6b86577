"""What comes in about devices, cleaned."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import choices
from partnerhood.pathway.equipment.queries import Colleagues
from partnerhood.pathway.partnerships.forms import Day, DeedForm, Kept, Language, Upload, long

Wards = list[tuple[UUID, str]]


def ward(wards: Wards) -> list[tuple[UUID | str, Any]]:
    """The wards of a house as choices, and none in particular."""
    return [("", _("none in particular")), *wards]


def written_on(*, required: bool) -> forms.CharField:
    """What stands on a device."""
    return forms.CharField(
        label=_("What stands on it?"),
        help_text=_("The number or the name on its label. Keep the one it has."),
        max_length=80,
        required=required,
    )


def photo() -> Upload:
    """A photo of a device, never of anybody."""
    said = _("Of the device or of the code it shows. Never of a patient, a face or a patient's papers.")
    return Upload("image/jpeg", "image/png", "image/webp", label=_("A photo"), help_text=said)


class Photographed(DeedForm):
    """A form with a photo, which is kept when something else has to be put right."""

    photo_name = Kept()

    @property
    def said(self) -> dict[str, Any]:
        """What a form brought in, as an action asks for it: nothing for what was left empty, the photo by its name."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("base", "photo", "photo_name")}
        return {
            **{name: value for name, value in told.items() if value != ""},
            "photo": self.cleaned_data["photo_name"],
        }


class Report(Photographed):
    """What is wrong with a device."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label=_("How is it?"),
        widget=forms.RadioSelect,
        choices=[
            (choices.State.BROKEN, _("It is broken")),
            (choices.State.PARTLY, _("It works, but not as it should")),
            (choices.State.UNSAFE, _("It is dangerous: nobody may use it")),
        ],
        initial=choices.State.BROKEN,
    )
    words = long(_("What is wrong?"), _("Write as you speak: what it does, what it shows, what you tried."))
    photo = photo()
    waits_for = forms.ChoiceField(
        label=_("What does it wait for?"), choices=choices.WaitsFor, initial=choices.WaitsFor.UNKNOWN, required=False
    )
    from_date = Day(label=_("Since which day?"), help_text=_("Empty means since today."), required=False)
    language = Language()


class ReportUnlisted(Report):
    """What is wrong with a device that is not in the list yet."""

    name = written_on(required=False)
    ward = forms.ChoiceField(label=_("Which ward?"), required=False)

    field_order = ("state", "name", "words", "photo", "ward", "waits_for")

    def __init__(self, *arguments: Any, wards: Wards, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["ward"].choices = ward(wards)


class Back(Photographed):
    """That a device works again."""

    repaired_by = forms.ChoiceField(
        label=_("Who brought it back?"),
        widget=forms.RadioSelect,
        choices=choices.RepairedBy,
        initial=choices.RepairedBy.OWN,
    )
    words = long(_("What was done?"), _("Which part, what it cost, what to look at next time."))
    photo = photo()
    from_date = Day(label=_("Since which day does it work?"), help_text=_("Empty means since today."), required=False)
    language = Language()


class Aside(DeedForm):
    """That nobody needs a device any more."""

    state = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        choices=[
            (choices.State.STORED, _("It is put away: nobody needs it now")),
            (choices.State.GONE, _("It is gone: scrapped, given away or lost")),
        ],
        initial=choices.State.STORED,
    )
    words = long(_("Why?"), required=True)
    from_date = Day(label=_("Since which day?"), help_text=_("Empty means since today."), required=False)
    language = Language()


class Describe(DeedForm):
    """What the list says of a device."""

    name = written_on(required=True)
    maker = forms.CharField(label=_("Which maker?"), max_length=120, required=False)
    model = forms.CharField(label=_("Which model?"), max_length=120, required=False)
    came_from = forms.CharField(
        label=_("Where did it come from?"), help_text=_("Bought, or given by whom."), max_length=200, required=False
    )
    in_use_since = Day(label=_("In use since"), required=False)


class Add(Describe):
    """A device for the list, with how it is today."""

    kind = forms.ChoiceField(label=_("What is it?"))
    ward = forms.ChoiceField(label=_("Which ward?"), required=False)
    state = forms.ChoiceField(label=_("How is it today?"), choices=choices.State)
    words = long(_("What should one know of it?"))
    language = Language()

    field_order = ("kind", "name", "ward", "state", "words")

    def __init__(self, *arguments: Any, wards: Wards, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["kind"].choices = vocabulary.choices("device_kinds")
        self.fields["ward"].choices = ward(wards)


class Move(DeedForm):
    """Where a device stands now."""

    ward = forms.ChoiceField(label=_("Which ward?"), required=False)

    def __init__(self, *arguments: Any, wards: Wards, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["ward"].choices = ward(wards)


class Ask(Photographed):
    """A question to a named colleague elsewhere."""

    to = forms.ChoiceField(label=_("Whom do you ask?"))
    words = long(_("What do you want to know?"), _("The error it shows, what you tried, what you have."), required=True)
    photo = photo()
    language = Language()

    def __init__(self, *arguments: Any, colleagues: list[Colleagues], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["to"].choices = [
            (one.house, [(person.id, _told(person.name, person.function)) for person in one.people])
            for one in colleagues
        ]


def _told(name: str, function: str) -> str:
    return f"{name}, {function}" if function else name


class Answer(DeedForm):
    """What a colleague elsewhere knows."""

    words = long(_("Your answer"), _("Write what you would try first, or that you do not know."), required=True)
    language = Language()
