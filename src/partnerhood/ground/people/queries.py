"""Who somebody is here: the few facts that every right depends on."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.people import choices
from partnerhood.ground.people.models import Account, Invitation, Person, Role


@dataclass(frozen=True)
class Standing:
    """A person as the rules see them: who, in which organisations, with which roles."""

    id: UUID
    name: str
    language: str
    organisation: UUID
    state: str
    roles: dict[UUID, frozenset[str]] = field(default_factory=dict)

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
    found = Person.objects.filter(pk=person).first() if person else None
    return standing_of(found) if found else None


def standing_of(person: Person) -> Standing:
    """The standing of a person who was found already: one query."""
    roles: dict[UUID, set[str]] = {}
    for which, kind in Role.objects.filter(person=person, ended_at=None).values_list("organisation_id", "kind"):
        roles.setdefault(which, set()).add(kind)
    kept = {which: frozenset(kinds) for which, kinds in roles.items()}
    return Standing(person.id, person.name, person.language, person.organisation_id, person.state, kept)


def names(people: set[UUID]) -> dict[UUID, str]:
    """The names of people by id."""
    return dict(Person.objects.filter(pk__in=people).values_list("id", "name"))


def of_organisation(organisation: UUID) -> QuerySet[Person]:
    """The people of an organisation, by name, with what they are in it."""
    there = Person.objects.filter(roles__organisation=organisation, roles__ended_at=None).distinct()
    return there.order_by("name").prefetch_related("roles")


def coordinating(person: Person) -> QuerySet[Role]:
    """The coordinator's roles that a person holds now."""
    return Role.objects.filter(person=person, kind=choices.RoleKind.COORDINATOR, ended_at=None)


def coordinates_besides(person: Person, organisation: UUID) -> bool:
    """Whether somebody else who takes part now coordinates an organisation."""
    there = Role.objects.filter(organisation=organisation, kind=choices.RoleKind.COORDINATOR, ended_at=None)
    return there.filter(person__state=choices.PersonState.ACTIVE).exclude(person=person).exists()


def open_invitations(organisation: UUID) -> QuerySet[Invitation]:
    """Who was invited and has not come yet."""
    return Invitation.objects.filter(organisation=organisation, accepted_at=None).order_by("name")


def account(person: UUID) -> Account | None:
    """How a person signs in here, if at all."""
    return Account.objects.filter(person=person).first()


def person(person_id: UUID) -> Person:
    """A person who is known to be there."""
    return Person.objects.get(pk=person_id)
