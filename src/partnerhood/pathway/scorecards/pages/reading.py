"""A scorecard filled in, now or as a former version judged it; one indicator opened; and who reported."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, languages, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.scorecards import access, queries, rules
from partnerhood.pathway.scorecards.choices import Reported
from partnerhood.pathway.scorecards.pages import shared

CHARTS = 12
"""How many charts a page has room for; those of a list that is too long are drawn where they open."""


@require_GET
@opens_to(access.board)
def scorecard(request: HttpRequest, board) -> HttpResponse:
    """By what a network judges itself, filled in: aim by aim, and who is left behind."""
    if not board.versions:
        told = {"network": board.network, "empty": _teach(board), "trail": shared.trail(board.network)}
        return render(request, "scorecards/scorecard.html", told)
    newest = board.versions[0]
    told = _told(board, newest, queries.judged(queries.read(newest), board.houses, clock.today()))
    return render(request, "scorecards/scorecard.html", {**told, "trail": shared.trail(board.network)})


@require_GET
@opens_to(access.version)
def version(request: HttpRequest, found) -> HttpResponse:
    """A version, with the figures of its last period: what a former year was judged by stays readable."""
    board = found.board
    judged = queries.judged(found.content, board.houses, found.day)
    told = _told(board, found.version, judged, until=found.until)
    return render(request, "scorecards/scorecard.html", {**told, "trail": _trail(found)})


def _teach(board) -> Empty:
    may = {"action": _("Choose by what this network judges itself"), "href": _to_choose(board)}
    return Empty(
        _("Here the network reads by what it judges itself: a few indicators for each of four aims."),
        _(
            "Two to four for an aim, of what the hospitals count anyway. What is blank stays visible, and so does who is silent."
        ),
        _("Well-being of who cares: posts filled at night, with a target that everybody knows."),
        **(may if board.runs else {}),
    )


def _to_choose(board) -> str:
    return reverse("scorecards:choose", args=[board.network.id])


def _told(board, which, judged: queries.Judged, until=None) -> dict[str, object]:
    content = queries.read(which)
    drawn = {one.chosen.indicator for one in judged.lines[:CHARTS]}
    leads = shared.addresses(board.network.id, which.id, judged.lines)
    language = which.why.get(languages.ORIGINAL, "en")
    return {
        "network": board.network,
        "runs": board.runs,
        "version": which,
        "until": until,
        "days": reporting.days_said(*judged.whole.days),
        "before": reporting.days_said(*judged.whole.periods[-2]),
        "asked": len(judged.whole.houses),
        "unread": shared.unread(judged.whole),
        "warnings": [shared.warned(one) for one in rules.warnings(content)],
        "aims": [
            {
                "name": vocabulary.name("aims", under.aim),
                "explanation": vocabulary.explanation("aims", under.aim),
                "lines": [
                    shared.told(one, judged.whole, leads[one.chosen.indicator], draws=one.chosen.indicator in drawn)
                    for one in under.lines
                ],
                "blank": languages.said(under.blank, language) if under.blank else None,
            }
            for under in judged.aims
        ],
        "equity": [{**shared.equity(one), "href": leads[one.chosen.indicator]} for one in judged.lines],
        "versions": board.versions[: paging.ROWS],
    }


def _trail(found, *rest: Crumb) -> list[Crumb]:
    """The way to a version: the one that counts now is the scorecard itself."""
    if found.until is None:
        return shared.trail(found.board.network, *rest)
    day = _("From %(day)s") % {"day": written(found.version.chosen_at.date())}
    here = reverse("scorecards:version", args=[found.board.network.id, found.version.id]) if rest else ""
    return shared.trail(found.board.network, Crumb(day, here), *rest)


@require_GET
@opens_to(access.indicator)
def indicator(request: HttpRequest, counted) -> HttpResponse:
    """One indicator of a scorecard: hospital by hospital, each leading to where its numbers open, and by its parts."""
    found = counted.of
    about, line = queries.line(found.content, counted.chosen, found.board.houses, found.day)
    rows = list(line.row.of.items()) if line.row else []
    page = paging.page(request.GET.get("page"), len(rows))
    told = {
        **shared.told(line, about, ""),
        "network": found.board.network,
        "days": reporting.days_said(*about.days),
        "periods": [reporting.days_said(*days) for days in about.periods],
        "rows": [_row(house, cells, about, line) for house, cells in page.rows(rows)],
        "together": [shared.value(one, line.definition) or "–" for one in line.together] if line.definition else [],
        "how": indicators.word("roll_ups", line.definition.over_places) if line.definition else "",
        "several": len(rows) > 1,
        "equity": shared.equity(line),
        "parts": [
            (
                indicators.part(one.split),
                shared.value(one.together, line.definition),
                shared.out_of(one.together, line.definition),
            )
            for one in line.parts
        ],
        "about": _about(line.definition),
        "unread": shared.unread(about),
        "page": page,
        "trail": _trail(found, Crumb(shared.name(line))),
    }
    return render(request, "scorecards/indicator.html", told)


def _row(house, cells, about, line) -> tuple[str, str, list[tuple[str, str]]]:
    """A hospital, its own page of the indicator where it counted it, and what it counted in each period."""
    told = [reporting.cell_said(cell, line.definition) for cell in cells]
    href = reverse("reporting:indicator", args=[house, line.chosen.indicator]) if any(cells) else ""
    return about.houses[house], href, told


def _about(definition) -> str:
    if definition is None:
        return ""
    said = indicators.version(definition.code) if definition.is_own else None
    if said:
        return reverse("indicators:own", args=[said.indicator_id])
    return reverse("indicators:definition", args=[definition.code])


@require_GET
@opens_to(access.board_with_reports)
def reports(request: HttpRequest, board) -> HttpResponse:
    """Who has reported and who is silent, period by period; what was sent opens."""
    content = queries.read(board.versions[0])
    about = queries.whole(content, board.houses, clock.today())
    page = paging.page(request.GET.get("page"), len(about.houses))
    shown = page.rows(list(about.houses))
    sent = queries.who_reported(about, content.codes, shown)
    quiet = [house for house, slots in sent.items() if slots[-1].kind == Reported.SILENT]
    still = partnerships.hidden_places(quiet)
    told = {
        "network": board.network,
        "periods": [reporting.days_said(*days) for days in about.periods],
        "rows": [_sent(house, about, slots) for house, slots in sent.items()],
        "silent": [(about.houses[one], reverse("website:hospital", args=[one]), one in still) for one in quiet],
        "days": reporting.days_said(*about.days),
        "unread": shared.unread(about),
        "page": page,
        "trail": shared.trail(board.network, Crumb(_("Who reported"))),
    }
    return render(request, "scorecards/reports.html", told)


def _sent(house, about, slots) -> dict[str, object]:
    """A hospital, and what it sent in each period: how many of what is asked, and where that opens."""
    cells = [
        {
            "said": f"{one.counted}/{one.of}" if one.kind != Reported.SILENT else "",
            "kind": one.kind.label,
            "href": reverse("reporting:report", args=[one.report]) if one.report else "",
        }
        for one in slots
    ]
    return {"name": about.houses[house], "href": reverse("reporting:figures", args=[house]), "cells": cells}
