"""Pages about people."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people import access, accounts, actions, forms, queries
from partnerhood.ground.people.access import opens_to

YEAR = 365 * 24 * 3600


@require_POST
@opens_to(access.anyone)
def language(request: HttpRequest) -> HttpResponse:
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
@opens_to(access.anyone)
def card(request: HttpRequest) -> HttpResponse:
    """Come in with a name card and a PIN."""
    form = forms.Card(request.POST or None, request=request)
    if form.is_valid():
        return accounts.sign_in(request, form.account, "card", back(request))
    return render(request, "people/card.html", {"form": form, "next": back(request)})


def back(request: HttpRequest) -> str:
    """The page of ours that somebody came from; the first page where that is not one of ours."""
    said = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if ours else "/"
