"""How pages of this room say what a service is: in the reader's words, with its hours by its own clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.services import choices, queries
from partnerhood.pathway.services.queries.search import Hit
from partnerhood.pathway.services.rules import hours, quality


@dataclass(frozen=True)
class Row:
    """One service in a list."""

    service: Any
    title: str
    language: str
    """In which language its title is, where that is not the reader's."""
    kind: str
    place: str
    open: str
    is_open: bool
    far: str
    languages: str
    cost: str
    checked: date | None
    is_old: bool

    @property
    def dials(self) -> str:
        """The number as a telephone takes it."""
        return "".join(one for one in self.service.phone if one.isdigit() or one == "+")


def kind(code: str) -> str:
    """A kind of care in the reader's language."""
    return vocabulary.name("care_kinds", code)


def title(service: Any) -> tuple[str, str]:
    """What a service is called, and in which language that is where it is not the reader's."""
    reader = get_language() or "en"
    said, language = languages.best(service.name, reader)
    return (said, "" if language == reader else language) if said else (kind(service.kind), "")


def row(service: Any, hit: Hit | None, today: date, *, far: float | None = None) -> Row:
    """A service as a line of a list."""
    said, language = title(service)
    checked = service.checked_at.date() if service.checked_at else None
    where = queries.where(service.organisation, service.site)
    return Row(
        service=service,
        title=said,
        language=language,
        kind=kind(service.kind) if said != kind(service.kind) else "",
        place=", ".join(one for one in (where.address, where.place) if one),
        open=opening(service, hit) if hit else "",
        is_open=bool(hit and hit.is_open),
        far=distance(far),
        languages=spoken(service),
        cost=str(service.get_cost_display()),
        checked=checked,
        is_old=checked is not None and quality.is_old(checked, today),
    )


def spoken(service: Any) -> str:
    """The languages that are spoken, in the reader's language."""
    return ", ".join(vocabulary.name("languages", one) for one in service.languages)


def distance(km: float | None) -> str:
    """How far something lies, as the crow flies."""
    if km is None:
        return ""
    return _("%(km)s km") % {"km": formats.number_format(round(km, 0 if km >= 10 else 1), 0 if km >= 10 else 1)}


def opening(service: Any, hit: Hit) -> str:
    """Whether it is open now, and until when or from when, by its own clock."""
    if hit.minute is None or hit.is_open is None:
        return _("when it is open is not said") if not service.hours else ""
    if hit.is_open:
        return (
            _("open now, until %(when)s") % {"when": _when(hit.minute, hit.closes)}
            if hit.closes is not None
            else _("open day and night")
        )
    return _("closed now, opens %(when)s") % {"when": _when(hit.minute, hit.opens or 0)}


def _when(now: int, then: int) -> str:
    """A minute of the week, seen from another one."""
    clock = hours.written(then % hours.DAY)
    days = (then // hours.DAY - now // hours.DAY) % 7
    days = 7 if not days and then < now else days
    if not days:
        return clock
    if days == 1:
        return _("tomorrow %(clock)s") % {"clock": clock}
    return _("%(day)s %(clock)s") % {"day": WEEKDAYS[then // hours.DAY % 7], "clock": clock}


def week(service: Any) -> list[tuple[str, str]]:
    """The hours of a week, days that share theirs on one line."""
    found = []
    for first, last, spans in hours.lines(service.hours):
        days = str(WEEKDAYS[first]).capitalize()
        if first != last:
            days = _("%(first)s to %(last)s") % {"first": days, "last": WEEKDAYS[last]}
        if spans == [["00:00", "24:00"]]:
            said = _("day and night")
        else:
            said = ", ".join("–".join(span) for span in spans) or _("closed")
        found.append((days, said))
    return found


def holidays(service: Any) -> str:
    """What happens on holidays."""
    said = service.hours.get("holidays")
    return str(choices.Holidays(said).label) if said in choices.Holidays.values else ""


def accessible(service: Any) -> list[Any]:
    """For whom the place is easy to use."""
    return [choices.Accessible(one).label for one in service.accessible if one in choices.Accessible.values]


def missing(service: Any, today: date) -> list[Any]:
    """What a record lacks, in words."""
    return [choices.MISSING[code] for code in queries.missing(service, today)]


def crumbs(organisation: Any, *rest: Crumb) -> list[Crumb]:
    """The way back to the care of a house, and from there on."""
    there = reverse("services:house", args=[organisation.id]) if rest else ""
    return [Crumb(_("Find care"), reverse("services:find")), Crumb(organisation.known_as, there), *rest]
