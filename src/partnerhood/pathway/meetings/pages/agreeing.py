"""Write down a decision, agree who does what by when, and say what came of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.meetings import access, actions, forms, queries
from partnerhood.pathway.meetings.pages import shared
from partnerhood.pathway.meetings.pages.meeting import people_of, person_of
from partnerhood.pathway.partnerships.pages.asking import ask

SHORT = 90


def _point_in(request: HttpRequest) -> str:
    """The point beside which somebody pressed."""
    return request.GET.get("point", "")[:36]


def _points(one) -> tuple[list, list[tuple[Any, str]]]:
    found = list(queries.points(one))
    return found, [(row.id, f"{number} · {shared.best(row.title)[0]}") for number, row in enumerate(found, 1)]


def _chosen(rows, key: str):
    return next((row for row in rows if str(row.id) == str(key)), None)


@opens_to(access.meeting_to_write, offline=True)
def decide(request: HttpRequest, found) -> HttpResponse:
    """Write down what a meeting decided, and why."""
    sight, one = found
    rows, points = _points(one)
    there = queries.goals_to_serve(sight)
    named = [(goal.id, Truncator(goals.spoken(goal)[0]).chars(SHORT)) for goal in there]
    start = {"language": get_language(), "point": _point_in(request)}
    form = forms.Decision.of(request, sight.base, initial=start, points=points, goals=named)

    def act(said: dict[str, Any]) -> object:
        at = {"point": _chosen(rows, said.pop("point", "")), "goal": _chosen(there, said.pop("goal", ""))}
        return actions.decide(meeting=one, **said, **at, deed=request.deed)

    if form.did(act):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Write down a decision")
    return ask(request, form, title=title, button=_("Keep it"), trail=shared.to_meeting(sight, one, Crumb(title)))


@opens_to(access.meeting_to_write, offline=True)
def plan(request: HttpRequest, found) -> HttpResponse:
    """Agree who does what by when."""
    sight, one = found
    rows, points = _points(one)
    start = {"language": get_language(), "point": _point_in(request), "owner": request.person.id}
    form = forms.ActionPoint.of(request, sight.base, initial=start, people=people_of(sight), points=points)

    def act(said: dict[str, Any]) -> object:
        point, owner = _chosen(rows, said.pop("point", "")), person_of(sight, said.pop("owner"))
        return actions.plan(meeting=one, **said, point=point, owner=owner, deed=request.deed)

    if form.did(act):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Agree an action point")
    return ask(request, form, title=title, button=_("Keep it"), trail=shared.to_meeting(sight, one, Crumb(title)))


@opens_to(access.action_to_end, offline=True)
def end_action(request: HttpRequest, found) -> HttpResponse:
    """Say what came of an action point: by whoever took it, or writes there."""
    sight, action = found
    form = forms.Ending.of(request, sight.base, initial={"language": get_language()})
    if form.did(lambda said: actions.end_action(action=action, **said, deed=request.deed)):
        return redirect("meetings:mine")
    title = _("What came of it?")
    back = [Crumb(_("Meetings"), "/meetings/"), Crumb(title)]
    sentences = [f"{action.owner.name}, {sight.body.name}"]
    return ask(request, form, title=title, button=_("Keep it"), trail=back, words=action.what, sentences=sentences)
