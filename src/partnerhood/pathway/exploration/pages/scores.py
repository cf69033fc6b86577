"""Pages where the options are compared: criteria, weights and scores, each side on its own first, then together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import access, actions, forms, queries, rules
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.partnerships.pages.asking import ask

FAR = 2
"""How many points apart two sides have to talk first."""


@opens_to(access.dossier_to_write)
def criteria(request: HttpRequest, sight) -> HttpResponse:
    """Choose by what the options are compared, and who says what it weighs."""
    kept = queries.criteria(sight.exploration)
    start = {
        "ready": [one.ready for one in kept if one.ready],
        "own": "\n".join(shared.criterion(one) for one in kept if not one.ready),
        "weighers": sight.exploration.weighers,
        "language": get_language(),
    }
    bodies = sight.named_bodies
    form = forms.Criteria.of(request, sight.base, initial=start, bodies=bodies)

    def act(said: dict[str, Any]) -> object:
        chosen = set(said.pop("weighers"))
        named = [one for one in sight.known_bodies if str(one.id) in chosen]
        return actions.set_criteria(exploration=sight.exploration, weighers=named, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:scores", exploration_id=sight.exploration.id)
    title = _("By what do we compare the options?")
    sentences = [_("Once somebody weighed or scored, the criteria stay, so that all answer the same question.")]
    return ask(request, form, title=title, button=_("Keep it"), trail=_trail(sight, title), sentences=sentences)


def _trail(sight, title: str) -> list[Crumb]:
    return shared.crumbs(sight, shared.crumb("scores", _("Weights and scores"), sight.exploration.id), Crumb(title))


@opens_to(access.body_to_weigh)
def weigh(request: HttpRequest, found) -> HttpResponse:
    """Say for one's own body what each criterion weighs."""
    sight, body = found
    kept = queries.own_weights(sight.exploration, body.id)
    start = {f"w_{key}": weight for key, weight in (kept.weights if kept else {}).items()}
    named = [(one.id, shared.criterion(one)) for one in queries.criteria(sight.exploration)]
    form = forms.Weights.of(request, sight.base, initial={**start, "language": get_language()}, criteria=named)

    def act(said: dict[str, Any]) -> object:
        return actions.weigh(exploration=sight.exploration, body=body, **said, deed=request.deed)

    if form.did(act):
        messages.success(request, _("In. Now you read what the others weigh who are in too."))
        return redirect("exploration:scores", exploration_id=sight.exploration.id)
    title = _("What does each criterion weigh for us?")
    sentences = [f"{body.name}. " + _("A hundred points together. Nobody else reads them before their own are in.")]
    return ask(
        request, form, title=title, button=_("Hand in our weights"), trail=_trail(sight, title), sentences=sentences
    )


