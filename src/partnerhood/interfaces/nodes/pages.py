"""How it is with other nodes; and `POST /nodes/exchange`, where a node that is linked with this one says what it has, and is
answered with what it lacks."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Empty
from partnerhood.ground.operations import chain
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.ground.records import paging
from partnerhood.interfaces.nodes import access, exchanging, letters, watching


@opens_to(access.anyone)
def exchange(request: Request) -> HttpResponse:
    """One letter and its answer. To whoever is not linked with this node there is nothing here."""
    if request.method != "POST" or int(request.headers.get("Content-Length") or 0) > exchanging.LARGEST:
        raise Http404
    spoken = access.heard(request.body, chain.open_node().id, exchanging.WIDEST)
    try:
        answer = exchanging.answer(spoken.link, spoken.letter)
    except letters.Unreadable as trouble:
        raise Http404 from trouble
    return HttpResponse(answer, content_type="application/octet-stream", headers={"Cache-Control": "no-store"})


@require_GET
@opens_to(access.links_to_watch, kept=False)
def links(request: Request, found) -> HttpResponse:
    """With which other nodes this one shares a record, and how it is with each."""
    page = paging.page(request.GET.get("page"), len(found))
    told = {
        "states": [(one, _staying(one.link.stays)) for one in watching.states(page.rows(found))],
        "page": page,
        "empty": Empty(
            _("Here stands with which other nodes your record is shared."),
            _("A partner can take its whole record home, to a machine of its own, and both sides go on as equals."),
            _("HGR Lukanga, heard this morning, nothing waits."),
        ),
    }
    return render(request, "nodes/links.html", told)


def _staying(classes: list[str]) -> list[str]:
    said = {
        "attendance": _("the names on lists of who came"),
        "contacts": _("how people are reached"),
        "recordings": _("photos and voices"),
    }
    return [said[one] for one in classes if one in said]
