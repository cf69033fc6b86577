"""One meeting on one page: its agenda, who came, what was said, decided and agreed, and the keys under its minutes."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, NextStep
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.meetings import access, actions, choices, forms, queries, rules
from partnerhood.pathway.meetings.pages import shared
from partnerhood.pathway.partnerships.pages.asking import ask


@require_GET
@opens_to(access.meeting)
def meeting(request: HttpRequest, found) -> HttpResponse:
    """One meeting: when and where, what returns by itself, the agenda with what came of each point, and the keys."""
    sight, one = found
    reads = sight.reads_minutes(one)
    names = sight.is_inside or sight.writes
    has_begun = one.begins_at <= clock.now()
    turned = queries.signatures(one) if has_begun else []
    came = list(queries.attendances(one)) if reads else []
    ring = shared.keyring(sight, one, turned)
    told = {
        **_agenda(sight, one, names=names, reads=reads),
        "has_begun": has_begun,
        "reads": reads,
        "came": [_came(row, names=names) for row in came],
        "is_approved": queries.is_approved(one),
        "keyring": ring,
        "corrections": queries.corrections(one) if reads and one.has_corrections else [],
        "step": _next_step(sight, one, came, ring, has_begun=has_begun),
        "trail": shared.crumbs(sight, Crumb(shared.called(one))),
    }
    return render(request, "meetings/meeting.html", told)


@require_GET
@opens_to(access.meeting)
def agenda(request: HttpRequest, found) -> HttpResponse:
    """The agenda alone, to print on one page."""
    sight, one = found
    names = sight.is_inside or sight.writes
    trail = shared.to_meeting(sight, one, Crumb(_("Agenda")))
    return render(request, "meetings/agenda.html", {**_agenda(sight, one, names=names, reads=False), "trail": trail})


def _agenda(sight, one, *, names: bool, reads: bool) -> dict[str, Any]:
    decided, agreed = defaultdict(list), defaultdict(list)
    own, returning = queries.agreed_and_returning(one) if reads or sight.writes else ([], [])
    if reads:
        for decision in queries.decisions(one, sight.person):
            decided[decision.point_id].append(_decision(decision))
        for action in own:
            agreed[action.point_id].append(shared.action(action, sight, names=names))
    before = queries.before(one) if names and not queries.is_approved(one) else None
    return {
        "sight": sight,
        "meeting": one,
        "called": shared.called(one),
        "names": names,
        "when": shared.when(one, queries.zones(sight) if one.begins_at > clock.now() else ()),
        "readers": choices.Readers(one.readers),
        "points": [
            _point(number, point, decided, agreed, names=names, reads=reads)
            for number, point in enumerate(queries.points(one), 1)
        ],
        "decisions": decided[None],
        "actions": agreed[None],
        "returning": [shared.action(row, sight, names=True) | _from(row) for row in returning if sight.writes],
        "before": _before(before, sight),
    }


def _before(earlier, sight) -> dict[str, Any] | None:
    """The minutes of the meeting before, as long as they are not approved."""
    if earlier is None or queries.is_approved(earlier) or not sight.reads(earlier):
        return None
    return {"meeting": earlier, "name": shared.called(earlier)}


def _from(row) -> dict[str, str]:
    return {"met": shared.called(row.meeting)}


def _point(number: int, point, decided: dict, agreed: dict, *, names: bool, reads: bool) -> dict[str, Any]:
    bringer = point.brought_by
    who = (bringer.name if names else bringer.organisation.known_as) if bringer else ""
    return {
        "number": number,
        "point": point,
        "who": who,
        "asks": choices.Asks(point.asks),
        "minutes": point.minutes if reads else {},
        "decisions": decided[point.id],
        "actions": agreed[point.id],
    }


def _decision(decision) -> dict[str, Any]:
    """A decision with the goal that it serves, for who may read that goal."""
    if not decision.sees:
        return {"decision": decision}
    said, language = goals.spoken(decision.goal)
    href = reverse("goals:goal", args=[decision.goal_id])
    return {"decision": decision, "goal": said, "language": language, "href": href}


def _came(row, *, names: bool) -> dict[str, Any]:
    who = row.person
    said = f"{who.name}, {who.organisation.known_as}" if names else who.organisation.known_as
    return {"who": said, "came": choices.Came(row.came)}


def _next_step(sight, one, came, ring, *, has_begun: bool) -> NextStep | None:
    """The next thing to do: a key of the reader's first, then who came, then the minutes."""
    own = next((key for key in ring.keys if key.href), None)
    if own:
        return NextStep(_("The minutes wait for your key."), _("Read and approve"), own.href)
    if not sight.writes or one.called_off_at or queries.is_approved(one):
        return None
    if not has_begun:
        href = reverse("meetings:bring", args=[one.id])
        return NextStep(_("What do you want to talk about?"), _("Bring a point"), href, waits=False)
    if not came:
        return NextStep(_("Who was there?"), _("Note who came"), reverse("meetings:attend", args=[one.id]))
    if one.wording_id is None:
        said = _("The minutes are not laid before the members yet.")
        return NextStep(said, _("Read them through"), reverse("meetings:lay", args=[one.id]))
    return None


@opens_to(access.meeting_to_write)
def change(request: HttpRequest, found) -> HttpResponse:
    """Put a meeting elsewhere or at another hour."""
    sight, one = found
    there = rules.clock_there(one.begins_at, one.zone) or one.begins_at
    start = {"day": there.date(), "clock": there.time(), "zone": one.zone, "lasts": one.lasts}
    zones = list(dict.fromkeys([one.zone, *queries.zones(sight)]))
    form = forms.Move.of(request, sight.base, initial={**start, "place": one.place, "line": one.line}, zones=zones)
    if form.did(lambda said: actions.change(meeting=one, **said, deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Another hour or place")
    trail = shared.to_meeting(sight, one, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail)


@opens_to(access.meeting_to_write)
def call_off(request: HttpRequest, found) -> HttpResponse:
    """Say that a meeting is not held, and why."""
    sight, one = found
    form = forms.CallOff.of(request, sight.base, initial={"language": get_language()})
    if form.did(lambda said: actions.call_off(meeting=one, **said, deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Call it off")
    return ask(request, form, title=title, button=title, trail=shared.to_meeting(sight, one, Crumb(title)))


@opens_to(access.meeting_to_lead)
def readers(request: HttpRequest, found) -> HttpResponse:
    """Say who reads a meeting besides those who sit there."""
    sight, one = found
    form = forms.Readers.of(request, sight.base, initial={"readers": one.readers})
    if form.did(lambda said: actions.open_to(meeting=one, **said, deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Who reads it")
    sentences = [_("Everybody means: without the names of people, and only once the minutes are approved.")]
    trail = shared.to_meeting(sight, one, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail, sentences=sentences)


def person_of(sight, key: str):
    """Somebody who sits in the body, by the id that a form carries."""
    return next((seat.person for seat in sight.seats if str(seat.person_id) == str(key)), None)


def people_of(sight) -> list[tuple[UUID, str]]:
    """Who sits in the body, by name, each once."""
    known = {seat.person_id: f"{seat.person.name}, {seat.person.organisation.known_as}" for seat in sight.seats}
    return list(known.items())
