"""Pages where the words of a goal are written: proposed from needs, put in other words, read in another language."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import ids, languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.records.languages import Words
from partnerhood.pathway.goals import access, actions, forms, queries
from partnerhood.pathway.goals.pages.reading import trail
from partnerhood.pathway.goals.pages.wording import differences
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships.pages.asking import ask

TO_CHOOSE_FROM = 20
"""The newest needs on the form; an older one is proposed for from its own page, which names it."""


@opens_to(access.partnership_to_propose_in, offline=True)
def propose(request: HttpRequest, partnership) -> HttpResponse:
    """Propose a goal for one hospital, from needs that it voiced, beside who could help."""
    partners = [one.organisation for one in partnership.partners.all()]
    hospital = _hospital(partnership, partners, request.GET.get("hospital", ""))
    said = [*request.GET.getlist("need"), *request.POST.getlist("needs")]
    named = [key for key in map(ids.read, said) if key][:TO_CHOOSE_FROM]
    asked = queries.needs_to_answer(hospital.id, request.person, TO_CHOOSE_FROM, named)
    parties = [(one.id, one.known_as) for one in partners if access.speaking(request.person, [one.id])]
    initial = {"needs": request.GET.getlist("need"), "language": _tongue()}
    choices = [(one.id, _line(one.words)) for one in asked]
    domain = request.POST.get("domain", "")
    offered = indicators.to_choose(request.person, domain) if domain else ()
    form = forms.Proposal.of(
        request, partnership.base, initial=initial, needs=choices, parties=parties, offered=offered
    )

    def act(said: dict) -> object:
        chosen = needs.by_ids(said["needs"])
        by = next(one for one in partners if str(one.id) == said["on_behalf_of"])
        return actions.propose(
            partnership=partnership,
            hospital=hospital,
            domain=said["domain"],
            content=said["content"],
            needs=chosen,
            on_behalf_of=by,
            deed=request.deed,
        )

    if form.did(act):
        messages.success(
            request, _("Proposed. It counts when every partner has turned its key under these very words.")
        )
        return redirect("goals:goal", goal_id=form.result.id)
    told = {
        "form": form,
        "hospital": hospital,
        "others": [one for one in partners if one.id != hospital.id],
        "helpers": queries.who_could_help.beside(hospital, request.person),
        "trail": [
            Crumb(partnership.name, reverse("partnerships:partnership", args=[partnership.id])),
            Crumb(_("Goals"), reverse("goals:of_partnership", args=[partnership.id])),
        ],
    }
    return render(request, "goals/propose.html", told)


def _hospital(partnership, partners: list, asked: str):
    """Whose needs the goal answers: the one that was asked for, else the one where the work is done."""
    if asked:
        found = [one for one in partners if str(one.id) == asked]
        if not found:
            raise Http404
        return found[0]
    there = [one.organisation for one in partnership.partners.all() if one.works_here]
    return (there or partners)[0]


def _tongue() -> str:
    """The reader's language, where goals can be signed in it."""
    spoken = get_language() or "en"
    return spoken if spoken in dict(forms.SPOKEN) else "en"


def _line(words: Words) -> str:
    said, _language = languages.best(words, get_language() or "en")
    return (said if len(said) <= 64 else f"{said[:62].rstrip()} …") or _("A spoken need")


@opens_to(access.goal_to_word, offline=True)
def reword(request: HttpRequest, goal) -> HttpResponse:
    """Propose other words; the keys under the earlier ones fall. Two who do so at once see both versions."""
    offered = indicators.to_choose(request.person, goal.domain)
    form = forms.Words.of(request, goal.base, initial=forms.filled(queries.content(goal.wording)), offered=offered)
    told: dict[str, object] = {}
    try:
        if form.did(
            lambda said: actions.reword(goal=goal, content=said["content"], deed=request.deed), shows_both=True
        ):
            messages.success(request, _("These are the words now. Every partner is asked to sign them."))
            return redirect("goals:goal", goal_id=goal.id)
    except Conflicting:
        goal = access.goal_to_word(request.person, goal.id)
        form.on(goal.base)
        told = {"both": differences(queries.content(goal.wording), form.cleaned_data["content"])}
    told |= {"form": form, "goal": goal, "signed": len(queries.row(goal).keyring.signed)}
    told |= {"trail": trail(goal, is_inside=True, here=True)}
    return render(request, "goals/words.html", told, status=409 if "both" in told else 200)


@opens_to(access.goal_inside, offline=True)
def translate(request: HttpRequest, goal) -> HttpResponse:
    """Say the goal's sentence in another language, so that it is understood before it is signed."""
    form = forms.Reading.of(request, goal.base, initial={"language": _tongue()})
    if form.did(lambda said: actions.translate(goal=goal, wording=goal.wording, **said, deed=request.deed)):
        return redirect("goals:goal", goal_id=goal.id)
    return ask(
        request,
        form,
        title=_("Say it in another language"),
        button=_("Keep this reading"),
        trail=trail(goal, is_inside=True, here=True),
        words=spoken(goal),
    )


def spoken(goal) -> Words:
    """A goal's sentence in the language of signing."""
    said = goal.wording.content
    return languages.said(said["statement"], said["language"])


@opens_to(access.goal_of_hospital, offline=True)
def tell_opinion(request: HttpRequest, goal) -> HttpResponse:
    """Tell what the health authority of the district said of a goal."""
    form = forms.Opinion.of(request, goal.base)
    if form.did(lambda said: actions.tell_opinion(goal=goal, **said, deed=request.deed)):
        return redirect("goals:goal", goal_id=goal.id)
    return ask(
        request,
        form,
        title=_("What does the district say?"),
        button=_("Keep this opinion"),
        trail=trail(goal, is_inside=True, here=True),
        words=spoken(goal),
    )


@opens_to(access.goal_of_hospital, offline=True)
def close(request: HttpRequest, goal) -> HttpResponse:
    """Close a goal, said by the hospital."""
    form = forms.Ending.of(request, goal.base)
    if form.did(lambda said: actions.close(goal=goal, **said, deed=request.deed)):
        messages.success(request, _("Closed. Its words, its keys and what was measured stay readable."))
        return redirect("goals:goal", goal_id=goal.id)
    return ask(
        request,
        form,
        title=_("Close this goal"),
        button=_("Close this goal"),
        trail=trail(goal, is_inside=True, here=True),
        words=spoken(goal),
        sentences=[_("The hospital says how it ends. None of these is called failure.")],
    )


def organisation(partnership, key: UUID | str):
    """The partner with this id."""
    return next(one.organisation for one in partnership.partners.all() if str(one.organisation_id) == str(key))
