"""Pages where devices are read: those of a hospital, one with its history, and what the record counts."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Empty, Figure
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import access, choices, queries
from partnerhood.pathway.partnerships.pages import asking
from partnerhood.pathway.partnerships.pages.reading import organisation_address


def to_devices(hospital, *more: Crumb) -> list[Crumb]:
    """The way back to a hospital's devices, and from there on."""
    address = organisation_address(hospital.id)
    house = [Crumb(hospital.known_as, address)] if address else []
    there = reverse("equipment:of_hospital", args=[hospital.id]) if more else ""
    return [*house, Crumb(_("Devices"), there), *more]


def to_device(device) -> list[Crumb]:
    """The way back to one device."""
    here = Crumb(queries.known_as(device), reverse("equipment:device", args=[device.id]))
    return to_devices(device.hospital, here)


def how(now: queries.Present) -> str:
    """How a device is, in a few words: “broken for 17 days, waits for a part”."""
    said = str(choices.State(now.state).label)
    if now.is_in_trouble and now.days:
        said = ngettext("%(state)s for %(days)s day", "%(state)s for %(days)s days", now.days) % {
            "state": said,
            "days": intcomma(now.days),
        }
    if now.waits_for and now.waits_for != choices.WaitsFor.UNKNOWN:
        return _("%(state)s, waits for %(what)s") % {"state": said, "what": choices.WaitsFor(now.waits_for).label}
    return said


@require_GET
@opens_to(access.hospital_to_read)
def of_hospital(request: HttpRequest, hospital) -> HttpResponse:
    """The devices of a hospital: the dangerous and the longest broken first; of one ward or one kind where one is asked."""
    everything = queries.all_of(hospital.id)
    gone = request.GET.get("gone", "") == "yes"
    there = [row for row in everything if (row.now.state == choices.State.GONE) == gone]
    ward, kind = _id(request.GET.get("ward", "")), request.GET.get("kind", "")
    shown = [row for row in there if ward in (None, row.device.ward_id) and kind in ("", row.device.kind)]
    asked = {"ward": str(ward or ""), "kind": kind, "gone": "yes" if gone else ""}
    page = paging.page(request.GET.get("page"), len(shown), **asked)
    own = request.person is not None and request.person.is_of(hospital.id)
    told = {
        "hospital": hospital,
        "rows": [(row, how(row.now)) for row in page.rows(shown)],
        "page": page,
        "sentence": queries.said_in_short(queries.short_of(row.now for row in everything)),
        "wards": _wards(there),
        "kinds": _kinds(there),
        "asked": {**asked, "gone": gone},
        "has_gone": any(row.now.state == choices.State.GONE for row in everything),
        "is_own": own,
        "empty": _teach(hospital, own=own),
        "trail": to_devices(hospital),
    }
    return render(request, "equipment/of_hospital.html", told)


def _id(said: str) -> UUID | None:
    """The ward that an address names; none where it names nothing that could be one."""
    try:
        return UUID(said)
    except ValueError:
        return None


def _wards(rows: list[queries.Row]) -> list[tuple[str, str, int]]:
    """The wards in which devices stand, by name, with how many."""
    found: dict[str, tuple[str, int]] = {}
    for row in rows:
        if row.device.ward:
            name, number = found.get(str(row.device.ward_id), (row.device.ward.name, 0))
            found[str(row.device.ward_id)] = (name, number + 1)
    return sorted(((key, *said) for key, said in found.items()), key=lambda one: one[1])


def _kinds(rows: list[queries.Row]) -> list[tuple[str, str, int]]:
    """The kinds that are there, in the order of the list of kinds, with how many."""
    there = [row.device.kind for row in rows]
    return [(code, name, there.count(code)) for code, name in vocabulary.choices("device_kinds") if code in there]


def _teach(hospital, *, own: bool) -> Empty:
    may = {"action": _("Add a device"), "href": reverse("equipment:add", args=[hospital.id])}
    return Empty(
        _("Here stand the devices that keep people alive."),
        _("Begin with these ten kinds: who reports one broken is heard, and everybody sees for how long it waits."),
        _("Oxygen concentrator OC-11, newborn ward: broken for 17 days, waits for a part."),
        **(may if own else {}),
    )


