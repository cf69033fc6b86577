"""Which hand-overs there are, where each stands, when one looks again, and what is counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, paging, plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.models import Check, Ending, Handover, Reopening
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partnership, Suspension

LESS = Q(is_lower=True) | Q(has_held=False)
"""A later look that found less than what was agreed."""


@dataclass(frozen=True)
class Look:
    """One of the three later looks: when it is due, and what was seen."""

    months: int
    due: date
    check: Check | None
    is_due: bool


@dataclass(frozen=True)
class Row:
    """A hand-over as a list or a page tells it."""

    handover: Handover
    state: str
    signatures: Sequence[Signature]
    missing: frozenset[UUID]
    signed_at: datetime | None
    looks: Sequence[Look]
    reopening: Reopening | None


def visible_to(person: Standing | None) -> QuerySet[Handover]:
    """The hand-overs somebody may look into: of partnerships in which their own organisation is a partner."""
    if person is None or not person.is_active:
        return Handover.objects.none()
    mine = Partnership.objects.filter(partners__organisation__in=person.organisations)
    return Handover.objects.filter(partnership__in=mine.values("pk"))


def seen_by(person: Standing | None, handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Those of these hand-overs that somebody may look into."""
    return handovers.filter(pk__in=visible_to(person).values("pk"))


def partnership_of(handover_id: UUID) -> UUID | None:
    """In which partnership a hand-over was asked for, whoever asks."""
    return Handover.objects.filter(pk=handover_id).values_list("partnership_id", flat=True).first()


