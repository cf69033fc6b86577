"""What the hospitals of a programme counted of what its goals measure, year by year."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.programmes import access, queries
from partnerhood.pathway.programmes.pages.reading import trail
from partnerhood.pathway.reporting import queries as reporting


@require_GET
@opens_to(access.programme_with_figures)
def figures(request: HttpRequest, found) -> HttpResponse:
    """Each indicator that a goal of the programme measures: its hospitals by year, each leading to where its numbers open."""
    which, told = found
    rows = [(place, house) for place, one in enumerate(told.counted) for house in one.row.of]
    page = paging.page(request.GET.get("page"), len(rows))
    shown = page.rows(rows)
    tables = {place: [house for other, house in shown if other == place] for place, _house in shown}
    return render(
        request,
        "programmes/figures.html",
        {
            "programme": which,
            "years": told.years,
            "tables": [_table(told, told.counted[place], houses) for place, houses in tables.items()],
            "otherwise": told.otherwise[: paging.ROWS],
            "page": page,
            "trail": trail(which, Crumb(_("Figures"))),
        },
    )


def _table(told: queries.Figures, one: queries.Counted, houses: list[UUID]) -> dict[str, object]:
    definition = one.row.definition
    return {
        "name": vocabulary.say(definition.name),
        "rows": [
            (
                told.houses[house],
                reverse("reporting:indicator", args=[house, definition.code]) if any(one.row.of[house]) else "",
                [reporting.cell_said(cell, definition) for cell in one.row.of[house]],
            )
            for house in houses
        ],
        "together": [reporting.said(found.value, definition) for found in one.row.together],
        "several": len(one.row.of) > 1,
        "how": indicators.word("roll_ups", definition.over_places),
        "goals": one.goals,
    }
