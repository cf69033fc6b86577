"""Meetings with what was asked, said and agreed there."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Wording
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.meetings import rules
from partnerhood.pathway.meetings.choices import Came
from partnerhood.pathway.meetings.models import (
    ActionPoint,
    Attendance,
    Correction,
    Decision,
    Mandate,
    Meeting,
    Point,
)
from partnerhood.pathway.meetings.queries.sight import Sight, seated_now
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import SeatKind
from partnerhood.pathway.partnerships.models import Body, Seat
from partnerhood.pathway.services import queries as services

MOST_GOALS = 100


def with_keys(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings that know of the keys under their minutes: whether a chair turned one, and how many houses did."""
    turned = Signature.objects.filter(wording=OuterRef("wording"), withdrawal=None)
    held = Seat.objects.filter(
        Q(to_date=None) | Q(to_date__gt=OuterRef("signed_at__date")),
        body=OuterRef(OuterRef("body")),
        person=OuterRef("person"),
        kind=SeatKind.CHAIR,
        from_date__lte=OuterRef("signed_at__date"),
    )
    houses = turned.order_by().values("wording").annotate(number=Count("organisation", distinct=True))
    return meetings.annotate(by_chair=Exists(turned.filter(Exists(held))), houses=Subquery(houses.values("number")))


APPROVED = Q(by_chair=True, houses__gt=1)
"""Asks of meetings that know of their keys whether their minutes are approved; `rules.is_approved` says the same."""


def meeting(meeting_id: UUID) -> Meeting | None:
    """One meeting with its keys, whoever may read it."""
    later = Meeting.objects.filter(body=OuterRef("body"), begins_at__gt=OuterRef("begins_at"), called_off_at=None)
    next_at = Subquery(later.order_by("begins_at").values("begins_at")[:1])
    found = with_keys(Meeting.objects.filter(pk=meeting_id)).annotate(next_at=next_at)
    found = found.annotate(has_corrections=Exists(Correction.objects.filter(meeting=OuterRef("pk"))))
    return found.select_related("wording").first()


def of_body(sight: Sight) -> list[Meeting]:
    """The meetings of a body that this reader may know of, the newest first."""
    found = with_keys(Meeting.objects.filter(body=sight.body)).order_by("-begins_at", "-id")
    return [one for one in found if sight.reads(one)]


def before(one: Meeting) -> Meeting | None:
    """The meeting of the same body before this one, with its keys."""
    earlier = Meeting.objects.filter(body=one.body_id, begins_at__lt=one.begins_at, called_off_at=None)
    return with_keys(earlier).order_by("-begins_at", "-id").first()


def points(one: Meeting) -> QuerySet[Point]:
    """The points on the agenda, in their order."""
    found = Point.objects.filter(meeting=one).select_related("brought_by__organisation")
    return found.order_by("number", "brought_at", "id")


def attendances(one: Meeting) -> QuerySet[Attendance]:
    """Who came and who was excused, by name."""
    found = Attendance.objects.filter(meeting=one).select_related("person__organisation")
    return found.order_by("person__name", "id")


def decisions(one: Meeting, person: Standing | None = None) -> QuerySet[Decision]:
    """What was decided, in the order in which it was written down; `sees` says whether somebody may read the goal."""
    readable = goals.visible_to(person).filter(pk=OuterRef("goal"))
    found = Decision.objects.filter(meeting=one).annotate(sees=Exists(readable))
    return found.select_related("goal__wording").order_by("written_at", "id")


def actions(one: Meeting) -> QuerySet[ActionPoint]:
    """The action points that were agreed there, the soonest first."""
    return _actions(Q(meeting=one))


def agreed_and_returning(one: Meeting) -> tuple[list[ActionPoint], list[ActionPoint]]:
    """The action points that were agreed there; and those of earlier meetings that were open when this one began, or are
    open today: they return by themselves."""
    still = Q(ended_at=None) | Q(ended_at__gte=one.begins_at)
    earlier = Q(meeting__body=one.body_id, meeting__begins_at__lt=one.begins_at)
    found = list(_actions(Q(meeting=one) | (earlier & still)))
    return [row for row in found if row.meeting_id == one.id], [row for row in found if row.meeting_id != one.id]


def _actions(which: Q) -> QuerySet[ActionPoint]:
    found = ActionPoint.objects.filter(which).select_related("owner__organisation", "meeting")
    return found.order_by("by_date", "id")


def corrections(one: Meeting) -> QuerySet[Correction]:
    """What was put right after the minutes were approved."""
    return Correction.objects.filter(meeting=one).select_related("person").order_by("written_at", "id")


def point(point_id: UUID) -> Point | None:
    """One point, whoever may read it."""
    return Point.objects.filter(pk=point_id).first()


def action(action_id: UUID) -> ActionPoint | None:
    """One action point, whoever may read it."""
    found = ActionPoint.objects.filter(pk=action_id)
    return found.select_related("owner__organisation", "meeting").first()


def open_points(sight: Sight) -> QuerySet[ActionPoint]:
    """The open action points of a body, the soonest first."""
    found = ActionPoint.objects.filter(meeting__body=sight.body, ended_at=None)
    return found.select_related("owner__organisation", "meeting").order_by("by_date", "id")


def mandates(body: Body) -> list[Mandate]:
    """What a body was and is for, the newest first."""
    found = Mandate.objects.filter(body=body).select_related("person")
    return list(found.order_by("-from_date", "-written_at", "-id"))


