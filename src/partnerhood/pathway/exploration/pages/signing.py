"""Pages of what both boards say in one wording: read it, and turn a key under the very words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Difference
from partnerhood.ground.people.access import opens_to
from partnerhood.pathway.exploration import access, actions, choices, queries
from partnerhood.pathway.exploration.pages import outcome, shared, telling, wording
from partnerhood.pathway.exploration.pages.wording import Section
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.forms import Signing
from partnerhood.pathway.partnerships.pages import keys


@require_GET
@opens_to(access.statement)
def statement(request: HttpRequest, found) -> HttpResponse:
    """What both boards say, with the keys under it."""
    sight, one = found
    turns = telling.turns(sight, one)
    told = _told(sight, one)
    if turns:  # the hours stand beside who was told already
        told["title"], told["sections"] = told["sections"][0].title, [Section("", told["sections"][0].lines)]
    may_change = bool(turns) and sight.writes and not any(turn["told_at"] for turn in turns)
    return render(
        request,
        "exploration/statement.html",
        {**told, "turns": turns, "may_change": may_change, **outcome.following(sight, one)},
    )


def _told(sight, one) -> dict[str, Any]:
    kind = choices.StatementKind(one.statement.kind)
    title = capfirst(kind.label)
    return {
        "sight": sight,
        "one": one,
        "title": title,
        "sections": wording.sections(sight, one.statement.kind, one.statement.wording.content),
        "language": one.statement.wording.content["language"],
        "keyring": shared.keyring(sight, one),
        "code": keys.short(one.statement.wording.fingerprint),
        "is_still": sight.partnership.state == "suspended",
        "trail": shared.crumbs(sight, Crumb(title)),
    }


@opens_to(access.statement_to_sign, offline=True)
def sign(request: HttpRequest, found) -> HttpResponse:
    """Read the exact words and turn one's key."""
    sight, one = found
    form = _form(request, sight, one)

    def act(said: dict[str, Any]) -> object:
        by = queries.partner(sight, said["on_behalf_of"])
        return actions.sign(statement=one.statement, wording=said["wording"], on_behalf_of=by, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your key is turned."))
        return redirect("exploration:statement", statement_id=one.statement.id)
    changed: list[tuple[str, Difference]] = []
    if form.is_bound:
        read = form.data.get("wording", "")
        sight, one = access.statement_to_sign(request.person, one.statement.id)
        changed = _changed(sight, one, read)
        form.data = {**form.data.dict(), "wording": one.statement.wording.fingerprint}
        form.on(sight.base)
    told = {**_told(sight, one), "form": form, "changed": changed}
    return render(request, "exploration/sign.html", told, status=409 if changed else 200)


def _form(request: HttpRequest, sight, one) -> Signing:
    held = partnerships.keys_held(request.person, sorted(one.keyring.parties))
    parties = [(key, sight.names[key]) for key in held if key in sight.names]
    return Signing.of(request, sight.base, initial={"wording": one.statement.wording.fingerprint}, parties=parties)


def _changed(sight, one, read: str) -> list[tuple[str, Difference]]:
    """What changed since the words that somebody read."""
    now = one.statement.wording
    before = queries.wording_before(one.statement, read) if read != now.fingerprint else None
    return wording.differences(sight, one.statement.kind, before.content, now.content) if before else []
