"""Join a network without an account; and, for who coordinates it, who wants to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.organisations.choices import Part
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships import access, actions, forms, queries, rules
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages.asking import ask, press


def _to_network(network, *more: Crumb) -> list[Crumb]:
    return [Crumb(network.name, reverse("partnerships:network", args=[network.id])), *more]


@opens_to(access.network_to_join, kept=False)
def join(request: HttpRequest, network) -> HttpResponse:
    """Join a network: who, how one is reached, as what, and what one wants to help with. Whoever comes twice reads the same."""
    joining = queries.joining(network.id)
    form = forms.Join.of(request, network.base, parts=joining.parts)
    language = get_language() or "en"
    if form.did(lambda said: _kept(network, said, language, request.deed)):
        messages.success(request, _("Thank you. Who coordinates the network reads it, and calls or writes to you."))
        return redirect("partnerships:network", network_id=network.id)
    told = {
        "network": network,
        "joining": joining,
        "form": form,
        "days": rules.FORGOTTEN_AFTER.days,
        "trail": _to_network(network, Crumb(_("Join"))),
    }
    return render(request, "partnerships/join.html", told)


def _kept(network, said: dict[str, Any], language: str, deed) -> object:
    try:
        return actions.join(network=network, **said, language=language, deed=deed)
    except actions.JoinedAlready:
        return None


@opens_to(access.network_to_run, kept=False)
def let_join(request: HttpRequest, network) -> HttpResponse:
    """Say how one joins a network, as what, and whom one asks."""
    known = queries.joining(network.id)
    start: dict[str, Any] = {"language": get_language(), "is_open": True, "parts": [Part.AMBASSADOR, Part.PARTNER]}
    if known:
        start |= {"words": languages.original(known.words), "parts": known.parts, "contact": known.contact}
        start |= {"is_open": known.is_open, "language": known.words.get(languages.ORIGINAL) or get_language()}
    form = forms.LetJoin.of(request, network.base, initial=start)
    if form.did(lambda said: actions.let_join(network=network, **said, deed=request.deed)):
        return redirect("partnerships:network", network_id=network.id)
    title = _("How one joins this network")
    return ask(request, form, title=title, button=_("Keep it"), trail=_to_network(network, Crumb(title)))


@require_GET
@opens_to(access.network_to_run, kept=False)
def joiners(request: HttpRequest, network) -> HttpResponse:
    """Who wants to join, for who coordinates the network: those who wait first."""
    found = queries.joiners(network.id)
    page = paging.page(request.GET.get("page"), queries.count_joiners(network.id))
    told = {
        "network": network,
        "joiners": [_joiner(one, network) for one in found[page.start : page.start + paging.ROWS]],
        "page": page,
        "days": rules.FORGOTTEN_AFTER.days,
        "trail": _to_network(network, Crumb(_("Who joins"))),
    }
    return render(request, "partnerships/joiners.html", told)


def _joiner(one, network) -> dict[str, Any]:
    """Somebody in the list; a house is asked to belong to the network in the usual way, with an account."""
    invites = reverse("partnerships:invite_to_network", args=[network.id])
    house = f"{invites}?{urlencode({'name': one.house})}" if one.house and one.answer == "welcome" else ""
    return {"joiner": one, "part": Part(one.part), "house": house}


@opens_to(access.joiner, kept=False)
def answer(request: HttpRequest, found) -> HttpResponse:
    """Say welcome to somebody who wants to join, or no and why."""
    network, one = found
    form = forms.AnswerJoiner.of(request, network.base, initial={"language": get_language()})
    if form.did(lambda said: actions.answer_joiner(joiner=one, **said, deed=request.deed)):
        return redirect("partnerships:joiners", network_id=network.id)
    title = _("Answer who wants to join")
    back = Crumb(_("Who joins"), reverse("partnerships:joiners", args=[network.id]))
    who = ", ".join(part for part in (one.name, one.house, one.contact) if part)
    sentences = [who, _("Call or write to them yourself: nothing is sent from here.")]
    trail = _to_network(network, back, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail, words=one.wish, sentences=sentences)


@require_POST
@opens_to(access.joiner, kept=False)
def forget(request: HttpRequest, found) -> HttpResponse:
    """Erase somebody who asked for it."""
    network, one = found
    form = DeedForm.of(request, network.base)
    there = reverse("partnerships:joiners", args=[network.id])
    return press(request, form, lambda _said: actions.forget_joiner(joiner=one, deed=request.deed), _("Erased."), there)
