"""The rounds of a partnership, opening one, and one round with its domains."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Crumb, Empty, NextStep
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import access, actions, forms, queries, rules
from partnerhood.pathway.rounds.pages import shared

MOST_EARLIER = 12
IN_PICTURES = ("to-talk", "waits-for-keys", "settled")


@opens_to(access.partnership_to_read)
def rounds(request: HttpRequest, partnership) -> HttpResponse:
    """Every round of a partnership, the newest first."""
    may_open = access.writes_in(request.person, partnership)
    address = reverse("rounds:open", args=[partnership.id])
    empty = Empty(
        _("Here the hospital and its partner say, each on its own, how a service stands. Then they agree."),
        _("Two pairs of eyes see more. The widest difference is talked about first."),
        _("We looked at lists; they looked at people."),
        _("Open the first round") if may_open else "",
        address if may_open else "",
    )
    told = {
        "partnership": partnership,
        "rounds": queries.told(partnership.id),
        "empty": empty,
        "open": address if may_open else "",
        "crumbs": [Crumb(partnership.name, shared.partnership_address(partnership.id)), Crumb(_("Rounds"))],
    }
    return render(request, "rounds/rounds.html", told)


@opens_to(access.partnership_to_open_in)
def open(request: HttpRequest, partnership) -> HttpResponse:
    """Open a round: for which hospital, and which domains."""
    hospitals = [one.organisation for one in partnership.partners.all() if one.works_here]
    usual = queries.usual_domains(partnership.id)
    base = operations.last_in_book(partnership.id)
    form = forms.Open.of(request, base, hospitals=[(one.id, one.known_as) for one in hospitals], usual=usual)
    by_id = {str(one.id): one for one in hospitals}
    if form.did(
        lambda said: actions.open(
            partnership=partnership, hospital=by_id[said["hospital"]], domains=said["domains"], deed=request.deed
        )
    ):
        messages.success(request, _("The round is open. Each side scores on its own now."))
        return redirect("rounds:round", form.result.id)
    told = {"form": form, "partnership": partnership, "minutes": rules.MINUTES_A_DOMAIN}
    told["crumbs"] = [
        Crumb(partnership.name, shared.partnership_address(partnership.id)),
        Crumb(_("Rounds"), reverse("rounds:rounds", args=[partnership.id])),
        Crumb(_("Open a round")),
    ]
    return render(request, "rounds/open.html", told)


@opens_to(access.round_to_read)
def round(request: HttpRequest, which) -> HttpResponse:
    """One round: what waits, what to talk about first, what is settled, and who does what."""
    rows = queries.table(which, request.person)
    mine = access.sides_of(request.person, which)
    pictures: list[dict[str, Any]] = [
        {
            "row": row,
            "name": vocabulary.name("domains", row.domain),
            "stairs": shared.staircase(row, which),
            "is_drawn": shared.is_readable(row) and row.stage != "to-score",
            "to_score": bool(mine) and not which.closed_at and row.stage == "to-score",
        }
        for row in rows
    ]
    planned, earlier = queries.on_the_plan(which)
    told = {
        "round": which,
        "month": shared.month(which.opened_at),
        "talk": [one for one in pictures if one["row"].stage in ("to-talk", "waits-for-keys")],
        "waits": [one for one in pictures if one["row"].stage in ("to-score", "waits-for-other")],
        "settled": [one for one in pictures if one["row"].stage == "settled"],
        "draws": any(one["is_drawn"] and one["row"].stage in IN_PICTURES for one in pictures),
        "actions": planned,
        "earlier": earlier[:MOST_EARLIER],
        "all_earlier": len(earlier),
        "today": clock.today(),
        "mine": mine,
        "may_plan": bool(mine) and not which.closed_at,
        "next": _next(which, mine, rows, bool(planned)),
        "crumbs": shared.crumbs(which),
    }
    return render(request, "rounds/round.html", told)


def _next(which, mine, rows, is_planned: bool) -> NextStep | None:
    """The next thing to do in a round, for this reader."""
    if which.closed_at or not mine:
        return None
    left = [row for row in rows if row.stage == "to-score"]
    if left:
        said = ngettext(
            "Your side has not scored %(number)s domain yet: about %(minutes)s minutes.",
            "Your side has not scored %(number)s domains yet: about %(minutes)s minutes.",
            len(left),
        ) % {"number": len(left), "minutes": rules.MINUTES_A_DOMAIN * len(left)}
        return NextStep(said, _("Score the first"), reverse("rounds:score", args=[which.id, left[0].domain]))
    return _talk_or_close(which, rows, is_planned)


def _talk_or_close(which, rows, is_planned: bool) -> NextStep | None:
    talk = next((row for row in rows if row.stage in ("to-talk", "waits-for-keys")), None)
    if talk:
        name = vocabulary.name("domains", talk.domain)
        waits = (
            _("%(domain)s waits for keys.") if talk.stage == "waits-for-keys" else _("First to talk about: %(domain)s.")
        )
        return NextStep(waits % {"domain": name}, _("Go there"), reverse("rounds:domain", args=[which.id, talk.domain]))
    if not is_planned:
        said = _("A round ends with who does what by when.")
        return NextStep(said, _("Plan an action"), reverse("rounds:plan", args=[which.id]))
    if all(row.stage == "settled" for row in rows):
        return NextStep(
            _("Everything is settled and planned."),
            _("Close the round"),
            reverse("rounds:close", args=[which.id]),
            waits=False,
        )
    return None
