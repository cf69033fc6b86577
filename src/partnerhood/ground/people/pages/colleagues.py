"""How an organisation's coordinator looks after its people: who is here, who signs, who comes and who stands in."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people import access, actions, forms, queries
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.ground.records.addresses import reverse


@require_safe
@opens_to(access.own_organisation, kept=False)
def people(request: Request, organisation) -> HttpResponse:
    """Who is who in an organisation, for its own people; its coordinators see who was invited too."""
    runs = access.runs(request.person, organisation.id)
    told = {
        "organisation": organisation,
        "rows": queries.colleagues(organisation.id),
        "runs": runs,
        "signs": not runs and access.signs(request.person, organisation.id),
        "invited": queries.open_invitations(organisation.id) if runs else [],
        "keepers": queries.keepers_of_contacts(organisation.id) if runs else [],
    }
    return render(request, "people/people.html", told)


@opens_to(access.organisation_to_run, kept=False)
def invite(request: Request, organisation) -> HttpResponse:
    """Invite somebody by mail."""
    form = forms.Invitation.of(request, operations.last_in_book(organisation.id), {"language": request.person.language})
    if form.did(lambda said: actions.invite(organisation=organisation, deed=request.deed, **said)):
        messages.info(
            request,
            _("A link is on its way to %(name)s. It works once, for fourteen days.") % {"name": form.result.name},
        )
        return redirect("people:people", organisation_id=organisation.id)
    return render(request, "people/invite.html", {"organisation": organisation, "form": form})


@opens_to(access.organisation_to_run, kept=False)
def welcome(request: Request, organisation) -> HttpResponse:
    """Add somebody who comes in with a name card."""
    form = forms.Colleague.of(request, operations.last_in_book(organisation.id), {"language": request.person.language})
    if form.did(lambda said: actions.welcome(organisation=organisation, deed=request.deed, **said)):
        return redirect("people:person", person_id=form.result.id)
    return render(request, "people/welcome.html", {"organisation": organisation, "form": form})


@never_cache
@require_safe
@opens_to(access.person_to_run, kept=False)
def person(request: Request, found) -> HttpResponse:
    """One colleague: what they are here, how they sign in."""
    told = {"person": found, "roles": queries.roles(found.id), "account": queries.account(found.id)}
    return render(request, "people/person.html", {**told, "base": operations.last_touch(found.id)})


@opens_to(access.person_to_give_role, kept=False)
def give_role(request: Request, found) -> HttpResponse:
    """Give a colleague a role, perhaps as deputy; who signs gives the key alone."""
    runs = access.runs(request.person, found.organisation_id)
    held = queries.held_by_others(found)
    form = forms.Role.of(request, operations.last_touch(found.id), held=held, key_alone=not runs)

    def act(said):
        return actions.give_role(organisation=found.organisation, person=found, deed=request.deed, **said)

    back = reverse("people:person", args=[found.id]) if runs else reverse("people:people", args=[found.organisation_id])
    if form.did(act):
        return redirect(back)
    return render(request, "people/give_role.html", {"person": found, "form": form, "back": back})


@opens_to(access.role_to_end, kept=False)
def end_role(request: Request, role) -> HttpResponse:
    """End a role; what was done in it stays."""
    form = forms.Confirmation.of(request, operations.last_touch(role.id))
    if form.did(lambda said: actions.end_role(role=role, deed=request.deed)):
        runs = access.runs(request.person, role.organisation_id)
        return redirect("people:person", person_id=role.person_id) if runs else redirect("my_page")
    return render(request, "people/end_role.html", {"role": role, "form": form})


@opens_to(access.person_to_run, kept=False)
def suspension(request: Request, found) -> HttpResponse:
    """Let a colleague take no part for a time, or again."""
    form = forms.Confirmation.of(request, operations.last_touch(found.id))
    suspended = found.state == "active"
    if form.did(lambda said: actions.suspend(person=found, suspended=suspended, deed=request.deed)):
        return redirect("people:person", person_id=found.id)
    return render(request, "people/suspension.html", {"person": found, "form": form, "suspended": suspended})


@never_cache
@opens_to(access.person_to_run, kept=False)
def card(request: Request, found) -> HttpResponse:
    """Issue a name card: the PIN is shown on the answer to this one click, and never again."""
    form = forms.Confirmation.of(request, None)
    if form.did(lambda said: actions.issue_card(person=found, deed=request.deed.on(None))):
        issued = form.result
        address = settings.ADDRESS + reverse("people:card")
        code = segno.make(f"{address}?{urlencode({'card': issued.card})}", error="m", micro=False)
        plain = {"scale": 1, "border": 4, "dark": "#000", "light": "#fff", "svgclass": None, "lineclass": None}
        drawn = mark_safe(code.svg_inline(omitsize=True, **plain))  # noqa: S308 - our own drawing
        told = {"person": found, "card": issued.card, "pin": issued.pin, "drawn": drawn, "address": address}
        return render(request, "people/name_card.html", told)
    told = {"person": found, "form": form, "account": queries.account(found.id)}
    return render(request, "people/issue_card.html", told)
