"""What a national system counts at a hospital, and where somebody there lets it count."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages.asking import press
from partnerhood.pathway.reporting import access, actions, forms, queries
from partnerhood.pathway.reporting.pages.shared import to_figures
from partnerhood.pathway.reporting.rules import national

LONGEST_SEARCH = 100


@require_GET
@opens_to(access.hospital_to_count)
def mapping(request: HttpRequest, sight) -> HttpResponse:
    """What a national system counts at one's hospital: by name, the last number, and where it counts."""
    hospital = sight.hospital.id
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = queries.elements(hospital, words)
    page = paging.page(request.GET.get("page"), found.count(), q=words)
    elements = queries.told(hospital, [one["element"] for one in page.rows(found)])
    told = {
        "sight": sight,
        "rows": [_row(sight, one) for one in _with_places(elements)],
        "words": words,
        "maps": access.maps(request.person, hospital),
        "page": page,
        "empty": Empty(
            _("Here stand the numbers that the ministry has of this hospital."),
            _("Bring a file of DHIS2 or ADX. Each number keeps its own name until somebody says where it counts."),
            _("Malaria cases, under five, October: 214."),
        ),
        "trail": to_figures(sight, Crumb(_("National numbers"))),
    }
    return render(request, "reporting/mapping.html", told)


def _with_places(elements: Sequence[queries.Element]) -> list[tuple[queries.Element, list[tuple[object, str]]]]:
    """Each of them with where it counts, in words."""
    codes = {one.indicator for element in elements for one in element.mappings}
    defined = indicators.followed(codes)

    def place(element: queries.Element, one) -> str:
        name = vocabulary.say(defined[one.indicator].name) if one.indicator in defined else one.indicator
        of = indicators.part(one.split) if one.split else ""
        part = element.parts.get(one.part, queries.part_said(one.part)) if one.part else ""
        side = one.get_side_display()
        return " · ".join(said for said in (name, of, side, part) if said)

    return [(element, [(one, place(element, one)) for one in element.mappings]) for element in elements]


def _row(sight, found) -> tuple[str, str, list[str], str, str]:
    element, places = found
    days = queries.days_said(*element.days) if element.days else ""
    number = indicators.count(element.number) if element.days else "–"
    return element.name, number, [said for _one, said in places], days, _address(sight, element)


def _address(sight, element: queries.Element) -> str:
    return reverse("reporting:element", args=[sight.hospital.id, national.bare(element.code)])


@opens_to(access.element, offline=True)
def element(request: HttpRequest, found) -> HttpResponse:
    """Say where one national number counts, or take back where it does."""
    sight, one = found
    form = forms.MapTo.of(
        request, operations.last_in_book(sight.hospital.id), hospital=sight.hospital.id, parts=one.parts
    )
    if form.did(lambda said: actions.map_to(hospital=sight.hospital, element=one.code, **said, deed=request.deed)):
        messages.success(request, _("It counts there now, on every day of which there is a number."))
        return redirect(_address(sight, one))
    ((_one, places),) = _with_places([one])
    told = {
        "sight": sight,
        "element": one,
        "number": indicators.count(one.number),
        "code": national.bare(one.code),
        "days": queries.days_said(*one.days) if one.days else "",
        "places": places,
        "form": form,
        "unmap": DeedForm(initial={"base": operations.last_in_book(sight.hospital.id)}),
        "trail": to_figures(sight, Crumb(_("National numbers"), _list(sight.hospital.id)), Crumb(one.name)),
    }
    return render(request, "reporting/element.html", told)


def _list(hospital) -> str:
    return reverse("reporting:mapping", args=[hospital])


@require_POST
@opens_to(access.mapping, offline=True)
def take_back(request: HttpRequest, mapping) -> HttpResponse:
    """Take back where a national number counts."""
    form = DeedForm(request.POST)
    to = reverse("reporting:element", args=[mapping.hospital_id, national.bare(mapping.element)])
    return press(
        request,
        form,
        lambda _said: actions.unmap(mapping=mapping, deed=request.deed),
        _("It does not count there any more."),
        to,
    )