@opens_to(access.dossier_to_write)
def score(request: HttpRequest, sight) -> HttpResponse:
    """Score every open option for one's own side."""
    kept = queries.own_scores(sight.exploration, sight.speaks[0]) if len(sight.speaks) == 1 else None
    start = _cells(kept.scores if kept else {})
    parties = [(key, sight.names[key]) for key in sight.speaks]
    lists = {**_lists(sight), "parties": parties}
    form = forms.Scores.of(request, sight.base, initial={**start, "language": get_language()}, **lists)

    def act(said: dict[str, Any]) -> object:
        house = queries.partner(sight, said.pop("on_behalf_of"))
        return actions.score(exploration=sight.exploration, on_behalf_of=house, **said, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your side is in."))
        return redirect("exploration:scores", exploration_id=sight.exploration.id)
    title = _("How does each option do, from 1 to 5?")
    told = {"form": form, "title": title, "trail": _trail(sight, title), "button": _("Hand in our scores")}
    told["sentence"] = _("1 is poor, 5 is good. The other side reads it once its own is in.")
    return render(request, "exploration/score.html", told)


def _lists(sight) -> dict[str, Any]:
    held = queries.compared_options(sight)
    return {
        "options": [(one.id, f"{one.letter} · {shared.called(one.name)}") for one in held],
        "criteria": [(one.id, shared.criterion(one)) for one in queries.criteria(sight.exploration)],
    }


def _cells(table) -> dict[str, int]:
    return {f"s_{option}_{key}": value for option, kept in table.items() for key, value in kept.items()}


@opens_to(access.dossier_to_write)
def together(request: HttpRequest, sight) -> HttpResponse:
    """Lay one table of scores under both keys: what both score alike stands there already."""
    apart, standing = queries.apart(sight).shown, queries.scores_together(sight.exploration)
    if len(apart) < len(sight.names):
        return redirect("exploration:scores", exploration_id=sight.exploration.id)
    alike = rules.together([one.scores for one in apart.values()])
    start = {f"s_{option}_{key}": value for (option, key), value in alike.items() if value}
    if standing:
        start = _cells(rules.table(rules.Scores.model_validate(standing.wording.content).scores))
    hints = {key: _apart(sight, apart, key) for key, value in alike.items() if value is None}
    whole = {**_lists(sight), "hints": hints}
    form = forms.Scores.of(request, sight.base, initial={**start, "language": get_language()}, **whole)

    def act(said: dict[str, Any]) -> object:
        content = rules.Scores(language=said["language"], scores=said["scores"])
        return actions.propose_scores(exploration=sight.exploration, content=content, deed=request.deed)

    if form.did(act):
        return redirect("exploration:statement", statement_id=form.result.id)
    title = _("One table under both keys")
    told = {"form": form, "title": title, "trail": _trail(sight, title), "button": _("Lay it under both keys")}
    told["sentence"] = _(
        "What both score alike stands there. Where you differ, talk first, then write what you agree on."
    )
    return render(request, "exploration/score.html", told)


def _apart(sight, apart, key) -> str:
    option, criterion = key
    said = [(side, one.scores.get(option, {}).get(criterion)) for side, one in apart.items()]
    return " · ".join(f"{sight.names[side]} {value}" for side, value in said if value)


@require_GET
@opens_to(access.dossier_inside)
def scores(request: HttpRequest, sight) -> HttpResponse:
    """Who weighed and who scored; each its own until its own is in; then both beside each other, far apart first."""
    held = queries.compared_options(sight)
    criteria = queries.criteria(sight.exploration)
    given, standing = queries.apart(sight), queries.scores_together(sight.exploration)
    apart, scored = given.shown, given.is_in
    agreed = rules.table(rules.Scores.model_validate(standing.wording.content).scores) if standing else {}
    told = {
        "sight": sight,
        "options": held,
        "rows": [_row(one, held, apart, agreed, sight) for one in criteria],
        "sides": [(name, key in scored, key in apart) for key, name in sight.names.items()],
        "weighers": _weighers(sight),
        "standing": standing,
        "own_is_in": set(sight.speaks) <= scored,
        "may_together": sight.writes and len(scored) == len(sight.names) and len(apart) == len(sight.names),
        "ready": bool(criteria) and len(held) > 1,
        "trail": shared.crumbs(sight, Crumb(_("Weights and scores"))),
    }
    return render(request, "exploration/scores.html", told)


def _row(criterion, held, apart, agreed, sight) -> dict[str, object]:
    cells = []
    for option in held:
        keys = str(option.id), str(criterion.id)
        said = [apart[side].scores.get(keys[0], {}).get(keys[1]) if side in apart else None for side in sight.names]
        known = [value for value in said if value is not None]
        far = len(known) > 1 and max(known) - min(known) >= FAR
        together = agreed.get(keys[0], {}).get(keys[1])
        cells.append({"said": " / ".join(str(value or "–") for value in said), "far": far, "agreed": together})
    return {"name": shared.criterion(criterion), "cells": cells}


def _weighers(sight) -> list[dict[str, object]]:
    found = queries.weighings(sight)
    given, is_in = found.shown, found.is_in
    asked = set(queries.weighers(sight.exploration))
    return [
        {
            "name": name,
            "is_in": key in is_in,
            "said": given[key].words if key in given else None,
            "reads": key in given,
            "href": reverse("exploration:weigh", args=[sight.exploration.id, key]) if key in sight.chairs else "",
        }
        for key, name in sight.named_bodies
        if key in asked
    ]
