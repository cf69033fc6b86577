"""The page that compares: what each option comes to by the weights of each group, and which single weight would turn it."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.pathway.exploration import access, queries
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.exploration.rules import appraisal
from partnerhood.pathway.indicators import queries as indicators


@require_GET
@opens_to(access.dossier_inside)
def compared(request: HttpRequest, sight) -> HttpResponse:
    """The options by the agreed scores and the weights that the reader may know, and what would turn who comes first."""
    found = queries.comparison(sight)
    names = {str(one.id): one for one in found.options}
    criteria = {str(one.id): shared.criterion(one) for one in found.criteria}
    asked = {key: name for key, name in sight.named_bodies if key in found.given}
    rows = [_row(name, found.given[key], found.scores, names) for key, name in asked.items()]
    whole = appraisal.mean(found.given.values()) if found.given else {}
    if len(found.given) > 1:
        rows.append(_row(_("the mean of these groups"), whole, found.scores, names))
    turns = appraisal.turns(whole, found.scores) if whole else []
    told = {
        "sight": sight,
        "options": [names[key] for key in found.scores],
        "rows": rows,
        "weights": [_weights(key, name, found.given, asked, whole) for key, name in criteria.items() if whole],
        "groups": list(asked.values()),
        "first": _letters(appraisal.first(appraisal.totals(whole, found.scores)), names)
        if whole and found.scores
        else "",
        "turns": [_turn(one, criteria, names) for one in turns if not one.is_level_only],
        "never": _never(criteria, turns),
        "level": [_turn(one, criteria, names) for one in turns if one.is_level_only],
        "is_agreed": found.is_agreed,
        "is_whole": found.is_whole,
        "trail": shared.crumbs(
            sight, shared.crumb("scores", _("Weights and scores"), sight.exploration.id), Crumb(_("Compared"))
        ),
    }
    return render(request, "exploration/compared.html", told)


def _row(name: str, weights, scores, names) -> dict[str, object]:
    found = appraisal.totals(weights, scores)
    best = appraisal.first(found)
    cells = [(number_format(appraisal.rounded(found[key])), key in best) for key in scores]
    return {"name": name, "cells": cells, "first": _letters(best, names)}


def _weights(key: str, name: str, given, asked, whole) -> dict[str, object]:
    cells = [_short(given[body][key]) for body in asked]
    return {"name": name, "cells": cells, "mean": _short(appraisal.rounded(whole[key]))}


def _letters(options, names) -> str:
    return ", ".join(sorted(names[key].letter for key in options))


def _short(value: Decimal) -> str:
    """A weight without the noughts that say nothing."""
    return number_format(Decimal(indicators.plain(value)))


def _turn(one: appraisal.Turn, criteria, names) -> dict[str, object]:
    now = appraisal.rounded(one.now)
    return {
        "name": criteria[one.criterion],
        "now": _short(now),
        "to": _short(one.shown),
        "first": _letters(one.first, names),
        "change": _short(abs(one.shown - now)),
    }


def _never(criteria, turns) -> list[str]:
    known = {one.criterion for one in turns}
    return [name for key, name in criteria.items() if key not in known]
