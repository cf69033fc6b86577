"""Pages where activities are planned, changed and called off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages
from partnerhood.pathway.activities import access, actions, forms, queries, rules
from partnerhood.pathway.activities.pages.reading import to_activities, to_activity
from partnerhood.pathway.partnerships.pages.asking import ask


@opens_to(access.partnership_to_plan_in, offline=True)
def plan(request: HttpRequest, partnership) -> HttpResponse:
    """Plan something together, for a goal or with a reason for none."""
    hospitals = sorted((one for one in partnership.partners.all()), key=lambda one: not one.works_here)
    form = forms.Plan.of(
        request,
        partnership.base,
        hospitals=[one.organisation for one in hospitals],
        goals=queries.goals_to_serve(partnership.id),
        people=queries.colleagues(partnership) if request.method == "POST" else {},
        initial={"goals": request.GET.getlist("goal")},
    )
    if form.did(lambda said: actions.plan(partnership=partnership, **said, deed=request.deed)):
        return redirect("activities:activity", activity_id=form.result.id)
    trail = to_activities(partnership, Crumb(_("Plan an activity")))
    return render(request, "activities/plan.html", {"form": form, "trail": trail, "partnership": partnership})


def ask_of(request: HttpRequest, activity, form, title: str, button: str, **more: Any) -> HttpResponse:
    """One question about an activity, with the way back to it."""
    return ask(request, form, title=title, button=button, trail=to_activity(activity, Crumb(title)), **more)


@opens_to(access.activity_to_plan, offline=True)
def plan_anew(request: HttpRequest, activity) -> HttpResponse:
    """Change a plan; where two changed the same thing, both are shown and one is chosen."""
    now = {name: getattr(activity, name) for name in ("from_date", "led", "for_whom", "place", "at_a_distance")}
    now |= {"title": languages.original(activity.title), "last_day": activity.to_date - rules.ONE_DAY}
    form = forms.PlanAnew.of(request, activity.base, initial=now)
    try:
        if form.did(lambda said: actions.replan(activity=activity, **_said(activity, said), deed=request.deed)):
            return redirect("activities:activity", activity_id=activity.id)
    except Conflicting as conflict:
        form.clash(conflict)
        form.on(operations.last_in_book(activity.partnership_id))
    return ask_of(request, activity, form, _("Change the plan"), _("Keep"))


def _said(activity, said: dict[str, Any]) -> dict[str, Any]:
    """A changed title stays in the language it was first said in."""
    language = str(activity.title.get(languages.ORIGINAL, "en"))
    return {**said, "language": language} if "title" in said else said


@opens_to(access.activity_to_plan, offline=True)
def call_off(request: HttpRequest, activity) -> HttpResponse:
    """Say that it does not happen, and why."""
    form = forms.CallOff.of(request, activity.base)
    if form.did(lambda said: actions.call_off(activity=activity, **said, deed=request.deed)):
        return redirect("activities:activity", activity_id=activity.id)
    return ask_of(request, activity, form, _("It does not happen"), _("Call it off"))
