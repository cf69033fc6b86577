"""What readings tell the rooms before them: what waits to be looked at, and how far a goal is."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Station
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.measurement import queries
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Line, Panel, YourStation


def listen() -> None:
    """Say where readings can be heard."""
    partnerships.at_station("evidence", queries.at_partnership, station)
    goals.panels.register("evidence", beside_goals)


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of evidence as one reader may know it."""
    href = reverse("measurement:evidence", args=[facts["id"]])
    if facts["to_verify"]:
        said = ngettext("%(number)s reading to look at", "%(number)s readings to look at", facts["to_verify"])
        return YourStation("evidence", said % {"number": facts["to_verify"]}, href, "waits")
    if facts["this_year"]:
        said = ngettext("%(number)s reading this year", "%(number)s readings this year", facts["this_year"])
        return Station("evidence", said % {"number": facts["this_year"]}, href, "done")
    if facts["all"]:
        return Station("evidence", _("nothing read this year"), href, "moving")
    return Station("evidence", "", href if facts["inside"] else "")


def beside_goals(wanted: Sequence[Goal], person: Standing | None) -> Mapping[UUID, Panel]:
    """The last reading of each measure of these goals, against its target."""
    inside = queries.inside_of(wanted, person)
    found = queries.progress(wanted)
    shown = {**queries.shown_to_all(found), **{key: every for key, every in found.items() if key in inside}}
    return {
        goal.id: Panel(_("How far it is"), [_line(goal, one) for one in shown[goal.id]])
        for goal in wanted
        if shown[goal.id]
    }


def _line(goal: Goal, one: queries.Progress) -> Line:
    href = reverse("measurement:measure", args=[goal.id, one.measure.key])
    target = _("target %(target)s") % {"target": one.target} if one.target else ""
    note = " · ".join(part for part in (one.said or _("nothing measured yet"), target) if part)
    return Line(one.measure.name, href, note, goal.wording.content["language"])
