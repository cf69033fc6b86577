"""Writing the plan that both sign, taking over what is known today, and turning one's key."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.pathway.handover import access, actions, choices, forms, queries, rules
from partnerhood.pathway.handover.pages import shared
from partnerhood.pathway.handover.pages.reading import told_of
from partnerhood.pathway.partnerships import access as partnerships


@opens_to(access.handover_to_write, offline=True)
def plan(request: HttpRequest, which) -> HttpResponse:
    """Write the plan that both will sign."""
    content = queries.content(which)
    today = clock.today()
    seen: dict[str, Any] = {}
    known = queries.points(which, content, today, seen=seen)
    points = [(one.asked.code, one.asked.name) for one in known if _acceptable(one)]
    figures = [(one, _figure(one)) for one in queries.figures(which, today, seen)]
    form = forms.Plan.of(
        request,
        which.base,
        sides=shared.sides(request.person, which),
        open_points=points,
        figures=figures,
        initial=forms.start(content, figures),
    )

    def act(said: dict) -> object:
        side = queries.partner(said["on_behalf_of"])
        return _keep(request, which, side, forms.content(said, points, figures))

    if form.did(act):
        messages.success(request, _("The plan is kept. It counts when every key is turned under it."))
        return redirect("handover:handover", which.id)
    told = {"form": form, "which": which, "name": shared.name(which), "trail": shared.inside(which, Crumb(_("Plan")))}
    return render(request, "handover/plan.html", told)


def _keep(request: HttpRequest, which, side, content: rules.Content) -> object:
    """Keep a plan with what is known today, which is what both sign."""
    known = queries.known(which, content, clock.today())
    here = {one.key for one in known.figures}
    beside = [one for one in content.beside if one.figure in here]
    whole = content.model_copy(update={"known": known, "beside": beside})
    return actions.plan(handover=which, on_behalf_of=side, content=whole, deed=request.deed)  # type: ignore[attr-defined]


def _figure(one: rules.Figure) -> str:
    """An outcome figure as the form asks about it."""
    said = shared.figure(one)
    return f"{queries.figure_name(one)}{look.colon()} {said['said']} ({look.written(one.day)})"


@opens_to(access.handover_to_renew, offline=True)
def renew(request: HttpRequest, which) -> HttpResponse:
    """See what is known today beside what the plan says, and take it over."""
    content = queries.content(which)
    seen: dict[str, Any] = {}
    today = queries.points(which, content, clock.today(), seen=seen)
    figures = queries.figures(which, clock.today(), seen)
    before = {one.criterion: one for one in content.known.facts} if content.known else {}
    form = forms.Renew.of(request, which.base, sides=shared.sides(request.person, which))
    if form.did(lambda said: _keep(request, which, queries.partner(said["on_behalf_of"]), content)):
        messages.success(request, _("The plan says what is known today. It counts when every key is turned under it."))
        return redirect("handover:handover", which.id)
    told = {
        "form": form,
        "which": which,
        "name": shared.name(which),
        "on": content.known.on if content.known else None,
        "same": content.known is not None and figures == content.known.figures,
        "rows": [
            {**shared.point(one), "before": _before(before.get(one.asked.code))}
            for one in today
            if before.get(one.asked.code) != one.fact
        ],
        "trail": shared.inside(which, Crumb(_("What is known today"))),
    }
    return render(request, "handover/renew.html", told)


def _before(fact: rules.Fact | None) -> str:
    return choices.Met(fact.met).label if fact else ""


def _acceptable(one) -> bool:
    """What is open now, or was accepted before, and is not the plan's own to answer."""
    own = (rules.NEVER_ACCEPTED, "what_stays")
    return one.asked.code not in own and (one.fact.met != "met" or one.accepted is not None)


@opens_to(access.handover_to_sign, offline=True)
def sign(request: HttpRequest, which) -> HttpResponse:
    """Read the plan as it will stand, and turn one's key."""
    row = queries.rows_of([which])[0]
    told = told_of(request, which, row, to_sign=True)
    held = partnerships.keys_held(request.person, [UUID(one) for one in which.wording.parties])
    names = [(one.id, one.known_as) for one in told["parties"] if one.id in held]
    form = forms.Sign.of(request, None, sides=names)

    def act(said: dict) -> object:
        side = queries.partner(said["on_behalf_of"])
        return actions.sign(handover=which, wording=said["wording"], on_behalf_of=side, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your key is turned."))
        return redirect("handover:handover", which.id)
    start = {"wording": which.wording.fingerprint, "base": which.base}
    told |= {
        "form": form,
        "fresh": forms.Sign(sides=names, initial=start),
        "still_mine": bool(row.missing & set(held)),
        "trail": shared.inside(which, Crumb(_("Sign"))),
    }
    return render(request, "handover/sign.html", told)
