"""Lay a funder's result beside a partnership's goal, or take it away again."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.records import ids
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.programmes import access
from partnerhood.pathway.programmes.models import GoalLink, Result


@operation(
    "programmes.link_goal",
    version=1,
    who=access.may_link,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("laid a programme's result beside a goal"),
)
def link_goal(*, result: Result, goal: Goal, deed: Deed) -> GoalLink:
    """Say that a funder's result and a partnership's goal are about the same; neither becomes the other."""
    key = ids.derived(result.id, f"goal:{goal.id}")
    kept = deed.look_up("link", GoalLink.objects.filter(pk=key))
    if kept:
        return kept
    return deed.add(GoalLink(id=key, result=result, goal=goal, person_id=deed.author, linked_at=deed.recorded_at))


@operation(
    "programmes.unlink_goal",
    version=1,
    who=access.may_unlink,
    book=lambda link, **_: book_of(link.goal.partnership_id),
    says=_("took a programme's result away from a goal"),
)
def unlink_goal(*, link: GoalLink, deed: Deed) -> Goal:
    """Say that a result and a goal are not about the same after all."""
    goal = link.goal
    deed.remove(link)
    return goal
