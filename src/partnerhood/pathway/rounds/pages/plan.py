"""Who does what by when, what is still open, what came of it, and closing a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.rounds import access, actions, forms, queries
from partnerhood.pathway.rounds.pages import shared


@opens_to(access.round_to_write, offline=True)
def plan(request: HttpRequest, which) -> HttpResponse:
    """Plan an action."""
    sides = sorted(queries.sides(which), key=lambda one: one.id != which.hospital_id)
    asks = queries.of_round(which)
    domains = [(code, asks.item_name(code)) for code in which.domains]
    form = forms.Plan.of(
        request,
        shared.base(which),
        sides=[(one.id, one.known_as) for one in sides],
        domains=domains,
        at_hospital=which.hospital_id is not None,
        initial={"domain": request.GET.get("domain", "")},
    )

    def act(said: dict) -> object:
        return actions.plan(round=which, **{**said, "owner_of": queries.side(said["owner_of"])}, deed=request.deed)

    if form.did(act):
        return redirect("rounds:round", which.id)
    trail = shared.crumbs(which, Crumb(_("Plan an action")))
    return ask(request, form, title=_("Plan an action"), button=_("Put it in the plan"), trail=trail)


@opens_to(access.partnership_to_read)
def open_points(request: HttpRequest, partnership) -> HttpResponse:
    """Everything that somebody still has to do in a partnership, the nearest day first."""
    found = queries.open_actions(partnership.id)
    page = paging.page(request.GET.get("page"), found.count())
    empty = Empty(
        _("Here stands who does what by when: the actions of each round, until somebody says what came of them."),
        _("Open points come back at the next round, so that nothing is lost between two visits."),
        _("The list was in a drawer. Now it is on the table."),
    )
    told = {
        "partnership": partnership,
        "actions": list(found[page.start : page.start + paging.ROWS]),
        "page": page,
        "empty": empty,
        "mine": access.ends_for(request.person, partnership),
        "today": clock.today(),
        "crumbs": shared.crumbs_in(partnership, Crumb(_("Open points"))),
    }
    return render(request, "rounds/open_points.html", told)


@opens_to(access.action_to_end, offline=True)
def end_action(request: HttpRequest, action) -> HttpResponse:
    """Tell what came of an action."""
    which, partnership = action.round, action.partnership or action.round.partnership
    form = forms.End.of(request, shared.base_in(partnership.id), initial={"ending": "done"})
    if form.did(lambda said: actions.end_action(action=action, **said, deed=request.deed)):
        return redirect("rounds:round", which.id) if which else redirect("rounds:open_points", partnership.id)
    last = Crumb(_("What came of it"))
    trail = shared.crumbs(which, last) if which else shared.crumbs_to_points(partnership, last)
    whose = f"{action.owner}, {action.owner_of.known_as}"
    title, button = _("What came of it"), _("Keep this")
    return ask(request, form, title=title, button=button, trail=trail, words=action.what, sentences=[whose])


@opens_to(access.round_to_write, offline=True)
def close(request: HttpRequest, which) -> HttpResponse:
    """Close a round, once everything is settled and planned."""
    unscored = [] if which.closed_at else queries.unscored(which)
    form = forms.Close.of(request, shared.base(which), asks_once_more=bool(unscored))
    if form.did(lambda _said: actions.close(round=which, deed=request.deed)):
        messages.success(request, _("The round is closed. Open actions come back at the next one."))
        return redirect("rounds:round", which.id)
    said = _("A closed round stays as it is and can be read. Actions that are still open come back at the next one.")
    trail = shared.crumbs(which, Crumb(_("Close the round")))
    title = _("Close the round")
    missing = [_not_scored(queries.of_round(which), side, domains) for side, domains in unscored]
    return ask(request, form, title=title, button=title, trail=trail, sentences=[said, *missing])


def _not_scored(asks: queries.Instrument, side, domains) -> str:
    """What one side has not scored, by name."""
    named = ", ".join(asks.item_name(one) for one in domains)
    return _("Not scored by %(side)s: %(domains)s.") % {"side": side.known_as, "domains": named}
