"""Pages of how much a hospital does with its own hands: three shares, year by year; and the records behind one."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, LineChart, Reading
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.reciprocity import access, queries, rules

YEARS = 4


@require_GET
@opens_to(access.hospital)
def hands(request: HttpRequest, sight) -> HttpResponse:
    """Three shares side by side, for the whole hospital or one care domain; nobody adds them up."""
    whole = queries.hands(sight.hospital.id, request.person)
    domains = sorted({code for one in whole for code in one.domains}, key=lambda code: vocabulary.name("domains", code))
    domain = _domain(request, domains)
    shown = [queries.Hands(one.name, one.told, domain) for one in whole]
    told = {
        "hospital": sight.hospital,
        "shares": [_share(sight, one, domain) for one in shown],
        "domain": vocabulary.name("domains", domain) if domain else "",
        "domains": [_line(sight, whole[0], code) for code in domains],
        "whole": reverse("reciprocity:hands", args=[sight.hospital.id]),
        "trail": [_hospital(sight), Crumb(_("In its own hands"))],
    }
    return render(request, "reciprocity/hands.html", told)


def _hospital(sight) -> Crumb:
    try:
        return Crumb(sight.hospital.known_as, reverse("website:hospital", args=[sight.hospital.id]))
    except NoReverseMatch:
        return Crumb(sight.hospital.known_as)


def _domain(request: HttpRequest, known) -> str:
    asked = request.GET.get("domain", "")
    return asked if asked in known else ""


def _title(name: str) -> str:
    return {
        "sessions_led": _("Sessions led here"),
        "repairs_done": _("Repairs done here"),
        "protocols_owned": _("Protocols of its own"),
    }[name]


def _silence(name: str) -> str:
    """What to do where nothing is known."""
    return {
        "sessions_led": _("No session was held yet that you may read of."),
        "repairs_done": _(
            "No repair was written down. As long as no list of devices is kept here, the hospital can count the faults that were closed."
        ),
        "protocols_owned": _(
            "No protocol was written down. As long as no protocols are kept here, the hospital can count those in force."
        ),
    }[name]


def _share(sight, one: queries.Hands, domain: str) -> dict[str, Any]:
    years = one.years
    points = [year for year in years if year.share is not None]
    return {
        "title": _title(one.name),
        "counts": one.told.counts() if one.told else "",
        "source": one.told.source() if one.told else "",
        "instead": _instead(one),
        "years": [_year(sight, one, year, domain) for year in reversed(years)][:YEARS],
        "chart": _chart(one, points) if len(points) > 1 else None,
        "silence": "" if years else _nothing(one, domain),
    }


def _instead(one: queries.Hands) -> str:
    """What is counted in the place of a share that no room keeps the records of, where it is not quite the same."""
    if one.name == "protocols_owned" and one.told and one.told.is_stock:
        return _("Who owns each protocol is not kept here yet. Meanwhile, what the hospital counts:")
    return ""


def _nothing(one: queries.Hands, domain: str) -> str:
    if domain and one.told:
        return _("Nothing is known of this care domain; for the whole hospital there is.")
    return _silence(one.name)


def _year(sight, one: queries.Hands, year: rules.Year, domain: str) -> dict[str, object]:
    href = reverse("reciprocity:share", args=[sight.hospital.id, one.name]) + f"?year={year.year}"
    return {
        "year": year.year,
        "share": indicators.written(year.share, "%"),
        "here": indicators.count(year.here),
        "all": indicators.count(year.all),
        "is_thin": year.share is None,
        "href": f"{href}&domain={domain}" if domain else href,
    }


def _chart(one: queries.Hands, points: list[rules.Year]) -> LineChart:
    today, source = clock.today(), one.told.source() if one.told else ""
    readings = [
        Reading(min(date(year.year, 12, 31), today), float(year.share or 0), _said(year), source) for year in points
    ]
    return LineChart(title=_title(one.name), readings=tuple(readings), unit="%")


def _said(year: rules.Year) -> str:
    return indicators.out_of(year.here, year.all, indicators.written(year.share, "%"))


def _line(sight, whole: queries.Hands, code: str) -> dict[str, str]:
    """A care domain, with the last year of its sessions."""
    years = queries.Hands(whole.name, whole.told, code).years
    last = years[-1] if years else None
    return {
        "name": vocabulary.name("domains", code),
        "href": reverse("reciprocity:hands", args=[sight.hospital.id]) + f"?domain={code}",
        "said": f"{indicators.count(last.here)} / {indicators.count(last.all)}" if last else "–",
        "year": str(last.year) if last else "",
    }


@require_GET
@opens_to(access.share)
def share(request: HttpRequest, asked_for) -> HttpResponse:
    """The records behind one share of a year."""
    sight, share = asked_for
    (whole,) = queries.hands(sight.hospital.id, request.person, only=share)
    domain = _domain(request, whole.domains)
    found = queries.Hands(share, whole.told, domain)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    pieces = [one for one in found.pieces if year in (None, one.day.year)]
    page = paging.page(request.GET.get("page"), len(pieces), year=asked if year else "", domain=domain)
    there = reverse("reciprocity:hands", args=[sight.hospital.id])
    told = {
        "title": _title(share),
        "counts": found.told.counts() if found.told else _silence(share),
        "is_stock": bool(found.told and found.told.is_stock),
        "years": [one for one in found.years if year in (None, one.year)],
        "rows": [_piece(one) for one in page.rows(pieces)],
        "domain": vocabulary.name("domains", domain) if domain else "",
        "page": page,
        "trail": [_hospital(sight), Crumb(_("In its own hands"), there), Crumb(_title(share))],
    }
    return render(request, "reciprocity/share.html", told)


def _piece(one) -> dict[str, object]:
    try:
        href = reverse(one.lead.address, args=one.lead.names)
    except NoReverseMatch:
        href = ""
    return {
        "href": href,
        "words": one.lead.words(),
        "day": one.day,
        "here": indicators.count(one.here),
        "all": indicators.count(one.all),
    }
