"""Minutes word by word: laid before the members, approved under two keys, corrected later."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Difference
from partnerhood.ground.look.templatetags.look import colon, written
from partnerhood.ground.people.access import opens_to
from partnerhood.pathway.meetings import access, actions, choices, forms, queries, rules
from partnerhood.pathway.meetings.pages import shared
from partnerhood.pathway.partnerships.forms import DeedForm, Signing
from partnerhood.pathway.partnerships.pages import keys
from partnerhood.pathway.partnerships.pages.asking import ask

Lines = list[tuple[str, list[tuple[str, str]]]]
"""Each part with its title, and its lines with the language of each; empty where it is the reader's own."""


@opens_to(access.meeting_to_write)
def lay(request: HttpRequest, found) -> HttpResponse:
    """Read the minutes through as they stand, and lay them before the members."""
    sight, one = found
    standing = queries.minutes(one)
    form = DeedForm.of(request, sight.base)
    if form.did(lambda _said: actions.lay(meeting=one, minutes=standing, deed=request.deed)):
        messages.success(request, _("Laid before the members. Two of them approve it at the next meeting."))
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Read the minutes through")
    told = {"form": form, "title": title, "button": _("Lay these words before the members")}
    told |= {"lines": _lines(standing), "trail": shared.to_meeting(sight, one, Crumb(title)), "meeting": one}
    return render(request, "meetings/minutes.html", told)


@opens_to(access.minutes_to_sign, offline=True)
def sign(request: HttpRequest, found) -> HttpResponse:
    """Read the exact minutes and turn the key of one's house."""
    sight, one = found
    own = next(seat.person.organisation for seat in sight.seats if seat.person_id == request.person.id)
    start = {"wording": one.wording.fingerprint}
    form = Signing.of(request, sight.base, initial=start, parties=[(own.id, own.known_as)])

    def act(said: dict[str, Any]) -> object:
        return actions.sign(meeting=one, wording=said["wording"], on_behalf_of=own, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your key is turned."))
        return redirect("meetings:meeting", meeting_id=one.id)
    changed: list[Difference] = []
    if form.is_bound:
        changed = _changed(one, form.data.get("wording", ""))
        form.data = {**form.data.dict(), "wording": one.wording.fingerprint}
        form.on(sight.base)
    title = _("Read, and turn your key")
    told = {"form": form, "title": title, "button": _("Approve these minutes"), "changed": changed, "meeting": one}
    told |= {"lines": _lines(_content(one.wording)), "code": keys.short(one.wording.fingerprint)}
    told |= {"trail": shared.to_meeting(sight, one, Crumb(title)), "waits": not queries.can_be_approved(one)}
    return render(request, "meetings/minutes.html", told, status=409 if changed else 200)


def _content(wording) -> rules.Minutes:
    return rules.Minutes.model_validate(wording.content)


def _changed(one, read: str) -> list[Difference]:
    """What changed since the minutes that somebody read."""
    before = queries.minutes_read(one, read) if read != one.wording.fingerprint else None
    if before is None:
        return []
    two = [_flat(_lines(_content(wording))) for wording in (before, one.wording)]
    return [Difference(*two)]


def _flat(lines: Lines) -> str:
    return "\n".join(f"{title} {words}" for title, said in lines for words, _language in said)


def _lines(minutes: rules.Minutes) -> Lines:
    names = queries.names([*(one.person for one in minutes.came), *(one.owner for one in minutes.actions)])
    found: Lines = [(_("Where"), [(minutes.place, "")])] if minutes.place else []
    found.append((_("Who came"), _came(minutes, names)))
    for one in minutes.points:
        asks = choices.Asks(one.asks).label
        said = [(f"{one.title.words} ({asks})", one.title.language)]
        found.append(
            (
                _("Point %(number)s") % {"number": one.number},
                said + ([(one.minutes.words, one.minutes.language)] if one.minutes else []),
            )
        )
    found += [
        (_("Decided"), [(one.words.words, one.words.language), (one.why.words, one.why.language)])
        for one in minutes.decisions
    ]
    agreed = [
        (f"{one.what.words} ({names.get(one.owner, '')}, {written(one.by_date)})", one.what.language)
        for one in minutes.actions
    ]
    return [*found, (_("Action points"), agreed)] if agreed else found


def _came(minutes: rules.Minutes, names: dict[UUID, str]) -> list[tuple[str, str]]:
    return [
        (f"{capfirst(choices.Came(kind).label)}{colon()} {', '.join(sorted(who))}", "")
        for kind in choices.Came.values
        if (who := [names.get(one.person, "") for one in minutes.came if one.came == kind])
    ]


@opens_to(access.meeting_to_write)
def correct(request: HttpRequest, found) -> HttpResponse:
    """Say what was wrong in approved minutes."""
    sight, one = found
    form = forms.Correction.of(request, sight.base, initial={"language": get_language()})
    if form.did(lambda said: actions.correct(meeting=one, **said, deed=request.deed)):
        return redirect("meetings:meeting", meeting_id=one.id)
    title = _("Put approved minutes right")
    sentences = [_("The minutes stay as they were signed. What you write here stands below them.")]
    trail = shared.to_meeting(sight, one, Crumb(title))
    return ask(request, form, title=title, button=_("Keep it"), trail=trail, sentences=sentences)