@require_GET
@opens_to(access.device)
def device(request: HttpRequest, device) -> HttpResponse:
    """One device: how it is, everything that was said of it, and what colleagues elsewhere answered."""
    person = request.person
    own = person is not None and person.is_of(device.hospital_id)
    history = queries.history(device)
    now = queries.present(history)
    told = {
        "device": device,
        "name": queries.known_as(device),
        "kind": vocabulary.explanation("device_kinds", device.kind),
        "now": now,
        "how": how(now),
        "lines": [(one, _line(one)) for one in history],
        "questions": queries.questions_of(device.id),
        "is_own": own,
        "trail": to_device(device)[:-1] if own or queries.is_inside(person, device.hospital_id) else [],
    }
    return render(request, "equipment/device.html", told)


def _line(one) -> str:
    """What somebody said of a device, in a few words."""
    if one.state == choices.State.WORKING and one.repaired_by not in ("", choices.RepairedBy.NOBODY):
        return _("works again, thanks to %(whom)s") % {"whom": choices.RepairedBy(one.repaired_by).label}
    said = str(choices.State(one.state).label)
    if one.waits_for and one.waits_for != choices.WaitsFor.UNKNOWN:
        return _("%(state)s, waits for %(what)s") % {"state": said, "what": choices.WaitsFor(one.waits_for).label}
    return said


@opens_to(access.said)
def photo(request: HttpRequest, said) -> HttpResponse:
    """The photo that came with what was said of a device."""
    return asking.file(said.photo, "device", number=said.id)


@require_GET
@opens_to(access.hospital_to_read)
def numbers(request: HttpRequest, hospital) -> HttpResponse:
    """What the record of devices counts in a year: every number opens to what it is made of."""
    today = clock.today()
    year = _year(request.GET.get("year", ""), today.year)
    found = queries.numbers(hospital.id, date(year, 1, 1), min(date(year + 1, 1, 1), today + timedelta(days=1)))
    told = {
        "hospital": hospital,
        "year": year,
        "earlier": year - 1,
        "later": year + 1 if year < today.year else None,
        "figures": [*_shares(found), _times(found.times)],
        "trail": to_devices(hospital, Crumb(_("What it counts"))),
    }
    return render(request, "equipment/numbers.html", told)


def _year(asked: str, now: int) -> int:
    """The year that an address names, or this one."""
    return int(asked) if asked.isdecimal() and len(asked) == 4 and 2000 <= int(asked) <= now else now


def _shares(found: queries.Numbers) -> list[Figure]:
    source = _("what was said of each device")
    return [
        _share(
            found.uptime,
            _("of the time, needed devices worked"),
            _("Days on which needed devices worked, out of the days on which they were needed."),
            source,
            _("days before a device came into the list; what is put away or gone"),
        ),
        _share(
            found.working,
            _("of the needed devices work today"),
            _("Needed devices that work today, out of all that are needed."),
            source,
            _("what works partly does not count as working"),
        ),
        _share(
            found.own_repairs,
            _("of the repairs were done by the own people"),
            _("Faults that the hospital's own people closed, out of all that somebody repaired."),
            source,
            _("what came back without a repair, and what was put away"),
        ),
    ]


def _share(one: queries.Counted, label: str, counts: str, source: str, left_out: str) -> Figure:
    said = f"{formats.number_format(one.percent, 1)} %" if one.percent is not None else "–"
    return Figure(said, label, counts, str(one.numerator), str(one.denominator), source, left_out=left_out)


def _times(found: queries.Times) -> Figure:
    still = ngettext("%(number)s fault that is still open", "%(number)s faults that are still open", found.still_open)
    middle = formats.number_format(found.middle) if found.middle is not None else "–"
    counts = _(
        "Days from fault to working again, of the faults that ended in this year: the middle one. The longest: %s."
    )
    return Figure(
        middle,
        _("days from fault to working again"),
        counts % (found.longest if found.longest is not None else "–"),
        str(found.closed),
        source=_("what was said of each device"),
        left_out=still % {"number": found.still_open},
    )
