"""Which devices keep somebody's pages, and how everything is taken off one of them from afar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnerhood.ground.people import access, accounts, queries
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.ground.records import paging


@never_cache
@require_safe
@opens_to(access.own_page, kept=False)
def mine(request: Request, person) -> HttpResponse:
    """The devices that keep one's own pages."""
    return _listed(request, queries.devices(person.id), person=person)


@never_cache
@require_safe
@opens_to(access.organisation_to_run, kept=False)
def of_organisation(request: Request, organisation) -> HttpResponse:
    """The devices that keep the pages of an organisation's people, for its coordinator."""
    return _listed(request, queries.devices_of_organisation(organisation.id), organisation=organisation)


def _listed(request: Request, found, **whose: object) -> HttpResponse:
    page = paging.page(request.GET.get("page"), found.count())
    return render(request, "people/devices.html", {**whose, "page": page, "devices": page.rows(found)})


@never_cache
@opens_to(access.device_to_empty, kept=False)
def take_off(request: Request, device) -> HttpResponse:
    """Take everything of somebody off a device, after saying that one is sure."""
    if request.method != "POST":
        return render(
            request, "people/take_off.html", {"device": device, "is_mine": device.person_id == request.person.id}
        )
    accounts.devices.take_off(device)
    said = _("At its next contact this device lets go of everything. Who was signed in there no longer is.")
    messages.info(request, said)
    if device.person_id == request.person.id:
        return redirect("people:devices")
    return redirect("people:organisation_devices", organisation_id=device.person.organisation_id)
