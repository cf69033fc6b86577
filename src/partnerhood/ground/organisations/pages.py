"""Pages on which an organisation describes itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.organisations import access, actions, forms, queries
from partnerhood.ground.organisations.access import Request, opens_to


@require_safe
@opens_to(access.own_organisation)
def ourselves(request: Request, organisation) -> HttpResponse:
    """What an organisation says of itself, to its own people, with its sites and wards."""
    is_coordinator = access.coordinates(request.person.id, organisation.id)
    told = {
        "organisation": organisation,
        "sites": queries.sites(organisation.id),
        "is_coordinator": is_coordinator,
        "invitations": queries.networks_that_invite([organisation.id]) if is_coordinator else [],
    }
    return render(request, "organisations/ourselves.html", told)


@opens_to(access.organisation_to_describe)
def description(request: Request, organisation) -> HttpResponse:
    """Say what an organisation is, in the reader's language."""
    language = translation.get_language()
    initial = forms.Description.initial_of(organisation, language)
    form = forms.Description.of(request, operations.last_touch(organisation.id), initial)

    def act(said):
        about = form.about_of(organisation, said.pop("about"), language, request.person.name)
        return actions.describe(organisation=organisation, about=about, deed=request.deed, **said)

    if form.did(act):
        return redirect("organisations:ourselves", organisation_id=organisation.id)
    return render(request, "organisations/description.html", {"organisation": organisation, "form": form})


@opens_to(access.organisation_to_describe)
def ward(request: Request, organisation) -> HttpResponse:
    """Add a ward, a department or a site."""
    form = forms.Ward.of(request, operations.last_in_book(organisation.id))
    if form.did(lambda said: actions.open_site(organisation=organisation, deed=request.deed, **said)):
        return redirect("organisations:ourselves", organisation_id=organisation.id)
    return render(request, "organisations/ward.html", {"organisation": organisation, "form": form})


@opens_to(access.site_to_place)
def door(request: Request, site) -> HttpResponse:
    """Say where a site is, so that it is found near a place."""
    now = {name: getattr(site, name) for name in ("address", "place", "latitude", "longitude")}
    form = forms.Door.of(request, operations.last_touch(site.id), now)
    if form.did(lambda said: actions.place_site(site=site, deed=request.deed, **said)):
        return redirect("organisations:ourselves", organisation_id=site.organisation_id)
    return render(request, "organisations/door.html", {"organisation": site.organisation, "site": site, "form": form})


@opens_to(access.site_to_close)
def closing(request: Request, site) -> HttpResponse:
    """Say that a site or a ward is no longer there."""
    form = forms.Closed.of(request, operations.last_touch(site.id))
    language = translation.get_language() or "en"
    if site.closed_at or form.did(
        lambda said: actions.close_site(site=site, language=language, deed=request.deed, **said)
    ):
        return redirect("organisations:ourselves", organisation_id=site.organisation_id)
    return render(
        request, "organisations/closing.html", {"organisation": site.organisation, "site": site, "form": form}
    )


@opens_to(access.network_invitation)
def network(request: Request, invitation) -> HttpResponse:
    """Say yes for one's organisation to a network that invites it."""
    form = forms.Yes.of(request, operations.last_touch(invitation.id))
    there = redirect("organisations:ourselves", organisation_id=invitation.organisation_id)
    is_answered = invitation.accepted_at or invitation.declined_at
    if is_answered or form.did(lambda said: actions.enter_network(invitation=invitation, deed=request.deed)):
        return there
    return render(request, "organisations/network.html", {"invitation": invitation, "form": form})


@opens_to(access.network_invitation)
def no_network(request: Request, invitation) -> HttpResponse:
    """Say no for one's organisation to a network that invites it, and why."""
    form = forms.No.of(request, operations.last_touch(invitation.id))
    language = translation.get_language() or "en"
    if form.did(
        lambda said: actions.decline_network(invitation=invitation, language=language, deed=request.deed, **said)
    ):
        messages.info(request, _("Your no is kept, with its reason. Whoever asked you reads it."))
        return redirect("organisations:ourselves", organisation_id=invitation.organisation_id)
    return render(request, "organisations/no_network.html", {"invitation": invitation, "form": form})


@opens_to(access.coordinator)
def new(request: Request) -> HttpResponse:
    """Bring in an organisation that one's own works with."""
    form = forms.NewOrganisation.of(request, None)
    if form.did(lambda said: actions.found(deed=request.deed, **said)):
        messages.info(request, _("%(name)s is here now. It can take part in a partnership.") % {"name": form.result})
        return redirect("/")
    return render(request, "organisations/new.html", {"form": form})
