"""Pages of the options: side by side, one with what it does for whom, and what was decided on the way."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, languages, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import access, actions, choices, forms, queries
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.partnerships.pages.asking import ask


@require_GET
@opens_to(access.dossier)
def options(request: HttpRequest, sight) -> HttpResponse:
    """Every option beside the others, from loose to close, with what it does for patients, staff, training and research."""
    held = queries.options(sight)
    told = {
        "sight": sight,
        "options": [_held(one) for one in held],
        "rows": [_row(aspect, held, sight) for aspect in choices.Aspect],
        "criteria": [shared.criterion(one) for one in queries.criteria(sight.exploration)],
        "trail": shared.crumbs(sight, Crumb(_("Options"))),
    }
    return render(request, "exploration/options.html", told)


def _held(one: queries.Held) -> dict[str, object]:
    return {"held": one, "closing": shared.closing(one.option), "is_gone": one.state == choices.OptionState.WITHDRAWN}


def _row(aspect: choices.Aspect, held, sight) -> dict[str, object]:
    """What each option does for some, as each side sees it."""
    cells = [[(sight.names[key], said) for key, said in _sides(one, aspect, sight)] for one in held]
    return {"name": capfirst(aspect.label), "cells": cells}


def _sides(one: queries.Held, aspect: str, sight) -> list[tuple[Any, Any]]:
    found = one.effects.get(aspect, {})
    return [(key, found[key]) for key in sight.names if key in found]


@require_GET
@opens_to(access.option)
def option(request: HttpRequest, found) -> HttpResponse:
    """One option: what it would be like, what it does for whom and why, and what was decided about it."""
    sight, option = found
    held = next(one for one in queries.options(sight) if one.option.id == option.id)
    told = {
        "sight": sight,
        "option": option,
        "held": held,
        "title": f"{option.letter} · {shared.called(option.name)}",
        "closing": shared.closing(option),
        "aspects": [_aspect(aspect, held, sight) for aspect in choices.Aspect],
        "decisions": [one for one in queries.decisions(sight) if one.option_id == option.id],
        "trail": shared.crumbs(
            sight, shared.crumb("options", _("Options"), sight.exploration.id), Crumb(option.letter)
        ),
    }
    return render(request, "exploration/option.html", told)


def _aspect(aspect: choices.Aspect, held, sight) -> dict[str, object]:
    href = reverse("exploration:say_effect", args=[held.option.id, aspect.value]) if sight.writes else ""
    said = [(sight.names[key], one) for key, one in _sides(held, aspect, sight)]
    return {"name": capfirst(aspect.label), "said": said, "href": href}


@opens_to(access.dossier_to_write)
def add(request: HttpRequest, sight) -> HttpResponse:
    """Write down another option."""
    return _write(request, sight, None)


@opens_to(access.option_to_write)
def change(request: HttpRequest, found) -> HttpResponse:
    """Put the words of an option right."""
    sight, option = found
    return _write(request, sight, option)


def _write(request: HttpRequest, sight, option) -> HttpResponse:
    form = forms.Option.of(request, sight.base, initial=_now(option), bodies=sight.named_bodies)

    def act(said: dict[str, Any]) -> object:
        return actions.write_option(exploration=sight.exploration, option=option, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:option", option_id=form.result.id)
    title = _("Put this option right") if option else _("Add an option")
    return ask(request, form, title=title, button=_("Keep it"), trail=_trail(sight, title))


def _trail(sight, title: str) -> list[Crumb]:
    return shared.crumbs(sight, shared.crumb("options", _("Options"), sight.exploration.id), Crumb(title))


def _now(option) -> dict[str, Any]:
    if option is None:
        return {"language": get_language()}
    said = {"name": languages.original(option.name), "about": languages.original(option.about)}
    return {"letter": option.letter, **said, "language": option.name[languages.ORIGINAL], **forms.closing_of(option)}


@opens_to(access.option_to_judge)
def say_effect(request: HttpRequest, found) -> HttpResponse:
    """Say for one's own side what an option does for somebody."""
    sight, option, aspect = found
    parties = [(key, sight.names[key]) for key in sight.speaks]
    start = {"language": get_language()}
    form = forms.Effect.of(request, sight.base, initial=start, parties=parties, aspect=aspect.value)

    def act(said: dict[str, Any]) -> object:
        house = queries.partner(sight, said.pop("on_behalf_of"))
        return actions.say_effect(option=option, on_behalf_of=house, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:option", option_id=option.id)
    title = _("What option %(letter)s does for %(whom)s") % {"letter": option.letter, "whom": aspect.label}
    return ask(request, form, title=title, button=_("Say it"), trail=_trail(sight, option.letter), words=option.name)


@require_GET
@opens_to(access.dossier)
def decisions(request: HttpRequest, sight) -> HttpResponse:
    """What was decided on the way, the newest first, with the reasons and the advices it rests on."""
    found = queries.decisions(sight)
    page = paging.page(request.GET.get("page"), len(found))
    heard = {str(one.id): one for one in queries.hearings(sight)}
    told = {
        "sight": sight,
        "decisions": [(one, _advices(one, heard, sight)) for one in page.rows(found)],
        "page": page,
        "trail": shared.crumbs(sight, Crumb(_("Decisions"))),
    }
    return render(request, "exploration/decisions.html", told)


def _advices(one, heard, sight) -> list[str]:
    """The advices that a decision rests on, as far as the reader may know of them."""
    known = [heard[key] for key in one.rests_on if key in heard]
    said = [(shared.heard(each, sight), each.get_advice_display()) for each in known]
    return [f"{who} ({advice})" if advice else who for who, advice in said]


@opens_to(access.dossier_to_write)
def decide(request: HttpRequest, sight) -> HttpResponse:
    """Write down a decision with its reasons."""
    held = queries.options(sight)
    named = [(one.option.id, f"{one.option.letter} · {shared.called(one.option.name)}") for one in held]
    heard = queries.hearings(sight)
    start = {name: request.GET.get(name, "") for name in ("kind", "option")}
    start |= {"language": get_language() or "en", "decided_date": clock.today().isoformat()}
    lists = {"options": named, "hearings": [(one.id, shared.heard(one, sight)) for one in heard]}
    form = forms.Decision.of(request, sight.base, initial=start, **lists)

    def act(said: dict[str, Any]) -> object:
        chosen = said.pop("option")
        about = next((one.option for one in held if str(one.option.id) == chosen), None)
        rests = set(said.pop("rests_on", []))
        advices = [one for one in heard if str(one.id) in rests]
        whole = {"exploration": sight.exploration, "option": about, "rests_on": advices}
        return actions.decide(**whole, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:decisions", exploration_id=sight.exploration.id)
    title = _("Write down a decision")
    trail = shared.crumbs(sight, shared.crumb("decisions", _("Decisions"), sight.exploration.id), Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail)
