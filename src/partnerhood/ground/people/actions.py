"""What people do about people: invite, give and end roles, issue a name card, correct and erase."""

from typing import Annotated, Literal, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import Line, Name, book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import access, accounts, choices, queries, rules
from partnerhood.ground.people.models import Account, Invitation, Person, Role

Email = Annotated[str, Field(max_length=254, pattern=r"^([^@\s]+@[^@\s]+)?$")]
Tongue = Literal["en", "nl", "fr"]
R = TypeVar("R", Invitation, Role)


class NoCoordinatorLeft(Refused):
    """The last coordinator of an organisation stays until there is another."""

    sentence = _("Somebody has to stay who can invite people. Name another coordinator first.")


class LinkIsOver(Refused):
    """An invitation works once, and for fourteen days."""

    sentence = _("This link was used already, or it is too old. Ask who invited you for a new one.")


class SignsInByMail(Refused):
    """A PIN never takes the place of somebody's own password."""

    sentence = _("This person signs in with an e-mail address. A PIN would put an end to that.")


class ComesByInvitation(Refused):
    """Nobody stands in a house's list who did not say yes to it."""

    sentence = _("Somebody of another house takes on a role here by accepting an invitation. Invite them by mail.")
    field = "person"


class OtherRole(Refused):
    """A deputy takes the place of who holds the same role in the same house."""

    sentence = _("A deputy stands in for somebody who holds the same role.")
    field = "deputy_for"


class OwnKey(Refused):
    """Nobody gives themselves a key while there is somebody else who can."""

    sentence = _(
        "Nobody gives themselves the key. Another coordinator, or somebody who signs here, can give it to you."
    )
    field = "kind"


@operation(
    "people.welcome",
    version=1,
    who=access.may_bring_in,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("added a person"),
)
def welcome(
    *,
    organisation: Organisation,
    name: Name,
    function: Line = "",
    profession: Annotated[str, Field(max_length=60)] = "",
    email: Email = "",
    phone: Annotated[str, Field(max_length=40)] = "",
    language: Annotated[str, Field(max_length=8)] = "en",
    kind: choices.RoleKind = choices.RoleKind.MEMBER,
    deed: Deed,
) -> Person:
    """Add somebody to an organisation, with a first role; how they sign in is arranged apart."""
    said = {"name": name, "function": function, "profession": profession, "email": email, "phone": phone}
    person = deed.add(Person(organisation=organisation, language=language, **said))
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
    gone = person.state == choices.PersonState.ERASED
    deed.refuse_if(gone, Refused(_("This person erased their data and takes no part any more."), field="person"))
    elsewhere = person.organisation_id != organisation.id and not deed.operator
    deed.refuse_if(elsewhere, ComesByInvitation())
    deed.refuse_if(_is_own_key(deed.author, person, organisation.id, kind), OwnKey())
    deed.refuse_if(_is_other(deputy_for, organisation, kind), OtherRole())
    same = Role.objects.filter(person=person, organisation=organisation, kind=kind, ended_at=None)
    held = deed.look_up("held", same)
    if held:
        return held
    return deed.add(
        Role(person=person, organisation=organisation, kind=kind, deputy_for=deputy_for, given_at=deed.recorded_at)
    )


def _is_other(stood_for: Role | None, organisation: Organisation, kind: str) -> bool:
    """Whether somebody would stand in for who holds something else."""
    return stood_for is not None and (stood_for.kind, stood_for.organisation_id) != (kind, organisation.id)


def _is_own_key(giver: UUID | None, person: Person | None, organisation: UUID, kind: str) -> bool:
    """Whether somebody gives themselves the key of a house where somebody else could give it."""
    if person is None or giver != person.id or kind != choices.RoleKind.SIGNATORY:
        return False
    return queries.gives_keys_besides(person, organisation)


