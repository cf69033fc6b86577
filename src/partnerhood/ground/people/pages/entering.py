"""How one comes in, without a password where there is none: by card, by mailed link, on an invitation."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people import access, accounts, actions, forms, queries
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.ground.records.addresses import reverse

YEAR = 365 * 24 * 3600
log = logging.getLogger(__name__)


@require_POST
@opens_to(access.anyone, kept=False)
def language(request: Request) -> HttpResponse:
    """Keep the language that a reader chose: on this device, and for the person when signed in."""
    chosen = request.POST.get("language", "")
    answer = redirect(back(request))
    if chosen not in dict(settings.LANGUAGES):
        return answer
    if request.person and request.person.language != chosen:
        person = queries.person(request.person.id)
        actions.correct(person=person, language=chosen, deed=request.deed.on(operations.last_touch(person.id)))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, YEAR, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True
    )
    return answer


@never_cache
@opens_to(access.anyone, kept=False)
def card(request: Request) -> HttpResponse:
    """Come in with a name card and a PIN."""
    initial = {"card": request.GET.get("card", "")[:20]}
    form = forms.Card(request.POST or None, request=request, initial=initial)
    if form.is_valid() and form.account:
        return accounts.sign_in(request, form.account, "card", back(request))
    return render(request, "people/card.html", {"form": form, "next": back(request)})


@never_cache
@opens_to(access.anyone, kept=False)
def link(request: Request) -> HttpResponse:
    """Ask for a link by mail; the answer is the same whether or not anybody is known by that address."""
    form = forms.Link(request.POST or None)
    if form.is_valid():
        request.afterwards.append(partial(_mail_link, form.cleaned_data["email"].lower(), back(request)))
        return redirect("people:link_sent")
    return render(request, "people/link.html", {"form": form, "next": back(request)})


def _mail_link(email: str, where: str) -> None:
    """Mail the link once the answer has left, so that nobody can tell from its speed whom we know."""
    found = accounts.link_for(email) if accounts.may_ask_again(email) else None
    if found is None:
        return
    account, token = found
    person = account.person
    assert person is not None
    address = settings.ADDRESS + reverse("people:link_used", args=[token])
    told = {"name": person.name, "link": address if where == "/" else f"{address}?{urlencode({'next': where})}"}
    with translation.override(person.language):
        mail(email, _("Your link to sign in"), render_to_string("people/link.txt", told))


def mail(email: str, subject: str, text: str) -> None:
    """Send a mail that somebody asked for; where it fails they ask again, and the address stays out of the log."""
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])
    except OSError:
        log.exception("a mail could not be sent")


@require_safe
@opens_to(access.anyone, kept=False)
def link_sent(request: Request) -> HttpResponse:
    """What to do after asking for a link."""
    return render(request, "people/link_sent.html")


@never_cache
@opens_to(access.link_in_hand, kept=False)
def link_used(request: Request, hand) -> HttpResponse:
    """Come in with a mailed link: a button, because mail programs open links by themselves."""
    if request.method == "POST" and hand.account and accounts.use_link(hand.account):
        return accounts.sign_in(request, hand.account, "link", back(request))
    told = {"account": hand.account if request.method == "GET" else None, "next": back(request)}
    return render(request, "people/link_used.html", told)


@never_cache
@opens_to(access.invitation_in_hand, kept=False)
def invitation(request: Request, hand) -> HttpResponse:
    """Come in on an invitation: say who one is, and choose a password or none."""
    invited = hand.invitation
    if invited is None or invited.accepted_at:
        ours = invited is not None and request.person is not None and invited.person_id == request.person.id
        return redirect("/") if ours else render(request, "people/invitation_over.html", status=410)
    if request.person:
        return _as_oneself(request, hand)
    if accounts.is_taken(invited.email):
        return render(request, "people/invitation_known.html", {"invitation": invited})
    initial = {"name": invited.name, "language": invited.language}
    form = forms.Arrival.of(request, operations.last_touch(invited.id), initial)

    def act(said):
        said.pop("password")
        return actions.accept(invitation=invited, token=hand.token, deed=request.deed, **said)

    if form.did(act):
        account = accounts.open_account(form.result, invited.email, form.cleaned_data["password"] or None)
        return accounts.sign_in(request, account, "link")
    return render(request, "people/invitation.html", {"form": form, "invitation": invited})


def _as_oneself(request: Request, hand) -> HttpResponse:
    """Somebody who is here already takes on what they are invited for."""
    form = forms.Confirmation.of(request, operations.last_touch(hand.invitation.id))
    me = queries.person(request.person.id)
    said = {"name": me.name, "language": me.language, "person": me}
    if form.did(lambda _: actions.accept(invitation=hand.invitation, token=hand.token, deed=request.deed, **said)):
        return redirect("/")
    return render(request, "people/invitation.html", {"form": form, "invitation": hand.invitation, "me": me})


def back(request: Request) -> str:
    """The page of ours that somebody came from; the first page where that is not one of ours."""
    said = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if ours else "/"
