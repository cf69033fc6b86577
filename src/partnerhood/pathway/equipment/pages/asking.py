"""Pages where a colleague elsewhere is asked about a device, reads the question and answers."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import files
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.equipment import access, actions, forms, queries
from partnerhood.pathway.equipment.pages.reading import how, to_device
from partnerhood.pathway.partnerships.pages import asking


@opens_to(access.own_device, offline=True)
def ask_elsewhere(request: HttpRequest, device) -> HttpResponse:
    """Ask a named colleague of a partner, or one who repairs devices in another house of the network."""
    colleagues = queries.offered(device.hospital_id)
    if not colleagues:
        messages.info(request, _("There is nobody to ask yet: your hospital has no partner here."))
        return redirect("equipment:device", device_id=device.id)
    form = forms.Ask.of(request, device.base, colleagues=colleagues)
    form.carry(partial(files.keep, who=request.person.id))
    if form.did(lambda _said: actions.ask(device=device, **form.said, deed=request.deed)):
        messages.success(
            request,
            _("Sent. %(name)s finds it on their own page, with everything that was said of this device.")
            % {"name": form.result.to.name},
        )
        return redirect("equipment:device", device_id=device.id)
    title = _("%(device)s: ask a colleague elsewhere") % {"device": queries.known_as(device)}
    told = {"form": form, "title": title, "button": _("Ask"), "trail": to_device(device)}
    return render(request, "equipment/report.html", {**told, "back": told["trail"][-1].href})


@opens_to(access.question, offline=True)
def question(request: HttpRequest, question) -> HttpResponse:
    """What somebody elsewhere was asked about a device, and room to answer."""
    may_answer = access.answers(request.person, question)
    form = forms.Answer.of(request, question.base)
    if may_answer and form.did(lambda said: actions.answer(question=question, **said, deed=request.deed)):
        messages.success(request, _("Thank you. Your answer stands beside the device."))
        return redirect("equipment:question", question_id=question.id)
    now = queries.present(queries.history(question.device))
    told = {
        "question": question,
        "name": queries.known_as(question.device),
        "how": how(now),
        "form": form if may_answer else None,
        "trail": [Crumb(queries.known_as(question.device), reverse("equipment:device", args=[question.device_id]))],
    }
    return render(request, "equipment/question.html", told)


@opens_to(access.question)
def photo(request: HttpRequest, question) -> HttpResponse:
    """The photo that came with a question."""
    return asking.file(question.photo, "device", number=question.id)
