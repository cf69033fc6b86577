"""Laying a funder's result beside a partnership's goal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages import asking
from partnerhood.pathway.programmes import access, actions, forms
from partnerhood.pathway.programmes.pages import shown
from partnerhood.pathway.programmes.pages.reading import trail


@opens_to(access.result_to_link)
def link(request: HttpRequest, which) -> HttpResponse:
    """Choose a goal of one's own partnerships that is about the same."""
    goals = {str(goal.id): goal for goal in access.goals_to_lay_beside(request.person, which)}
    named = [(key, str(goal)) for key, goal in goals.items()]
    form = forms.Beside.of(request, operations.last_in_book(which.programme.reporter_id), goals=named)
    if form.did(lambda said: actions.link_goal(result=which, goal=goals[said["goal"]], deed=request.deed)):
        messages.success(request, _("The result and the goal lie beside each other now. Each keeps its own words."))
        return redirect("programmes:result", which.id)
    title = shown.said(which.told.get("title"), which.programme.language)[0]
    return asking.ask(
        request,
        form,
        title=_("A goal that is about the same"),
        button=_("Lay them side by side"),
        trail=trail(which.programme, Crumb(title, reverse("programmes:result", args=[which.id])), Crumb(_("Goal"))),
        words=shown.words(which.told.get("title"), which.programme.language),
        sentences=[] if named else [_("No goal of your partnerships is open to you yet.")],
    )


@require_POST
@opens_to(access.goal_link)
def unlink(request: HttpRequest, which) -> HttpResponse:
    """Take a link away."""
    form = DeedForm(request.POST)
    return asking.press(
        request,
        form,
        lambda said: actions.unlink_goal(link=which, deed=request.deed),
        _("The result and the goal are no longer beside each other."),
        to=reverse("programmes:result", args=[which.result_id]),
    )
