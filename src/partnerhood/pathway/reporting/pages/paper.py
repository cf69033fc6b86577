"""A month on paper: the sheet on which it is counted by hand, and where it came from once somebody typed it in."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import papers
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships.pages.asking import square
from partnerhood.pathway.reporting import access, queries
from partnerhood.pathway.reporting.pages.shared import to_figures, words

EMPTY_LINES = 6


@require_GET
@opens_to(access.days_to_count)
def sheet(request: HttpRequest, days) -> HttpResponse:
    """What a hospital counts in some days, to write on by hand; its square and its number bring it back, so that it counts once."""
    hospital = days.sight.hospital
    wards = {str(one.pk): one.name for one in queries.wards(hospital.id)}
    place = request.GET.get("ward", "") if request.GET.get("ward", "") in wards else ""
    also = asked_besides(request)
    counted = list(queries.to_count(hospital.id, also).values())[: paging.ROWS]
    number, count = papers.fresh(), reverse("reporting:count", args=[hospital.id, days.name])
    told = {
        "paper": number,
        "square": square(f"{count}?{to_type_in(number, place, also)}"),
        "hospital": hospital,
        "ward": wards.get(place, ""),
        "days": queries.days_said(*days.both),
        "rows": [(one, words(one), _parts(one)) for one in counted],
        "lines": range(EMPTY_LINES),
        "trail": to_figures(days.sight, Crumb(queries.days_said(*days.both), count), Crumb(_("On paper"))),
    }
    answer = render(request, "reporting/sheet.html", told)
    answer["Cache-Control"] = "private, no-store"  # a number is printed once
    return answer


def asked_besides(request: HttpRequest) -> list[str]:
    """Which indicators somebody asks for besides, of those that there are."""
    asked = request.GET.getlist("also")
    return [one.code for one in indicators.definitions() if one.code in asked] if asked else []


def to_type_in(number: str, place: str, also: list[str]) -> str:
    """What the address says where a sheet is typed in. Alone, its number opens the page that a device keeps."""
    said = QueryDict(mutable=True)
    if place:
        said["ward"] = place
    said.setlist("also", also)
    said[papers.NAME] = number
    return said.urlencode()


def _parts(definition) -> list[tuple[str, list[str]]]:
    """The parts of its splits, which may be counted too."""
    return [
        (indicators.word("splits", kind), [indicators.part(code) for code in codes])
        for kind, codes in indicators.parts_of(definition.split).items()
    ]


def typed_in(request: HttpRequest, days) -> dict[str, object]:
    """From which sheet somebody types now, and what was typed from it before."""
    number = papers.read(request.GET.get(papers.NAME, ""))
    before = queries.report(papers.deed(number, request.path)) if number else None
    return {"paper": number, "before": before}
