"""Who elsewhere may be asked about a device, and what they were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from partnerhood.ground.organisations.models import Membership
from partnerhood.ground.people.choices import PersonState
from partnerhood.ground.people.models import Person, Role
from partnerhood.ground.records import plans
from partnerhood.pathway.equipment.models import Question, Reply, Status
from partnerhood.pathway.partnerships import queries as partnerships

TECHNICIANS = ("biomedical_technician", "biomedical_engineer")


@dataclass(frozen=True)
class Colleagues:
    """The people of one house who may be asked, those who repair devices first."""

    house: str
    people: Sequence[Person]


def may_be_asked(hospital: UUID) -> QuerySet[Person]:
    """Whom a hospital's people may ask about a device: everybody of its partners, and in the other houses of its networks
    those who repair devices, where work does not stand still."""
    takes_part = Exists(
        Role.objects.filter(person=OuterRef("pk"), organisation=OuterRef("organisation"), ended_at=None)
    )
    mine = Membership.objects.filter(organisation=hospital, until_date=None).values("network")
    others = Membership.objects.filter(network__in=mine, until_date=None).values("organisation")
    near = Q(organisation__in=partnerships.working_with([hospital]).values("pk"))
    further = Q(organisation__in=others, profession__in=TECHNICIANS) & Q(
        organisation__in=partnerships.named_to(None).values("pk")
    )
    found = Person.objects.filter(near | further, state=PersonState.ACTIVE).filter(takes_part)
    return found.exclude(organisation=hospital)


def offered(hospital: UUID) -> list[Colleagues]:
    """Whom a hospital's people may ask, house by house: those who repair devices first."""
    houses: dict[str, list[Person]] = {}
    for one in _offered(hospital):
        houses.setdefault(one.organisation.known_as, []).append(one)
    return [
        Colleagues(house, sorted(people, key=lambda one: (one.profession not in TECHNICIANS, one.name)))
        for house, people in sorted(houses.items())
    ]


@plans.planned
def _offered(hospital: UUID) -> QuerySet[Person]:
    return may_be_asked(hospital).select_related("organisation").order_by("name")


def questions_of(device: UUID) -> list[Question]:
    """What colleagues elsewhere were asked about a device, the newest first, with what they answered."""
    return list(_complete().filter(device=device).order_by("-asked_at", "-id"))


def questions_for(organisations: Sequence[UUID]) -> QuerySet[Question]:
    """What people of these houses were asked, or asked themselves."""
    return _complete().filter(Q(organisation__in=organisations) | Q(device__hospital__in=organisations))


def _complete() -> QuerySet[Question]:
    replies = Reply.objects.select_related("person").order_by("replied_at", "id")
    found = Question.objects.select_related("device__hospital", "device__ward", "to", "organisation", "person")
    return found.prefetch_related(Prefetch("replies", replies)).annotate(
        base=partnerships.last_in_book("device__hospital_id")
    )


def answered(person: UUID, since: datetime) -> QuerySet[Question]:
    """What somebody asked and was answered since a moment, until they or a colleague say how the device is now; with the last
    answer and who gave it."""
    last = Reply.objects.filter(question=OuterRef("pk")).order_by("-replied_at", "-id")
    mine = Question.objects.filter(person=person).annotate(
        answered_at=Subquery(last.values("replied_at")[:1]),
        answer=Subquery(last.values("words")[:1]),
        answered_by=Subquery(last.values("person__name")[:1]),
    )
    tried = Exists(Status.objects.filter(device=OuterRef("device"), said_at__gt=OuterRef("answered_at")))
    return mine.filter(answered_at__gt=since).exclude(tried)


def unanswered(person: UUID) -> QuerySet[Question]:
    """What somebody was asked about a device and nobody of their house answered yet."""
    return Question.objects.filter(to=person, replies=None)