def complete(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Hand-overs with what a list tells of them, the newest first."""
    still = Suspension.objects.filter(partnership=OuterRef("partnership"))
    whole = with_reopening(handovers).annotate(stood_still=Exists(still))
    return whole.select_related("hospital", "partnership", "wording", "asked_by").order_by("-asked_at", "-id")


@plans.planned
def one(person: Standing | None, handover_id: UUID) -> QuerySet[Handover]:
    """One hand-over with what its page tells, if somebody may look into it."""
    around = {"remarks_number": conversations.number_of("pk"), "base": partnerships.last_in_book("partnership_id")}
    return complete(visible_to(person).filter(pk=handover_id).annotate(**around))


def rows(handovers: QuerySet[Handover]) -> list[Row]:
    """Hand-overs with where each stands, in a fixed number of queries."""
    return rows_of(list(complete(handovers)))


def rows_of(found: Sequence[Handover]) -> list[Row]:
    """The same, of hand-overs that `complete` found already."""
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in keys.signatures([one.wording_id for one in found if one.wording_id]):
        turned[signature.wording_id].append(signature)
    signed = {one.id: _signed_at(one, turned) for one in found}
    after = _afterwards([one for one in found if signed[one.id]])
    return [_row(one, turned, signed[one.id], after) for one in found]


@dataclass(frozen=True)
class _Afterwards:
    """What came after the keys: later looks, asking back, and the times in which a clock stood still."""

    checks: dict[UUID, dict[int, Check]]
    back: dict[UUID, Reopening]
    pauses: dict[UUID, list[tuple[date, date | None]]]


def _afterwards(signed: Sequence[Handover]) -> _Afterwards:
    checks: dict[UUID, dict[int, Check]] = defaultdict(dict)
    pauses: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    if not signed:
        return _Afterwards(checks, {}, pauses)
    for check in _checks([one.id for one in signed]):
        checks[check.handover_id][check.months] = check
    back: dict[UUID, Reopening] = {}
    if reopened := [one for one in signed if one.asked_back]:  # type: ignore[attr-defined]
        asked = Reopening.objects.filter(handover__in=reopened).order_by("-reopened_at", "-id")
        back = {one.handover_id: one for one in asked}
    if paused := {one.partnership_id for one in signed if one.stood_still}:  # type: ignore[attr-defined]
        still = Suspension.objects.filter(keys.agreed(), partnership__in=paused)
        for which, since, lifted in still.values_list("partnership_id", "since_date", "lifted_at"):
            pauses[which].append((since, lifted.date() if lifted else None))
    return _Afterwards(checks, back, pauses)


@plans.planned
def _checks(handovers: list[UUID]) -> QuerySet[Check]:
    return Check.objects.filter(handover__in=handovers).order_by("looked_at", "id")


def _lacking(one: Handover, turned: dict[UUID, list[Signature]]) -> frozenset[UUID]:
    """The partners whose key under the plan is not turned now."""
    if one.wording is None:
        return frozenset()
    signed = {key.organisation_id for key in turned[one.wording.id] if not hasattr(key, "withdrawal")}
    return frozenset(map(UUID, one.wording.parties)) - signed


def _signed_at(one: Handover, turned: dict[UUID, list[Signature]]) -> datetime | None:
    """When the last key was turned, once every key is."""
    if one.wording is None or _lacking(one, turned):
        return None
    return max(key.signed_at for key in turned[one.wording.id])


def _row(one: Handover, turned: dict[UUID, list[Signature]], signed_at: datetime | None, after: _Afterwards) -> Row:
    back = after.back.get(one.id)
    last = max(after.checks[one.id].values(), key=lambda check: check.months, default=None)
    state = rules.state(
        worded=one.wording is not None,
        agreed=signed_at is not None,
        asked_back=back is not None,
        taken_back=one.taken_back_at is not None,
        lower=last is not None and last.found_less,
    )
    signatures = turned[one.wording.id] if one.wording else []
    looks = _looks(signed_at.date(), after.checks[one.id], after.pauses[one.partnership_id]) if signed_at else []
    return Row(one, state, signatures, _lacking(one, turned), signed_at, looks, back)


def _looks(signed_on: date, checks: dict[int, Check], pauses: list[tuple[date, date | None]]) -> list[Look]:
    today = clock.today()
    due = rules.look_dates(signed_on, pauses, today)
    return [
        Look(months, day, checks.get(months), months not in checks and day - rules.EARLY <= today)
        for months, day in due.items()
    ]


def row(handover: Handover) -> Row:
    """One hand-over with where it stands, asked afresh."""
    return rows(Handover.objects.filter(pk=handover.id))[0]


def current(partnership: UUID, hospital: UUID, domain: str) -> Row | None:
    """The hand-over that stands or is asked for now in a domain, if any."""
    kept = Handover.objects.filter(partnership=partnership, hospital=hospital, domain=domain)
    return next((one for one in rows(kept) if one.state not in ("taken-back", "asked-back")), None)


def endings(partnership: UUID) -> QuerySet[Ending]:
    """The other ways in which work on domains ended in a partnership, the newest first."""
    return Ending.objects.filter(partnership=partnership).select_related("hospital").order_by("-ended_at", "-id")


def counted(known: Iterable[Row]) -> rules.Counted:
    """Domains that stand on their own, asked us back, and still stood after a year, of hand-overs that were found already."""
    return rules.counted(
        rules.Stood(
            signed_on=one.signed_at.date(),
            asked_back=one.reopening is not None,
            looks=tuple((look.months, not look.check.found_less) for look in one.looks if look.check),
        )
        for one in known
        if one.signed_at
    )


def place(partnership: UUID, hospital: UUID) -> tuple[Partnership, Organisation]:
    """A partnership and a hospital, for a deed about both."""
    return Partnership.objects.get(pk=partnership), Organisation.objects.get(pk=hospital)


def partner(key: str) -> Organisation:
    """One partner, by its id."""
    return Organisation.objects.get(pk=key)


def lacking_key(organisations: Sequence[UUID]) -> QuerySet[Handover]:
    """Hand-overs whose plan waits for the key of one of these organisations; none while their partnership stands still."""
    mine = Handover.objects.filter(partnership__in=partnerships.of_organisations(organisations), taken_back_at=None)
    moving = mine.exclude(wording=None).exclude(partnership__state="suspended")
    return moving.filter(keys.lacks_key_of(organisations))


@plans.planned
def standing(organisations: Sequence[UUID]) -> QuerySet[Handover]:
    """Hand-overs that were signed, stand, and have a look ahead of them, with what was seen so far and when it was signed."""
    mine = Handover.objects.filter(partnership__in=partnerships.of_organisations(organisations), reopenings=None)
    signed = keys.last_turned()
    return mine.filter(keys.agreed()).annotate(signed_at=signed).select_related("hospital").prefetch_related("checks")


def with_reopening(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Hand-overs with columns that say whether the hospital asked back, and whether the last look found less than agreed."""
    looks = Check.objects.filter(handover=OuterRef("pk")).order_by("-months", "-looked_at", "-id")
    less = Case(When(LESS, then=Value(True)), default=Value(False), output_field=BooleanField())
    return handovers.annotate(
        asked_back=Exists(Reopening.objects.filter(handover=OuterRef("pk"))),
        found_less=Coalesce(Subquery(looks.annotate(less=less).values("less")[:1]), Value(False)),
    )


@plans.planned
def touched(network: UUID, now: str) -> QuerySet[Handover]:
    """The hand-overs in preparation in a network that were asked for under other criteria than it asks now."""
    return _touched(network, now)


@plans.planned
def touched_seen_by(person: Standing | None, network: UUID, now: str) -> QuerySet[Handover]:
    """A page of those that somebody may look into."""
    return seen_by(person, _touched(network, now))[: paging.ROWS]


@plans.planned
def in_partnership(person: Standing | None, partnership: UUID) -> QuerySet[Handover]:
    """The hand-overs of a partnership that somebody may look into, as a list tells them."""
    return complete(visible_to(person).filter(partnership=partnership))


def _touched(network: UUID, now: str) -> QuerySet[Handover]:
    whole = Handover.objects.filter(keys.agreed()).values("pk")
    asked = Handover.objects.filter(partnership__network=network, taken_back_at=None).exclude(pk__in=whole)
    kept = asked.filter(criteria__version=now) if now else asked.filter(criteria={})
    return asked.exclude(pk__in=kept.values("pk")).select_related("hospital").order_by("-asked_at", "-id")
