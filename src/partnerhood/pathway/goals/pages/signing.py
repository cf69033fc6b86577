"""Pages where a key is turned under the exact words, taken back, or brought in on paper."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags.look import tongue
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, files
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.goals import access, actions, forms, queries
from partnerhood.pathway.goals.pages.reading import trail
from partnerhood.pathway.goals.pages.wording import differences, sections
from partnerhood.pathway.goals.pages.writing import organisation, spoken
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.forms import DeedForm, Signing
from partnerhood.pathway.partnerships.pages import asking, keys, naming


@opens_to(access.goal_to_sign, offline=True)
def signature(request: HttpRequest, goal) -> HttpResponse:
    """Read the exact words and turn one's key under them; where they changed meanwhile, read what changed and decide again."""
    form = _signing(request, goal)
    if form.did(lambda said: actions.sign(goal=goal, **_for_partner(goal, said), deed=request.deed)):
        messages.success(request, _after_signing(queries.row(goal)))
        return redirect("goals:goal", goal_id=goal.id)
    told: dict[str, object] = {}
    if form.is_bound:
        goal = access.goal_to_sign(request.person, goal.id)
        told["changed"] = _changed(goal, form.data.get("wording", ""))
        form.data = {**form.data.dict(), "wording": goal.wording.fingerprint}
        form.on(goal.base)
    row = queries.row(goal)
    if not _open_keys(request, goal, row):
        messages.info(request, _("Your key is turned already under these words."))
        return redirect("goals:goal", goal_id=goal.id)
    if not told.get("changed"):
        told |= _since_ours(request, goal)
    told |= {"form": form, "row": row, **_whole(goal), **_understood(goal)}
    return render(request, "goals/signature.html", told, status=409 if form.is_bound and told.get("changed") else 200)


def _signing(request: HttpRequest, goal) -> Signing:
    names = naming.names(goal.partnership, {})
    held = partnerships.keys_held(request.person, access.parties(goal))
    parties = [(party, names.get(party, "")) for party in held]
    return Signing.of(request, goal.base, initial={"wording": goal.wording.fingerprint}, parties=parties)


def _for_partner(goal, said: dict) -> dict:
    return {**said, "on_behalf_of": organisation(goal.partnership, said["on_behalf_of"])}


def _after_signing(row: queries.Row) -> str:
    if row.state == "agreed":
        return _("Every partner has turned its key: the goal is agreed, and everybody may read it.")
    return _("Your key is turned. The goal waits for the other.")


def _open_keys(request: HttpRequest, goal, row: queries.Row) -> list[UUID]:
    return [party for party in partnerships.keys_held(request.person, access.parties(goal)) if party in row.missing]


def _changed(goal, read: str) -> list:
    """What changed since the words were read, if they changed."""
    if read == goal.wording.fingerprint:
        return []
    before = queries.wording_read(goal.id, read)
    return differences(queries.content(before), queries.content(goal.wording)) if before else []


def _since_ours(request: HttpRequest, goal) -> dict[str, object]:
    """What changed since this side signed, so that nobody signs a second time without seeing what is new."""
    before = queries.signed_before(goal, partnerships.keys_held(request.person, access.parties(goal)))
    if before is None:
        return {}
    changed = differences(queries.content(before.wording), queries.content(goal.wording))
    return {"changed": changed, "signed_on": before.signed_at} if changed else {}


def _whole(goal) -> dict[str, object]:
    """The exact words of a goal as they are signed, on the screen and on paper."""
    return {
        "goal": goal,
        "language": goal.wording.content["language"],
        "sections": sections(queries.content(goal.wording)),
        "needs": [link.need for link in goal.answers_needs.all()],
        "partners": [one.organisation for one in goal.partnership.partners.all()],
        "code": keys.short(goal.wording.fingerprint),
        "stands_still": goal.partnership.state == "suspended",
        "trail": trail(goal, is_inside=True, here=True),
    }


def _understood(goal) -> dict[str, object]:
    """In which language the words stand; where it is another than the reader's, how somebody put them in theirs, if anybody
    did, and where one asks for it."""
    written, reads = goal.wording.content["language"], get_language() or "en"
    other = written != reads
    return {
        "tongue": tongue(written),
        "own_tongue": tongue(reads) if other else "",
        "reads": reads,
        "read_as": goal.read_as if other else "",
    }


