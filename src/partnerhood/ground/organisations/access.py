"""Who may do what with organisations, and how every page of the house proves a right before it looks.

Who speaks for an organisation is known by a later room, which says so here. `opens_to` puts a policy before a page: the
policy finds the thing and proves the right in one call, or answers 404.
"""

import functools
from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from partnerhood.ground.operations.deed import Claim, Deed
from partnerhood.ground.organisations.models import Network, NetworkInvitation, Organisation, Site
from partnerhood.ground.records.addresses import reverse

SpeaksFor = Callable[[UUID | None, UUID | None], bool]
IsSpokenFor = Callable[[UUID], bool]
View = Callable[..., HttpResponse]
_providers: list[tuple[SpeaksFor, IsSpokenFor]] = []

SIGN_IN = object()
"""What a policy answers where signing in would help and nothing is given away by saying so."""


class Request(HttpRequest):
    """What every page is asked: with the person in front of the screen, the claim that their deeds will make, and what is
    done once the answer has left. A policy has proved who it is, so pages take the person and the account as they come."""

    person: Any
    user: Any
    deed: Claim
    afterwards: list[Callable[[], object]]


class Somebody(Protocol):
    """Who looks at a page, as far as this room needs to know."""

    @property
    def id(self) -> UUID:
        """Who it is."""

    def is_of(self, organisation: UUID) -> bool:
        """Whether they are one of an organisation's own people."""


def opens_to(policy: Callable[..., Any], *, offline: bool = False, kept: bool = True) -> Callable[[View], View]:
    """Let a page open only through a policy: what the policy finds is handed to the page. The form of an `offline` page
    may be filled in without a line and sent later; all that it does are operations that are `offline` too. What is not
    `kept` tells of accounts or of what is sensitive: no device keeps it, and neither does any browser."""

    def door(page: View) -> View:
        @functools.wraps(page)
        def behind(request: Request, **names: object) -> HttpResponse:
            found = policy(request.person, **names)
            if found is SIGN_IN:
                return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
            answer = page(request) if found is None else page(request, found)
            if not kept:
                answer.headers["Cache-Control"] = "private, no-store"
            return answer

        behind.kept = kept  # type: ignore[attr-defined]
        behind.policy = policy  # type: ignore[attr-defined]
        behind.offline = offline  # type: ignore[attr-defined]
        return behind

    return door


def anyone(person: Somebody | None) -> None:
    """Open to everybody."""


def coordinator(person: Somebody | None) -> object | None:
    """Open to the coordinators of any organisation."""
    if person is None:
        return SIGN_IN
    if not coordinates(person.id):
        raise Http404
    return None


def own_organisation(person: Somebody | None, organisation_id: UUID) -> Organisation:
    """An organisation, for its own people."""
    if person is None or not person.is_of(organisation_id):
        raise Http404
    return Organisation.objects.select_related("owner").get(pk=organisation_id)


def organisation_to_describe(person: Somebody | None, organisation_id: UUID) -> Organisation:
    """An organisation that somebody may describe."""
    if person is None or not coordinates(person.id, organisation_id):
        raise Http404
    return Organisation.objects.get(pk=organisation_id)


def site_to_place(person: Somebody | None, site_id: UUID) -> Site:
    """A site of which somebody may say where it is."""
    found = Site.objects.filter(pk=site_id).select_related("organisation").first()
    if found is None or person is None or not coordinates(person.id, found.organisation_id):
        raise Http404
    return found


def network_invitation(person: Somebody | None, invitation_id: UUID) -> NetworkInvitation:
    """An invitation into a network that somebody may accept for their organisation."""
    found = NetworkInvitation.objects.filter(pk=invitation_id).select_related("organisation", "network").first()
    if found is None or person is None or not coordinates(person.id, found.organisation_id):
        raise Http404
    return found


def ask(speaks_for: SpeaksFor, is_spoken_for: IsSpokenFor) -> None:
    """Register who knows whether a person coordinates an organisation (or, without one, any organisation at all), and
    whether anybody who takes part now coordinates it."""
    _providers[:] = [(speaks_for, is_spoken_for)]


def coordinates(person: UUID | None, organisation: UUID | None = None) -> bool:
    """Whether a person is a coordinator of an organisation, or of any."""
    return any(speaks_for(person, organisation) for speaks_for, _ in _providers)


def is_spoken_for(organisation: UUID) -> bool:
    """Whether an organisation has a coordinator who can say yes or no for it."""
    return any(is_so(organisation) for _, is_so in _providers)


def may_found(deed: Deed, **_: object) -> bool:
    """A coordinator brings in the organisations that hers works with; so does who runs the node."""
    return deed.operator or coordinates(deed.author)


def may_describe(deed: Deed, *, organisation: Organisation, **_: object) -> bool:
    """An organisation describes itself."""
    return deed.operator or coordinates(deed.author, organisation.id)


def may_place(deed: Deed, *, site: Site, **_: object) -> bool:
    """An organisation says where its own sites are."""
    return deed.operator or coordinates(deed.author, site.organisation_id)


def may_found_network(deed: Deed, *, coordinator: Organisation, **_: object) -> bool:
    """A network is opened by the organisation that coordinates it."""
    return deed.operator or coordinates(deed.author, coordinator.id)


def may_run_network(deed: Deed, *, network: Network, **_: object) -> bool:
    """A network is run by the coordinators of the organisation that coordinates it."""
    return deed.operator or coordinates(deed.author, network.coordinator_id)


def may_enter_network(deed: Deed, *, invitation: NetworkInvitation, **_: object) -> bool:
    """An organisation's own coordinator says yes for it."""
    return coordinates(deed.author, invitation.organisation_id)
