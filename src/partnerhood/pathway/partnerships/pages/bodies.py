"""Pages of bodies: boards, committees and a country's working groups, with their chair, members and terms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import access, actions, choices, forms, queries
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.partnerships.pages.reading import here


@opens_to(access.partnership_inside)
def of_partnership(request: HttpRequest, partnership) -> HttpResponse:
    """The bodies of a partnership."""
    told = {
        "partnership": partnership,
        "bodies": [
            (one, choices.BodyKind(one.kind), _country(one)) for one in queries.bodies(partnership=partnership.id)
        ],
        "may_open": access.prepares(request.person, partnership),
        "trail": here(partnership),
    }
    return render(request, "partnerships/bodies.html", told)


def _country(body) -> str:
    return vocabulary.name("countries", body.country) if body.country else ""


@opens_to(access.partnership_to_prepare)
def open_in_partnership(request: HttpRequest, partnership) -> HttpResponse:
    """Open a body in a partnership."""
    return _open(request, {"partnership": partnership}, partnership.base, here(partnership))


@opens_to(access.network_to_run)
def open_in_network(request: HttpRequest, network) -> HttpResponse:
    """Open a body in a network."""
    return _open(request, {"network": network}, network.base, _to_network(network))


def _to_network(network) -> list[Crumb]:
    return [Crumb(network.name, reverse("partnerships:network", args=[network.id]))]


def _open(request: HttpRequest, where: dict, base, trail: list[Crumb]) -> HttpResponse:
    form = forms.Body.of(request, base)
    if form.did(lambda said: actions.open_body(**where, **said, deed=request.deed)):
        return redirect("partnerships:body", body_id=form.result.id)
    return ask(request, form, title=_("Open a working group, a board or a committee"), button=_("Open it"), trail=trail)


@opens_to(access.body)
def body(request: HttpRequest, body) -> HttpResponse:
    """A body: what it is for, and who sits in it for how long."""
    today = clock.today()
    seats = list(body.seats.all())
    told = {
        "body": body,
        "kind": choices.BodyKind(body.kind),
        "country": _country(body),
        "now": [(one, choices.SeatKind(one.kind)) for one in seats if one.to_date is None or one.to_date > today],
        "before": [
            (one, choices.SeatKind(one.kind)) for one in seats if one.to_date is not None and one.to_date <= today
        ],
        "sees_names": access.sees_names(request.person, body),
        "tells_mandate": access.tells_mandate(request.person, body),
        "may_seat": access.seats(request.person, body),
        "trail": _trail(body),
    }
    return render(request, "partnerships/body.html", told)


def _trail(body) -> list[Crumb]:
    if body.network:
        return _to_network(body.network)
    return here(body.partnership, Crumb(_("Bodies"), reverse("partnerships:bodies", args=[body.partnership_id])))


@opens_to(access.body_to_seat)
def seat(request: HttpRequest, body) -> HttpResponse:
    """Give somebody a seat for a term."""
    people = list(queries.to_be_seated(body))
    choice = [(one.id, f"{one.name}, {one.organisation.known_as}") for one in people]
    form = forms.Seat.of(request, queries.base_of(body), people=choice)

    def act(said: dict) -> object:
        person = next(one for one in people if str(one.id) == said["person"])
        return actions.seat(body=body, **{**said, "person": person}, deed=request.deed)

    if form.did(act):
        return redirect("partnerships:body", body_id=body.id)
    return ask(request, form, title=_("Give somebody a seat"), button=_("Keep this seat"), trail=_inside(body))


def _inside(body) -> list[Crumb]:
    return [*_trail(body), Crumb(body.name, reverse("partnerships:body", args=[body.id]))]


@opens_to(access.seat_to_end)
def end_seat(request: HttpRequest, found) -> HttpResponse:
    """End somebody's seat: today, on a later day, or when they left."""
    body, seat = found
    form = forms.EndSeat.of(request, queries.base_of(body), initial={"to_date": clock.today()})
    if form.did(lambda said: actions.end_seat(seat=seat, **said, deed=request.deed)):
        return redirect("partnerships:body", body_id=body.id)
    who = f"{seat.person.name}, {seat.person.organisation.known_as}{look.colon()} {choices.SeatKind(seat.kind).label}"
    title = _("End this seat")
    return ask(request, form, title=title, button=title, trail=_inside(body), sentences=[who])
