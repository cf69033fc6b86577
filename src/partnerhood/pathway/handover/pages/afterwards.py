"""Afterwards: looking again, asking back, and the other ways in which a domain ends."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.pathway.handover import access, actions, forms, queries
from partnerhood.pathway.handover.pages import shared
from partnerhood.pathway.partnerships.pages import asking


@opens_to(access.look_to_take, offline=True)
def look(request: HttpRequest, found) -> HttpResponse:
    """Write down what one saw, 6, 12 or 24 months after."""
    which, months = found
    form = forms.Look.of(request, which.base, sides=shared.sides(request.person, which))

    def act(said: dict) -> object:
        side = queries.partner(said.pop("on_behalf_of"))
        return actions.check(handover=which, months=months, on_behalf_of=side, **said, deed=request.deed)

    if form.did(act):
        messages.success(request, _("It is written down. If it did not hold, the hospital can ask back lightly."))
        return redirect("handover:handover", which.id)
    title = _("%(months)s months after") % {"months": months}
    trail = shared.inside(which, Crumb(title))
    return asking.ask(request, form, title=title, button=_("Keep what we saw"), trail=trail)


@opens_to(access.handover_of_own, offline=True)
def reopen(request: HttpRequest, which) -> HttpResponse:
    """Ask back, lightly."""
    form = forms.Reopen.of(request, which.base)
    if form.did(lambda said: actions.reopen(handover=which, **said, deed=request.deed)):
        messages.success(request, _("You asked back. Your partner reads it at the top of this page."))
        return redirect("handover:handover", which.id)
    title = _("Ask back")
    sentences = [_("Asking back is no failure. What was handed over stays readable, and this is counted beside it.")]
    trail = shared.inside(which, Crumb(title))
    return asking.ask(request, form, title=title, button=_("Ask back"), trail=trail, sentences=sentences)


@opens_to(access.partnership_to_end_in, offline=True)
def end_domain(request: HttpRequest, partnership) -> HttpResponse:
    """Say how work on a domain ended in another way."""
    hospitals = {str(one.id): one for one in access.ends_for(request.person, partnership)}
    names = [(one.id, one.known_as) for one in hospitals.values()]
    form = forms.End.of(request, shared.base(partnership.id), hospitals=names)

    def act(said: dict) -> object:
        place = {"partnership": partnership, "hospital": hospitals[said.pop("hospital")]}
        return actions.end_domain(**place, **said, deed=request.deed)

    if form.did(act):
        return redirect("handover:of_partnership", partnership.id)
    title = _("Work on a domain ends otherwise")
    sentences = [_("There are other good ways to end. None of them is called failure.")]
    trail = shared.crumbs(partnership, Crumb(title))
    return asking.ask(request, form, title=title, button=_("Say so"), trail=trail, sentences=sentences)
