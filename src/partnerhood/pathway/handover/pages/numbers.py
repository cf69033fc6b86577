"""Which domains stand on their own, which asked back, which still stood after a year: every number opens to its list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.handover import access, queries
from partnerhood.pathway.handover.pages import shared
from partnerhood.pathway.partnerships.pages import naming


@opens_to(anyone)
def standing(request: HttpRequest) -> HttpResponse:
    """In every partnership that began."""
    return _page(request, queries.Where(), reverse("handover:standing"), [])


@opens_to(access.network)
def standing_across(request: HttpRequest, found) -> HttpResponse:
    """In one network."""
    network, _runs = found
    here = reverse("handover:standing_across", args=[network.id])
    trail = [Crumb(network.name, reverse("partnerships:network", args=[network.id]))]
    return _page(request, queries.Where(network=network.id), here, trail)


@opens_to(access.partnership_known)
def standing_in(request: HttpRequest, partnership) -> HttpResponse:
    """In one partnership."""
    here = reverse("handover:standing_in", args=[partnership.id])
    name = naming.title(partnership, partnership.is_inside)
    trail = [Crumb(name, shared.partnership_address(partnership.id))]
    return _page(request, queries.Where(partnership=partnership.id), here, trail)


def _page(request: HttpRequest, where: queries.Where, here: str, trail: list[Crumb]) -> HttpResponse:
    counted = queries.count(where)
    asked = request.GET.get("which", "")
    which = asked if asked in queries.WHICH else "stands"
    number = getattr(counted, which.replace("-", "_"))
    page = paging.page(request.GET.get("page"), number, which=asked)
    person = request.person  # type: ignore[attr-defined]
    found = queries.listed(where, which, person, page.start) if number else []
    other_words = naming.nameless([one.hospital for one in found])
    told = {
        "numbers": queries.in_words(counted, here, which),
        "rows": [_row(one, other_words) for one in found],
        "which": which,
        "page": page,
        "trail": [*trail, Crumb(_("Domains that stand on their own"))],
    }
    return render(request, "handover/standing.html", told)


def _row(one, other_words: dict) -> dict[str, object]:
    """One hand-over: who looks into its partnership reads on; everybody else reads that it is so."""
    looks = sorted(one.checks.all(), key=lambda check: check.months)
    inside = reverse("handover:handover", args=[one.id]) if one.is_inside else ""
    back = max((again.reopened_at for again in one.reopenings.all()), default=None)
    return {
        "name": shared.name(one),
        "hospital": other_words.get(one.hospital_id, one.hospital.known_as),
        "href": inside or shared.partnership_address(one.partnership_id),
        "signed_at": one.signed_at,
        "last": looks[-1] if looks else None,
        "back": back,
    }
