"""Pages where a service is read, and the care of a house: what it offers, and what cannot be had there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.records.paging import page
from partnerhood.pathway.services import access, queries
from partnerhood.pathway.services.pages import shown
from partnerhood.pathway.services.queries import search
from partnerhood.pathway.services.rules import nearness


@require_safe
@opens_to(access.service)
def service(request: HttpRequest, one) -> HttpResponse:
    """Everything that one has to know to get to some care, and who checked it last."""
    person = request.person  # type: ignore[attr-defined]
    title, language = shown.title(one)
    keeps, checks = access.keeps(person, one), access.checks(person, one)
    told = {
        "service": one,
        "row": shown.row(one, None, clock.today()),
        "title": title,
        "language": language,
        "where": queries.where(one.organisation, one.site),
        "week": shown.week(one),
        "holidays": shown.holidays(one),
        "zone": queries.zone_of(one).replace("_", " "),
        "accessible": shown.accessible(one),
        "is_confirmed": queries.is_confirmed(one),
        "checks": list(one.checks.all())[:3],
        "missing": shown.missing(one, clock.today()) if keeps or checks else [],
        "keeps": keeps and not one.ended_at,
        "may_check": checks,
        "may_confirm": access.writes(person, one.organisation_id) and not queries.is_confirmed(one),
        "trail": shown.crumbs(one.organisation, Crumb(title)),
    }
    return render(request, "services/service.html", told)


@require_safe
@opens_to(access.house)
def house(request: HttpRequest, found) -> HttpResponse:
    """What a house offers, and the care that cannot be had there, with the nearest that has it."""
    asked = (request.person, found.organisation.id)  # type: ignore[attr-defined]
    paged = page(request.GET.get("page"), queries.offered.count(*asked))
    today = clock.today()
    rows = []
    for one in queries.of_house(*asked, paged.start):
        lacks = len(shown.missing(one, today)) if found.writes or found.notes else 0
        rows.append((shown.row(one, None, today), queries.is_confirmed(one), lacks))
    told = {
        "house": found,
        "organisation": found.organisation,
        "rows": rows,
        "page": paged,
        "elsewhere": _elsewhere(found),
        "empty": _nothing(found),
        "trail": shown.crumbs(found.organisation),
    }
    return render(request, "services/house.html", told)


def _elsewhere(found) -> list[dict[str, object]]:
    """The care that cannot be had here, each with how the house refers and the nearest that has it."""
    missing = queries.missing_at(found.organisation.id)
    where = queries.where(found.organisation, None)
    near = nearness.spot(where.latitude, where.longitude) if where.is_on_map else None
    kinds = [one.kind for one in missing]
    hits = search.nearest(near, kinds, found.organisation.id) if near and kinds else {}
    services = queries.shown(hit.key for hit in hits.values())
    lines = []
    for one in missing:
        hit = hits.get(one.kind)
        nearest = services.get(hit.key) if hit else None
        at = f"&near={where.latitude},{where.longitude}" if near else ""
        lines.append(
            {
                "one": one,
                "kind": shown.kind(one.kind),
                "nearest": shown.row(nearest, None, clock.today(), far=hit.km) if nearest and hit else None,
                "others": f"{reverse('services:find')}?kind={one.kind}{at}",
            }
        )
    return lines


def _nothing(found) -> Empty:
    what = _("Nothing is said yet of the care that %(house)s offers.") % {"house": found.organisation.known_as}
    why = _("Whoever needs it looks here first: what, where, when, by which number.")
    if not found.writes:
        return Empty(what, why)
    there = reverse("services:offer", args=[found.organisation.id])
    return Empty(
        what,
        why,
        _("Diabetes, every Tuesday from 9 to 12, with a letter of the doctor"),
        _("Say what you offer"),
        there,
    )
