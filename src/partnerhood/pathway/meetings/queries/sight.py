"""What one reader may know of a body's meetings: everything that a page shows begins here."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from partnerhood.ground.organisations.models import Membership
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.pathway.meetings.choices import Readers
from partnerhood.pathway.meetings.models import Meeting
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import SeatKind, State
from partnerhood.pathway.partnerships.models import Body, Partner, Partnership, Seat

PREPARING = (RoleKind.COORDINATOR, RoleKind.SIGNATORY)
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Sight:
    """A body as somebody meets it: whether they sit in it, chair it, say who sits there, or are of its organisations."""

    body: Body
    person: Standing | None
    sits: bool
    chairs: bool
    runs: bool
    is_inside: bool

    @property
    def writes(self) -> bool:
        """Who calls meetings and writes their minutes: whoever sits there, or says who does."""
        return self.sits or self.runs

    @property
    def leads(self) -> bool:
        """Who gives a body its mandate and says who reads its meetings."""
        return self.chairs or self.runs

    @property
    def base(self) -> UUID | None:
        """The last deed in the book of the body."""
        return self.body.base  # type: ignore[attr-defined,no-any-return]

    @cached_property
    def seats(self) -> list[Seat]:
        """Who sits in it now, chairs first."""
        held = Seat.objects.filter(seated_now(), body=self.body, person__state="active")
        return list(held.select_related("person__organisation").order_by("kind", "person__name"))

    def reads(self, meeting: Meeting) -> bool:
        """Whether a meeting is for this reader; of one that everybody reads, the public reads approved minutes alone."""
        if self.writes:
            return True
        if self.is_inside:
            return meeting.readers != Readers.MEMBERS
        return meeting.readers == Readers.EVERYBODY and is_approved(meeting) and not self.body.is_silent  # type: ignore[attr-defined]

    def reads_minutes(self, meeting: Meeting) -> bool:
        """Whether this reader reads what was said and decided: who does not write it, once it is approved."""
        return self.writes or is_approved(meeting)


def is_approved(meeting: Meeting) -> bool:
    """Whether a meeting that was found with its keys has approved minutes."""
    return bool(meeting.by_chair) and (meeting.houses or 0) > 1  # type: ignore[attr-defined]


def sight(person: Standing | None, body_id: UUID) -> Sight | None:
    """A body as somebody meets it, or None where there is none."""
    found: Body | None = _body(person, body_id).first()
    if found is None:
        return None
    return Sight(
        body=found,
        person=person,
        sits=found.sits or found.chairs,  # type: ignore[attr-defined]
        chairs=found.chairs,  # type: ignore[attr-defined]
        runs=person is not None and found.runs,  # type: ignore[attr-defined]
        is_inside=found.is_inside,  # type: ignore[attr-defined]
    )


def silent(body: str) -> Q:
    """Whether the public reads nothing of the body at the end of a path: its partnership has not begun or stands still, or
    one of its network's does, whose hospital its minutes may name."""
    still = Partnership.objects.filter(network=OuterRef(f"{body}network"), state=State.SUSPENDED)
    own = Q(**{f"{body}partnership__state__in": (State.PROSPECTING, State.SUSPENDED)})
    return own | Q(Exists(still))


def seated_now() -> Q:
    """Seats that are held today."""
    today = clock.today()
    return Q(from_date__lte=today) & (Q(to_date=None) | Q(to_date__gt=today))


def seats_of(person: Standing | None, body: str) -> QuerySet[Seat]:
    """The seats that somebody who takes part holds today in the body at the end of a path."""
    who = person.id if person and person.is_active else NOBODY
    return Seat.objects.filter(seated_now(), body=OuterRef(body), person=who)


def run_by(person: Standing | None) -> Q:
    """Whether somebody says who sits in a body: who coordinates its network, or prepares in its partnership."""
    own = person.organisations if person else []
    coordinates = [one for one in own if person and person.has(one, RoleKind.COORDINATOR)]
    prepares = [one for one in own if person and person.has(one, *PREPARING)]
    partner = Partner.objects.filter(partnership=OuterRef("partnership"), organisation__in=prepares)
    return Q(network__coordinator__in=coordinates) | Q(Exists(partner))


def inside(person: Standing | None, body: str) -> Q:
    """Whether somebody is of the organisations of the body at the end of a path, or looks into its partnership."""
    mine = person.organisations if person else []
    there = Membership.objects.filter(network=OuterRef(f"{body}network"), organisation__in=mine, until_date=None)
    looks_in = partnerships.visible_to(person).filter(pk=OuterRef(f"{body}partnership"))
    return Q(Exists(there)) | Q(Exists(looks_in))


def _body(person: Standing | None, body_id: UUID) -> QuerySet[Body]:
    mine = seats_of(person, "pk")
    return (
        Body.objects.filter(pk=body_id)
        .annotate(
            sits=Exists(mine),
            chairs=Exists(mine.filter(kind=SeatKind.CHAIR)),
            is_silent=Exists(Body.objects.filter(silent(""), pk=OuterRef("pk"))),
            runs=Exists(Body.objects.filter(run_by(person), pk=OuterRef("pk"))),
            is_inside=Exists(Body.objects.filter(inside(person, ""), pk=OuterRef("pk"))),
            base=Coalesce(
                partnerships.last_in_book("partnership_id"), partnerships.last_in_book("network__coordinator_id")
            ),
        )
        .select_related("network__coordinator", "partnership")
    )
