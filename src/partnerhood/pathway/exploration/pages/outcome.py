"""Pages of the outcome: what both boards choose, and the goals that it starts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import ids
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import access, actions, forms, queries
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.goals import forms as goal_forms
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships.pages.asking import ask

TO_CHOOSE_FROM = 20
"""The newest needs of a house on the form of a goal."""


@opens_to(access.dossier_to_write)
def propose(request: HttpRequest, sight) -> HttpResponse:
    """Lay before both boards which option they choose, and why."""
    held = queries.compared_options(sight)
    named = [(one.id, f"{one.letter} · {shared.called(one.name)}") for one in held]
    standing = queries.outcome(sight.exploration.id)
    start = _now(standing) if standing else {"option": request.GET.get("option", ""), "language": get_language()}
    form = forms.Outcome.of(request, sight.base, initial=start, options=named)

    def act(said: dict[str, Any]) -> object:
        content = said["content"]
        option = next(one for one in held if one.id == content.option)
        whole = {"exploration": sight.exploration, "option": option, "content": content}
        return actions.propose_outcome(**whole, deed=request.deed)

    if form.did(act):
        return redirect("exploration:statement", statement_id=form.result.id)
    title = _("What do both boards choose?")
    sentences = [_("Until both boards signed these very words, every option stays open.")]
    trail = shared.crumbs(sight, Crumb(title))
    return ask(request, form, title=title, button=_("Lay it under both keys"), trail=trail, sentences=sentences)


def _now(standing) -> dict[str, Any]:
    content = standing.wording.content
    return {**content, "why_not": "\n".join(content["why_not"])}


@opens_to(access.outcome_to_start_from)
def start_goal(request: HttpRequest, found) -> HttpResponse:
    """Propose a goal of the new cooperation, from needs that a house voiced."""
    sight, one, house = found
    said_needs = [*request.GET.getlist("need"), *request.POST.getlist("needs")]
    named = [key for key in map(ids.read, said_needs) if key][:TO_CHOOSE_FROM]
    asked = goals.needs_to_answer(house.id, request.person, TO_CHOOSE_FROM, named)
    domain = request.POST.get("domain", "")
    lists = {
        "needs": [(need.id, shared.called(need.words)[:64] or _("A spoken need")) for need in asked],
        "parties": [(key, sight.names[key]) for key in sight.speaks],
        "offered": indicators.to_choose(request.person, domain) if domain else (),
    }
    start = {"needs": request.GET.getlist("need"), "language": get_language()}
    form = goal_forms.Proposal.of(request, sight.base, initial=start, **lists)

    def act(said: dict[str, Any]) -> object:
        by = queries.partner(sight, said["on_behalf_of"])
        chosen = needs.by_ids(said["needs"])
        goal = {"hospital": house, "domain": said["domain"], "content": said["content"], "needs": chosen}
        return actions.start_goal(statement=one.statement, on_behalf_of=by, **goal, deed=request.deed)

    if form.did(act):
        messages.success(
            request, _("Proposed. It counts when every partner has turned its key under these very words.")
        )
        return redirect("goals:goal", goal_id=form.result.id)
    told = {"form": form, "hospital": house, "others": [], "helpers": [], "trail": _trail(sight, one)}
    return render(request, "goals/propose.html", told)


def _trail(sight, one) -> list[Crumb]:
    return shared.crumbs(sight, shared.crumb("statement", _("The outcome"), one.statement.id), Crumb(_("A goal")))


def following(sight, one) -> dict[str, Any]:
    """The goals that follow from an outcome, and where the next one is proposed, house by house."""
    if one.statement.kind != "outcome" or not one.is_agreed:
        return {}
    found = [
        (goal.wording.content, reverse("goals:goal", args=[goal.id]))
        for goal in queries.goals_of(one.statement, sight.person)
    ]
    starts = [
        (name, reverse("exploration:start_goal", args=[one.statement.id, key])) for key, name in sight.names.items()
    ]
    return {"goals": found, "starts": starts if sight.writes else []}
