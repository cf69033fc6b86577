"""Pages of the common agenda: its themes with what the network wants, and where who coordinates it writes them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.look.components import Crumb, Empty, Place, WorldMap
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.initiatives import access, actions, forms, queries
from partnerhood.pathway.initiatives.pages import shown
from partnerhood.pathway.initiatives.queries import finding
from partnerhood.pathway.partnerships.pages.asking import ask

ON_THE_MAP = 60


@require_safe
@opens_to(access.network)
def agenda(request: HttpRequest, network) -> HttpResponse:
    """What a network wants to reach together: its themes with their aims, and how much goes on under each."""
    person = request.person  # type: ignore[attr-defined]
    themes = queries.themes(network.id)
    going_on = queries.going_on(person, network.id)
    places = queries.neighbourhoods(network.id)
    lately = queries.lately_heard(going_on, clock.today())
    number = {one.id: sum(str(one.id) in other.themes for other in going_on) for one in themes}
    runs = queries.runs(person, network)
    told = {
        "network": network,
        "agenda": queries.agenda(network.id),
        "themes": [{"one": one, "number": number[one.id]} for one in themes],
        "places": places,
        "map": _map(network, lately, places),
        "table": _table(finding.answers(network.id, lately, themes, places), themes, places),
        "runs": runs,
        "empty": _nothing(network, runs),
        "trail": shown.crumbs(network, Crumb(_("Common agenda"))),
    }
    return render(request, "initiatives/agenda.html", told)


def _table(answers: finding.Answers, themes, places) -> list[dict[str, Any]]:
    """What is done for each theme in each part of the place, and what reaches every part."""
    cells = {(one.theme, one.place): one for one in answers.cells}
    lines = []
    for theme in themes if places else ():
        of_theme = [cells[str(theme.id), str(place.id)] for place in places]
        lines.append(
            {"theme": theme, "name": shown.theme(theme), "cells": of_theme, "everywhere": of_theme[0].everywhere}
        )
    return lines


def _map(network, found, places) -> WorldMap | None:
    """Where what is being done is: each part of the place with how much is done there."""
    spots, where = [], reverse("initiatives:initiatives", args=[network.id])
    for place in places:
        number = sum(str(place.id) in one.neighbourhoods for one in found)
        if place.latitude is not None and place.longitude is not None:
            note = _("%(number)s of its own") % {"number": number}
            spots.append(
                Place(place.name, float(place.latitude), float(place.longitude), f"{where}?place={place.id}", note)
            )
    return WorldMap(_("Where it is"), tuple(spots[:ON_THE_MAP]), is_close=True) if len(spots) > 1 else None


def _nothing(network, runs: bool) -> Empty:
    what = _("Here comes what the houses of this network want to reach together, theme by theme.")
    why = _("Whoever does something for care finds the theme it belongs to, and what nobody does yet is seen.")
    if not runs:
        return Empty(what, why)
    return Empty(
        what, why, _("T2 · Nobody alone"), _("Add a theme"), reverse("initiatives:theme_new", args=[network.id])
    )


def _trail(network, last: str) -> list[Crumb]:
    here = Crumb(_("Common agenda"), reverse("initiatives:agenda", args=[network.id]))
    return shown.crumbs(network, here, Crumb(last))


@opens_to(access.network_to_run)
def words(request: HttpRequest, network) -> HttpResponse:
    """Write what a network wants to reach together."""
    known = queries.agenda(network.id)
    base = operations.last_touch(known.id) if known else network.base
    form = forms.AgendaForm.of(request, base, initial=forms.AgendaForm.initial_of(known, get_language() or "en"))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.write_agenda(network=network, deed=deed, **said)):
        return redirect("initiatives:agenda", network_id=network.id)
    title = _("What we want to reach together")
    return ask(request, form, title=title, button=_("Keep"), trail=_trail(network, title))


@opens_to(access.network_to_run)
def theme_new(request: HttpRequest, network) -> HttpResponse:
    """Put a theme on the agenda."""
    form = forms.ThemeForm.of(request, network.base, is_new=True)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.set_theme(network=network, deed=deed, **said)):
        return redirect("initiatives:agenda", network_id=network.id)
    title = _("Add a theme")
    return ask(request, form, title=title, button=_("Keep"), trail=_trail(network, title))


@opens_to(access.theme_to_write)
def theme(request: HttpRequest, one) -> HttpResponse:
    """Say anew what a theme is, or take it off the agenda."""
    initial = forms.ThemeForm.initial_of(one, get_language() or "en")
    form = forms.ThemeForm.of(request, operations.last_touch(one.id), initial=initial)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.change_theme(theme=one, deed=deed, **said)):
        return redirect("initiatives:agenda", network_id=one.network_id)
    title = _("Change the theme")
    return ask(request, form, title=title, button=_("Keep"), trail=_trail(one.network, title))


@opens_to(access.network_to_run)
def neighbourhood_new(request: HttpRequest, network) -> HttpResponse:
    """Name a part of the network's place."""
    form = forms.NeighbourhoodForm.of(request, network.base, is_new=True)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.name_neighbourhood(network=network, deed=deed, **said)):
        return redirect("initiatives:agenda", network_id=network.id)
    title = _("Add a part of the place")
    return ask(request, form, title=title, button=_("Keep"), trail=_trail(network, title))


@opens_to(access.neighbourhood_to_write)
def neighbourhood(request: HttpRequest, one) -> HttpResponse:
    """Say anew what a part of the place is called and where it is."""
    initial = forms.NeighbourhoodForm.initial_of(one)
    form = forms.NeighbourhoodForm.of(request, operations.last_touch(one.id), initial=initial)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.rename_neighbourhood(neighbourhood=one, deed=deed, **said)):
        return redirect("initiatives:agenda", network_id=one.network_id)
    title = _("Change a part of the place")
    return ask(request, form, title=title, button=_("Keep"), trail=_trail(one.network, title))
