"""One domain once both are in: what each saw, the step under both keys, and signing it."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.pages import asking
from partnerhood.pathway.rounds import access, actions, forms, queries, rules
from partnerhood.pathway.rounds.pages import shared


@opens_to(access.domain_to_read)
def domain(request: HttpRequest, found) -> HttpResponse:
    """What both sides say of one domain, side by side, and the step they agree on."""
    return _page(request, *found)


@require_POST
@opens_to(access.domain_to_write, offline=True)
def say(request: HttpRequest, found) -> HttpResponse:
    """Say what one saw, or why there is no step this time."""
    which, domain = found
    form = forms.Say(request.POST, sides=shared.sides(request.person, which))

    def act(said: dict) -> object:
        side = queries.side(said.pop("on_behalf_of"))
        return actions.say(round=which, domain=domain, on_behalf_of=side, **said, deed=request.deed)

    if form.did(act):
        return redirect("rounds:domain", which.id, domain)
    return _page(request, which, domain, say=form)


@require_POST
@opens_to(access.domain_to_write, offline=True)
def propose(request: HttpRequest, found) -> HttpResponse:
    """Lay a step under the keys of both."""
    which, domain = found
    whose = {"sides": shared.sides(request.person, which), "asks": queries.of_round(which), "domain": domain}
    form = forms.Propose(request.POST, **whose, with_reasons=True)

    def act(said: dict) -> object:
        agreement, side = form.agreement(said), queries.side(said["on_behalf_of"])
        quoted = {} if agreement.step else {"reasons": queries.reasons(which, domain)}
        return actions.propose(
            round=which, domain=domain, on_behalf_of=side, agreement=agreement, **quoted, deed=request.deed
        )

    if form.did(act):
        messages.success(request, _("It lies under the keys of all sides. It counts when all are turned."))
        return redirect("rounds:domain", which.id, domain)
    return _page(request, which, domain, propose=form)


def _page(request: HttpRequest, which, domain: str, say=None, propose=None) -> HttpResponse:
    """The page of one domain, with a form that came back where there is one."""
    row = queries.domain_row(which, domain, request.person)
    sides = shared.sides(request.person, which, [voice.organisation for voice in row.voices])
    agreed, base, asks = row.agreed, shared.base(which), queries.of_round(which)
    said_why = all(voice.reason for voice in row.voices)
    open_here = bool(sides) and row.all_in and not which.closed_at and not agreed
    told = {
        "round": which,
        "asks": asks,
        "title": shared.title(which, asks),
        "domain": domain,
        "name": asks.item_name(domain),
        "looked_at": queries.looked_at(which),
        "row": row,
        "voices": [_voice(asks, domain, one) for one in row.voices],
        "middle": shared.middle(asks, row),
        "before": asks.seen_at(domain, row.last.step) if row.last and row.last != agreed else "",
        "counted": shared.counted(asks, domain),
        "stairs": replace(shared.staircase(row, which), href="") if asks.is_ladder else None,
        "is_drawn": shared.is_readable(row),
        "say": say or forms.Say(sides=sides, initial={"kind": "seen", "base": base}),
        "may_say": open_here,
        "i_said": any(voice.is_mine and (voice.seen or voice.reason) for voice in row.voices),
        "propose": propose
        or forms.Propose(sides=sides, asks=asks, domain=domain, with_reasons=said_why, initial=_start(base, row.last)),
        "may_propose": open_here,
        "may_correct": bool(sides) and not agreed and not which.closed_at,
        "said_why": said_why,
        "laid": row.laid,
        "laid_name": _laid_name(asks, domain, row.laid),
        "keyring": _keys(request, row),
        "is_unproven": asks.is_ladder and _is_unproven(which, row),
        "crumbs": shared.crumbs(which, Crumb(asks.item_name(domain))),
    }
    return render(request, "rounds/domain.html", told, status=422 if request.method == "POST" else 200)


def _voice(asks: queries.Instrument, domain: str, voice) -> dict[str, object]:
    score = voice.score
    name = vocabulary.step_name
    return {
        "voice": voice,
        "answer": asks.seen_at(domain, voice.answer) if voice.answer is not None else "",
        "is_step": isinstance(voice.answer, int),
        "differs": bool(score) and score.keeps_it_going != score.as_agreed,
        "keeps_it_going": name(score.keeps_it_going) if score else "",
        "as_agreed": name(score.as_agreed) if score else "",
        "functions": ", ".join(one["function"] for one in score.scorers) if score else "",
    }


def _start(base, last) -> dict[str, object]:
    before = {"target": last.target, "target_date": last.target_date} if last else {}
    return {"base": base, **before}


def _laid_name(asks: queries.Instrument, domain: str, laid) -> str:
    return asks.seen_at(domain, laid.content.step) if laid and laid.content.step else ""


def _keys(request: HttpRequest, row):
    """The keys of the step that lies there."""
    if row.laid is None:
        return None
    proposal = row.laid.proposal
    parties = [voice.organisation for voice in row.voices]
    mine = partnerships.keys_held(request.person, [one.id for one in parties])
    href = reverse("rounds:sign", args=[proposal.id])
    return shared.keyring(row.laid.signatures, parties, row.laid.missing, proposal.proposed_at, href, mine)


def _is_unproven(which, row) -> bool:
    """From step four up, while keys are still to be turned: the measure was not reached in the last two periods."""
    step = (row.laid.content.step if row.laid and not row.laid.agreed_at else 0) or 0
    return (
        step >= rules.MEASURE_FROM
        and queries.reached_lately(which.partnership_id, which.hospital_id, row.domain) is not True
    )


@opens_to(access.score_to_read)
def evidence(request: HttpRequest, score) -> HttpResponse:
    """The page or photo that came with a score."""
    kept = next((one["file"] for one in score.evidence if one.get("file")), "")
    return asking.file(kept, "score", number=score.id)


@opens_to(access.proposal_to_sign, offline=True)
def sign(request: HttpRequest, proposal) -> HttpResponse:
    """Read the step as it will stand, and turn one's key."""
    which = proposal.round
    row = queries.table(which, request.person, [proposal.domain])[0]
    laid, asks = row.laid, queries.of_round(which)
    assert laid is not None
    held = partnerships.keys_held(request.person, [UUID(party) for party in laid.proposal.wording.parties])
    names = [(one.organisation.id, one.organisation.known_as) for one in row.voices if one.organisation.id in held]
    form = forms.Sign.of(request, None, sides=names)

    def act(said: dict) -> object:
        side, read = queries.side(said["on_behalf_of"]), said["wording"]
        return actions.sign(proposal=laid.proposal, wording=read, on_behalf_of=side, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your key is turned."))
        return redirect("rounds:domain", which.id, proposal.domain)
    start = {"wording": laid.proposal.wording.fingerprint, "base": shared.base(which)}
    told = {
        "form": form,
        "fresh": forms.Sign(sides=names, initial=start),
        "round": which,
        "asks": asks,
        "looked_at": queries.looked_at(which),
        "name": asks.item_name(proposal.domain),
        "laid": laid,
        "laid_name": _laid_name(asks, proposal.domain, laid),
        "reasons": [(one.organisation, laid.reasons.get(str(one.organisation.id))) for one in row.voices],
        "keyring": _keys(request, row),
        "is_unproven": asks.is_ladder and _is_unproven(which, row),
        "still_mine": bool(laid.missing & set(held)),
        "crumbs": shared.crumbs(which, Crumb(asks.item_name(proposal.domain))),
    }
    return render(request, "rounds/sign.html", told)
