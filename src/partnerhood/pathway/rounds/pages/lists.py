"""The rounds of a partnership, and one round with its domains or questions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Crumb, Empty, NextStep
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import access, queries
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
        "rounds": [(one, shared.title(one.round, queries.of_round(one.round))) for one in queries.told(partnership.id)],
        "empty": empty,
        "open": address if may_open else "",
        "asked": [_questionnaire(partnership, one) for one in queries.offered(partnership)] if may_open else [],
        "crumbs": [Crumb(partnership.name, shared.partnership_address(partnership.id)), Crumb(_("Rounds"))],
    }
    return render(request, "rounds/rounds.html", told)


def _questionnaire(partnership, asks: queries.Instrument) -> dict[str, object]:
    return {
        "name": vocabulary.say(asks.name),
        "minutes": asks.whole,
        "href": reverse("rounds:ask", args=[partnership.id, asks.code]),
    }


@opens_to(access.round_to_read)
def round(request: HttpRequest, which) -> HttpResponse:
    """One round: what waits, what to talk about first, what is settled, and who does what."""
    rows = queries.table(which, request.person)
    mine, asks = access.sides_of(request.person, which), queries.of_round(which)
    pictures: list[dict[str, Any]] = [
        {
            "row": row,
            "name": asks.item_name(row.domain),
            "href": reverse("rounds:domain", args=[which.id, row.domain]),
            "stairs": shared.staircase(row, which) if asks.is_ladder else None,
            "said": [] if asks.is_ladder or row.stage == "to-score" else shared.spoken(asks, row),
            "agreed": shared.in_words(asks, row.domain, row.agreed.step) if row.agreed and row.agreed.step else "",
            "is_drawn": shared.is_readable(row) and row.stage != "to-score",
            "to_score": bool(mine) and not which.closed_at and row.stage == "to-score",
        }
        for row in rows
    ]
    planned, earlier = queries.on_the_plan(which)
    told = {
        "round": which,
        "asks": asks,
        "explanation": vocabulary.say(asks.explanation) if asks.explanation else "",
        "looked_at": queries.looked_at(which),
        "title": shared.title(which, asks),
        "talk": [one for one in pictures if one["row"].stage in ("to-talk", "waits-for-keys")],
        "waits": sorted(
            (one for one in pictures if one["row"].stage in ("to-score", "waits-for-other")),
            key=lambda one: which.domains.index(one["row"].domain),
        ),
        "settled": [one for one in pictures if one["row"].stage == "settled"],
        "draws": asks.is_ladder and any(one["is_drawn"] and one["row"].stage in IN_PICTURES for one in pictures),
        "actions": planned,
        "earlier": earlier[:MOST_EARLIER],
        "all_earlier": len(earlier),
        "today": clock.today(),
        "mine": mine,
        "may_plan": bool(mine) and not which.closed_at,
        "next": _next(which, asks, mine, rows, bool(planned)),
        "crumbs": shared.crumbs(which),
    }
    return render(request, "rounds/round.html", told)


def _next(which, asks, mine, rows, is_planned: bool) -> NextStep | None:
    """The next thing to do in a round, for this reader."""
    if which.closed_at or not mine:
        return None
    left = [row for row in rows if row.stage == "to-score"]
    if left:
        to_score = [one for one in which.domains if one in {row.domain for row in left}]
        there = reverse("rounds:score", args=[which.id, to_score[0]])
        said = {"number": len(left), "minutes": shared.minutes_left(which, asks, len(left))}
        return NextStep(_left(asks, len(left)) % said, _("Score the first") if asks.is_ladder else _("Answer"), there)
    return _talk_or_close(which, asks, rows, is_planned)


def _left(asks: queries.Instrument, number: int) -> str:
    if asks.is_ladder:
        return ngettext(
            "Your side has not scored %(number)s domain yet: about %(minutes)s minutes.",
            "Your side has not scored %(number)s domains yet: about %(minutes)s minutes.",
            number,
        )
    return ngettext(
        "Your side has not answered %(number)s question yet: about %(minutes)s minutes.",
        "Your side has not answered %(number)s questions yet: about %(minutes)s minutes.",
        number,
    )


def _talk_or_close(which, asks: queries.Instrument, rows, is_planned: bool) -> NextStep | None:
    talk = next((row for row in rows if row.stage in ("to-talk", "waits-for-keys")), None)
    if talk:
        name = asks.item_name(talk.domain)
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
