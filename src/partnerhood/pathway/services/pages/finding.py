"""Find care: one question, a list with what one has to know to call, and a map."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.look.components import Empty, Pager, Place, WorldMap
from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.services import forms, queries
from partnerhood.pathway.services.pages import shown
from partnerhood.pathway.services.queries import search
from partnerhood.pathway.services.rules import nearness

LAST_PAGE = 30


@require_safe
@opens_to(anyone, kept=False)
def find(request: HttpRequest) -> HttpResponse:
    """What do you need? Everybody may ask; what is open now is true for a minute, so no device keeps the answer."""
    form = forms.Find(request.GET)
    asked = _asked(form, request.GET.get("page", ""))
    told = {"form": form, "is_asked": asked is not None, "doors": _doors()}
    if asked is not None:
        told |= _found(asked, form)
    return render(request, "services/find.html", told)


def _asked(form: forms.Find, page: str) -> search.Asked | None:
    """What somebody looks for; None where they asked for nothing yet."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    if not any(said[name] for name in ("what", "place", "language", "open", "kind", "near")):
        return None
    near = nearness.spot(*said["near"]) if said["near"] and not said["place"] else None
    return search.Asked(
        words=said["what"],
        place=said["place"],
        near=near,
        km=float(said["km"]) if said["km"] else None,
        language=said["language"],
        kind=said["kind"],
        open_now=said["open"],
        page=min(int(page), LAST_PAGE) if page.isdecimal() and int(page) else 1,
    )


def _found(asked: search.Asked, form: forms.Find) -> dict[str, object]:
    answer = search.find(asked, clock.now())
    services = queries.shown(hit.key for hit in answer.hits)
    today = clock.today()
    rows = [shown.row(services[hit.key], hit, today, far=hit.km) for hit in answer.hits if hit.key in services]
    there = [hit for hit in answer.hits if hit.spot and hit.key in services]
    return {
        "answer": answer,
        "rows": rows,
        "kind": shown.kind(asked.kind) if asked.kind else "",
        "map": _map(there, services) if len(there) > 1 else None,
        "pager": _pager(asked, answer, form),
        "empty": _nothing(answer),
    }


def _map(hits, services) -> WorldMap:
    """Where the found services are."""
    places = [
        Place(
            shown.title(services[hit.key])[0],
            hit.spot.latitude / nearness.MICRO,
            hit.spot.longitude / nearness.MICRO,
            href=reverse("services:service", args=[hit.key]),
            note=services[hit.key].organisation.known_as,
        )
        for hit in hits
    ]
    return WorldMap(_("On the map"), tuple(places), is_close=True)


def _pager(asked: search.Asked, answer: search.Answer, form: forms.Find) -> Pager | None:
    if asked.page == 1 and not answer.has_more:
        return None
    kept = {name: form.data[name] for name in form.fields if form.data.get(name)}
    first = (asked.page - 1) * asked.most
    before = f"?{urlencode({**kept, 'page': asked.page - 1})}" if asked.page > 1 else ""
    after = f"?{urlencode({**kept, 'page': asked.page + 1})}" if answer.has_more and asked.page < LAST_PAGE else ""
    return Pager(first + 1 if answer.hits else 0, first + len(answer.hits), None, before, after)


def _nothing(answer: search.Answer) -> Empty:
    if answer.unknown:
        what = _("Nobody here uses the word “%(word)s”.") % {"word": answer.unknown}
    else:
        what = _("Nothing was found that has all of this.")
    return Empty(what, _("Try one word less, a place nearby, or leave a question open."))


def _doors() -> list[tuple[str, str]]:
    """The kinds of care that most people look for, each one touch away."""
    often = ("doctor_on_call", "general_practice", "pharmacy", "talking", "home_nursing", "carers", "interpreter")
    return [(f"?kind={code}", shown.kind(code)) for code in often]
