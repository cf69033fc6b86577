"""One agenda of everything that concerns somebody, and the meetings of one body with its mandate and its balance."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.meetings import access, actions, choices, forms, queries
from partnerhood.pathway.meetings.pages import shared
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.choices import BodyKind
from partnerhood.pathway.partnerships.pages.asking import ask


@require_GET
@opens_to(access.somebody)
def mine(request: HttpRequest) -> HttpResponse:
    """Every meeting to come and every open action point, of all the bodies and networks that one belongs to."""
    person = request.person
    coming, open_points = queries.coming(person), queries.open_actions(person)
    meetings = paging.page(request.GET.get("page"), coming.count())
    shown = coming[meetings.start : meetings.start + paging.ROWS]
    points = open_points[: paging.ROWS + 1]
    own = [_own(one, person) for one in points[: paging.ROWS]]
    told = {
        "meetings": [_row(one) for one in shown],
        "page": meetings,
        "points": own,
        "has_more": len(points) > paging.ROWS,
        "empty": _nothing(),
    }
    return render(request, "meetings/mine.html", told)


def _row(one) -> dict[str, Any]:
    body = one.body
    where = body.network.name if body.network else body.partnership.name
    return {"meeting": one, "when": shared.when(one), "body": body.name, "where": where}


def _own(one, person) -> dict[str, Any]:
    href = reverse("meetings:end_action", args=[one.id])
    return {**shared.action(one, None, names=True), "href": href, "is_mine": one.owner_id == person.id}


def _nothing() -> Empty:
    return Empty(
        _("Here come the meetings of all your working groups, boards and committees, in one agenda."),
        _("Whoever sits in one calls it to a meeting from its own page."),
    )


@require_GET
@opens_to(access.body)
def body(request: HttpRequest, sight) -> HttpResponse:
    """The meetings of one body: its mandate, who has how many seats, what comes, what was, and what is still open."""
    found = queries.of_body(sight)
    now = clock.now()
    coming = [one for one in found if one.begins_at + one.lasting > now and not one.called_off_at]
    past = [one for one in found if one not in coming]
    page = paging.page(request.GET.get("page"), len(past))
    is_of = sight.is_inside or sight.writes
    tells = sight.writes or (is_of and partnerships.tells_mandate(request.person, sight.body))
    every = queries.mandates(sight.body) if tells else []
    told = {
        "sight": sight,
        "kind": BodyKind(sight.body.kind),
        "coming": [{"meeting": one, "when": shared.when(one)} for one in reversed(coming)],
        "past": [_past(one, sight) for one in page.rows(past)],
        "page": page,
        "mandate": queries.mandate_now(every),
        "mandates": every,
        "tells": tells,
        "shares": queries.balance(sight) if is_of else [],
        "points": [shared.action(one, sight, names=True) for one in _open(sight)],
        "trail": shared.crumbs(sight),
    }
    return render(request, "meetings/body.html", told)


def _open(sight) -> list:
    return list(queries.open_points(sight)[: paging.ROWS]) if sight.writes else []


def _past(one, sight) -> dict[str, Any]:
    return {"meeting": one, "when": shared.when(one), "is_approved": queries.is_approved(one)}


@opens_to(access.body_to_lead)
def mandate(request: HttpRequest, sight) -> HttpResponse:
    """Give a body its mandate, from a day on."""
    start = {"from_date": clock.today(), "language": get_language()}
    form = forms.Mandate.of(request, sight.base, initial=start)
    if form.did(lambda said: actions.give_mandate(body=sight.body, **said, deed=request.deed)):
        return redirect("meetings:body", body_id=sight.body.id)
    title = _("The mandate of this body")
    trail = shared.crumbs(sight, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail)


@opens_to(access.body_to_meet)
def call(request: HttpRequest, sight) -> HttpResponse:
    """Call a body to a meeting."""
    readers = choices.Readers.MEMBERS if sight.body.kind == BodyKind.BOARD else choices.Readers.INSIDE
    zones = queries.zones(sight)
    form = forms.Calling.of(request, sight.base, initial={"readers": readers, "zone": zones[0]}, zones=zones)
    if form.did(lambda said: actions.call(body=sight.body, **said, deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=form.result.id)
    title = _("Call a meeting")
    trail = shared.crumbs(sight, Crumb(title))
    return ask(request, form, title=title, button=title, trail=trail)
