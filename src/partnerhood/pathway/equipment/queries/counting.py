"""What the record of devices counts: every number with what it is out of, for one hospital and one period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.utils.translation import ngettext

from partnerhood.ground.records import clock
from partnerhood.pathway.equipment import rules
from partnerhood.pathway.equipment.models import Device, Status
from partnerhood.pathway.equipment.queries.seeing import Present, Row, all_of, presents
from partnerhood.pathway.partnerships.queries import Number


@dataclass(frozen=True)
class Counted:
    """A share with what it is made of, and of how many devices it speaks."""

    numerator: int
    denominator: int
    devices: int

    @property
    def percent(self) -> float | None:
        """The share in per cent, with one decimal; nothing where there is nothing to count."""
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None


@dataclass(frozen=True)
class Times:
    """How long faults lasted: the middle one and the longest, of how many; and how many still last."""

    middle: float | None
    longest: int | None
    closed: int
    still_open: int


@dataclass(frozen=True)
class Numbers:
    """Everything that the record of devices counts, for one hospital and one period."""

    uptime: Counted
    working: Counted
    own_repairs: Counted
    times: Times


def numbers(hospital: UUID, from_date: date, to_date: date) -> Numbers:
    """Everything that is counted in a period; what works is told as of today."""
    rows = all_of(hospital)
    period = (from_date, to_date)
    return Numbers(_uptime(rows, *period), _working(rows), _own_repairs(rows, *period), _times(rows, *period))


def uptime(hospital: UUID, from_date: date, to_date: date) -> Counted:
    """Days on which needed devices worked, out of the days on which they were needed (`device_uptime`)."""
    return _uptime(all_of(hospital), from_date, to_date)


def _uptime(rows: Sequence[Row], from_date: date, to_date: date) -> Counted:
    counted = [rules.days(row.now.said, from_date, to_date) for row in rows]
    there = [one for one in counted if one[1]]
    return Counted(sum(works for works, _ in there), sum(needed for _, needed in there), len(there))


def working(hospital: UUID, on: date | None = None) -> Counted:
    """Needed devices that work, out of the needed ones (`devices_working_today`); what works partly does not count."""
    return _working(all_of(hospital, until=on))


def _working(rows: Sequence[Row]) -> Counted:
    needed = [row for row in rows if row.now.is_needed]
    return Counted(sum(row.now.state == rules.WORKING for row in needed), len(needed), len(needed))


def days_to_repair(hospital: UUID, from_date: date, to_date: date) -> Times:
    """How long the faults lasted that ended in a period (`days_to_repair`), and how many were still open at its end."""
    return _times(all_of(hospital), from_date, to_date)


def _times(rows: Sequence[Row], from_date: date, to_date: date) -> Times:
    closed = [fault for row in rows for fault in rules.repaired(row.now.said, from_date, to_date)]
    left = [fault for row in rows for fault in rules.faults(row.now.said) if _is_open(fault, to_date)]
    middle, longest = rules.middle_and_longest(closed) or (None, None)
    return Times(middle, longest, len(closed), len(left))


def _is_open(fault: rules.Fault, at: date) -> bool:
    return fault.from_date < at and (fault.to_date is None or fault.to_date >= at)


def repaired_by_own(hospital: UUID, from_date: date, to_date: date) -> Counted:
    """Faults that the hospital's own people closed, out of those that somebody closed (`repaired_by_own_team`); what came
    back without a repair, such as after a power cut, is left out."""
    return _own_repairs(all_of(hospital), from_date, to_date)


def _own_repairs(rows: Sequence[Row], from_date: date, to_date: date) -> Counted:
    closed = [(row, fault.by) for row in rows for fault in rules.closed(row.now.said, from_date, to_date)]
    own = [row for row, by in closed if by == rules.OWN]
    return Counted(len(own), len(closed), len({row.device.id for row, _ in closed}))


@dataclass(frozen=True)
class Short:
    """A hospital's devices in short: how many are needed, how many of them nobody can use, and the longest of those."""

    needed: int
    out: int
    longest: int


def in_short(hospital: UUID) -> Short:
    """How the devices of a hospital are, in one line."""
    return short_of(presents(hospital).values())


def beside(hospital: UUID) -> Mapping[str, Combinable]:
    """The same as columns beside another question, for a page that may ask no more of them; `read` makes it of the row."""
    mine = Device.objects.filter(hospital=hospital)
    last = Status.objects.filter(device=OuterRef("pk")).order_by("-said_at", "-id").values("state")[:1]
    later = Q(said_at__gt=OuterRef("said_at")) | Q(said_at=OuterRef("said_at"), id__gt=OuterRef("id"))
    otherwise = Status.objects.filter(later, device=OuterRef("device")).exclude(state__in=rules.OUT)
    still = Status.objects.filter(~Exists(otherwise), device__hospital=hospital, state__in=rules.OUT)
    known = mine.annotate(last=Subquery(last))
    return {
        "devices_needed": Number(known.exclude(last__in=rules.AWAY).values("pk")),
        "devices_out": Number(known.filter(last__in=rules.OUT).values("pk")),
        "devices_since": Subquery(still.order_by("from_date").values("from_date")[:1]),
    }


def read(row: Any) -> Short:
    """How the devices of a hospital are, of a row that `beside` stood beside."""
    since: date | None = row.devices_since
    return Short(row.devices_needed, row.devices_out, max(0, (clock.today() - since).days) if since else 0)


def short_of(devices: Iterable[Present]) -> Short:
    """How these devices are, in one line."""
    needed = [now for now in devices if now.is_needed]
    out = [now.days for now in needed if now.is_out]
    return Short(len(needed), len(out), max(out, default=0))


def said_in_short(short: Short) -> str:
    """“2 of 14 needed devices are broken. The longest waits for 31 days.” Nothing where no device is known."""
    if not short.needed:
        return ""
    if not short.out:
        said = ngettext(
            "The one needed device can be used.", "All %(needed)s needed devices can be used.", short.needed
        )
        return said % {"needed": short.needed}
    said = ngettext(
        "%(out)s of %(needed)s needed devices is broken.", "%(out)s of %(needed)s needed devices are broken.", short.out
    )
    waits = ngettext("The longest waits for %(days)s day.", "The longest waits for %(days)s days.", short.longest)
    told = said % {"out": short.out, "needed": short.needed}
    return f"{told} {waits % {'days': intcomma(short.longest)}}" if short.longest else told
