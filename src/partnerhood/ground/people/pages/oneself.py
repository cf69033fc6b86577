"""What one sees of oneself here: who one is, how one signs in, what is kept; and how to correct, take along, erase."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people import access, accounts, actions, forms, queries
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.ground.people.pages import entering
from partnerhood.ground.records import canonical
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary


@never_cache
@require_safe
@opens_to(access.own_page, kept=False)
def my_page(request: Request, person) -> HttpResponse:
    """Who one is here, how one signs in, and the way to everything that is kept."""
    told = {"person": person, "roles": [one for one in queries.roles(person.id) if one.ended_at is None]}
    return render(request, "people/my_page.html", {**told, "account": request.user})


@opens_to(access.own_page, offline=True, kept=False)
def correction(request: Request, person) -> HttpResponse:
    """Correct what is kept about oneself."""
    form = forms.Correction.of(request, operations.last_touch(person.id), forms.Correction.initial_of(person))
    if form.did(lambda said: actions.correct(person=person, deed=request.deed, **said)):
        return redirect("my_page")
    return render(request, "people/correction.html", {"form": form})


@never_cache
@require_safe
@opens_to(access.own_page, kept=False)
def my_data(request: Request, person) -> HttpResponse:
    """Everything that is kept about oneself here, and what one did."""
    told = {
        "person": person,
        "language": vocabulary.name("languages", person.language),
        "account": request.user,
        "roles": queries.roles(person.id),
        "deeds": queries.deeds(person.id),
        "sessions": queries.sessions(person.id),
        "keepers": [] if person.email or person.phone else queries.keepers_of_contacts(person.organisation_id),
    }
    return render(request, "people/my_data.html", told)


@never_cache
@require_safe
@opens_to(access.own_page, kept=False)
def my_data_file(request: Request, person) -> HttpResponse:
    """The same as a file, to take along."""
    kept = canonical.plain(queries.everything(person))
    answer = JsonResponse(kept, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="partnerhood-my-data.json"'
    return answer


@never_cache
@opens_to(access.own_page, kept=False)
def erasure(request: Request, person) -> HttpResponse:
    """Erase oneself to a pseudonym, after saying that one is sure."""
    form = forms.Erasure.of(request, operations.last_touch(person.id))

    def act(said):
        return actions.erase(person=person, deed=request.deed)

    if form.did(act):
        logout(request)
        return redirect("people:erased")
    return render(request, "people/erasure.html", {"form": form, "alone": queries.coordinates_alone(person)})


@require_safe
@opens_to(access.anyone, kept=False)
def erased(request: Request) -> HttpResponse:
    """What is left after one has gone."""
    return render(request, "people/erased.html")


@never_cache
@opens_to(access.signed_in, kept=False)
def secret(request: Request) -> HttpResponse:
    """Choose another password, or another PIN."""
    proven = accounts.came_by_link(request)
    form = forms.NewSecret(request.POST or None, account=request.user, is_proven=proven)
    if form.is_valid():
        accounts.set_secret(request, form.cleaned_data["new"])
        messages.info(
            request, _("From now on the new one counts. Wherever else you were signed in, you are no longer.")
        )
        return redirect("my_page")
    return render(request, "people/secret.html", {"form": form})


@never_cache
@opens_to(access.signed_in, kept=False)
def address(request: Request) -> HttpResponse:
    """Sign in with another e-mail address: a link goes there first, to see whether it is one's own."""
    form = forms.Link(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if accounts.may_prove(request.user, email):
            token = accounts.address_token(request.user, email)
            path = settings.ADDRESS + reverse("people:address_proven", args=[token])
            text = render_to_string("people/address.txt", {"name": request.person.name, "link": path})
            request.afterwards.append(partial(entering.mail, email, _("Is this your address?"), text))
        return redirect("people:link_sent")
    return render(request, "people/address.html", {"form": form})


@never_cache
@opens_to(access.token_in_hand, kept=False)
def address_proven(request: Request, token: str) -> HttpResponse:
    """The link came back from the new address: it counts from now on."""
    if request.method != "POST":
        return render(request, "people/address_proven.html")
    email = accounts.take_address(request.user, token)
    said = _("You sign in with %(email)s from now on.") % {"email": email}
    messages.info(request, said if email else _("This link is too old, or it is not for you. Nothing was changed."))
    return redirect("my_page")
