"""Pages of the finder: who does the same, who would strengthen whom, what nobody does; and where two owners meet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.records.paging import ROWS
from partnerhood.pathway.initiatives import access, actions, choices, forms, queries
from partnerhood.pathway.initiatives.pages import shown
from partnerhood.pathway.initiatives.queries import finding
from partnerhood.pathway.initiatives.rules import telling
from partnerhood.pathway.partnerships.pages.asking import ask

MOST_GAPS = 60


@require_safe
@opens_to(access.network_inside)
def finder(request: HttpRequest, network) -> HttpResponse:
    """Who does the same, who would strengthen whom, each with why; and what nobody does yet."""
    person = request.person  # type: ignore[attr-defined]
    themes, places = queries.themes(network.id), queries.neighbourhoods(network.id)
    found = queries.lately_heard(queries.going_on(person, network.id), clock.today())
    answers = finding.answers(network.id, found, themes, places)
    there, by_id = shown.named(themes, places), {str(one.id): one for one in found}
    met = {frozenset((str(one.one_id), str(one.other_id))): one for one in queries.introductions(person, by_id)}
    told = {
        "network": network,
        "alike": [_pair(one, by_id, there, met) for one in answers.alike[:ROWS]],
        "strengthening": [_pair(one, by_id, there, met) for one in answers.strengthening[:ROWS]],
        "more": max(len(answers.alike), len(answers.strengthening)) > ROWS,
        "gaps": _gaps(answers, places, there),
        "unreached": _unreached(answers, themes, there),
        "runs": queries.runs(person, network),
        "number": len(found),
        "trail": shown.crumbs(network, Crumb(_("Who does the same, who lacks whom"))),
    }
    return render(request, "initiatives/finder.html", told)


def _pair(pair, by_id, there, met) -> dict[str, Any]:
    one, other = by_id[pair.one], by_id[pair.other]
    return {
        "one": one,
        "other": other,
        "one_title": shown.title(one),
        "other_title": shown.title(other),
        "why": shown.reasons(pair.reasons, one, other, there),
        "introduction": met.get(frozenset((pair.one, pair.other))),
    }


def _gaps(answers: finding.Answers, places, there) -> list[dict[str, Any]]:
    """For each part of the place the themes for which it has nothing of its own, the emptiest part first."""
    lines = []
    for place in places:
        empty = [one for one in answers.cells if one.place == str(place.id) and one.is_gap]
        if empty:
            names = [{"name": there.themes[one.theme], "everywhere": one.everywhere} for one in empty]
            lines.append({"place": place.name, "themes": names})
    return sorted(lines, key=lambda line: (-len(line["themes"]), line["place"]))[:MOST_GAPS]


def _unreached(answers: finding.Answers, themes, there) -> list[dict[str, Any]]:
    """For each theme the people whom it names and whom none of its initiatives is for."""
    people: dict[str, list[str]] = {}
    for theme, who in answers.unreached:
        people.setdefault(theme, []).append(who)
    return [{"theme": there.themes[key], "who": shown.things(people[key])} for key in people]


@opens_to(access.two_to_introduce)
def pair(request: HttpRequest, two) -> HttpResponse:
    """Two initiatives side by side, why they are laid beside each other, and the button that introduces their owners."""
    network = two.one.network
    known = queries.between(two.one.id, two.other.id)
    if known:
        return redirect("initiatives:introduction", introduction_id=known.id)
    themes, places = queries.themes(network.id), queries.neighbourhoods(network.id)
    there = shown.named(themes, places)
    every = queries.lately_heard(queries.going_on(request.person, network.id), clock.today())  # type: ignore[attr-defined]
    found = finding.between(finding.answers(network.id, every, themes, places), two.one, two.other)
    one, other = (two.other, two.one) if found and found.one == str(two.other.id) else (two.one, two.other)
    kind, reasons = (found.kind, found.reasons) if found else (choices.Pair.ALIKE, ())
    form = forms.Introduce.of(request, operations.last_touch(two.one.id))
    deed = request.deed  # type: ignore[attr-defined]
    kept = {"kind": choices.Pair(kind), "reasons": [telling.said(one) for one in reasons]}
    if form.did(lambda said: actions.introduce(one=one, other=other, deed=deed, **kept, **said)):
        messages.success(request, _("Both owners read it, with why. Each may say gladly, or no thanks."))
        return redirect("initiatives:introduction", introduction_id=form.result.id)
    title = _("Introduce the two")
    told = {
        "form": form,
        "title": title,
        "both": [shown.row(each, there, clock.today()) for each in (one, other)],
        "why": shown.reasons(reasons, one, other, there),
        "trail": shown.crumbs(
            network,
            Crumb(_("Who does the same, who lacks whom"), reverse("initiatives:finder", args=[network.id])),
            Crumb(title),
        ),
    }
    return render(request, "initiatives/pair.html", told)


@require_safe
@opens_to(access.introduction)
def introduction(request: HttpRequest, told) -> HttpResponse:
    """Two owners who were introduced: why, what each said, and what became of it."""
    person, network = request.person, told.one.network  # type: ignore[attr-defined]
    there = shown.named(queries.themes(network.id), queries.neighbourhoods(network.id))
    reasons = [telling.reason(telling.Said(**one)) for one in told.reasons]
    answers = {one.initiative_id: one for one in told.answers.all()}
    both = [
        {"one": one, "title": shown.title(one), "owner": shown.owner(one), "answer": answers.get(one.id)}
        for one in (told.one, told.other)
    ]
    agreed = queries.both_agreed(told)
    for side in both:
        side["shows_contact"] = agreed
        side["dials"] = shown.dials(side["one"].phone)
    seen = {
        "told": told,
        "both": both,
        "why": shown.reasons(reasons, told.one, told.other, there),
        "agreed": agreed,
        "may_answer": any(access.answers_for(person, one) for one in (told.one, told.other)),
        "may_tell": access.keeps(person, told.one) or access.keeps(person, told.other),
        "trail": shown.crumbs(network, Crumb(_("An introduction"))),
    }
    return render(request, "initiatives/introduction.html", seen)


@opens_to(access.introduction_to_answer)
def answer(request: HttpRequest, found) -> HttpResponse:
    """Say gladly, or no thanks."""
    told, mine = found
    named = [(one, shown.title(one)) for one in mine]
    form = forms.Answer.of(request, operations.last_touch(told.id), mine=named)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.answer(introduction=told, deed=deed, **said)):
        return redirect("initiatives:introduction", introduction_id=told.id)
    return _ask(request, form, told, _("Do you want to meet?"), _("Send the answer"))


@opens_to(access.introduction_to_tell)
def became(request: HttpRequest, told) -> HttpResponse:
    """Tell what became of an introduction."""
    form = forms.Became.of(request, operations.last_touch(told.id))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.tell_outcome(introduction=told, deed=deed, **said)):
        return redirect("initiatives:introduction", introduction_id=told.id)
    return _ask(request, form, told, _("What became of it?"), _("Keep"))


def _ask(request: HttpRequest, form, told, title: str, button: str) -> HttpResponse:
    here = Crumb(_("An introduction"), reverse("initiatives:introduction", args=[told.id]))
    lines = [" · ".join((shown.title(told.one), shown.title(told.other)))]
    return ask(
        request,
        form,
        title=title,
        button=button,
        trail=shown.crumbs(told.one.network, here, Crumb(title)),
        sentences=lines,
    )
