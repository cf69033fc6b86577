"""One result: what is promised, what was reached, who signed; and turning a key under it or taking it back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Difference, NextStep
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.forms import DeedForm, Signing
from partnerhood.pathway.partnerships.pages import asking, keys
from partnerhood.pathway.programmes import access, actions, forms, queries
from partnerhood.pathway.programmes.choices import State
from partnerhood.pathway.programmes.pages import measuring, shown
from partnerhood.pathway.programmes.pages.reading import trail
from partnerhood.pathway.programmes.rules import promises


@require_GET
@opens_to(access.result)
def result(request: HttpRequest, which) -> HttpResponse:
    """What a programme wants to bring about, how it is measured, and whose keys it waits for."""
    held = partnerships.keys_held(request.person, _parties(which))
    told = _told(request, which, held)
    every = which.told.get("indicators", ())
    page = paging.page(request.GET.get("page"), len(every))
    row = told["row"]
    told |= {
        "indicators": measuring.indicators({"indicators": page.rows(every)}, which.programme.language),
        "page": page,
        "documents": shown.documents(which.told.get("documents", ()), which.programme.language),
        "next": _next(which, row, held),
        "may_withdraw": bool(set(held) & row.keyring.signed),
        "goals": queries.goals_of([which.id], request.person)[which.id],
        "may_link": access.may_lay_beside(request.person, which),
        "crumbs": trail(which.programme, Crumb(told["title"])),
    }
    return render(request, "programmes/result.html", told)


def _told(request: HttpRequest, which, held: list[UUID]) -> dict[str, Any]:
    own = which.programme.language
    title, language = shown.said(which.told.get("title"), own)
    turned = queries.signatures(which)
    row = queries.row(which, turned)
    names = {key: one.known_as for key, one in queries.organisations(row.keyring.parties).items()}
    address = reverse("programmes:signature", args=[which.id])
    mine = [key for key in held if key in row.missing] if row.state in (State.PROPOSED, State.AGREED) else []
    is_inside = any(request.person and request.person.is_of(party) for party in row.keyring.parties)
    return {
        "result": which,
        "programme": which.programme,
        "title": title or _("A result without a title"),
        "language": language,
        "kind": shown.name("ResultType", which.told.get("type", "")),
        "description": shown.words(which.told.get("description"), own),
        "row": row,
        "is_agreed": row.state == State.AGREED,
        "names": names,
        "state": State(row.state).label,
        "is_alone": row.state == State.ALONE,
        "keyring": keys.keyring(which.wording, turned, names, is_inside=is_inside, href=address, mine=mine),
    }


def _parties(which) -> list[UUID]:
    return [UUID(party) for party in which.wording.parties]


def _next(which, row, held: list[UUID]) -> NextStep | None:
    if row.state == State.PROPOSED and row.missing & set(held):
        sentence = _("This result waits for your key.")
        return NextStep(sentence, _("Read and sign"), reverse("programmes:signature", args=[which.id]))
    return None


@opens_to(access.result_to_sign, offline=True)
def signature(request: HttpRequest, which) -> HttpResponse:
    """Read the exact words and turn one's key under them; where they changed meanwhile, read what changed."""
    held = partnerships.keys_held(request.person, _parties(which))
    told = _told(request, which, held)
    names = told["names"]
    form = _signing(request, which, held, names)
    if form.did(lambda said: actions.sign_result(result=which, **_for_partner(said, held), deed=request.deed)):
        messages.success(request, _after_signing(which))
        return redirect("programmes:result", which.id)
    changed = _changed(which, form.data.get("wording", "")) if form.is_bound else None
    if form.is_bound:
        form.data = {**dict(form.data.items()), "wording": which.wording.fingerprint}
        form.on(_base(which))
    if not set(held) & told["row"].missing:
        messages.info(request, _("Your key is turned already under these words."))
        return redirect("programmes:result", which.id)
    told |= {
        "form": form,
        "changed": changed,
        "promised": measuring.indicators(which.wording.content, which.programme.language),
        "code": keys.short(which.wording.fingerprint),
        "crumbs": trail(
            which.programme, Crumb(told["title"], reverse("programmes:result", args=[which.id])), Crumb(_("Signature"))
        ),
    }
    return render(request, "programmes/signature.html", told, status=409 if changed else 200)


def _base(which) -> UUID | None:
    return operations.last_in_book(which.programme.reporter_id)


def _signing(request: HttpRequest, which, held: list[UUID], names: Mapping[UUID, str]) -> DeedForm:
    parties = [(key, names.get(key, "")) for key in held]
    return Signing.of(request, _base(which), initial={"wording": which.wording.fingerprint}, parties=parties)


def _for_partner(said: dict, held: list[UUID]) -> dict:
    key = next(one for one in held if str(one) == str(said["on_behalf_of"]))
    return {**said, "on_behalf_of": queries.organisations([key])[key]}


def _after_signing(which) -> str:
    row = queries.row(which, queries.signatures(which))
    if row.state == State.AGREED:
        return _("Every partner has turned its key: the result is agreed here.")
    return _("Your key is turned. The result waits for the others.")


def _changed(which, read: str) -> Difference | None:
    """What changed since the words were read, if they changed."""
    if read == which.wording.fingerprint:
        return None
    before = queries.wording_read(which.id, read)
    if before is None:
        return None
    own = which.programme.language
    was, now = ("\n".join(promises.lines(one.content, own)) for one in (before, which.wording))
    return Difference(was, now, own)


@opens_to(access.result_to_sign, offline=True)
def withdraw(request: HttpRequest, which) -> HttpResponse:
    """Take one's key back, with a reason."""
    held = partnerships.keys_held(request.person, _parties(which))
    row = queries.row(which, queries.signatures(which))
    mine = [key for key in held if key in row.keyring.signed]
    if not mine:
        messages.info(request, _("There is no key of yours under these words."))
        return redirect("programmes:result", which.id)
    names = queries.organisations(mine)
    form = forms.Withdrawal.of(request, _base(which), parties=[(key, names[key].known_as) for key in mine])
    if form.did(lambda said: actions.withdraw_result(result=which, **_for_partner(said, mine), deed=request.deed)):
        messages.success(request, _("Your key is taken back. Your partner reads why."))
        return redirect("programmes:result", which.id)
    title = shown.said(which.told.get("title"), which.programme.language)[0]
    return asking.ask(
        request,
        form,
        title=_("Take your key back"),
        button=_("Take the key back"),
        trail=trail(
            which.programme, Crumb(title, reverse("programmes:result", args=[which.id])), Crumb(_("Signature"))
        ),
        words=shown.words(which.told.get("title"), which.programme.language),
    )
