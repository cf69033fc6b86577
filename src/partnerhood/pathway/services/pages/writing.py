"""Pages where a house says what it offers, where its network notes it, and where both keep it true."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.services import access, actions, forms, queries
from partnerhood.pathway.services.choices import How
from partnerhood.pathway.services.pages import shown


@opens_to(access.house_to_write)
def offer(request: HttpRequest, house) -> HttpResponse:
    """Say what one's own house offers, or note it for a house of one's network."""
    organisation = house.organisation
    form = _form(request, organisation, operations.last_in_book(organisation.id), notes=house.notes)
    act = actions.note if house.notes else actions.offer
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: act(organisation=organisation, deed=deed, **said)):
        if house.notes:
            messages.info(request, _("Noted. Everybody finds it once %(house)s says yes.") % {"house": organisation})
        return redirect("services:service", service_id=form.result.id)
    title = _("What does %(house)s offer?") % {"house": organisation.known_as}
    return _page(request, form, title, shown.crumbs(organisation, Crumb(_("Say what you offer"))))


@opens_to(access.service_to_change)
def description(request: HttpRequest, service) -> HttpResponse:
    """Say anew what a service is, in the reader's language."""
    initial = forms.Offer.initial_of(service, get_language() or "en")
    form = _form(request, service.organisation, operations.last_touch(service.id), initial=initial)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.describe(service=service, deed=deed, **said)):
        return redirect("services:service", service_id=service.id)
    return _page(request, form, _("Change what is said"), _trail(service, _("Change what is said")))


def _form(request: HttpRequest, organisation, base, **more) -> forms.Offer:
    zones = queries.zones().get(organisation.country, ())
    return forms.Offer.of(request, base, sites=list(organisations.sites(organisation.id)), zones=zones, **more)


def _page(request: HttpRequest, form, title: str, trail) -> HttpResponse:
    return render(request, "services/offer.html", {"form": form, "title": title, "trail": trail})


def _trail(service, last: str) -> list[Crumb]:
    there = reverse("services:service", args=[service.id])
    return shown.crumbs(service.organisation, Crumb(shown.title(service)[0], there), Crumb(last))


@opens_to(access.service_to_confirm)
def confirmation(request: HttpRequest, service) -> HttpResponse:
    """Say for one's house: yes, that is ours."""
    form = forms.Yes.of(request, operations.last_touch(service.id))
    deed = request.deed  # type: ignore[attr-defined]
    if queries.is_confirmed(service) or form.did(lambda said: actions.confirm(service=service, deed=deed)):
        return redirect("services:service", service_id=service.id)
    noted = _("Noted by %(who)s, from %(where)s.") % {"who": service.noted_by, "where": service.noted_from}
    after = _("Once you say yes, everybody finds it. You can change it afterwards.")
    title = _("Is this what your house offers?")
    return ask(
        request,
        form,
        title=title,
        button=_("Yes, that is ours"),
        trail=_trail(service, title),
        sentences=[noted, after],
    )


@opens_to(access.service_to_check)
def check(request: HttpRequest, service) -> HttpResponse:
    """Say: I checked this today, and it is so."""
    own = access.writes(request.person, service.organisation_id)  # type: ignore[attr-defined]
    start = {"how": How.OURSELVES if own else How.PHONE}
    form = forms.Checked.of(request, operations.last_touch(service.id), initial=start)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.check(service=service, deed=deed, **said)):
        messages.success(request, _("Thank you. Whoever reads it now knows that it was true today."))
        return redirect("services:service", service_id=service.id)
    title = _("Is everything still as it stands here?")
    line = _("The number is answered, the hours and the place are right. If not, change it first.")
    button = _("I checked it today")
    return ask(request, form, title=title, button=button, trail=_trail(service, title), sentences=[line])


@opens_to(access.service_to_change)
def end(request: HttpRequest, service) -> HttpResponse:
    """Say that a service is no longer offered."""
    form = forms.End.of(request, operations.last_touch(service.id))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.end(service=service, deed=deed, **said)):
        return redirect("services:house", organisation_id=service.organisation_id)
    title = _("Is this no longer offered?")
    return ask(request, form, title=title, button=_("It is no longer offered"), trail=_trail(service, title))


@opens_to(access.own_house)
def elsewhere(request: HttpRequest, house) -> HttpResponse:
    """Say which care cannot be had here, and how one refers."""
    organisation = house.organisation
    form = forms.Elsewhere.of(request, operations.last_in_book(organisation.id))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.say_elsewhere(organisation=organisation, deed=deed, **said)):
        return redirect("services:house", organisation_id=organisation.id)
    title = _("Care that cannot be had here")
    trail = shown.crumbs(organisation, Crumb(title))
    line = _("The page of your house then shows the nearest that has it.")
    return ask(request, form, title=title, button=_("Keep"), trail=trail, sentences=[line])


@opens_to(access.elsewhere)
def here_again(request: HttpRequest, one) -> HttpResponse:
    """Take back that some care cannot be had here."""
    form = forms.Yes.of(request, operations.last_touch(one.id))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.take_back_elsewhere(elsewhere=one, deed=deed)):
        return redirect("services:house", organisation_id=one.organisation_id)
    title = _("Take this off your page?")
    trail = shown.crumbs(one.organisation, Crumb(title))
    return ask(request, form, title=title, button=_("Take it off"), trail=trail, sentences=[shown.kind(one.kind)])
