"""Pages where the people of a house keep the list of their devices."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.pathway.equipment import access, actions, forms, queries
from partnerhood.pathway.equipment.pages.reading import to_device, to_devices
from partnerhood.pathway.partnerships.pages.asking import ask

DESCRIBED = ("name", "maker", "model", "came_from", "in_use_since")


@opens_to(access.hospital_of_mine, offline=True)
def add(request: HttpRequest, hospital) -> HttpResponse:
    """Add a device, with how it is today."""
    form = forms.Add.of(request, hospital.base, wards=_wards(hospital.id))

    def act(said: dict) -> object:
        return actions.add(hospital=hospital, **{**said, "ward": said["ward"] or None}, deed=request.deed)

    if form.did(act):
        messages.success(request, _("It is in the list."))
        return redirect("equipment:device", device_id=form.result.id)
    trail = to_devices(hospital, Crumb(_("Add a device")))
    return ask(request, form, title=_("Add a device"), button=_("Add it"), trail=trail)


def _wards(hospital) -> forms.Wards:
    return [(one.id, one.name) for one in queries.wards(hospital)]


@opens_to(access.own_device, offline=True)
def describe(request: HttpRequest, device) -> HttpResponse:
    """Put right what the list says of a device."""
    form = forms.Describe.of(request, device.base, initial={name: getattr(device, name) for name in DESCRIBED})
    if form.did(lambda said: actions.describe(device=device, **said, deed=request.deed)):
        return redirect("equipment:device", device_id=device.id)
    return _ask(request, form, device, _("What the list says of it"), _("Keep it"))


@opens_to(access.own_device, offline=True)
def move(request: HttpRequest, device) -> HttpResponse:
    """Say in which ward a device stands now."""
    form = forms.Move.of(request, device.base, wards=_wards(device.hospital_id), initial={"ward": device.ward_id})
    if form.did(lambda said: actions.move(device=device, ward=said["ward"] or None, deed=request.deed)):
        return redirect("equipment:device", device_id=device.id)
    return _ask(request, form, device, _("Where does it stand now?"), _("Keep it"))


@opens_to(access.own_device, offline=True)
def put_aside(request: HttpRequest, device) -> HttpResponse:
    """Say that nobody needs a device any more, or that it is gone."""
    form = forms.Aside.of(request, device.base)
    if form.did(lambda said: actions.put_aside(device=device, **said, deed=request.deed)):
        messages.success(request, _("Kept. Its history stays."))
        return redirect("equipment:device", device_id=device.id)
    return _ask(request, form, device, _("Not needed any more"), _("Say so"))


def _ask(request: HttpRequest, form, device, title: str, button: str) -> HttpResponse:
    named = f"{queries.known_as(device)} – {title}"
    return ask(request, form, title=named, button=button, trail=to_device(device))
