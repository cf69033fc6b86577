"""Which devices there are, how they are now, and who may know."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import rules
from partnerhood.pathway.equipment.models import Device, Question, Status
from partnerhood.pathway.partnerships import queries as partnerships

DANGER_FIRST = ("unsafe", "broken", "partly", "working", "stored", "gone")
SAID = ("device", "device__kind", "device__name", "state", "from_date", "repaired_by", "waits_for")


@dataclass(frozen=True)
class Present:
    """How a device is now: since when, for how many days, and what it waits for."""

    state: str
    since: date
    days: int
    waits_for: str
    said: Sequence[rules.Said]
    """Everything that was said of it, in the order in which it was said."""

    @property
    def is_out(self) -> bool:
        """Whether nobody can use it though somebody needs it."""
        return self.state in rules.OUT

    @property
    def is_in_trouble(self) -> bool:
        """Whether it does not do what it should."""
        return self.state in rules.TROUBLE

    @property
    def is_needed(self) -> bool:
        """Whether somebody needs it."""
        return self.state not in rules.AWAY


@dataclass(frozen=True)
class Row:
    """A device as a list shows it."""

    device: Device
    now: Present

    @property
    def name(self) -> str:
        """What it is, and what is written on it."""
        return known_as(self.device)


@dataclass(frozen=True)
class Told:
    """A device as the people of its house told of it: what it is, and everything that was said of it."""

    id: UUID
    kind: str
    name: str
    said: Sequence[rules.Said]
    waits_for: str

    @property
    def known_as(self) -> str:
        """What it is, and what is written on it, in the reader's language."""
        return _known_as(self.kind, self.name)


def known_as(device: Device) -> str:
    """What a device is, and what is written on it: “Oxygen concentrator OC-11”."""
    return _known_as(device.kind, device.name)


def _known_as(kind: str, name: str) -> str:
    return f"{vocabulary.name('device_kinds', kind)} {name}".strip()


def visible_to(person: Standing | None) -> QuerySet[Device]:
    """The devices that somebody may read: of their own house, of a partner's, and those they were asked about."""
    if person is None or not person.is_active:
        return Device.objects.none()
    mine = person.organisations
    shared = partnerships.working_with(mine).values("pk")
    asked = Exists(Question.objects.filter(device=OuterRef("pk"), organisation__in=mine))
    return Device.objects.filter(Q(hospital__in=mine) | Q(hospital__in=shared) | asked)


def said_visible_to(person: Standing | None) -> QuerySet[Status]:
    """What was said of the devices that somebody may read."""
    return Status.objects.filter(device__in=visible_to(person).values("pk")).select_related("device")


def is_inside(person: Standing | None, hospital: UUID) -> bool:
    """Whether somebody reads every device of a hospital: one of its own people, or of a partner's."""
    if person is None or not person.is_active:
        return False
    return person.is_of(hospital) or partnerships.works_with(hospital, person.organisations)


def is_open_to(person: Standing | None, device: Device) -> bool:
    """Whether somebody may read a device."""
    return visible_to(person).filter(pk=device.pk).exists()


def device(person: Standing | None, device_id: UUID) -> Device | None:
    """A device that somebody may read, with the last deed in its hospital's book."""
    return next(iter(_device(person, device_id)), None)


@plans.planned
def _device(person: Standing | None, device_id: UUID) -> QuerySet[Device]:
    found = visible_to(person).filter(pk=device_id).select_related("hospital", "ward")
    return found.annotate(base=partnerships.last_in_book("hospital_id"))


def listed(hospital: UUID, kind: str, name: str) -> UUID | None:
    """The device of this kind that goes by this name in a house, however it is written; nothing for no name."""
    known_by = rules.one_name(name)
    known = Device.objects.filter(hospital=hospital, kind=kind).order_by("added_at", "id")
    there = known.values_list("pk", "name") if known_by else []
    return next((key for key, said in there if rules.one_name(said) == known_by), None)


def hospital(organisation: UUID) -> Organisation | None:
    """A hospital; `base` is the last deed in its book."""
    return next(iter(_hospital(organisation)), None)


@plans.planned
def _hospital(organisation: UUID) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk=organisation).annotate(base=partnerships.last_in_book("pk"))


def wards(hospital: UUID) -> QuerySet[Site]:
    """The wards of a hospital, by name."""
    return Site.objects.filter(organisation=hospital, closed_at=None).order_by("name")


def history(device: Device) -> list[Status]:
    """Everything that was said of a device, the last word first."""
    return list(_history(device.id))


@plans.planned
def _history(device: UUID) -> QuerySet[Status]:
    return Status.objects.filter(device=device).select_related("person").order_by("-said_at", "-id")


def present(statuses: Sequence[Status], on: date | None = None) -> Present:
    """How a device is now, of its history as it was loaded, the last word first."""
    told = [rules.Said(one.state, one.from_date, one.repaired_by) for one in reversed(statuses)]
    return _present(told, statuses[0].waits_for, on or clock.today())


def _present(told: Sequence[rules.Said], waits_for: str, on: date) -> Present:
    since = rules.since(told)
    waits = waits_for if rules.state(told) in rules.TROUBLE else ""
    return Present(rules.state(told), since, max(0, (on - since).days), waits, told)


def all_of(hospital: UUID, *, kinds: Sequence[str] = (), until: date | None = None) -> list[Row]:
    """Every device of a hospital with how it is, the dangerous and the longest broken first: two queries, whatever their
    number. `until` leaves out what was said after that day."""
    now = presents(hospital, until)
    rows = [Row(one, now[one.id]) for one in _devices(hospital) if one.id in now and (not kinds or one.kind in kinds)]
    return sorted(rows, key=_pressing)


def presents(hospital: UUID, until: date | None = None) -> dict[UUID, Present]:
    """How each device of a hospital is: one query, whatever their number."""
    on = until or clock.today()
    return {one.id: _present(one.said, one.waits_for, on) for one in told_of(hospital, on)}


def told_of(hospital: UUID, on: date) -> list[Told]:
    """What was said of each device of a hospital until a day, in one query."""
    lines: dict[UUID, list[Any]] = defaultdict(list)
    for key, *line in _said(hospital, on):
        lines[key].append(line)
    return [_told(key, found) for key, found in lines.items()]


def _told(key: UUID, lines: list[Any]) -> Told:
    kind, name, *_said, waits_for = lines[-1]
    said = [rules.Said(state, from_date, by) for _kind, _name, state, from_date, by, _waits in lines]
    return Told(key, kind, name, said, waits_for)


def _pressing(row: Row) -> tuple[Any, ...]:
    ward = row.device.ward.name if row.device.ward else ""
    days = -row.now.days if row.now.is_in_trouble else 0
    return (DANGER_FIRST.index(row.now.state), days, ward, row.device.kind, row.device.name, str(row.device.id))


@plans.planned
def _devices(hospital: UUID) -> QuerySet[Device]:
    return Device.objects.filter(hospital=hospital).select_related("ward").order_by("id")


@plans.planned
def _said(hospital: UUID, on: date) -> QuerySet[Status, Any]:
    known = Status.objects.filter(device__hospital=hospital, said_at__date__lte=on)
    return known.order_by("said_at", "id").values_list(*SAID)


def of_kind(hospital: UUID, kind: str) -> list[Row]:
    """The devices of one kind that are in a house: what somebody may be standing before."""
    return [row for row in all_of(hospital, kinds=[kind]) if row.now.state != "gone"]
