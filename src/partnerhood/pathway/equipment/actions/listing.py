"""The list of a house's devices: add one, put right what it says, move one to another ward."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.pathway.equipment import access, choices, rules
from partnerhood.pathway.equipment.actions import keeping
from partnerhood.pathway.equipment.models import Device


class ListedAlready(Refused):
    """A device of this kind with this name is in the list."""

    sentence = _("A device of this kind with this name is in your list already. Look it up, and say how it is.")
    field = "name"


@operation(
    "equipment.add",
    version=1,
    who=access.may_add,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("added a device to the list"),
    offline=True,
)
def add(
    *,
    hospital: Organisation,
    kind: str,
    name: str,
    ward: Site | None = None,
    maker: str = "",
    model: str = "",
    came_from: str = "",
    in_use_since: date | None = None,
    state: choices.State = choices.State.WORKING,
    waits_for: choices.WaitsFor | None = None,
    from_date: date | None = None,
    words: str = "",
    language: str = "en",
    deed: Deed,
) -> Device:
    """Add a device to a house's list, with how it is today."""
    keeping.judge_kind(kind, ward, hospital, deed)
    deed.refuse_if(not name.strip(), Refused(_("Write what stands on it: a number or a name."), field="name"))
    deed.refuse_if(keeping.listed(hospital, kind, name, deed), ListedAlready())
    told = {"maker": maker, "model": model, "came_from": came_from, "in_use_since": in_use_since}
    device = keeping.placed(hospital, kind, name, ward, deed, **told)
    keeping.say(device, state, deed, waits_for=waits_for, words=words, language=language, from_date=from_date)
    return device


@operation(
    "equipment.describe",
    version=1,
    who=access.may_say,
    book=lambda device, **_: book_of(device.hospital_id),
    says=_("put right what the list says of a device"),
    offline=True,
)
def describe(
    *,
    device: Device,
    name: str | None = None,
    maker: str | None = None,
    model: str | None = None,
    came_from: str | None = None,
    in_use_since: date | None = None,
    deed: Deed,
) -> Device:
    """Put right what is written on a device, who made it, where it came from and since when it is in use."""
    if name is not None:
        nameless = not rules.one_name(name)
        deed.refuse_if(nameless, Refused(_("Write what stands on it: a number or a name."), field="name"))
        other = keeping.listed(device.hospital, device.kind, name, deed)
        deed.refuse_if(other not in (None, device.id), ListedAlready())
    said = {
        "name": None if name is None else name.strip(),
        "maker": maker,
        "model": model,
        "came_from": came_from,
        "in_use_since": in_use_since,
    }
    return deed.change(device, **{field: value for field, value in said.items() if value is not None})


@operation(
    "equipment.move",
    version=1,
    who=access.may_say,
    book=lambda device, **_: book_of(device.hospital_id),
    says=_("moved a device to another ward"),
    offline=True,
)
def move(*, device: Device, ward: Site | None = None, deed: Deed) -> Device:
    """Say in which ward a device stands now; in none in particular where no ward is named."""
    deed.refuse_if(ward and ward.organisation_id != device.hospital_id, keeping.OtherHouse())
    return deed.change(device, ward=ward)
