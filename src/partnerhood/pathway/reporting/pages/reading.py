"""What a hospital counts: its figures, one indicator, one number opened, a report and who looked at it."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look import components as look
from partnerhood.ground.look.components import Crumb, Empty, LineChart
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import files, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators import rules as figure_rules
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.reporting import access, actions, forms, queries, rules
from partnerhood.pathway.reporting.pages.shared import counted, to_figures, words

CHARTS = 6
A_YEAR = 13


@require_GET
@opens_to(access.hospital)
def figures(request: HttpRequest, sight) -> HttpResponse:
    """What a hospital counts: each indicator lately, small and side by side, and the last reports."""
    codes = queries.counted(sight.hospital.id)
    page = paging.page(request.GET.get("page"), len(codes))
    shown = queries.series(sight.hospital.id, indicators.followed(page.rows(codes)), A_YEAR)
    aims = queries.aims(
        request.person, sight.hospital.id, {one.definition.code: one.definition for one in shown[:CHARTS]}
    )
    drawn = [
        (_chart(one, aims=aims.get(one.definition.code, ())), _last(one), _address(sight, one.definition))
        for one in shown[:CHARTS]
    ]
    named = [
        (
            vocabulary.say(one.definition.name),
            indicators.spoken(one.definition),
            _last(one),
            _address(sight, one.definition),
        )
        for one in shown[CHARTS:]
    ]
    told = {
        "sight": sight,
        "drawn": drawn,
        "named": named,
        "reports": [
            (one, queries.days_said(one.from_date, one.to_date)) for one in queries.lately(sight.hospital.id)[:5]
        ],
        "page": page,
        "numbers": queries.numbers(sight.hospital.id) if codes else 0,
        "empty": _teach(sight),
        "trail": to_figures(sight),
    }
    return render(request, "reporting/figures.html", told)


def _teach(sight) -> Empty:
    may = {"action": _("Count a month"), "href": reverse("reporting:months", args=[sight.hospital.id])}
    return Empty(
        _("Here stands what the hospital counts, month by month."),
        _(
            "Births, deaths, posts filled at night: whatever the hospital chooses. A month that nobody counted stays empty."
        ),
        _("November: 412 births, 9 newborns who died."),
        **(may if sight.is_own else {}),
    )


def _address(sight, definition: Definition) -> str:
    return reverse("reporting:indicator", args=[sight.hospital.id, definition.code])


def _chart(
    one: queries.Series,
    points: Sequence[queries.Point] | None = None,
    title: str = "",
    aims: Sequence[queries.Aim] = (),
) -> LineChart:
    """What was counted, against where every signed goal that says so wants it to be, where they agree."""
    drawn = one.points if points is None else points
    target = queries.common(aims)
    return LineChart(
        title=title or vocabulary.say(one.definition.name),
        readings=tuple(
            look.Reading(
                point.days[1] - ONE_DAY, float(figure_rules.shown(point.value)), _out_of(point, one.definition)
            )
            for point in drawn
            if point.value is not None
        ),
        unit=indicators.unit(one.definition.unit).sign,
        target=None if target is None else float(target),
        language="" if title else indicators.spoken(one.definition),
    )


def _out_of(point: queries.Point, definition: Definition) -> str:
    return indicators.out_of(point.figure.numerator, point.figure.denominator, queries.said(point.value, definition))


def _last(one: queries.Series) -> tuple[str, str]:
    """The last value, and of which days."""
    last = one.points[-1]
    return queries.said(last.value, one.definition), queries.days_said(*last.days)


@require_GET
@opens_to(access.indicator)
def indicator(request: HttpRequest, found) -> HttpResponse:
    """One indicator of a hospital: period by period, every number opens; and its parts side by side."""
    sight, definition = found
    (one,) = queries.series(sight.hospital.id, {definition.code: definition})
    aims = queries.aims(request.person, sight.hospital.id, {definition.code: definition}).get(definition.code, [])
    told = {
        "sight": sight,
        "definition": definition,
        "words": words(definition),
        "chart": _chart(one, aims=aims),
        "aims": [(one, queries.said(one.target, definition)) for one in aims],
        "numbers": [
            (_out_of(point, definition), queries.days_said(*point.days), _to_number(sight, definition, point))
            for point in reversed(one.points)
        ],
        "parts": [
            _chart(one, points, indicators.part(part))
            for part, points in queries.splits(sight.hospital.id, definition.code).items()
        ],
        "about": _to_definition(definition),
        "trail": to_figures(sight, Crumb(vocabulary.say(definition.name))),
    }
    return render(request, "reporting/indicator.html", told)


def _to_definition(definition: Definition) -> str:
    said = indicators.version(definition.code)
    return (
        reverse("indicators:own", args=[said.indicator_id])
        if said
        else reverse("indicators:definition", args=[definition.code])
    )


def _to_number(sight, definition: Definition, point: queries.Point) -> str:
    return reverse("reporting:number", args=[sight.hospital.id, definition.code, point.name])


@require_GET
@opens_to(access.number)
def number(request: HttpRequest, found) -> HttpResponse:
    """One number, opened: what it was made of, what stands beside it, who said so, and what was said before."""
    days, definition, opened = found
    sight = days.sight
    name = vocabulary.say(definition.name)
    told = {
        "said": queries.said(opened.point.value, definition) if opened.point else "–",
        "out_of": _out_of(opened.point, definition) if opened.point else "",
        "words": words(definition),
        "days": queries.days_said(*days.both),
        "used": [_part(one) for one in opened.used],
        "beside": [_part(one) for one in opened.beside],
        "before": [_part(one) for one in opened.before],
        "together": indicators.word("roll_ups", definition.over_places),
        "about": _to_definition(definition),
        "correct": sight.is_own and reverse("reporting:count", args=[sight.hospital.id, days.name]),
        "trail": to_figures(sight, Crumb(name, _address(sight, definition)), Crumb(queries.days_said(*days.both))),
    }
    return render(request, "reporting/number.html", told)


def _part(one: queries.Part) -> tuple[str, str, object]:
    """A cell in words: where and of whom, how many, and the report that said so."""
    if one.name:
        return _("from the national system: %(name)s") % {"name": one.name}, counted(one.figure), one.report
    where = " · ".join(part for part in (one.ward, indicators.part(one.key.split) if one.key.split else "") if part)
    return where or _("the whole hospital"), counted(one.figure), one.report


@require_GET
@opens_to(access.report)
def report(request: HttpRequest, found) -> HttpResponse:
    """What was sent once: by whom, when, from where, and every number in it."""
    sight, one = found
    cells = list(rules.cells(one.cells))
    page = paging.page(request.GET.get("page"), len(cells))
    title = _("Report on %(days)s") % {"days": queries.days_said(one.from_date, one.to_date)}
    told = {
        "sight": sight,
        "report": one,
        "cells": _cells(sight, one, page.rows(cells)),
        "page": page,
        "paper": operations.paper_in(one.made_in) if sight.is_own else "",
        "pages": [(page, files.size(page.file)) for page in one.pages.all()],
        "take_back": DeedForm(initial={"base": operations.last_in_book(sight.hospital.id)}) if sight.is_own else None,
        "may_look": bool(access.lookers(request.person, one)),
        "title": title,
        "trail": to_figures(sight, Crumb(title)),
    }
    return render(request, "reporting/report.html", told)


def _cells(sight, one, cells) -> list[tuple[str, str, str, str]]:
    """What was sent, in words: of what, which part, how many, and where that number opens; a number that a national system
    has its own code for opens nowhere, for it counts nowhere under that code."""
    defined = indicators.followed({key.indicator for key, _figure in cells})
    wards = {str(ward.pk): ward.name for ward in queries.wards(sight.hospital.id)}
    codes = {key.indicator for key, _figure in cells} - defined.keys()
    called = queries.names(sight.hospital.id, codes) if codes else {}
    days = rules.name_of(one.from_date, one.to_date)
    found = []
    for key, figure in cells:
        name, part = called.get(key, (key.indicator, indicators.part(key.split)))
        href = ""
        if key.indicator in defined:
            name, part = vocabulary.say(defined[key.indicator].name), indicators.part(key.split)
            href = reverse("reporting:number", args=[sight.hospital.id, key.indicator, days])
        part = " · ".join(one for one in (wards.get(key.place, ""), part) if one)
        found.append((name, part, counted(figure), href))
    return found


@opens_to(access.report_to_look_at, offline=True)
def look_at(request: HttpRequest, found) -> HttpResponse:
    """Say for a partner that one looked at where the numbers come from."""
    sight, one = found
    houses = {which.id: which.known_as for which in queries.houses(access.lookers(request.person, one))}
    parties = [(str(key), name) for key, name in houses.items()]
    form = forms.LookAt.of(request, operations.last_in_book(sight.hospital.id), parties=parties)
    if form.did(lambda said: actions.look_at(report=one, **said, deed=request.deed)):
        return redirect("reporting:report", one.id)
    title = _("I looked at it, and it is so")
    days = queries.days_said(one.from_date, one.to_date)
    trail = to_figures(
        sight, Crumb(_("Report on %(days)s") % {"days": days}, reverse("reporting:report", args=[one.id])), Crumb(title)
    )
    return ask(request, form, title=title, button=_("It is so"), trail=trail, sentences=[days, one.source])