def mandate_now(every: Iterable[Mandate]) -> Mandate | None:
    """Of mandates, the newest first, the one that holds today."""
    today = clock.today()
    begun = next((one for one in every if one.from_date <= today), None)
    return begun if begun and (begun.to_date is None or begun.to_date > today) else None


def balance(sight: Sight) -> list[tuple[rules.Share, Organisation]]:
    """How many of the seats each organisation has; of a partnership also a partner that has none."""
    houses = {one.person.organisation_id: one.person.organisation for one in sight.seats}
    number: dict[UUID, int] = defaultdict(int)
    for one in sight.seats:
        number[one.person.organisation_id] += 1
    there = sight.body.partnership
    partners = list(partnerships.parties(there)) if there else []
    houses |= {one.id: one for one in partners}
    return [(share, houses[share.organisation]) for share in rules.balance(number, [one.id for one in partners])]


def zones(sight: Sight) -> list[str]:
    """The clocks of the houses that sit in a body: its reader's own first."""
    seated = [one.person.organisation for one in sight.seats]
    own = [one for one in seated if sight.person and sight.person.is_of(one.id)]
    countries = [one.country for one in (*own, *seated)] + [sight.body.country]
    known = services.zones()
    found = [zone for country in dict.fromkeys(countries) for zone in known.get(country, ())]
    return list(dict.fromkeys([*found, "UTC"]))


def members(body: Body) -> list[Person]:
    """Who sits in a body today."""
    today = clock.today()
    now = Q(from_date__lte=today) & (Q(to_date=None) | Q(to_date__gt=today))
    return [one.person for one in Seat.objects.filter(now, body=body).select_related("person")]


def goals_to_serve(sight: Sight) -> list[Goal]:
    """The goals of a body's partnership, or of the partnerships of its network, that its reader may read."""
    body = sight.body
    there = {"partnership": body.partnership_id} if body.partnership_id else {"partnership__network": body.network_id}
    found = goals.visible_to(sight.person).filter(**there, ended_at=None).select_related("wording")
    return list(found.order_by("-proposed_at", "-id")[:MOST_GOALS])


def is_goal_of(goal: Goal, body: Body) -> bool:
    """Whether a goal is one of a body's partnership, or of a partnership of its network."""
    if body.partnership_id:
        return goal.partnership_id == body.partnership_id
    return goal.partnership.network_id == body.network_id


def minutes(one: Meeting) -> rules.Minutes:
    """The minutes as they stand, word by word."""
    came = [rules.Came.model_validate({"person": row.person_id, "came": row.came}) for row in attendances(one)]
    return rules.Minutes(
        body=one.body_id,
        begins_at=one.begins_at,
        place=one.place,
        came=sorted(came, key=lambda row: str(row.person)),
        points=[
            rules.Minute(number=number, title=_said(row.title), asks=row.asks, minutes=_maybe(row.minutes))
            for number, row in enumerate(points(one), 1)
        ],
        decisions=[
            rules.Decided(words=_said(row.words), why=_said(row.why), goal=row.goal_id) for row in decisions(one)
        ],
        actions=[rules.Agreed(what=_said(row.what), owner=row.owner_id, by_date=row.by_date) for row in actions(one)],
    )


def _said(words: languages.Words) -> rules.Said:
    return rules.Said(words=languages.original(words), language=str(words.get(languages.ORIGINAL, "")))


def _maybe(words: languages.Words) -> rules.Said | None:
    return _said(words) if words else None


def signatures(one: Meeting) -> list[Signature]:
    """The keys that are turned under minutes, with who turned them."""
    turned = one.wording_id and one.houses  # type: ignore[attr-defined]
    return list(keys.signatures([one.wording_id])) if turned and one.wording_id else []


def minutes_read(one: Meeting, fingerprint: str) -> Wording | None:
    """The minutes that a fingerprint stands for."""
    return keys.history(one.id).filter(fingerprint=fingerprint).first()


def names(people: Iterable[UUID]) -> dict[UUID, str]:
    """People by name."""
    return dict(Person.objects.filter(pk__in=set(people)).values_list("id", "name"))


def came_to(one: Meeting) -> dict[UUID, Came]:
    """Who came and who was excused, by person."""
    return {row.person_id: Came(row.came) for row in Attendance.objects.filter(meeting=one)}


def can_be_approved(one: Meeting) -> bool:
    """Whether the day has come on which minutes can be approved."""
    if not hasattr(one, "next_at"):
        known = meeting(one.id)
        assert known is not None
        one = known
    return rules.can_be_approved(one.begins_at, one.next_at, clock.today())  # type: ignore[attr-defined]


def is_agreed_upon(one: Point) -> bool:
    """Whether something was decided or agreed at a point."""
    decided = Decision.objects.filter(point=one).exists()
    return decided or ActionPoint.objects.filter(point=one).exists()


def houses(body: Body) -> list[UUID]:
    """The organisations whose people sit in a body today: each has one key under its minutes."""
    return sorted({one.organisation_id for one in members(body)})


def has_other_chair(body: Body, house: UUID, person: UUID | None) -> bool:
    """Whether somebody else of a house chairs a body, and this person does not."""
    chairs = Seat.objects.filter(seated_now(), body=body, kind=SeatKind.CHAIR)
    if chairs.filter(person=person).exists():
        return False
    return chairs.filter(person__organisation=house).exists()