@operation(
    "people.end_role",
    version=1,
    who=access.may_end_role,
    book=lambda role, **_: book_of(role.organisation_id),
    says=_("ended a role"),
)
def end_role(*, role: Role, deed: Deed) -> Role:
    """End a role; what was done in it stays."""
    last = role.kind == choices.RoleKind.COORDINATOR and not queries.coordinates_besides(
        role.person, role.organisation_id
    )
    deed.refuse_if(last, NoCoordinatorLeft())
    return role if role.ended_at else deed.change(role, ended_at=deed.recorded_at)


@operation(
    "people.invite",
    version=1,
    who=access.may_bring_in,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("invited somebody"),
)
def invite(
    *,
    organisation: Organisation,
    name: Name,
    email: Annotated[Email, Field(min_length=3)],
    language: Tongue = "en",
    kind: choices.RoleKind = choices.RoleKind.MEMBER,
    deputy_for: Role | None = None,
    deed: Deed,
) -> Invitation:
    """Keep a place for somebody, perhaps as deputy, and mail them a link that works once, for fourteen days."""
    deed.refuse_if(_is_other(deputy_for, organisation, kind), OtherRole())
    invitation = deed.add(
        Invitation(
            organisation=organisation,
            name=name,
            email=email,
            language=language,
            kind=kind,
            deputy_for=deputy_for,
            invited_by_id=deed.author,
            until_at=deed.recorded_at + rules.INVITATION_LASTS,
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
def accept(
    *, invitation: Invitation, token: str, name: Name, language: Tongue, person: Person | None = None, deed: Deed
) -> Person:
    """Come in on an invitation, under the name one gives oneself; or as who one is here already."""
    deed.refuse_if(invitation.accepted_at or invitation.until_at < deed.recorded_at, LinkIsOver())
    place = invitation.organisation_id, invitation.kind
    deed.refuse_if(_is_own_key(invitation.invited_by_id, person, *place), OwnKey())
    if person is None:
        kept = {"email": invitation.email, "language": language}
        person = deed.add(Person(organisation_id=invitation.organisation_id, name=name, **kept))
    deed.change(invitation, accepted_at=deed.recorded_at, person=person)
    role = {"person": person, "organisation_id": invitation.organisation_id, "kind": invitation.kind}
    if not deed.look("held", Role.objects.filter(**role, ended_at=None).exists):
        deed.add(Role(**role, deputy_for=invitation.deputy_for, given_at=deed.recorded_at))
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
    by_mail = Account.objects.filter(person=person).exclude(email=None).exists()
    deed.refuse_if(by_mail, SignsInByMail())
    deed.refuse_if(person.state == choices.PersonState.ERASED, Refused(_("This person takes no part any more.")))
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
    deed.refuse_if(person.state == choices.PersonState.ERASED, Refused(_("This person takes no part any more.")))
    led = [role.organisation_id for role in queries.coordinating(person)]
    alone = suspended and not all(queries.coordinates_besides(person, one) for one in led)
    deed.refuse_if(alone, NoCoordinatorLeft())
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
    name: Name | None = None,
    function: Line | None = None,
    email: Email | None = None,
    phone: Annotated[str, Field(max_length=40)] | None = None,
    language: Tongue | None = None,
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
    pseudonym = f"— {str(person.id)[:6]}"
    mine = Q(person=person) | (Q(email__iexact=person.email) if person.email else Q(pk=None))
    for invitation in _found(deed, "invitations", Invitation.objects.filter(mine)):
        deed.change(invitation, name=pseudonym, email="")
    gone = {"function": "", "email": "", "phone": "", "profession": ""}
    deed.change(person, name=pseudonym, state=choices.PersonState.ERASED, **gone)
    for role in _found(deed, "roles", Role.objects.filter(person=person, ended_at=None)):
        deed.change(role, ended_at=deed.recorded_at)
    accounts.close(person)
    deed.later("people.forget", str(person.id))
    return person


def _found(deed: Deed, name: str, rows: QuerySet[R]) -> list[R]:
    """Rows as the deed found them where it was accepted: the same ones on every other node."""
    keys = deed.look(name, lambda: list(rows.order_by("id").values_list("id", flat=True)))
    return [rows.model._default_manager.get(pk=key) for key in keys]
