"""Pages where somebody says that a device is broken, in two presses from the ward, or that it works again."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import files
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import access, actions, choices, forms, queries
from partnerhood.pathway.equipment.pages.reading import how, to_device, to_devices


@require_GET
@opens_to(access.hospital_to_report_in)
def which_kind(request: HttpRequest, hospital) -> HttpResponse:
    """Broken: what is it? One press on a kind."""
    told = {"hospital": hospital, "kinds": vocabulary.device_kinds(), "trail": to_devices(hospital, Crumb(_("Broken")))}
    kinds = [(one.code, vocabulary.say(one.name)) for one in vocabulary.device_kinds()]
    return render(request, "equipment/which_kind.html", {**told, "kinds": kinds})


@require_GET
@opens_to(access.kind_to_report)
def which_one(request: HttpRequest, found) -> HttpResponse:
    """Which one of this kind? One press on it, or on “not in the list”; where none is listed, the form at once."""
    hospital, kind = found
    rows = [(row, how(row.now)) for row in queries.of_kind(hospital.id, kind)]
    if not rows:
        return redirect("equipment:unlisted", device_kind=kind)
    told = {"rows": rows, "kind": kind, "name": _name(kind), "trail": _to_kinds(hospital, Crumb(_name(kind)))}
    return render(request, "equipment/which_one.html", told)


def _name(kind: str) -> str:
    return vocabulary.name("device_kinds", kind)


def _to_kinds(hospital, *more: Crumb) -> list[Crumb]:
    return to_devices(hospital, Crumb(_("Broken"), reverse("equipment:broken")), *more)


@opens_to(access.kind_to_report, offline=True)
def report_unlisted(request: HttpRequest, found) -> HttpResponse:
    """Say what is wrong with a device that is not in the list: it comes into the list with it."""
    hospital, kind = found
    wards = [(one.id, one.name) for one in queries.wards(hospital.id)]
    form = forms.ReportUnlisted.of(request, hospital.base, wards=wards)
    form.carry(partial(files.keep, who=request.person.id))
    if form.did(lambda _said: actions.report_unlisted(hospital=hospital, kind=kind, **form.said, deed=request.deed)):
        messages.success(request, _thanks(form))
        return redirect("equipment:device", device_id=form.result.device_id)
    trail = _to_kinds(hospital, Crumb(_name(kind), reverse("equipment:which", args=[kind])))
    return _page(request, form, _("%(device)s: what is wrong?") % {"device": _name(kind)}, _("Report it"), trail)


@opens_to(access.own_device, offline=True)
def report(request: HttpRequest, device) -> HttpResponse:
    """Say what is wrong with a device."""
    form = forms.Report.of(request, device.base)
    form.carry(partial(files.keep, who=request.person.id))
    if form.did(lambda _said: actions.report(device=device, **form.said, deed=request.deed)):
        messages.success(request, _thanks(form))
        return redirect("equipment:device", device_id=device.id)
    title = _("%(device)s: what is wrong?") % {"device": queries.known_as(device)}
    return _page(request, form, title, _("Report it"), to_device(device))


def _thanks(form: forms.Report) -> str:
    if form.result.state == choices.State.UNSAFE:
        return _("Kept. Put a note on it too, so that nobody uses it.")
    return _("Kept, in your own words. Everybody of your hospital sees since when it waits.")


@opens_to(access.own_device, offline=True)
def back_in_use(request: HttpRequest, device) -> HttpResponse:
    """Say that a device works again, and who brought it back."""
    form = forms.Back.of(request, device.base)
    form.carry(partial(files.keep, who=request.person.id))
    if form.did(lambda _said: actions.back_in_use(device=device, **form.said, deed=request.deed)):
        messages.success(request, _("Good news. It is back in use."))
        return redirect("equipment:device", device_id=device.id)
    title = _("%(device)s works again") % {"device": queries.known_as(device)}
    return _page(request, form, title, _("It works again"), to_device(device))


def _page(request: HttpRequest, form, title: str, button: str, trail: list[Crumb]) -> HttpResponse:
    told = {"form": form, "title": title, "button": button, "trail": trail, "back": trail[-1].href}
    return render(request, "equipment/report.html", told)
