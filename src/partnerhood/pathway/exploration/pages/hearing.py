"""Pages of who must be heard, of communiqués with the order of telling, and of questions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, languages, paging
from partnerhood.pathway.exploration import access, actions, forms, queries, rules
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.partnerships.pages.asking import ask


@require_GET
@opens_to(access.dossier)
def heard(request: HttpRequest, sight) -> HttpResponse:
    """Who must be heard before a decision: asked, due, what they advise, and what was done with it."""
    found = queries.hearings(sight)
    page = paging.page(request.GET.get("page"), len(found))
    told = {
        "sight": sight,
        "hearings": [_hearing(one, sight) for one in page.rows(found)],
        "page": page,
        "trail": shared.crumbs(sight, Crumb(_("Who is heard"))),
    }
    return render(request, "exploration/heard.html", told)


def _hearing(one, sight) -> dict[str, Any]:
    late = rules.is_late(one.due_date, one.given_date, clock.today())
    return {"hearing": one, "name": shared.heard(one, sight), "is_late": late, "closing": shared.closing(one)}


def _trail(sight, title: str) -> list[Crumb]:
    return shared.crumbs(sight, shared.crumb("heard", _("Who is heard"), sight.exploration.id), Crumb(title))


@opens_to(access.dossier_to_write)
def ask_hearing(request: HttpRequest, sight) -> HttpResponse:
    """Ask somebody who must be heard."""
    start = {"asked_date": clock.today()}
    lists = {"bodies": sight.named_bodies, "parties": list(sight.names.items())}
    form = forms.Hearing.of(request, sight.base, initial=start, **lists)

    def act(said: dict[str, Any]) -> object:
        house = queries.partner(sight, said.pop("organisation", ""))
        return actions.ask_hearing(exploration=sight.exploration, organisation=house, **said, deed=request.deed)

    if form.did(act):
        return redirect("exploration:heard", exploration_id=sight.exploration.id)
    title = _("Ask somebody who must be heard")
    return ask(request, form, title=title, button=_("Ask them"), trail=_trail(sight, title))


@opens_to(access.hearing)
def advise(request: HttpRequest, found) -> HttpResponse:
    """Write down what somebody advises."""
    sight, one = found
    start = {"given_date": one.given_date or clock.today(), "advice": one.advice, "language": get_language()}
    form = forms.Advice.of(request, sight.base, initial={**start, "words": languages.original(one.words)})
    if form.did(lambda said: actions.advise(hearing=one, **said, deed=request.deed)):
        return redirect("exploration:heard", exploration_id=sight.exploration.id)
    title = _("The advice")
    named = [shared.heard(one, sight)]
    return ask(request, form, title=title, button=_("Keep it"), trail=_trail(sight, title), sentences=named)


@opens_to(access.hearing)
def follow(request: HttpRequest, found) -> HttpResponse:
    """Say what was done with an advice."""
    sight, one = found
    start = {"words": languages.original(one.done), "language": get_language()}
    form = forms.Followed.of(request, sight.base, initial=start)
    if form.did(lambda said: actions.follow_advice(hearing=one, **said, deed=request.deed)):
        return redirect("exploration:heard", exploration_id=sight.exploration.id)
    title = _("What was done with it")
    named = [shared.heard(one, sight)]
    trail = _trail(sight, title)
    return ask(request, form, title=title, button=_("Keep it"), trail=trail, words=one.words, sentences=named)


@require_GET
@opens_to(access.dossier)
def questions(request: HttpRequest, sight) -> HttpResponse:
    """The questions of staff and public: those that wait first, with the day by which they are answered."""
    found = queries.questions(sight)
    page = paging.page(request.GET.get("page"), len(found))
    told = {
        "sight": sight,
        "questions": [_question(one, sight) for one in page.rows(found)],
        "page": page,
        "trail": shared.crumbs(sight, Crumb(_("Questions"))),
    }
    return render(request, "exploration/questions.html", told)


def _question(one, sight) -> dict[str, Any]:
    own = sight.person is not None and one.person_id == sight.person.id
    return {"question": one, "is_late": queries.is_question_late(one), "reads_why": own or sight.is_board}


def _back(sight, title: str) -> list[Crumb]:
    return shared.crumbs(sight, shared.crumb("questions", _("Questions"), sight.exploration.id), Crumb(title))


@opens_to(access.dossier_to_ask)
def ask_question(request: HttpRequest, sight) -> HttpResponse:
    """Ask the boards something; who keeps the dossier also notes what the public asked."""
    form = forms.Question.of(request, sight.base, initial={"language": get_language()}, writes=sight.writes)

    def act(said: dict[str, Any]) -> object:
        given = {name: value for name, value in said.items() if value}
        return actions.ask(exploration=sight.exploration, **given, deed=request.deed)

    if form.did(act):
        return redirect("exploration:questions", exploration_id=sight.exploration.id)
    title = _("Ask both boards")
    sentences = [_("Your question stands on the page without your name, with the day by which it is answered.")]
    return ask(request, form, title=title, button=_("Ask it"), trail=_back(sight, title), sentences=sentences)


@opens_to(access.question_to_answer)
def answer(request: HttpRequest, found) -> HttpResponse:
    """Answer a question for both boards."""
    sight, one = found
    start = {"words": languages.original(one.answer), "language": get_language()}
    form = forms.Answer.of(request, sight.base, initial=start)
    if form.did(lambda said: actions.answer(question=one, **said, deed=request.deed)):
        return redirect("exploration:questions", exploration_id=sight.exploration.id)
    title = _("The answer of both boards")
    return ask(request, form, title=title, button=_("Publish it"), trail=_back(sight, title), words=one.words)


@opens_to(access.question_to_answer)
def remove(request: HttpRequest, found) -> HttpResponse:
    """Take a question from the page, with the reason that its asker reads."""
    sight, one = found
    form = forms.Removal.of(request, sight.base)
    if form.did(lambda said: actions.remove_question(question=one, **said, deed=request.deed)):
        return redirect("exploration:questions", exploration_id=sight.exploration.id)
    title = _("Remove this question")
    return ask(request, form, title=title, button=title, trail=_back(sight, title), words=one.words)
