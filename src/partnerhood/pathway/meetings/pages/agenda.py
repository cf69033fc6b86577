"""Bring a point, put it right, take it off, write what was said, and note who came."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.meetings import access, actions, forms, queries
from partnerhood.pathway.meetings.pages import shared
from partnerhood.pathway.meetings.pages.meeting import people_of, person_of
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages.asking import ask, press


@opens_to(access.meeting_to_write, offline=True)
def bring(request: HttpRequest, found) -> HttpResponse:
    """Bring a point to an agenda."""
    sight, one = found
    start = {"brought_by": request.person.id if sight.sits else "", "language": get_language(), "asks": "advise"}
    form = forms.Point.of(request, sight.base, initial=start, people=people_of(sight))
    if form.did(lambda said: actions.bring(meeting=one, **_filled(sight, said), deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Bring a point")
    trail = shared.to_meeting(sight, one, Crumb(title))
    return ask(request, form, title=title, button=title, trail=trail)


def _filled(sight, said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "brought_by": person_of(sight, said.pop("brought_by", ""))}


@opens_to(access.point_to_write, offline=True)
def reword(request: HttpRequest, found) -> HttpResponse:
    """Put a point in other words, or at another place."""
    sight, one, point = found
    title, language = languages.original(point.title), point.title.get(languages.ORIGINAL)
    start = {"title": title, "language": language, "about": languages.original(point.about), "asks": point.asks}
    start |= {"brought_by": point.brought_by_id, "number": point.number}
    form = forms.Point.of(request, sight.base, initial=start, people=people_of(sight))
    if form.did(lambda said: actions.reword(point=point, **_filled(sight, said), deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    named = _("Put this point right")
    trail = shared.to_meeting(sight, one, Crumb(named))
    return ask(request, form, title=named, button=_("Keep it"), trail=trail)


@require_POST
@opens_to(access.point_to_write)
def drop(request: HttpRequest, found) -> HttpResponse:
    """Take a point from an agenda."""
    sight, one, point = found
    there = reverse("meetings:meeting", args=[one.id])
    form = DeedForm.of(request, sight.base)
    return press(request, form, lambda _said: actions.drop(point=point, deed=request.deed), _("Taken off."), there)


@opens_to(access.point_to_write, offline=True)
def minute(request: HttpRequest, found) -> HttpResponse:
    """Write what was said about a point."""
    sight, one, point = found
    language = point.minutes.get(languages.ORIGINAL) or get_language()
    start = {"words": languages.original(point.minutes), "language": language}
    form = forms.Minutes.of(request, sight.base, initial=start)
    if form.did(lambda said: actions.minute(point=point, **said, deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Minutes of this point")
    trail = shared.to_meeting(sight, one, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail, words=point.title)


@opens_to(access.meeting_to_write, offline=True)
def attend(request: HttpRequest, found) -> HttpResponse:
    """Note who came, came by line, or is excused; before the meeting: who cannot come."""
    sight, one = found
    known = queries.came_to(one)
    start = {f"p{person}": came.value for person, came in known.items()}
    has_begun = one.begins_at <= clock.now()
    form = forms.Attendance.of(request, sight.base, initial=start, people=people_of(sight), has_begun=has_begun)

    def act(said: dict[str, Any]) -> object:
        there = {kind: [person_of(sight, key) for key in keys] for kind, keys in said.items()}
        return actions.attend(meeting=one, **there, deed=request.deed)

    if form.did(act):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Who came") if has_begun else _("Who cannot come")
    trail = shared.to_meeting(sight, one, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail)
