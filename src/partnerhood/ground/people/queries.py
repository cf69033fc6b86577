"""Who somebody is here: the few facts that every right depends on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import Count, FilteredRelation, ForeignObjectRel, Max, Prefetch, Q, QuerySet

from partnerhood.ground.operations import held, links, registry
from partnerhood.ground.operations.models import Operation
from partnerhood.ground.people import choices
from partnerhood.ground.people.models import Account, Invitation, KeepingDevice, Person, Role, Signer
from partnerhood.ground.records import plans
from partnerhood.ground.records.rows import field_values

STANDS_ON = (Person._meta.label_lower, Role._meta.label_lower)


@dataclass(frozen=True)
class Deeds:
    """How often somebody did one kind of thing, and when last."""

    kind: str
    says: object
    number: int
    last_at: datetime


@dataclass(frozen=True)
class Standing:
    """A person as the rules see them: who, in which organisations, with which roles."""

    id: UUID
    name: str
    language: str
    organisation: UUID
    state: str
    roles: dict[UUID, frozenset[str]] = field(default_factory=dict)

    def bare(self) -> "Standing":
        """The same standing without what no right depends on, as a planned question knows it."""
        return replace(self, name="", language="")

    def is_of(self, organisation: UUID) -> bool:
        """One of the organisation's own people, active now."""
        return self.has(organisation, *choices.SPEAKING)

    def has(self, organisation: UUID, *kinds: str) -> bool:
        """Holds one of these roles in an organisation; a suspended person holds none."""
        return self.is_active and bool(self.roles.get(organisation, frozenset()) & set(kinds))

    @property
    def is_active(self) -> bool:
        """Takes part now."""
        return self.state == choices.PersonState.ACTIVE

    @cached_property
    def organisations(self) -> list[UUID]:
        """The organisations that this person speaks for, in any role."""
        return [which for which in self.roles if self.is_of(which)]


def standing(person: UUID | None) -> Standing | None:
    """The standing of a person; None for a stranger."""
    return held.once(("standing", person), lambda: _standing(person), until=STANDS_ON) if person else None


def _standing(person: UUID) -> Standing | None:
    found = _with_roles(person)
    if not found:
        return None
    roles: dict[UUID, set[str]] = {}
    for *_said, which, kind in found:
        if which is not None:
            roles.setdefault(which, set()).add(kind)
    name, language, own, state, *_role = found[0]
    return Standing(person, name, language, own, state, {which: frozenset(kinds) for which, kinds in roles.items()})


@plans.planned
def _with_roles(person: UUID) -> QuerySet[Person, Any]:
    """A person beside each role that they hold now, or alone."""
    held_now = FilteredRelation("roles", condition=Q(roles__ended_at=None))
    told = ("name", "language", "organisation", "state", "held__organisation", "held__kind")
    return Person.objects.filter(pk=person).annotate(held=held_now).values_list(*told)


def names(people: set[UUID]) -> dict[UUID, str]:
    """The names of people by id."""
    return dict(Person.objects.filter(pk__in=people).values_list("id", "name"))


def of_organisation(organisation: UUID) -> QuerySet[Person]:
    """The people of an organisation, by name, with what they are in it."""
    there = Person.objects.filter(roles__organisation=organisation, roles__ended_at=None).distinct()
    return there.order_by("name").prefetch_related("roles")


@dataclass(frozen=True)
class Colleague:
    """Somebody in an organisation's list: who, with what they are in it now."""

    person: Person
    roles: list[Role]


def colleagues(organisation: UUID) -> list[Colleague]:
    """Who is who in an organisation, by name, with the roles they hold in it now."""
    return [Colleague(person, list(person.roles.all())) for person in _colleagues(organisation)]


@plans.planned
def _colleagues(organisation: UUID) -> QuerySet[Person]:
    held = Role.objects.filter(organisation=organisation, ended_at=None).select_related("deputy_for__person")
    there = of_organisation(organisation).prefetch_related(None)
    return there.prefetch_related(Prefetch("roles", held.order_by("kind")))


def held_by_others(person: Person) -> list[Role]:
    """The roles that others hold in a person's organisation: one may stand in for them."""
    return [one for one in _held_in(person.organisation_id) if one.person_id != person.id]


@plans.planned
def _held_in(organisation: UUID) -> QuerySet[Role]:
    held = Role.objects.filter(organisation=organisation, ended_at=None).exclude(kind=choices.RoleKind.MEMBER)
    return held.select_related("person").order_by("person__name", "kind")


def coordinates_alone(person: Person) -> bool:
    """Whether an organisation would have no coordinator without this person."""
    return any(not coordinates_besides(person, role.organisation_id) for role in coordinating(person))


def coordinating(person: Person) -> QuerySet[Role]:
    """The coordinator's roles that a person holds now."""
    return Role.objects.filter(person=person, kind=choices.RoleKind.COORDINATOR, ended_at=None)


def coordinates_besides(person: Person, organisation: UUID) -> bool:
    """Whether somebody else who takes part now coordinates an organisation."""
    there = Role.objects.filter(organisation=organisation, kind=choices.RoleKind.COORDINATOR, ended_at=None)
    return there.filter(person__state=choices.PersonState.ACTIVE).exclude(person=person).exists()


def has_coordinator(organisation: UUID) -> bool:
    """Whether somebody who takes part now coordinates an organisation."""
    held = Role.objects.filter(organisation=organisation, kind=choices.RoleKind.COORDINATOR, ended_at=None)
    return held.filter(person__state=choices.PersonState.ACTIVE).exists()


