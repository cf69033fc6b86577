"""What goals tell the rooms before them: which wait in a partnership, and which took up a need."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.goals import queries
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.queries import Line, Panel, YourStation


def listen() -> None:
    """Say where goals can be heard."""
    partnerships.at_station("goal", queries.at_partnership, station)
    needs.panels.register("goals", beside_needs)
    conversations.register("goals.goal", subject, shelf)


def subject(person: Standing, goal_id: UUID) -> conversations.Subject | None:
    """A goal as something to talk about: for who looks into its partnership."""
    goal = next(iter(queries.one(person, goal_id)), None)
    if goal is None or not goal.is_inside:  # type: ignore[attr-defined]
        return None
    sides = frozenset(UUID(party) for party in goal.wording.parties)
    title, url = str(goal.wording.content["statement"]), reverse("goals:goal", args=[goal.id])
    return conversations.Subject("goals.goal", goal.id, title, url, sides, book_of(goal.partnership_id))


def shelf(goal_id: UUID) -> BookOf | None:
    """The book of the partnership that a goal belongs to."""
    partnership = queries.partnership_of(goal_id)
    return book_of(partnership) if partnership else None


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of goals as one reader may know it."""
    href = reverse("goals:of_partnership", args=[facts["id"]])
    mine, waiting = facts["mine"], facts["all"] - facts["agreed"]
    if mine and facts["state"] != "suspended":
        said = ngettext("%(number)s goal waits for your key", "%(number)s goals wait for your key", mine)
        return YourStation("goal", said % {"number": mine}, href, "waits")
    if waiting:
        said = ngettext("%(number)s goal waits for a key", "%(number)s goals wait for a key", waiting)
        return Station("goal", said % {"number": waiting}, href, "waits")
    if facts["agreed"]:
        said = ngettext("%(number)s goal agreed", "%(number)s goals agreed", facts["agreed"])
        return Station("goal", said % {"number": facts["agreed"]}, href, "done")
    return Station("goal", "", href if person else "")


def beside_needs(asked: Sequence[Need], person: Standing | None) -> Mapping[UUID, Panel]:
    """The goals that took up these needs, where the reader may know of them."""
    found = queries.of_needs([need.id for need in asked], person)
    takers = [key for need in asked for key in needs.taken_on_by(need)]
    places = queries.to_propose_in([need.hospital_id for need in asked], person, takers)
    panels = {}
    for need in asked:
        href = _proposing(need, places[need.hospital_id]) if need.hospital_id in places else ""
        if need.id in found or href:
            lines = [_line(goal) for goal in found.get(need.id, ())]
            action, waits = _("Propose a goal that answers it"), href and _waits_for_a_goal(need, bool(lines), person)
            panels[need.id] = Panel(_("Goals that answer it"), lines, action, href, _next_step() if waits else "")
    return panels


def _waits_for_a_goal(need: Need, has_goal: bool, person: Standing | None) -> bool:
    """Whether a need that a partner takes on waits for this reader's side to say what they want to reach together."""
    sides = [need.hospital_id, *needs.taken_on_by(need)]
    return not has_goal and len(sides) > 1 and person is not None and any(person.is_of(one) for one in sides)


def _next_step() -> str:
    return _("What is missing is a goal: what you want to reach together, in words that both sides sign.")


def _proposing(need: Need, partnership: UUID) -> str:
    return f"{reverse('goals:propose', args=[partnership])}?hospital={need.hospital_id}&need={need.id}"


def _line(goal: Any) -> Line:
    said, language = queries.spoken(goal)
    return Line(said, reverse("goals:goal", args=[goal.id]), language=language)
