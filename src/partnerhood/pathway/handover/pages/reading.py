"""One hand-over on one page: its criteria, its plan, its keys and its later looks; and one criterion with all its answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, NextStep
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access, choices, queries, rules
from partnerhood.pathway.handover.pages import shared
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.pages import asking
from partnerhood.pathway.rounds.pages.shared import keyring


@opens_to(access.handover)
def handover(request: HttpRequest, which) -> HttpResponse:
    """Everything of one hand-over on one page, that also prints."""
    row = queries.rows_of([which])[0]
    told = told_of(request, which, row)
    told["next"] = _next(request, which, row, told)
    return render(request, "handover/handover.html", told)


def told_of(request: HttpRequest, which, row, *, to_sign: bool = False) -> dict:
    """What the page of a hand-over shows: what is known today; and the page where one signs: what the plan says of its day."""
    content = queries.content(which)
    parties = _parties(which, row)
    speaks = any(request.person.has(one.id, *access.WRITERS) for one in parties)
    works = speaks and row.state in ("asked", "waits-for-keys")
    mine = partnerships.keys_held(request.person, [one.id for one in parties])
    points, signed, changed = _points(which, row, content)
    open_points = rules.open_points([one.fact for one in signed], content.accepted if content else ())
    bare = rules.without_a_word(content) if content else []
    is_ready = content is not None and content.known is not None and not open_points and not bare
    shown = signed if to_sign else points
    likely, besides = queries.expected(points)
    href = reverse("handover:sign", args=[which.id]) if is_ready else ""
    return {
        "which": which,
        "row": row,
        "state": choices.State(row.state).label,
        "name": shared.name(which),
        "points": [shared.point(one) for one in shown],
        "met": sum(one.fact.met == "met" for one in shown),
        "likely": likely,
        "besides": ", ".join(besides),
        "open": open_points,
        "open_names": ", ".join(one.asked.name for one in signed if one.asked.code in open_points),
        "bare": ", ".join(queries.figure_name(one) for one in bare),
        "changed": changed,
        "ready": is_ready,
        "content": content,
        "figures": shared.figures(content),
        "stays": [vocabulary.name("what_stays", code) for code in content.stays] if content else [],
        "keyring": _keys(row, parties, href, mine),
        "works": works,
        "may_take_back": row.state in ("asked", "waits-for-keys") and _is_signatory(request, which),
        "may_reopen": row.state in rules.STANDING and _is_own(request, which),
        "may_look": row.state in rules.STANDING and speaks,
        "parties": parties,
        "network": which.criteria.get("network", ""),
        "square": asking.square(request.path),
        "trail": shared.inside(which),
        "mine": mine,
    }


def _points(which, row, content, seen: dict[str, Any] | None = None) -> tuple[list, list, list[str]]:
    """What is known: today, and as both sign it; and the names of what is otherwise today than the plan says. Nothing is asked
    again once every key is turned under what was known."""
    is_signed = row.signed_at is not None
    is_frozen = content is not None and content.known is not None
    kept = queries.frozen(which, content, signed=is_signed) if is_frozen else None
    if kept is not None and (is_signed or which.taken_back_at):
        return kept, kept, []
    live = queries.points(which, content, (row.signed_at or clock.now()).date(), signed=is_signed, seen=seen)
    if kept is None:
        return live, live, []
    moved = rules.changed_since(content.known.facts, [one.fact for one in live])
    names = {one.asked.code: one.asked.name for one in live}
    return live, kept, [names[now.criterion] for _then, now in moved]


def _parties(which, row) -> list:
    """Who holds a key: as the keys say where all are turned, for that is asked already."""
    if row.signed_at:
        return sorted({one.organisation for one in row.signatures}, key=lambda one: one.name)
    return list(partnership_queries.parties(which.partnership))


def _keys(row, parties, href: str, mine):
    if row.handover.wording is None:
        return None
    return keyring(row.signatures, parties, row.missing, row.handover.wording.made_at, href, mine)


def _is_own(request: HttpRequest, which) -> bool:
    return request.person.has(which.hospital_id, *access.WRITERS)


def _is_signatory(request: HttpRequest, which) -> bool:
    return request.person.has(which.hospital_id, "signatory")


def _next(request: HttpRequest, which, row, told) -> NextStep | None:
    """The next thing to do, for this reader."""
    due = next((look for look in row.looks if look.is_due), None)
    if told["may_look"] and due:
        said = _("It is time to look again, %(months)s months after.") % {"months": due.months}
        return NextStep(said, _("Write down what you saw"), reverse("handover:look", args=[which.id, due.months]))
    if not told["works"]:
        return None
    if told["content"] is None:
        said = _("Next: write down who owns it, what stops, what stays, and whom one may call.")
        return NextStep(said, _("Write the plan"), reverse("handover:plan", args=[which.id]))
    if told["changed"] or told["content"].known is None:
        said = _(
            "What is known is not what the plan says any more. Take it over, so that both sign what is true today."
        )
        return NextStep(said, _("See what changed"), reverse("handover:renew", args=[which.id]))
    if told["open"]:
        said = _("Still open: %(points)s. Answer it, or let both accept it with a reason and a day.") % {
            "points": told["open_names"]
        }
        return NextStep(said, _("Change the plan"), reverse("handover:plan", args=[which.id]))
    if told["bare"]:
        said = _("Say beside each figure what else changed. Still missing: %(figures)s.") % {"figures": told["bare"]}
        return NextStep(said, _("Change the plan"), reverse("handover:plan", args=[which.id]))
    if set(told["mine"]) & row.missing:
        return NextStep(
            _("This hand-over waits for your key."), _("Read and sign"), reverse("handover:sign", args=[which.id])
        )
    return None


@opens_to(access.criterion)
def criterion(request: HttpRequest, found) -> HttpResponse:
    """One criterion: what is asked, what is known today and from where, when it is likely, and everything that was answered."""
    which, asked = found
    row = queries.rows_of([which])[0]
    content = queries.content(which)
    seen: dict[str, Any] = {}
    points, _signed, changed = _points(which, row, content, seen)
    point = next((one for one in points if one.asked.code == asked.code), None)
    works = row.state not in rules.SETTLED and bool(access.parties_of(request.person, which))
    told = {
        "which": which,
        "asked": asked,
        "one": shared.point(point) if point else None,
        "on": content.known.on if content and content.known else None,
        "changed": asked.name in changed,
        "answers": [
            queries.answered(one) for one in reversed(queries.testimonies(which, seen)) if one.criterion == asked.code
        ],
        "may_answer": works and point is not None and point.may_be_answered,
        "trail": shared.inside(which, Crumb(asked.name)),
    }
    return render(request, "handover/criterion.html", told)


@opens_to(access.criterion_to_read)
def evidence(request: HttpRequest, testimony) -> HttpResponse:
    """The page or photo that came with an answer."""
    if not testimony.file:
        raise Http404
    return asking.file(testimony.file, "answer", number=testimony.id)
