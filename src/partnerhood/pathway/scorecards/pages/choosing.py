"""Saying by what a network judges itself: one aim after the other, then all of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.scorecards import access, actions, forms, queries, rules
from partnerhood.pathway.scorecards.pages import shared


@opens_to(access.board_to_choose)
def choose(request: HttpRequest, board) -> HttpResponse:
    """Choose for each aim, then say targets, splits, of whom it is asked, and why."""
    form = _form(request, board)

    def act(said: dict) -> object:
        kept = {"content": form.content(), "why": said["why"], "language": said["language"]}
        return actions.choose(network=board.network, **kept, deed=request.deed)

    if form.did(act):
        messages.success(request, _("From now on the network is judged by this. What stood before stays readable."))
        return redirect("scorecards:scorecard", board.network.id)
    step = form.step
    told = {
        "form": form,
        "network": board.network,
        "step": step if step != forms.REST else "",
        "aim": vocabulary.name("aims", step) if step != forms.REST else "",
        "explanation": vocabulary.explanation("aims", step) if step != forms.REST else "",
        "next": _next(form.aims, step),
        "warnings": [shared.warned(one) for one in rules.warnings(form.sketched())] if step == forms.REST else [],
        "trail": shared.trail(board.network, Crumb(_("Change"))),
    }
    return render(request, "scorecards/choose.html", told)


def _form(request: HttpRequest, board) -> forms.Choice:
    """The form on what stands now: the first aim where nothing was chosen yet, all of it otherwise."""
    now = queries.read(board.versions[0]) if board.versions else None
    there = queries.members(board.network.id)
    offered = queries.to_choose(board.network.id)
    before = [code for code in now.codes if code not in {one.code for one in offered}] if now else []
    return forms.Choice.of(
        request,
        operations.last_in_book(board.network.coordinator_id),
        initial={"at": "" if now else next(iter(queries.aims()))},
        offered=[*offered, *indicators.followed(before).values()],
        members=there,
        now=now,
        asked=queries.first(board.network.id, there),
    )


def _next(aims: list[str], step: str) -> str:
    """Which aim comes after this one; the rest after the last."""
    place = aims.index(step) + 1 if step in aims else len(aims)
    return aims[place] if place < len(aims) else forms.REST
