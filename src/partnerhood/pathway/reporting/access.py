"""Who may read what a hospital counts, who enters it, and who looks at it for a partner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships import access as partnership_access
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.models import Mapping, Page, Report
from partnerhood.pathway.reporting.rules import national

MAPPERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)
"""Who says for a hospital where the numbers of a national system count."""


@dataclass(frozen=True)
class Sight:
    """A hospital whose counts somebody may read, and whether it is their own."""

    hospital: Organisation
    is_own: bool


@dataclass(frozen=True)
class Days:
    """Some days of a hospital, as an address names them."""

    sight: Sight
    from_date: date
    to_date: date
    name: str

    @property
    def both(self) -> tuple[date, date]:
        """The first day, and the day after the last."""
        return self.from_date, self.to_date


def hospital(person: Standing | None, hospital_id: UUID) -> Sight:
    """A hospital whose counts somebody may read: its own people, and those who work with it."""
    found = organisations.one(hospital_id)
    if found is None or person is None or not partnerships.is_close(person, hospital_id):
        raise Http404
    return Sight(found, person.is_of(hospital_id))


def network(person: Standing | None, network_id: UUID) -> tuple[Network, dict[UUID, str]]:
    """A network, with those of its hospitals whose counts somebody may read."""
    found = partnership_access.network(person, network_id)
    houses = queries.hospitals(network_id, person)
    if not houses:
        raise Http404
    return found, houses


def indicator(person: Standing | None, hospital_id: UUID, code: str) -> tuple[Sight, Definition]:
    """One indicator of a hospital whose counts somebody may read."""
    found = _indicator(person, hospital_id, code)
    if not queries.is_counted(hospital_id, code):
        raise Http404
    return found


def _indicator(person: Standing | None, hospital_id: UUID, code: str) -> tuple[Sight, Definition]:
    sight = hospital(person, hospital_id)
    found = indicators.followed([code]).get(code)
    if found is None:
        raise Http404
    return sight, found


def number(person: Standing | None, hospital_id: UUID, code: str, days: str) -> tuple[Days, Definition, queries.Opened]:
    """One number of a hospital, with everything behind it; one that was taken back opens too."""
    sight, definition = _indicator(person, hospital_id, code)
    then = _days(sight, days)
    opened = queries.opened(hospital_id, code, then.both)
    if opened is None:
        raise Http404
    return then, definition, opened


def hospital_to_count(person: Standing | None, hospital_id: UUID) -> Sight:
    """One's own hospital, for which one enters what was counted."""
    sight = hospital(person, hospital_id)
    if not sight.is_own:
        raise Http404
    return sight


def hospital_to_map(person: Standing | None, hospital_id: UUID) -> Sight:
    """A hospital for which one says where the numbers of a national system count."""
    sight = hospital_to_count(person, hospital_id)
    if not maps(person, hospital_id):
        raise Http404
    return sight


def maps(person: Standing | None, hospital_id: UUID) -> bool:
    """Whether somebody says for a hospital where the numbers of a national system count."""
    return person is not None and person.has(hospital_id, *MAPPERS)


def element(person: Standing | None, hospital_id: UUID, element: str) -> tuple[Sight, queries.Element]:
    """Something that a national system counts at a hospital for which one says where it counts."""
    sight = hospital_to_map(person, hospital_id)
    found = queries.told(hospital_id, [national.PREFIX + element])
    if not found:
        raise Http404
    return sight, found[0]


def mapping(person: Standing | None, mapping_id: UUID) -> Mapping:
    """Where a national number counts, for who may take it back."""
    found = queries.mapping(mapping_id)
    if found is None or not maps(person, found.hospital_id):
        raise Http404
    return found


def days_to_count(person: Standing | None, hospital_id: UUID, days: str) -> Days:
    """Some days of one's own hospital, for which one enters what was counted."""
    return _days(hospital_to_count(person, hospital_id), days)


def _days(sight: Sight, name: str) -> Days:
    found = rules.days_named(name)
    if found is None or rules.name_of(*found) != name:
        raise Http404
    return Days(sight, *found, name)


def report(person: Standing | None, report_id: UUID) -> tuple[Sight, Report]:
    """A report of a hospital whose counts somebody may read."""
    found = queries.report(report_id)
    if found is None:
        raise Http404
    return hospital(person, found.hospital_id), found


def report_to_look_at(person: Standing | None, report_id: UUID) -> tuple[Sight, Report]:
    """A report that somebody of a partner may look at for their own house."""
    sight, found = report(person, report_id)
    if not lookers(person, found):
        raise Http404
    return sight, found


def report_to_show(person: Standing | None, report_id: UUID) -> tuple[Sight, Report]:
    """A report of one's own hospital, to which one adds the page that it was counted from."""
    sight, found = report(person, report_id)
    if not sight.is_own:
        raise Http404
    return sight, found


def page(person: Standing | None, page_id: UUID) -> tuple[Sight, Page]:
    """A page of a register, for who reads its report; one that was taken back is read by nobody."""
    found = queries.page(page_id)
    if found is None:
        raise Http404
    return hospital(person, found.report.hospital_id), found


def page_to_take_back(person: Standing | None, page_id: UUID) -> tuple[Sight, Page]:
    """A page of a register of one's own hospital."""
    sight, found = page(person, page_id)
    if not sight.is_own:
        raise Http404
    return sight, found


def lookers(person: Standing | None, which: Report) -> list[UUID]:
    """The organisations, of those one speaks for, that work with the hospital and have not looked at a report yet."""
    if person is None or person.id == which.entered_by_id:
        return []
    done = {one.organisation_id for one in which.looks.all()}
    others = [one for one in person.organisations if one != which.hospital_id and one not in done]
    return [one for one in others if partnerships.works_with(which.hospital_id, [one])]


def may_report(deed: Deed, *, hospital: Organisation, **_: object) -> bool:
    """A hospital's own people say what was counted there; so does who runs the node, for a national system's file."""
    standing = people.standing(deed.author)
    return deed.operator or (standing is not None and standing.is_of(hospital.id))


def may_show(deed: Deed, *, report: Report, **_: object) -> bool:
    """A hospital's own people show the page that a report was counted from."""
    return may_report(deed, hospital=report.hospital)


def may_take_page_back(deed: Deed, *, page: Page, **_: object) -> bool:
    """A hospital's own people take a page back."""
    return may_report(deed, hospital=page.report.hospital)


def may_look(deed: Deed, *, report: Report, on_behalf_of: Organisation, **_: object) -> bool:
    """People of an organisation that works with the hospital say that they looked."""
    standing = people.standing(deed.author)
    mine = standing is not None and standing.is_of(on_behalf_of.id)
    return mine and partnerships.works_with(report.hospital_id, [on_behalf_of.id])


def may_map(deed: Deed, *, hospital: Organisation, **_: object) -> bool:
    """A hospital says itself where the numbers of a national system count; so does who runs the node, for its file."""
    standing = people.standing(deed.author)
    return deed.operator or (standing is not None and standing.has(hospital.id, *MAPPERS))


def may_unmap(deed: Deed, *, mapping: Mapping, **_: object) -> bool:
    """Who may say where a national number counts may take it back."""
    return may_map(deed, hospital=mapping.hospital)
