"""One hand-over: its criteria, its plan, its keys and its later looks; writing the plan and signing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, NextStep
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access, actions, choices, forms, queries, rules
from partnerhood.pathway.handover.pages import shared
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.pages import asking
from partnerhood.pathway.rounds.pages.shared import keyring


@opens_to(access.handover)
def handover(request: HttpRequest, which) -> HttpResponse:
    """Everything of one hand-over on one page, that also prints."""
    row = queries.rows_of([which])[0]
    told = _told(request, which, row)
    told["next"] = _next(request, which, row, told)
    return render(request, "handover/handover.html", told)


def _told(request: HttpRequest, which, row) -> dict:
    points = queries.points(which, (row.signed_at or clock.now()).date(), signed=row.signed_at is not None)
    content = queries.content(which)
    parties = _parties(which, row)
    speaks = any(request.person.has(one.id, *access.WRITERS) for one in parties)
    works = speaks and row.state in ("asked", "waits-for-keys")
    mine = partnerships.keys_held(request.person, [one.id for one in parties])
    open_points = rules.open_points([one.fact for one in points], content.accepted if content else ())
    href = reverse("handover:sign", args=[which.id]) if not open_points else ""
    return {
        "which": which,
        "row": row,
        "state": choices.State(row.state).label,
        "name": shared.name(which),
        "points": [_point(one) for one in points],
        "met": sum(one.fact.met == "met" for one in points),
        "open": open_points,
        "content": content,
        "stays": [vocabulary.name("what_stays", code) for code in content.stays] if content else [],
        "keyring": _keys(row, parties, href, mine),
        "works": works,
        "may_take_back": row.state in ("asked", "waits-for-keys") and _is_signatory(request, which),
        "may_reopen": row.state == "stands" and _is_own(request, which),
        "may_look": row.state == "stands" and speaks,
        "parties": parties,
        "levels": {
            look.months: vocabulary.step_name(look.check.level) for look in row.looks if look.check and look.check.level
        },
        "square": asking.square(request.path),
        "trail": shared.inside(which),
        "mine": mine,
    }


def _parties(which, row) -> list:
    """Who holds a key: as the keys say where all are turned, for that is asked already."""
    if row.signed_at:
        return sorted({one.organisation for one in row.signatures}, key=lambda one: one.name)
    return list(partnership_queries.parties(which.partnership))


def _point(one) -> dict[str, object]:
    return {
        "point": one,
        "name": vocabulary.say(one.criterion.name),
        "text": vocabulary.say(one.criterion.explanation),
        "met": choices.Met(one.fact.met).label,
    }


def _keys(row, parties, href: str, mine):
    if row.handover.wording is None:
        return None
    return keyring(row.signatures, parties, row.missing, row.handover.wording.made_at, href, mine)


def _is_own(request: HttpRequest, which) -> bool:
    return request.person.has(which.hospital_id, *access.WRITERS)


def _is_signatory(request: HttpRequest, which) -> bool:
    return request.person.has(which.hospital_id, "signatory")


def _next(request: HttpRequest, which, row, told) -> NextStep | None:
    """The next thing to do, for this reader."""
    due = next((look for look in row.looks if look.is_due), None)
    if told["may_look"] and due:
        said = _("It is time to look again, %(months)s months after.") % {"months": due.months}
        return NextStep(said, _("Write down what you saw"), reverse("handover:look", args=[which.id, due.months]))
    if not told["works"]:
        return None
    if told["content"] is None:
        said = _("Next: write down who owns it, what stops, what stays, and whom one may call.")
        return NextStep(said, _("Write the plan"), reverse("handover:plan", args=[which.id]))
    if told["open"]:
        named = ", ".join(vocabulary.name("handover_criteria", code) for code in told["open"])
        said = _("Still open: %(points)s. Answer it, or let both accept it with a reason and a day.") % {
            "points": named
        }
        return NextStep(said, _("Change the plan"), reverse("handover:plan", args=[which.id]))
    if set(told["mine"]) & row.missing:
        return NextStep(
            _("This hand-over waits for your key."), _("Read and sign"), reverse("handover:sign", args=[which.id])
        )
    return None


@opens_to(access.handover_to_write)
def plan(request: HttpRequest, which) -> HttpResponse:
    """Write the plan that both will sign."""
    content = queries.content(which)
    points = [
        (one.fact.criterion, vocabulary.say(one.criterion.name))
        for one in queries.points(which, clock.today())
        if _acceptable(one)
    ]
    form = forms.Plan.of(
        request,
        shared.base(which.partnership_id),
        sides=shared.sides(request.person, which),
        open_points=points,
        initial=forms.start(content),
    )

    def act(said: dict) -> object:
        side = queries.partner(said["on_behalf_of"])
        return actions.plan(handover=which, on_behalf_of=side, content=forms.content(said, points), deed=request.deed)

    if form.did(act):
        messages.success(request, _("The plan is kept. It counts when every key is turned under it."))
        return redirect("handover:handover", which.id)
    told = {"form": form, "which": which, "name": shared.name(which), "trail": shared.inside(which, Crumb(_("Plan")))}
    return render(request, "handover/plan.html", told)


def _acceptable(one) -> bool:
    """What is open now, or was accepted before, and is not the plan's own to answer."""
    own = (rules.NEVER_ACCEPTED, "what_stays")
    return one.criterion.code not in own and (one.fact.met != "met" or one.accepted is not None)


@opens_to(access.handover_to_sign)
def sign(request: HttpRequest, which) -> HttpResponse:
    """Read the plan as it will stand, and turn one's key."""
    row = queries.rows_of([which])[0]
    told = _told(request, which, row)
    held = partnerships.keys_held(request.person, [UUID(one) for one in which.wording.parties])
    names = [(one.id, one.known_as) for one in told["parties"] if one.id in held]
    form = forms.Sign.of(request, None, sides=names)

    def act(said: dict) -> object:
        side = queries.partner(said["on_behalf_of"])
        return actions.sign(handover=which, wording=said["wording"], on_behalf_of=side, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your key is turned."))
        return redirect("handover:handover", which.id)
    start = {"wording": which.wording.fingerprint, "base": shared.base(which.partnership_id)}
    told |= {
        "form": form,
        "fresh": forms.Sign(sides=names, initial=start),
        "still_mine": bool(row.missing & set(held)),
        "trail": shared.inside(which, Crumb(_("Sign"))),
    }
    return render(request, "handover/sign.html", told)


@opens_to(access.criterion_to_read)
def evidence(request: HttpRequest, testimony) -> HttpResponse:
    """The page or photo that came with an answer."""
    if not testimony.file:
        raise Http404
    return asking.file(testimony.file, "answer", number=testimony.id)
