"""Pages behind the ledger: the entries behind a number, the sessions behind another, one entry with its history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages, paging
from partnerhood.pathway.activities.choices import Led
from partnerhood.pathway.reciprocity import access, choices, queries, rules
from partnerhood.pathway.reciprocity.pages import shared


@require_GET
@opens_to(access.ledger)
def said(request: HttpRequest, sight) -> HttpResponse:
    """The entries behind a number, the newest first."""
    asked, kept = _asked(request, sight)
    total = queries.page_of(sight.partnership.id, asked).count()
    page = paging.page(request.GET.get("page"), total, **kept)
    found = queries.page_of(sight.partnership.id, asked, page.start, page.start + paging.ROWS)
    title = shared.name(asked.kind, asked.currency) if asked.kind else _("Everything that was said")
    told = {
        "rows": [_row(one, sight) for one in found],
        "title": title,
        "together": shared.amount(queries.together(sight.partnership.id, asked), asked.currency) if total > 1 else "",
        "year": asked.year,
        "page": page,
        "trail": shared.crumbs(sight, Crumb(title)),
    }
    return render(request, "reciprocity/said.html", told)


def _row(one, sight) -> dict[str, Any]:
    return {
        "one": one,
        "direction": shared.direction(one, sight.names),
        "amount": shared.amount(one.amount, one.currency),
        "words": shared.in_short(one.words),
        "days": shared.days(one),
    }


def _asked(request: HttpRequest, sight) -> tuple[queries.Asked, dict[str, str]]:
    """Which entries somebody asks for; what no address of ours says is left out."""
    kept = {name: request.GET.get(name, "")[:40] for name in ("by", "about", "kind", "way", "currency", "year")}
    houses = {str(key): key for key in sight.names}
    known = {
        "kind": kept["kind"] if kept["kind"] in choices.Kind.values else "",
        "way": kept["way"] if kept["way"] in choices.Way.values else "",
        "currency": kept["currency"],
        "by": houses.get(kept["by"]),
        "about": houses.get(kept["about"]),
        "year": int(kept["year"]) if kept["year"].isdecimal() and len(kept["year"]) == 4 else None,
    }
    return queries.Asked(**known), {name: str(value) for name, value in known.items() if value}


@require_GET
@opens_to(access.ledger)
def records(request: HttpRequest, sight) -> HttpResponse:
    """The sessions behind a number that the records know."""
    houses = {str(key): key for key in sight.names}
    hospital, led = houses.get(request.GET.get("at", "")), request.GET.get("led", "")
    led = led if led in Led.values else ""
    year = request.GET.get("year", "")
    year = year if year.isdecimal() and len(year) == 4 else ""
    found = queries.sessions(sight.partnership.id, int(year) if year else None, hospital, led)
    page = paging.page(request.GET.get("page"), len(found), at=str(hospital or ""), led=led, year=year)
    told = {
        "sums": [(sight.names.get(one.hospital, ""), Led(one.led).label, one) for one in queries.held(found)],
        "rows": [_session(one) for one in page.rows(found)],
        "year": year,
        "page": page,
        "trail": shared.crumbs(sight, Crumb(_("From the records"))),
    }
    return render(request, "reciprocity/records.html", told)


def _session(one) -> dict[str, Any]:
    return {
        "one": one,
        "days": shared.days(one),
        "number": rules.days_held(one.from_date, one.to_date, one.times),
        "came": queries.held([one])[0].came,
        "led": Led(one.led).label,
    }


@require_GET
@opens_to(access.entry)
def entry(request: HttpRequest, found) -> HttpResponse:
    """One entry: who says what, of which days, from where; and everything that stood in its place."""
    sight, (mine, *others) = found
    goal = mine.goal.wording.content if mine.goal else None
    title = shared.title(mine)
    told = {
        "one": mine,
        "title": title,
        "name": shared.name(mine.kind, mine.currency),
        "direction": shared.direction(mine, sight.names),
        "house": sight.names.get(mine.organisation_id, ""),
        "days": shared.days(mine),
        "domain": shared.domain(mine),
        "goal": languages.said(goal["statement"], goal["language"]) if goal else None,
        "withdrawal": next(iter(mine.withdrawals.all()), None),
        "before": next((one for one in others if one.id == mine.replaces_id), None),
        "after": next((one for one in others if one.replaces_id == mine.id), None),
        "history": [(one, shared.amount(one.amount, one.currency)) for one in others],
        "may_change": access.changes(sight, mine),
        "readers": shared.readers(sight),
        "trail": shared.crumbs(sight, Crumb(title)),
    }
    return render(request, "reciprocity/entry.html", told)
