"""Which hand-overs there are, where each stands, when one looks again, and what is counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature
from partnerhood.ground.signatures.rules import Keyring, is_agreed, missing_keys
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.models import Check, Ending, Handover, Reopening
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partner, Partnership
from partnerhood.pathway.partnerships.queries import Number


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
    keyring: Keyring | None
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


def complete(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Hand-overs with what a list tells of them, the newest first."""
    return handovers.select_related("hospital", "partnership", "wording", "asked_by").order_by("-asked_at", "-id")


def rows(handovers: QuerySet[Handover]) -> list[Row]:
    """Hand-overs with where each stands, in a fixed number of queries."""
    found = list(complete(handovers))
    worded = [one.wording for one in found if one.wording]
    rings = keys.keyrings(worded)
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in keys.signatures([one.id for one in worded]):
        turned[signature.wording_id].append(signature)
    checks: dict[UUID, dict[int, Check]] = defaultdict(dict)
    for check in Check.objects.filter(handover__in=found).order_by("looked_at", "id"):
        checks[check.handover_id][check.months] = check
    back = {
        one.handover_id: one for one in Reopening.objects.filter(handover__in=found).order_by("-reopened_at", "-id")
    }
    pauses = {which: partnerships.pauses(which) for which in {one.partnership_id for one in found}}
    return [_row(one, rings, turned, checks[one.id], back.get(one.id), pauses[one.partnership_id]) for one in found]


def _row(
    one: Handover,
    rings: dict[UUID, Keyring],
    turned: dict[UUID, list[Signature]],
    checks: dict[int, Check],
    back: Reopening | None,
    pauses: list[tuple[date, date | None]],
) -> Row:
    ring = rings[one.wording_id] if one.wording_id else None
    signatures = turned[one.wording_id] if one.wording_id else []
    agreed = ring is not None and is_agreed(ring)
    signed_at = max(key.signed_at for key in signatures) if agreed else None
    state = rules.state(
        worded=ring is not None, agreed=agreed, asked_back=back is not None, taken_back=one.taken_back_at is not None
    )
    looks = _looks(signed_at.date(), checks, pauses) if signed_at else []
    return Row(one, state, ring, signatures, missing_keys(ring) if ring else frozenset(), signed_at, looks, back)


def _looks(signed_on: date, checks: dict[int, Check], pauses: list[tuple[date, date | None]]) -> list[Look]:
    today = clock.today()
    due = rules.look_dates(signed_on, pauses, today)
    return [
        Look(months, day, checks.get(months), months not in checks and day - rules.EARLY <= today)
        for months, day in due.items()
    ]


def row(handover: Handover) -> Row:
    """One hand-over with where it stands."""
    return rows(Handover.objects.filter(pk=handover.id))[0]


def current(partnership: UUID, hospital: UUID, domain: str) -> Row | None:
    """The hand-over that stands or is asked for now in a domain, if any."""
    kept = Handover.objects.filter(partnership=partnership, hospital=hospital, domain=domain)
    return next((one for one in rows(kept) if one.state not in ("taken-back", "asked-back")), None)


def endings(partnership: UUID) -> QuerySet[Ending]:
    """The other ways in which work on domains ended in a partnership, the newest first."""
    return Ending.objects.filter(partnership=partnership).select_related("hospital").order_by("-ended_at", "-id")


def counter(*, partnerships: Iterable[UUID] | None = None, hospital: UUID | None = None) -> rules.Counted:
    """Domains that stand on their own, asked us back, and still stood after a year; for everybody to read."""
    kept = Handover.objects.exclude(wording=None)
    kept = kept.filter(partnership__in=list(partnerships)) if partnerships is not None else kept
    kept = kept.filter(hospital=hospital) if hospital else kept
    return rules.counted(
        rules.Stood(
            signed_on=one.signed_at.date(),
            asked_back=one.reopening is not None,
            looks=tuple((look.months, look.check.has_held) for look in one.looks if look.check),
        )
        for one in rows(kept)
        if one.signed_at
    )


def waiting_for(person: Standing) -> list[tuple[str, Row, Look | None]]:
    """What waits for somebody: a key they may turn ("key"), or a later look that is due ("check")."""
    mine = {which for which in person.organisations if person.has(which, "signatory")}
    waits: list[tuple[str, Row, Look | None]] = []
    for one in rows(visible_to(person)):
        if one.state == "waits-for-keys" and one.missing & mine:
            waits.append(("key", one, None))
        due = next((look for look in one.looks if look.is_due), None)
        if one.state == "stands" and due:
            waits.append(("check", one, due))
    return waits


def place(partnership: UUID, hospital: UUID) -> tuple[Partnership, Organisation]:
    """A partnership and a hospital, for a deed about both."""
    return Partnership.objects.get(pk=partnership), Organisation.objects.get(pk=hospital)


def partner(key: str) -> Organisation:
    """One partner, by its id."""
    return Organisation.objects.get(pk=key)


def lacking_key(organisations: Sequence[UUID]) -> QuerySet[Handover]:
    """Hand-overs whose plan waits for the key of one of these organisations."""
    mine = Handover.objects.filter(partnership__in=partnerships.of_organisations(organisations), taken_back_at=None)
    return mine.exclude(wording=None).filter(keys.lacks_key_of(organisations))


def standing(organisations: Sequence[UUID]) -> QuerySet[Handover]:
    """Hand-overs that were signed, stand, and have a look ahead of them, with what was seen so far and when it was signed."""
    mine = Handover.objects.filter(partnership__in=partnerships.of_organisations(organisations), reopenings=None)
    signed = keys.last_turned()
    return mine.filter(keys.agreed()).annotate(signed_at=signed).select_related("hospital").prefetch_related("checks")


def at_partnership(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of hand-over asks about a partnership."""
    there = Handover.objects.filter(partnership=OuterRef("pk"), taken_back_at=None)
    whole = Handover.objects.filter(keys.agreed()).values("pk")
    own = visible_to(person).filter(partnership=OuterRef("pk"), taken_back_at=None).exclude(pk__in=whole)
    mine = [which for which in person.organisations if person.has(which, "signatory")] if person else []
    party = Partner.objects.filter(partnership=OuterRef("partnership"), organisation__in=mine)
    back = Exists(Reopening.objects.filter(handover=OuterRef("pk")))
    signed = there.filter(keys.agreed())
    inside = partnerships.visible_to(person).filter(pk=OuterRef("pk"))
    worded = own.exclude(wording=None)
    return {
        "mine": Number(worded.filter(Exists(party), keys.lacks_key_of(mine)).values("pk")),
        "asked": Number(own.values("pk")),
        "stands": Number(signed.exclude(back).values("pk")),
        "back": Number(signed.filter(back).values("pk")),
        "inside": Number(inside.values("pk")),
    }


def with_reopening(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Hand-overs with a column that says whether the hospital asked back."""
    return handovers.annotate(asked_back=Exists(Reopening.objects.filter(handover=OuterRef("pk"))))
