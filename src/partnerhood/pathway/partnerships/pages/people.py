"""The page that says who of every side works in a partnership."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerhood.ground.people.access import opens_to
from partnerhood.ground.people.choices import RoleKind
from partnerhood.pathway.partnerships import access, choices, queries
from partnerhood.pathway.partnerships.pages.reading import here


@require_safe
@opens_to(access.partnership_inside)
def people(request: HttpRequest, partnership) -> HttpResponse:
    """Who works in a partnership: those who decide for each side, seats, and who does what together."""
    told = {
        "partnership": partnership,
        "sides": [_side(one) for one in queries.sides(partnership)],
        "panels": queries.who_works_here.beside(partnership, request.person),
        "trail": here(partnership),
    }
    return render(request, "partnerships/people.html", told)


def _side(one: queries.Side) -> dict[str, object]:
    return {
        "organisation": one.organisation,
        "lacks": [RoleKind(kind).label for kind in one.lacks],
        "colleagues": [
            {
                "person": colleague.person,
                "roles": [(RoleKind(role.kind).label, role.deputy_for) for role in colleague.roles],
                "seats": [(choices.SeatKind(seat.kind).label, seat.body) for seat in colleague.seats],
            }
            for colleague in one.colleagues
        ],
    }
