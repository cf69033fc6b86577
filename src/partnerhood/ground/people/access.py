"""Who may do what about people.

`opens_to` puts a policy before a page: the policy finds the thing and proves the right in one call, or answers 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.access import SIGN_IN as SIGN_IN
from partnerhood.ground.organisations.access import Request as Request
from partnerhood.ground.organisations.access import anyone as anyone
from partnerhood.ground.organisations.access import opens_to as opens_to
from partnerhood.ground.organisations.access import own_organisation as own_organisation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import accounts, choices, queries
from partnerhood.ground.people.models import Account, Invitation, KeepingDevice, Person, Role
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock


def signed_in(person: Standing | None) -> object | None:
    """Open to everybody who signed in; others are asked to."""
    return None if person else SIGN_IN


def own_page(person: Standing | None) -> object:
    """One's own page: the person who asks."""
    if person is None:
        return SIGN_IN
    return Person.objects.select_related("organisation").get(pk=person.id)


@dataclass(frozen=True)
class Hand:
    """A link that somebody came with, and what it is for; nothing where it is too old, was used, or was never ours."""

    token: str
    account: Account | None = None
    invitation: Invitation | None = None


def link_in_hand(person: Standing | None, token: str) -> Hand:
    """Open to who holds a mailed link; the page says in a friendly way when it is over."""
    return Hand(token, account=accounts.account_of_link(token))


def invitation_in_hand(person: Standing | None, token: str) -> Hand:
    """Open to who holds the link of an invitation; the page says in a friendly way when it is over."""
    which = accounts.invitation_of(token)
    known = Invitation.objects.filter(pk=which).select_related("organisation", "invited_by").first() if which else None
    is_over = known is None or (known.accepted_at is None and known.until_at < clock.now())
    return Hand(token, invitation=None if is_over else known)


def token_in_hand(person: Standing | None, token: str) -> object:
    """Open to somebody signed in who holds a link."""
    return token if person else SIGN_IN


def runs(person: Standing | None, organisation: UUID) -> bool:
    """Whether somebody coordinates an organisation."""
    return person is not None and person.has(organisation, choices.RoleKind.COORDINATOR)


def signs(person: Standing | None, organisation: UUID) -> bool:
    """Whether somebody turns the key of an organisation."""
    return person is not None and person.has(organisation, choices.RoleKind.SIGNATORY)


def role_to_end(person: Standing | None, role_id: UUID) -> Role:
    """A role that somebody may end: their own, or one of an organisation that they coordinate."""
    found = Role.objects.filter(pk=role_id, ended_at=None).select_related("person", "organisation").first()
    if found is None or person is None or not (found.person_id == person.id or runs(person, found.organisation_id)):
        raise Http404
    return found


def organisation_to_run(person: Standing | None, organisation_id: UUID) -> Organisation:
    """An organisation of which somebody is the coordinator."""
    if person is None or not person.has(organisation_id, choices.RoleKind.COORDINATOR):
        raise Http404
    return Organisation.objects.get(pk=organisation_id)


def person_to_run(person: Standing | None, person_id: UUID) -> Person:
    """A person of an organisation of which somebody is the coordinator."""
    found = Person.objects.filter(pk=person_id).select_related("organisation").first()
    if found is None:
        raise Http404
    organisation_to_run(person, found.organisation_id)
    return found


def person_to_give_role(person: Standing | None, person_id: UUID) -> Person:
    """A person to whom somebody may give a role: as coordinator, or the key to a coordinator as who signs."""
    found = Person.objects.filter(pk=person_id).select_related("organisation").first()
    if found and signs(person, found.organisation_id) and is_coordinator(found.id, found.organisation_id):
        return found
    return person_to_run(person, person_id)


def device_to_empty(person: Standing | None, keeping_id: UUID) -> KeepingDevice:
    """A device that keeps one's own pages, or those of somebody whose organisation one coordinates."""
    found = KeepingDevice.objects.filter(pk=keeping_id, heard_at=None).select_related("person").first()
    if (
        found is None
        or person is None
        or not (found.person_id == person.id or runs(person, found.person.organisation_id))
    ):
        raise Http404
    return found


def may_run_person(deed: Deed, *, person: Person, **_: object) -> bool:
    """The coordinator of the organisation that a person belongs to."""
    return deed.operator or is_coordinator(deed.author, person.organisation_id)


def may_bring_in(deed: Deed, *, organisation: Organisation, kind: str = choices.RoleKind.MEMBER, **_: object) -> bool:
    """People are brought in by an organisation's own coordinator; who runs the node does so too, but gives a key only
    while nobody of the organisation holds one."""
    if deed.operator:
        return kind != choices.RoleKind.SIGNATORY or not queries.has_signatory(organisation.id)
    return is_coordinator(deed.author, organisation.id)


def may_give_role(deed: Deed, *, organisation: Organisation, person: Person, kind: str, **_: object) -> bool:
    """Roles are given by who brings people in; and who signs gives a coordinator the key that she may not give herself."""
    if may_bring_in(deed, organisation=organisation, kind=kind):
        return True
    gives_key = kind == choices.RoleKind.SIGNATORY and signs(queries.standing(deed.author), organisation.id)
    return gives_key and is_coordinator(person.id, organisation.id)


def may_end_role(deed: Deed, *, role: Role, **_: object) -> bool:
    """A role is ended by the organisation's coordinator or by its holder."""
    return deed.operator or deed.author == role.person_id or is_coordinator(deed.author, role.organisation_id)


def may_accept(deed: Deed, *, invitation: Invitation, token: str, person: Person | None = None, **_: object) -> bool:
    """Whoever holds the mailed link accepts; for somebody who is here already, only they themselves."""
    holds = deed.operator or accounts.invitation_of(token) == invitation.id
    return holds and (person is None or deed.author == person.id)


def may_correct_oneself(deed: Deed, *, person: Person, **_: object) -> bool:
    """Everybody corrects and erases their own data."""
    return deed.operator or deed.author == person.id


def is_coordinator(person: UUID | None, organisation: UUID | None) -> bool:
    """Whether a person coordinates an organisation, or any."""
    standing = queries.standing(person)
    if standing is None:
        return False
    wanted = choices.RoleKind.COORDINATOR
    if organisation is None:
        return any(standing.has(which, wanted) for which in standing.roles)
    return standing.has(organisation, wanted)


ALLAUTH: dict[str, Callable[..., Any]] = {
    "account_login": anyone,
    "account_logout": anyone,
    "account_reauthenticate": signed_in,
    "usersessions_list": signed_in,
    "mfa_index": signed_in,
    "mfa_authenticate": anyone,
    "mfa_reauthenticate": signed_in,
    "mfa_activate_totp": signed_in,
    "mfa_deactivate_totp": signed_in,
    "mfa_view_recovery_codes": signed_in,
    "mfa_generate_recovery_codes": signed_in,
    "mfa_download_recovery_codes": signed_in,
    "mfa_list_webauthn": signed_in,
    "mfa_add_webauthn": signed_in,
    "mfa_reauthenticate_webauthn": signed_in,
    "mfa_login_webauthn": anyone,
    "mfa_remove_webauthn": signed_in,
    "mfa_edit_webauthn": signed_in,
}
"""The sign-in pages that allauth brings: who they open to, as allauth itself sees to."""