def gives_keys_besides(person: Person, organisation: UUID) -> bool:
    """Whether somebody else who takes part now coordinates an organisation or signs for it."""
    kinds = [choices.RoleKind.COORDINATOR, choices.RoleKind.SIGNATORY]
    there = Role.objects.filter(organisation=organisation, kind__in=kinds, ended_at=None)
    return there.filter(person__state=choices.PersonState.ACTIVE).exclude(person=person).exists()


def has_signatory(organisation: UUID) -> bool:
    """Whether somebody who takes part now holds a key of an organisation."""
    held = Role.objects.filter(organisation=organisation, kind=choices.RoleKind.SIGNATORY, ended_at=None)
    return held.filter(person__state=choices.PersonState.ACTIVE).exists()


def open_invitations(organisation: UUID) -> QuerySet[Invitation]:
    """Who was invited and has not come yet."""
    return Invitation.objects.filter(organisation=organisation, accepted_at=None).order_by("name")


def keepers_of_contacts(organisation: UUID) -> list[str]:
    """The nodes that keep to themselves how people of an organisation are reached."""
    said = {name for name, kind in registry.kinds.items() if {"email", "phone"} & set(kind.shape.model.model_fields)}
    return links.keepers(organisation, said)


def account(person: UUID) -> Account | None:
    """How a person signs in here, if at all."""
    return Account.objects.filter(person=person).first()


def person(person_id: UUID) -> Person:
    """A person who is known to be there."""
    return Person.objects.get(pk=person_id)


def deeds(person: UUID) -> list[Deeds]:
    """What a person did here, by kind, the most frequent first."""
    mine = Operation.objects.filter(author=person).order_by()
    counted = (
        mine.values_list("kind").annotate(number=Count("id"), last_at=Max("recorded_at")).order_by("-number", "kind")
    )
    return [Deeds(kind, _says(kind), number, last_at) for kind, number, last_at in counted]


def _says(kind: str) -> object:
    return registry.kinds[kind].says if kind in registry.kinds else kind


def sessions(person: UUID) -> QuerySet[UserSession]:
    """Where somebody is signed in, the latest first."""
    mine: QuerySet[UserSession] = UserSession.objects.filter(user__person=person)
    return mine.order_by("-created_at")


def devices(person: UUID) -> QuerySet[KeepingDevice]:
    """The devices that keep somebody's pages, or have not heard yet that they should not; the latest first."""
    return KeepingDevice.objects.filter(person=person, heard_at=None).order_by("-seen_at", "id")


def devices_of_organisation(organisation: UUID) -> QuerySet[KeepingDevice]:
    """The devices that keep pages of an organisation's own people, by name."""
    there = KeepingDevice.objects.filter(person__organisation=organisation, heard_at=None)
    return there.select_related("person").order_by("person__name", "-seen_at", "id")


def roles(person: UUID) -> QuerySet[Role]:
    """What somebody is and was, the latest first."""
    return Role.objects.filter(person=person).select_related("organisation", "deputy_for__person").order_by("-given_at")


def everything(person: Person) -> dict[str, object]:
    """All that this node keeps about a person, to take along."""
    account = Account.objects.filter(person=person).first()
    said = Operation.objects.filter(author=person.id).select_related("payload").order_by("recorded_at", "id")
    return {
        "person": field_values(person),
        "organisation": person.organisation.name,
        "roles": [field_values(role) for role in roles(person.id)],
        "invitations": [field_values(one) for one in Invitation.objects.filter(person=person)],
        "account": account and {"email": account.email, "card": account.card, "last_login": account.last_login},
        "hands": list(Signer.objects.filter(person=person).values("device", "made_at", "ended_at")),
        "sessions": list(sessions(person.id).values("created_at", "ip", "user_agent")),
        "devices": list(devices(person.id).values("agent", "first_at", "seen_at", "waiting", "off_at")),
        "deeds": [_deed(one) for one in said],
        "named_in": _named_in(person),
    }


def _deed(one: Operation) -> dict[str, object]:
    """A deed as its author said it."""
    words = json.loads(one.payload.text) if one.payload.text else None
    return {
        "id": one.id,
        "kind": one.kind,
        "happened_at": one.happened_at,
        "recorded_at": one.recorded_at,
        "said": words,
    }


def _named_in(person: Person) -> dict[str, int]:
    """How many rows of each other kind point at a person: signatures, needs voiced, sessions attended."""
    known = {Role, Invitation, Account, KeepingDevice, Signer}
    pointing = [one for one in Person._meta.related_objects if one.related_model not in known]
    counted = {f"{one.related_model._meta.label_lower}.{one.field.name}": _count(one, person) for one in pointing}
    return {name: number for name, number in sorted(counted.items()) if number}


def _count(one: ForeignObjectRel, person: Person) -> int:
    return int(one.related_model._default_manager.filter(**{one.field.name: person}).count())


def belonged(person: UUID, organisations: Iterable[UUID]) -> bool:
    """Whether somebody is one of these organisations' own people, or ever had a role there."""
    houses = list(organisations)
    theirs = Q(organisation__in=houses) | Q(roles__organisation__in=houses)
    return Person.objects.filter(theirs, pk=person).exists()


def own_people(organisation: UUID) -> list[UUID]:
    """Everybody who is or was one of an organisation's own."""
    theirs = Q(organisation=organisation) | Q(roles__organisation=organisation)
    return list(Person.objects.filter(theirs).distinct().values_list("id", flat=True))