@opens_to(access.goal_to_sign, offline=True)
def withdraw(request: HttpRequest, goal) -> HttpResponse:
    """Take one's key back, with a reason."""
    names = naming.names(goal.partnership, {})
    signed = queries.row(goal).keyring.signed
    held = [party for party in partnerships.keys_held(request.person, access.parties(goal)) if party in signed]
    if not held:
        messages.info(request, _("There is no key of yours under these words."))
        return redirect("goals:goal", goal_id=goal.id)
    form = forms.Withdrawal.of(request, goal.base, parties=[(party, names.get(party, "")) for party in held])
    if form.did(lambda said: actions.withdraw(goal=goal, **_for_partner(goal, said), deed=request.deed)):
        messages.success(request, _("Your key is taken back. Your partner reads why."))
        return redirect("goals:goal", goal_id=goal.id)
    return asking.ask(
        request,
        form,
        title=_("Take your key back"),
        button=_("Take the key back"),
        trail=trail(goal, is_inside=True, here=True),
        words=spoken(goal),
    )


@opens_to(access.goal_to_print)
def paper(request: HttpRequest, goal) -> HttpResponse:
    """The exact words on A4, with lines to sign on and a square that brings the photo back here."""
    address = reverse("goals:enter_paper", args=[goal.id])
    told = {
        **_whole(goal),
        "rest": sections(queries.content(goal.wording))[1:],
        "square": asking.square(f"{address}?code={goal.wording.fingerprint[:8]}"),
        "today": clock.today(),
    }
    return render(request, "goals/paper.html", told)


@opens_to(access.goal_inside, offline=True)
def enter_paper(request: HttpRequest, goal) -> HttpResponse:
    """Bring in the photo of a signed page; it counts once the signing partner confirms it."""
    names = naming.names(goal.partnership, {})
    initial = {"code": request.GET.get("code", "")}
    form = forms.Paper.of(request, goal.base, initial=initial, parties=list(names.items()))
    form.carry(partial(files.keep, who=request.person.id))
    if form.did(lambda said: actions.enter_paper(goal=goal, **_brought(goal, said), deed=request.deed)):
        partner = names[form.result.organisation_id]
        messages.success(request, _("Brought in. It counts once %(partner)s confirms it.") % {"partner": partner})
        return redirect("goals:paper_page", goal_id=goal.id, paper_id=form.result.id)
    return asking.ask(
        request,
        form,
        title=_("Bring in a signed page"),
        button=_("Bring it in"),
        trail=trail(goal, is_inside=True, here=True),
        words=spoken(goal),
        sentences=[
            _("The eight signs say under which words the page was signed. They must be the words that stand now.")
        ],
    )


def _brought(goal, said: dict) -> dict:
    """What the form brought in, as the action asks for it: eight signs stand for the whole fingerprint."""
    now = goal.wording.fingerprint
    return {
        "wording": now if said["code"] == now[:8] else said["code"].ljust(64, "0"),
        "on_behalf_of": organisation(goal.partnership, said["on_behalf_of"]),
        "signer": said["signer"],
        "function": said["function"],
        "signed_date": said["signed_date"],
        "photo": said["photo_name"],
    }


@opens_to(access.paper_of)
def paper_page(request: HttpRequest, found) -> HttpResponse:
    """A signed page: its photo, what it says, and the button of who may let it count."""
    goal, page = found
    told = {
        "goal": goal,
        "page": page,
        "is_old": page.wording_id != goal.wording_id,
        "is_picture": _is_picture(page.photo),
        "may_confirm": bool(partnerships.keys_held(request.person, [page.organisation_id])),
        "trail": trail(goal, is_inside=True, here=True),
        "words": spoken(goal),
    }
    return render(request, "goals/paper_page.html", told)


def _is_picture(name: str) -> bool:
    return (files.kind_of(files.read(name) or b"") or "").startswith("image/")


@opens_to(access.paper_of)
def paper_photo(request: HttpRequest, found) -> HttpResponse:
    """The photo of a signed page."""
    _goal, page = found
    return asking.file(page.photo, "signed-page", number=page.id)


@opens_to(access.paper_to_confirm, offline=True)
def confirm_paper(request: HttpRequest, found) -> HttpResponse:
    """Let a signed page count as one's own partner's key."""
    goal, page = found
    if request.method != "POST":
        return redirect("goals:paper_page", goal_id=goal.id, paper_id=page.id)
    form = DeedForm.of(request, goal.base)
    to = reverse("goals:goal", args=[goal.id])
    happened = _("The signed page counts as your key.")
    return asking.press(
        request, form, lambda said: actions.confirm_paper(goal=goal, paper=page, deed=request.deed), happened, to
    )


@opens_to(access.goal_inside)
def papers(request: HttpRequest, goal) -> HttpResponse:
    """The signed pages that wait to be confirmed."""
    told = {"goal": goal, "papers": queries.papers(goal.wording_id), "trail": trail(goal, is_inside=True, here=True)}
    return render(request, "goals/papers.html", told)
