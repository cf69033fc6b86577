"""A programme's money, entry by entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.pathway.programmes import access, queries
from partnerhood.pathway.programmes.choices import EntryKind
from partnerhood.pathway.programmes.pages import adding, shown
from partnerhood.pathway.programmes.pages.reading import trail


@require_GET
@opens_to(access.programme)
def money(request: HttpRequest, which) -> HttpResponse:
    """What a sum is made of, entry by entry."""
    asked = {name: request.GET.get(name, "")[:255] for name in ("kind", "type", "currency")}
    kind = asked["kind"] if asked["kind"] in EntryKind.values else ""
    found = queries.entries(which.id, kind, asked["currency"], asked["type"])
    page = paging.page(request.GET.get("page"), queries.count(found), **asked)
    told = {
        "programme": which,
        "rows": [_entry(one, which.language) for one in found[page.start : page.start + paging.ROWS]],
        "page": page,
        "sum": adding.kind_name(kind, asked["type"]) if kind else "",
        "currency": asked["currency"],
        "crumbs": trail(which, Crumb(_("Money"))),
    }
    return render(request, "programmes/money.html", told)


def _entry(one, own: str) -> dict[str, object]:
    words, language = shown.said(one.told.get("description"), own)
    return {
        "entry": one,
        "kind": adding.kind_name(one.kind, one.type),
        "amount": shown.amount(one.amount),
        "words": words,
        "language": language,
        "provider": one.provider.known_as if one.provider else _side(one, "provider", own),
        "receiver": one.receiver.known_as if one.receiver else _side(one, "receiver", own),
    }


def _side(one, side: str, own: str) -> str:
    told = one.told.get(side, {})
    return shown.said(told.get("name"), own)[0] or told.get("identifier", "")
