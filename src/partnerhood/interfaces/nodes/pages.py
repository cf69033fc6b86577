"""`POST /nodes/exchange`: a node that is linked with this one says what it has, and is answered with what it lacks."""

from django.http import Http404, HttpResponse

from partnerhood.ground.operations import chain
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.interfaces.nodes import access, exchanging, letters


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
