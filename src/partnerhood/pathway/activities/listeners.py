"""What activities tell the rooms before them: what waits in a partnership, and what was done for a goal or a need."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.activities import choices, queries
from partnerhood.pathway.activities.access import PLANNERS
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.partnerships.queries import Line, Panel


def listen() -> None:
    """Say where activities can be heard."""
    partnerships.at_station("activity", queries.at_partnership, station)
    conversations.register("activities.activity", subject, shelf)
    partnerships.who_works_here.register("activities", who_leads)
    goals.panels.register("activities", beside_goals)
    needs.panels.register("activities", beside_needs)


def subject(person: Standing, activity_id: UUID) -> conversations.Subject | None:
    """An activity as something to talk about: for who looks into its partnership, and for who leads it."""
    found = queries.seen_by(person, activity_id)
    if found is None or not (found.is_inside or queries.leads(person, found)):  # type: ignore[attr-defined]
        return None
    sides = frozenset(one.organisation_id for one in found.partnership.partners.all())
    title, url = languages.original(found.title), reverse("activities:activity", args=[found.id])
    book = book_of(found.partnership_id)
    return conversations.Subject("activities.activity", found.id, title, url, sides, book)


def shelf(activity_id: UUID) -> BookOf | None:
    """The book of the partnership that an activity belongs to."""
    found = queries.partnership_of(activity_id)
    return book_of(found) if found else None


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of activities as one reader may know it."""
    href = reverse("activities:activities", args=[facts["id"]])
    if facts["waits"] and facts["inside"]:
        said = ngettext("%(number)s is over: was it held?", "%(number)s are over: were they held?", facts["waits"])
        return Station("activity", said % {"number": facts["waits"]}, href, "waits")
    if facts["planned"]:
        said = ngettext("%(number)s planned", "%(number)s planned", facts["planned"])
        return Station("activity", said % {"number": facts["planned"]}, href, "moving")
    if facts["held"]:
        said = ngettext("%(number)s held", "%(number)s held", facts["held"])
        return Station("activity", said % {"number": facts["held"]}, href, "done")
    return Station("activity", "", href if facts["inside"] else "")


def beside_goals(wanted: Sequence[Goal], person: Standing | None) -> Mapping[UUID, Panel]:
    """What is done for these goals, and where more can be planned."""
    found = queries.for_goals([goal.id for goal in wanted], person)
    panels = {goal.id: _panel(goal, found.get(goal.id, []), person) for goal in wanted}
    return {key: panel for key, panel in panels.items() if panel.lines or panel.href}


def _panel(goal: Goal, rows: Sequence[queries.Done], person: Standing | None) -> Panel:
    may = person is not None and person.has(goal.hospital_id, *PLANNERS) and not goal.ended_at
    href = f"{reverse('activities:plan', args=[goal.partnership_id])}?goal={goal.id}" if may else ""
    return Panel(_("What is done for it"), [_line(row) for row in rows], _("Plan an activity"), href)


def _line(row: queries.Done) -> Line:
    href = reverse("activities:activity", args=[row.id])
    return Line(row.title, href, f"{row.year} · {choices.State(row.state).label}", row.language)


def beside_needs(asked: Sequence[Need], person: Standing | None) -> Mapping[UUID, Panel]:
    """What was done for these needs, through the goals that took them up."""
    found = queries.for_needs([need.id for need in asked], person)
    return {key: Panel(_("What was done for it"), [_line(row) for row in done]) for key, done in found.items()}


def who_leads(asked: Sequence[Partnership], person: Standing | None) -> Mapping[UUID, Panel]:
    """Who led what in these partnerships, and where one reads who came."""
    found = queries.leading([one.id for one in asked], person)
    title, action = _("Who leads what is done together"), _("Activities, and who came")
    return {
        key: Panel(title, [_leading(one) for one in some], action, reverse("activities:activities", args=[key]))
        for key, some in found.items()
    }


def _leading(one: queries.Leading) -> Line:
    said = ngettext(
        "%(number)s activity, the last in %(month)s", "%(number)s activities, the last in %(month)s", one.number
    ) % {"number": one.number, "month": formats.date_format(one.last_date, "F Y")}
    return Line(one.name, note=f"{one.organisation} · {said}" if one.organisation else said)
