"""Pages of one area of care: what exists, who looks at it, what the group found, and the facts with their sources."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, languages, paging
from partnerhood.pathway.exploration import access, actions, forms, queries
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships.pages.asking import ask


@require_GET
@opens_to(access.area)
def area(request: HttpRequest, found) -> HttpResponse:
    """One area, with its facts and what its group found."""
    sight, area = found
    figures = queries.figures(sight, area)
    page = paging.page(request.GET.get("page"), len(figures))
    group = queries.groups([area]).get(area.body_id)
    told = {
        "sight": sight,
        "area": area,
        "name": shared.called(area.name),
        "strength": shared.strength(area.strength),
        "group": group,
        "is_late": queries.is_late(area),
        "closing": shared.closing(area),
        "figures": [_figure(one, sight) for one in page.rows(figures)],
        "page": page,
        "may_deliver": sight.writes or area.body_id in sight.chairs,
        "trail": shared.crumbs(sight, Crumb(_("Area of care"))),
    }
    return render(request, "exploration/area.html", told)


def _figure(one, sight) -> dict[str, object]:
    house = sight.names.get(one.organisation_id, "") if one.organisation_id else _("both together")
    return {"figure": one, "value": indicators.count(one.value), "house": house, "closing": shared.closing(one)}


@opens_to(access.dossier_to_write)
def add(request: HttpRequest, sight) -> HttpResponse:
    """Write down another area."""
    return _write(request, sight, None)


@opens_to(access.area_to_write)
def change(request: HttpRequest, found) -> HttpResponse:
    """Put an area right."""
    sight, area = found
    return _write(request, sight, area)


def _write(request: HttpRequest, sight, area) -> HttpResponse:
    form = forms.Area.of(request, sight.base, initial=_now(area), bodies=sight.named_bodies)

    def act(said: dict[str, Any]) -> object:
        body = queries.body(said.pop("body", ""))
        return actions.write_area(exploration=sight.exploration, area=area, body=body, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:area", area_id=form.result.id)
    title = _("Put this area right") if area else _("Add an area of care")
    return ask(request, form, title=title, button=_("Keep it"), trail=shared.crumbs(sight, Crumb(title)))


def _now(area) -> dict[str, Any]:
    """What stands there, as the form shows it."""
    if area is None:
        return {"language": get_language()}
    kept = {name: getattr(area, name) for name in ("kind", "strength", "since", "due_date")}
    said = {"name": languages.original(area.name), "about": languages.original(area.about)}
    return {**kept, **said, "body": area.body_id, "language": area.name[languages.ORIGINAL], **forms.closing_of(area)}


@opens_to(access.area_to_deliver)
def deliver(request: HttpRequest, found) -> HttpResponse:
    """Bring what a working group found."""
    sight, area = found
    start = {"delivered_date": area.delivered_date or clock.today(), "words": languages.original(area.findings)}
    form = forms.Delivery.of(request, sight.base, initial={**start, "language": get_language()})
    if form.did(lambda said: actions.deliver(area=area, **said, deed=request.deed)):
        return redirect("exploration:area", area_id=area.id)
    title = _("Bring the paper of the group")
    trail = shared.crumbs(sight, shared.crumb("area", _("Area of care"), area.id), Crumb(title))
    return ask(request, form, title=title, button=_("Bring it"), trail=trail, words=area.name)


@opens_to(access.area_to_write)
def add_figure(request: HttpRequest, found) -> HttpResponse:
    """Write down a fact of an area."""
    sight, area = found
    return _write_figure(request, sight, area, None)


@opens_to(access.figure_to_write)
def change_figure(request: HttpRequest, found) -> HttpResponse:
    """Put a fact right."""
    sight, figure = found
    return _write_figure(request, sight, figure.area, figure)


def _write_figure(request: HttpRequest, sight, area, figure) -> HttpResponse:
    lists = {"bodies": sight.named_bodies, "parties": list(sight.names.items())}
    form = forms.Figure.of(request, sight.base, initial=_figure_now(figure), **lists)

    def act(said: dict[str, Any]) -> object:
        house = queries.partner(sight, said.pop("organisation", ""))
        return actions.write_figure(area=area, figure=figure, organisation=house, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:area", area_id=area.id)
    title = _("Put this fact right") if figure else _("Write down a fact")
    trail = shared.crumbs(sight, shared.crumb("area", _("Area of care"), area.id), Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail, words=area.name)


def _figure_now(figure) -> dict[str, Any]:
    if figure is None:
        return {"language": get_language(), "on_date": clock.today()}
    kept = {name: getattr(figure, name) for name in ("unit", "source", "on_date")}
    said = {"what": languages.original(figure.what), "language": figure.what[languages.ORIGINAL]}
    value = indicators.plain(figure.value)
    return {**kept, **said, "value": value, "organisation": figure.organisation_id, **forms.closing_of(figure)}
