"""The hospitals of a network beside each other, indicator by indicator, quarter by quarter."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.reporting import access, forms, queries, rules
from partnerhood.pathway.reporting.pages.shared import words

MOST = 10
"""How many hospitals that counted nothing are named."""


@require_GET
@opens_to(access.network)
def figures(request: HttpRequest, sight) -> HttpResponse:
    """What the hospitals of a network counted in one care domain, over two years, whole or one part of a split."""
    network, houses = sight
    until = _until(request)
    counted = queries.counted_by(houses, until)
    form = forms.Across(request.GET if "domain" in request.GET else None, domains=queries.domains(counted))
    domain, part = form.asked()
    found = queries.beside(list(houses), counted, domain, until, part) if domain else []
    rows = [(one.definition.code, house) for one in found for house in one.counted]
    page = paging.page(request.GET.get("page"), len(rows), domain=domain, part=part, until=request.GET.get("until", ""))
    shown = queries.filled(found, page.rows(rows), until, part) if rows else []
    told = {
        "network": network,
        "form": form,
        "quarters": [
            queries.days_said(*rules.quarter_days(one)) for one in range(until - queries.QUARTERS + 1, until + 1)
        ],
        "tables": [_table(one, houses) for one in shown],
        "empty": Empty(
            _("Here the hospitals of the network stand beside each other, in what they count."),
            _("One hospital that counted a month is enough. Whoever counted nothing is named, too."),
        ),
        "part": indicators.part(part) if part else "",
        "page": page,
        "trail": [Crumb(network.name, reverse("partnerships:network", args=[network.id])), Crumb(_("Figures"))],
    }
    return render(request, "reporting/across.html", told)


def _until(request: HttpRequest) -> int:
    """The last quarter that somebody asks for, or the present one."""
    now = rules.quarter_of(clock.today())
    days = rules.days_named(request.GET.get("until", ""))
    return min(rules.quarter_of(days[0]), now) if days else now


def _table(one: queries.Table, houses: dict[UUID, str]) -> dict[str, object]:
    """A table in words: each of its rows leads to the hospital's own page of the indicator, where every number opens."""
    return {
        "words": words(one.definition),
        "rows": [
            (
                houses[key],
                reverse("reporting:indicator", args=[key, one.definition.code]),
                [queries.cell_said(cell, one.definition) for cell in cells],
            )
            for key, cells in one.rows
        ],
        "together": [queries.said(value, one.definition) for value in one.together],
        "how": indicators.word("roll_ups", one.definition.over_places),
        "several": len(one.counted) > 1,
        "silent": ", ".join(houses[key] for key in one.silent[:MOST]),
        "more": max(0, len(one.silent) - MOST),
    }
