"""Score a domain: one question after another, made for a phone."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import files
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import access, actions, forms, queries, rules
from partnerhood.pathway.rounds.choices import LADDER
from partnerhood.pathway.rounds.pages import shared

QUESTIONS = ("keeps_it_going", "as_agreed")
MARKS = ("1", "2", "3", "4", "5", "not_chosen", "do_not_know")
WRITTEN = ("level", "words", "look", "file_name", "language", "ward", "others", "minutes", "on_behalf_of")
LONGEST = 4000
HALF_DONE = "half-done scores"
MOST_HALF_DONE = 40


@opens_to(access.domain_to_write, offline=True)
def score(request: HttpRequest, found) -> HttpResponse:
    """Two questions, then why and what one can look at; only the last page is a deed, and coming back begins nothing anew."""
    which, domain = found
    sides, asks = shared.sides(request.person, which), queries.of_round(which)
    key, whose = f"{which.id} {domain}", {"sides": sides, "asks": asks, "domain": domain}
    written = _written(request, whose)
    marks, typed = _half_done(request, key, written)
    if written and request.POST.get("back") == "later":
        messages.success(request, _("Kept for you. It waits here until you hand it in; nobody else reads it."))
        return redirect("rounds:round", which.id)
    stage = _stage(request, marks) if asks.is_ladder else "why"
    usual = {"minutes": shared.minutes_left(which, asks, 1), **_earlier(which, domain, sides)}
    start = {**usual, **typed, **marks, "base": shared.base(which)}
    form = written if written and stage == "why" else forms.Score(**whose, initial=start)
    if form.did(lambda said: _give(request, which, domain, form, said)):
        _forget(request, key)
        messages.success(request, _("Your score for %(domain)s is in.") % {"domain": asks.item_name(domain)})
        return _go_on(which, asks, form.result)
    told = _told(request, which, domain, form, stage, marks) if asks.is_ladder else _asked(which, domain, asks, form)
    return render(request, "rounds/score.html", told)


def _go_on(which, asks: queries.Instrument, given) -> HttpResponse:
    """After a question the next one that this side has not answered; after a domain, or the last of them, the round."""
    inside = queries.who_is_in([which.id])
    left = [one for one in which.domains if given.organisation_id not in inside[which.id, one]]
    if asks.is_ladder or not left:
        return redirect("rounds:round", which.id)
    return redirect("rounds:score", which.id, left[0])


def _give(request: HttpRequest, which, domain, form, said) -> object:
    side = queries.side(said["on_behalf_of"])
    return actions.score(round=which, domain=domain, on_behalf_of=side, content=form.content(said), deed=request.deed)


def _written(request: HttpRequest, whose: dict[str, Any]) -> forms.Score | None:
    """What was written on the last page, with the file that came along, whichever button sent it."""
    if request.method != "POST" or request.POST.get("at") != "why":
        return None
    form = forms.Score(request.POST, request.FILES, **whose)
    form.carry(partial(files.keep, who=request.person.id))
    return form


def _half_done(request: HttpRequest, key: str, written: forms.Score | None) -> tuple[dict[str, str], dict[str, str]]:
    """The answers given and the words written so far, also before a pause; who does not choose is not asked twice."""
    kept = request.session.get(HALF_DONE, {})
    said = {**kept.get(key, {}), **{name: request.POST[name] for name in QUESTIONS if request.POST.get(name) in MARKS}}
    if said.get("keeps_it_going") == "not_chosen":
        said["as_agreed"] = "not_chosen"
    if written:
        said |= {name: written.data.get(name, "")[:LONGEST] for name in WRITTEN}
    if request.method == "POST" and said != kept.get(key, {}):
        others = [one for one in kept.items() if one[0] != key]
        request.session[HALF_DONE] = dict([*others, (key, said)][-MOST_HALF_DONE:])
    return {name: said[name] for name in QUESTIONS if name in said}, {
        name: said[name] for name in WRITTEN if name in said
    }


def _forget(request: HttpRequest, key: str) -> None:
    """What was handed in is half-done no more."""
    kept = request.session.get(HALF_DONE, {})
    request.session[HALF_DONE] = {one: said for one, said in kept.items() if one != key}


def _stage(request: HttpRequest, marks: dict[str, str]) -> str:
    back = request.POST.get("back")
    if back in QUESTIONS:
        return back
    return next((name for name in QUESTIONS if name not in marks), "why")


def _earlier(which, domain, sides) -> dict[str, object]:
    """What this side said before in this round, to correct it without typing it again."""
    kept = queries.score_of(which.id, domain, sides[0][0])
    if kept is None:
        before = None if which.instrument == LADDER else queries.last_score(which.id, sides[0][0])
        return {"others": _functions(before)} if before else {}
    return {
        "level": kept.level,
        "words": next((part["words"] for part in kept.words.values() if isinstance(part, dict)), ""),
        "look": "\n".join(one["words"] for one in kept.evidence if one.get("words")),
        "file_name": next((one["file"] for one in kept.evidence if one.get("file")), ""),
        "ward": next((one["function"] for one in kept.scorers if one.get("of_the_ward")), ""),
        "others": _functions(kept),
    }


def _functions(given) -> str:
    """Who scored beside the ward, as one writes it; who answered one question mostly answers the next."""
    return ", ".join(one["function"] for one in given.scorers if not one.get("of_the_ward"))


def _asked(which, domain, asks: queries.Instrument, form) -> dict[str, object]:
    """One question of a questionnaire, with all there is to say of it on one page."""
    item = asks.items.get(domain)
    return {
        "round": which,
        "asks": asks,
        "domain": domain,
        "name": asks.item_name(domain),
        "form": form,
        "stage": "why",
        "number": which.domains.index(domain) + 1,
        "of": len(which.domains),
        "minutes": which.minutes,
        "ask_to_see": vocabulary.say(item.ask_to_see) if item and item.ask_to_see else "",
        "counted": vocabulary.say(item.counted) if item and item.counted else "",
        "crumbs": shared.crumbs(which, Crumb(asks.item_name(domain))),
    }


def _told(request, which, domain, form, stage, marks) -> dict[str, object]:
    term = vocabulary.domain(domain)
    said = {name: vocabulary.step_name(mark) for name, mark in marks.items()}
    return {
        "round": which,
        "asks": queries.ladder(),
        "domain": domain,
        "name": vocabulary.say(term.name),
        "form": form,
        "stage": stage,
        "number": {"keeps_it_going": 1, "as_agreed": 2, "why": 3}[stage],
        "question": vocabulary.name("ladder_questions", stage) if stage != "why" else "",
        "steps": [_step(one, stage, str(term.support).split(".")[0]) for one in vocabulary.ladder()],
        "outside": [
            (code, name, vocabulary.explanation("outside_the_ladder", code))
            for code, name in vocabulary.choices("outside_the_ladder")
        ],
        "chosen": marks.get(stage, ""),
        "is_missing": request.POST.get("at") == stage != "why" and not request.POST.get("back"),
        "marks": marks,
        "said": said,
        "is_hospital": any(str(which.hospital_id) == str(key) for key, _name in form.fields["on_behalf_of"].choices),
        "ask_to_see": _ask_to_see(marks),
        "minutes": rules.MINUTES_A_DOMAIN,
        "crumbs": shared.crumbs(which, Crumb(vocabulary.say(term.name))),
    }


def _step(one, stage: str, support: str) -> dict[str, object]:
    text = one.keeps_it_going if stage == "keeps_it_going" else one.as_agreed
    return {
        "number": one.number,
        "name": vocabulary.say(one.name),
        "text": vocabulary.say(text),
        "cue": vocabulary.say(one.looks_like[support]),
    }


def _ask_to_see(marks: dict[str, str]) -> str:
    """What to put on the table for the step that counts."""
    if set(marks) != set(QUESTIONS):
        return ""
    counted = rules.lower(marks["keeps_it_going"], marks["as_agreed"])
    return vocabulary.say(vocabulary.step(counted).ask_to_see) if isinstance(counted, int) else ""
