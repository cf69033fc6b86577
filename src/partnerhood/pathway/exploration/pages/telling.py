"""Pages of communiqués: what both boards say, and who was told when; staff before the press."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import access, actions, choices, forms, queries, rules
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages.asking import ask, press


@require_GET
@opens_to(access.dossier)
def communiques(request: HttpRequest, sight) -> HttpResponse:
    """What both boards said, as far as the reader was told."""
    signed = queries.signed(list(queries.communiques(sight)))
    told = queries.told([one.statement.id for one in signed])
    shown = [one for one in signed if queries.may_read(sight, one, told.get(one.statement.id, {}))]
    page = paging.page(request.GET.get("page"), len(shown))
    lines = [_line(one, told.get(one.statement.id, {})) for one in page.rows(shown)]
    trail = shared.crumbs(sight, Crumb(_("Communiqués")))
    return render(
        request, "exploration/communiques.html", {"sight": sight, "lines": lines, "page": page, "trail": trail}
    )


def _line(one, told) -> dict[str, Any]:
    content = queries.read(rules.Communique, one)
    return {"one": one, "content": content, "next": rules.next_to_tell(content.audiences, told)}


def turns(sight, one) -> list[dict[str, Any]]:
    """Who is told in which order, when both boards said so, and when they were; whose turn it is can be said."""
    if one.statement.kind != choices.StatementKind.COMMUNIQUE:
        return []
    told = queries.told_when(one.statement)
    content = queries.read(rules.Communique, one)
    following = rules.next_to_tell(content.audiences, told)
    return [
        {
            "name": choices.Audience(each.audience).label,
            "at": each.at,
            "told_at": told.get(each.audience),
            "href": reverse("exploration:tell", args=[one.statement.id, each.audience])
            if sight.writes and one.is_agreed and each == following
            else "",
        }
        for each in content.audiences
    ]


@opens_to(access.dossier_to_write)
def write(request: HttpRequest, sight) -> HttpResponse:
    """Write what both boards say, and in which order to whom."""
    return _write(request, sight, None)


@opens_to(access.communique_to_write)
def change(request: HttpRequest, found) -> HttpResponse:
    """Put a communiqué in other words, before anybody was told."""
    sight, one = found
    return _write(request, sight, one)


def _write(request: HttpRequest, sight, one) -> HttpResponse:
    form = forms.Communique.of(request, sight.base, initial=_now(one))
    kept = one.statement if one else None

    def act(said: dict[str, Any]) -> object:
        told = {"exploration": sight.exploration, "statement": kept, "content": said["content"]}
        return actions.write_communique(**told, deed=request.deed)

    if form.did(act):
        return redirect("exploration:statement", statement_id=form.result.id)
    title = _("What both boards say")
    trail = shared.crumbs(sight, shared.crumb("communiques", _("Communiqués"), sight.exploration.id), Crumb(title))
    sentences = [_("Both boards sign the words, and the order in which people are told. Staff come before the press.")]
    return ask(request, form, title=title, button=_("Lay it under both keys"), trail=trail, sentences=sentences)


def _now(one) -> dict[str, Any]:
    if one is None:
        return {"language": get_language()}
    content = queries.read(rules.Communique, one)
    hours = {f"at_{each.audience}": timezone.localtime(each.at) for each in content.audiences}
    return {"title": content.title, "words": content.words, "language": content.language, **hours}


@require_POST
@opens_to(access.communique_to_tell)
def tell(request: HttpRequest, found) -> HttpResponse:
    """Say that an audience was told."""
    sight, one, audience = found
    form = DeedForm.of(request, sight.base)
    to = reverse("exploration:statement", args=[one.statement.id])
    happened = _("Kept: they were told.")

    def act(said: dict[str, Any]) -> object:
        return actions.tell(statement=one.statement, audience=audience, deed=request.deed)

    return press(request, form, act, happened, to)
