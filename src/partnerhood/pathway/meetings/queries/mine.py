"""The meetings and action points of every body that concerns somebody: one agenda for who belongs to several networks."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures.models import Signature
from partnerhood.pathway.meetings import rules
from partnerhood.pathway.meetings.choices import Readers
from partnerhood.pathway.meetings.models import ActionPoint, Decision, Meeting
from partnerhood.pathway.meetings.queries.reading import APPROVED, with_keys
from partnerhood.pathway.meetings.queries.sight import inside, run_by, seated_now, seats_of, silent
from partnerhood.pathway.partnerships.choices import SeatKind, State
from partnerhood.pathway.partnerships.models import Body, Seat


def own_bodies(person: Standing) -> QuerySet[Body]:
    """The bodies in which somebody sits, or of which they say who does."""
    return Body.objects.filter(Q(Exists(seats_of(person, "pk"))) | run_by(person))


def visible_to(person: Standing | None) -> QuerySet[Meeting]:
    """The meetings that somebody may read; `Sight.reads` says the same of one."""
    public = Q(readers=Readers.EVERYBODY) & APPROVED & ~Q(body__in=Body.objects.filter(silent("")).values("pk"))
    if person is None:
        return with_keys(Meeting.objects.all()).filter(public)
    there = Body.objects.filter(inside(person, ""))
    shown = Q(body__in=there.values("pk")) & ~Q(readers=Readers.MEMBERS)
    own = Q(body__in=own_bodies(person).values("pk"))
    return with_keys(Meeting.objects.all()).filter(own | shown | public)


def coming(person: Standing) -> QuerySet[Meeting]:
    """The meetings to come of every body that concerns somebody, the soonest first."""
    there = Body.objects.filter(inside(person, ""))
    own = own_bodies(person)
    shown = Q(body__in=there.values("pk")) & ~Q(readers=Readers.MEMBERS)
    today = clock.today()
    wanted = Meeting.objects.filter(
        Q(body__in=own.values("pk")) | shown, called_off_at=None, begins_at__date__gte=today
    )
    return wanted.select_related("body__network", "body__partnership").order_by("begins_at", "id")


def open_actions(person: Standing) -> QuerySet[ActionPoint]:
    """The open action points of somebody, and of the bodies in which they sit or which they run, the soonest first."""
    mine = Q(owner=person.id, owner__state="active") | Q(meeting__body__in=own_bodies(person).values("pk"))
    found = ActionPoint.objects.filter(mine, ended_at=None).select_related("owner__organisation", "meeting__body")
    return found.order_by("by_date", "id")


def decisions_visible_to(person: Standing | None) -> QuerySet[Decision]:
    """The decisions that somebody may read: those of approved minutes, and drafts of the bodies that are theirs."""
    read = visible_to(person).filter(APPROVED)
    there = Q(meeting__in=read.values("pk"))
    if person is not None:
        there |= Q(meeting__body__in=own_bodies(person).values("pk"))
    return Decision.objects.filter(there).select_related("meeting__body")


def has_decisions(person: Standing | None) -> Exists:
    """Whether somebody may read a decision that serves a goal, asked in the question that reads the goal."""
    return Exists(decisions_visible_to(person).filter(goal=OuterRef("pk")))


def waiting_actions(person: UUID) -> QuerySet[ActionPoint]:
    """The open action points that one person took upon themselves."""
    return ActionPoint.objects.filter(owner=person, owner__state="active", ended_at=None)


def lacking_key(person: Standing) -> QuerySet[Meeting]:
    """Minutes that wait for the key of somebody who sits there, on or after the day on which they can be approved: a
    chair's, and that of one other house."""
    today = clock.today()
    later = Meeting.objects.filter(body=OuterRef("body"), begins_at__gt=OuterRef("begins_at"), called_off_at=None)
    due = Q(Exists(later.filter(begins_at__date__lte=today))) | (
        ~Q(Exists(later)) & Q(begins_at__date__lte=today - rules.TWO_WEEKS)
    )
    seats = Seat.objects.filter(seated_now(), body=OuterRef("body"))
    chairs = seats.filter(kind=SeatKind.CHAIR)
    own = Signature.objects.filter(wording=OuterRef("wording"), withdrawal=None, organisation=person.organisation)
    laid = with_keys(Meeting.objects.exclude(wording=None)).filter(~APPROVED, due)
    other = Q(houses=None) | Q(houses__lt=2, by_chair=True)
    wanted = Q(Exists(chairs.filter(person=person.id))) | (
        other & ~Q(Exists(chairs.filter(person__organisation=person.organisation)))
    )
    still = Q(body__partnership__state=State.SUSPENDED)
    return laid.filter(Q(Exists(seats.filter(person=person.id))), ~Q(Exists(own)), wanted).exclude(still)


def next_of(bodies: Iterable[UUID]) -> QuerySet[Meeting]:
    """The meetings to come of some bodies, the soonest first, whoever may know of them."""
    found = Meeting.objects.filter(body__in=list(bodies), called_off_at=None)
    return with_keys(found.filter(begins_at__date__gte=clock.today())).order_by("begins_at", "id")


def decided_for(goals_asked: list[UUID], person: Standing | None) -> dict[UUID, list[Decision]]:
    """The decisions that serve these goals and that somebody may read, the newest first."""
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for one in decisions_visible_to(person).filter(goal__in=goals_asked).order_by("-written_at", "-id"):
        found[one.goal_id].append(one)  # type: ignore[index]
    return found
