"""Who works with whom on what: a picture with its table, the bridges in it, and the houses that stand apart."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.paging import page
from partnerhood.pathway.initiatives import access, queries
from partnerhood.pathway.initiatives.pages import shown
from partnerhood.pathway.initiatives.rules import picture as pictures

MOST_DRAWN = 60
"""So many houses are drawn around; the table holds all."""


@require_safe
@opens_to(access.network)
def together(request: HttpRequest, network) -> HttpResponse:
    """Who works on which theme, who works with whom on what, who connects others, and who stands apart."""
    person = request.person  # type: ignore[attr-defined]
    themes = queries.themes(network.id)
    going_on = queries.lately_heard(queries.going_on(person, network.id), clock.today())
    names = {_key(one): shown.owner(one) for one in going_on if shown.owner(one)}
    ties = _ties(person, network, going_on, names)
    houses = _houses(going_on, names, [str(one.id) for one in themes])
    order = pictures.ordered(houses, [str(one.id) for one in themes])
    paged = page(request.GET.get("page"), len(order))
    drawn = order[:MOST_DRAWN]
    bridges = pictures.bridges(houses, ties)
    called = {str(one.id): shown.theme(one) for one in themes}
    rows = [_row(at, key, names, houses, called, ties, bridges) for at, key in enumerate(order, 1)]
    told = {
        "network": network,
        "picture": pictures.drawn({key: houses[key] for key in drawn}, {str(one.id): one.code for one in themes}, ties)
        if drawn
        else None,
        "themes": [(one.code, shown.theme(one)) for one in themes],
        "rows": paged.rows(rows),
        "page": paged,
        "islands": _islands(person, network, houses),
        "trail": shown.crumbs(network, Crumb(_("Who works with whom, on what"))),
    }
    return render(request, "initiatives/together.html", told)


def _key(one) -> str:
    return str(one.organisation_id) if one.organisation_id else f"owner {one.owner.strip().casefold()}"


def _houses(going_on, names: dict[str, str], themes: list[str]) -> dict[str, list[str]]:
    """Each house with the themes that it works on, in the order of the agenda."""
    found: dict[str, set[str]] = {key: set() for key in names}
    for one in going_on:
        if _key(one) in found:
            found[_key(one)] |= set(one.themes)
    return {key: [theme for theme in themes if theme in own] for key, own in found.items()}


def _ties(person, network, going_on, names: dict[str, str]) -> list[pictures.Tie]:
    """Who works with whom: who takes part in what another does, and who met through an introduction. Who takes part without
    doing anything of its own comes into the picture by it."""
    by_id = {one.id: one for one in going_on}
    found = []
    for joined in queries.joinings_in(person, network.id):
        one = by_id.get(joined.initiative_id)
        if one is None or _key(one) not in names:
            continue
        key = str(joined.organisation_id) if joined.organisation_id else f"owner {joined.name.strip().casefold()}"
        names.setdefault(key, joined.organisation.known_as if joined.organisation else joined.name)
        found.append(pictures.Tie(key, _key(one), shown.title(one)))
    for met in queries.introductions(person, by_id):
        one, other = by_id.get(met.one_id), by_id.get(met.other_id)
        if (
            one
            and other
            and queries.both_agreed(met)
            and {_key(one), _key(other)} <= names.keys()
            and _key(one) != _key(other)
        ):
            found.append(pictures.Tie(_key(one), _key(other), f"{shown.title(one)} · {shown.title(other)}"))
    return found


def _row(at: int, key: str, names, houses, called, ties, bridges) -> dict[str, Any]:
    """One house in the table: what it works on, with whom, on what."""
    there = [(tie.other if tie.one == key else tie.one, tie.what) for tie in ties if key in (tie.one, tie.other)]
    return {
        "number": at,
        "name": names[key],
        "themes": ", ".join(called[theme] for theme in houses[key]),
        "with": [(names[other], what) for other, what in there],
        "is_bridge": key in bridges,
    }


def _islands(person, network, houses) -> list[str]:
    """The houses of the network that do nothing here that we know of, for its own people: a reason to call them."""
    if person is None:
        return []
    members = queries.members(network.id)
    if not any(person.is_of(one.id) for one in members):
        return []
    return [one.known_as for one in members if str(one.id) not in houses]
