"""What people do about people: invite, give and end roles, issue a name card, correct and erase."""

from datetime import timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import access, accounts, choices
from partnerhood.ground.people.models import Account, Invitation, Person, Role

LINK_LASTS = timedelta(days=14)


class NoCoordinatorLeft(Refused):
    """The last coordinator of an organisation stays until there is another."""

    sentence = _("Somebody has to stay who can invite people. Name another coordinator first.")


@operation(
    "people.welcome",
    version=1,
    who=access.may_run,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("added a person"),
)
def welcome(
    *,
    organisation: Organisation,
    name: str,
    function: str = "",
    profession: str = "",
    email: str = "",
    language: str = "en",
    kind: choices.RoleKind = choices.RoleKind.MEMBER,
    deed: Deed,
) -> Person:
    """Add somebody to an organisation, with a first role; how they sign in is arranged apart."""
    person = deed.add(
        Person(
            organisation=organisation,
            name=name,
            function=function,
            profession=profession,
            email=email,
            language=language,
        )
    )
    deed.add(Role(person=person, organisation=organisation, kind=kind, given_at=deed.recorded_at))
    return person


@operation(
    "people.give_role",
    version=1,
    who=access.may_give_role,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("gave somebody a role"),
)
def give_role(
    *,
    organisation: Organisation,
    person: Person,
    kind: choices.RoleKind,
    deputy_for: Role | None = None,
    deed: Deed,
) -> Role:
    """Give a person a role in an organisation, perhaps as deputy of who holds it already."""
    held = Role.objects.filter(person=person, organisation=organisation, kind=kind, ended_at=None).first()
    if held:
        return held
    return deed.add(
        Role(person=person, organisation=organisation, kind=kind, deputy_for=deputy_for, given_at=deed.recorded_at)
    )


@operation(
    "people.end_role",
    version=1,
    who=access.may_end_role,
    book=lambda role, **_: book_of(role.organisation_id),
    says=_("ended a role"),
)
def end_role(*, role: Role, deed: Deed) -> Role:
    """End a role; what was done in it stays."""
    others = Role.objects.filter(organisation=role.organisation_id, kind=role.kind, ended_at=None).exclude(pk=role.pk)
    deed.refuse_if(role.kind == choices.RoleKind.COORDINATOR and not others.exists(), NoCoordinatorLeft())
    return deed.change(role, ended_at=deed.recorded_at)


@operation(
    "people.invite",
    version=1,
    who=access.may_run,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("invited somebody"),
)
def invite(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    language: Literal["en", "nl", "fr"] = "en",
    kind: choices.RoleKind = choices.RoleKind.MEMBER,
    deed: Deed,
) -> Invitation:
    """Keep a place for somebody and mail them a link that works once, for fourteen days."""
    invitation = deed.add(
        Invitation(
            organisation=organisation,
            name=name,
            email=email,
            language=language,
            kind=kind,
            invited_by_id=deed.author,
            until_at=deed.recorded_at + LINK_LASTS,
        )
    )
    deed.later("people.mail_invitation", str(invitation.id))
    return invitation


@operation(
    "people.accept",
    version=1,
    who=access.may_accept,
    book=lambda invitation, **_: book_of(invitation.organisation_id),
    says=_("came in on an invitation"),
)
def accept(*, invitation: Invitation, name: str, language: str, deed: Deed) -> Person:
    """Come in on an invitation, under the name one gives oneself."""
    late = invitation.until_at < deed.recorded_at
    deed.refuse_if(late, Refused(_("This link is too old. Ask who invited you for a new one.")))
    deed.change(invitation, accepted_at=deed.recorded_at)
    person = deed.add(
        Person(organisation_id=invitation.organisation_id, name=name, email=invitation.email, language=language)
    )
    deed.add(
        Role(
            person=person, organisation_id=invitation.organisation_id, kind=invitation.kind, given_at=deed.recorded_at
        )
    )
    return person


@operation(
    "people.issue_card",
    version=1,
    who=access.may_run_person,
    book=lambda person, **_: book_of(person.organisation_id),
    says=_("issued a name card"),
    travels=False,
)
def issue_card(*, person: Person, deed: Deed) -> Person:
    """Give somebody without e-mail a name card and a new PIN; the PIN is shown once and kept by nobody."""
    card, pin = accounts.issue_card(person)
    person.card, person.pin = card, pin  # type: ignore[attr-defined]
    return person


@operation(
    "people.suspend",
    version=1,
    who=access.may_run_person,
    book=lambda person, **_: book_of(person.organisation_id),
    says=_("suspended somebody"),
)
def suspend(*, person: Person, suspended: bool, deed: Deed) -> Person:
    """Let somebody take no part for a time, or again."""
    state = choices.PersonState.SUSPENDED if suspended else choices.PersonState.ACTIVE
    return deed.change(person, state=state)


@operation(
    "people.correct",
    version=1,
    who=access.may_correct_oneself,
    book=lambda person, **_: book_of(person.organisation_id),
    says=_("corrected their own data"),
    offline=True,
)
def correct(
    *,
    person: Person,
    name: str | None = None,
    function: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    language: Literal["en", "nl", "fr"] | None = None,
    deed: Deed,
) -> Person:
    """Correct what is kept about oneself; what is left out stays as it was."""
    said = {"name": name, "function": function, "email": email, "phone": phone, "language": language}
    return deed.change(person, **{field: value for field, value in said.items() if value is not None})


@operation(
    "people.erase",
    version=1,
    who=access.may_correct_oneself,
    book=lambda person, **_: book_of(person.organisation_id),
    says=_("erased their own data"),
)
def erase(*, person: Person, deed: Deed) -> Person:
    """Erase oneself to a pseudonym: signatures and deeds keep their place, the name and the address go."""
    deed.change(
        person,
        name=f"— {str(person.id)[:6]}",
        function="",
        email="",
        phone="",
        profession="",
        state=choices.PersonState.ERASED,
    )
    for role in Role.objects.filter(person=person, ended_at=None):
        deed.change(role, ended_at=deed.recorded_at)
    Account.objects.filter(person=person).delete()
    deed.later("people.forget", str(person.id))
    return person
