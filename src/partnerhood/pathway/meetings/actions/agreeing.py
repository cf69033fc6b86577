"""What a meeting decides and agrees: decisions with their reasons, and who does what by when."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.people.models import Person
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.meetings import access, choices, queries, rules
from partnerhood.pathway.meetings.actions.shared import judge_begun, judge_open, said, shelf, take_back
from partnerhood.pathway.meetings.models import ActionPoint, Decision, Meeting, Point


@operation(
    "meetings.decide",
    version=1,
    who=access.may_decide,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("wrote down a decision of a meeting"),
    offline=True,
)
def decide(
    *,
    meeting: Meeting,
    words: rules.Text,
    why: rules.Text,
    language: rules.Tongue,
    point: Point | None = None,
    goal: Goal | None = None,
    deed: Deed,
) -> Decision:
    """Write down what a meeting decided and why, at a point of its agenda, for the goal that it serves."""
    judge_open(meeting, deed)
    judge_begun(meeting, deed)
    deed.refuse_if(not words.strip(), Refused(_("Say what was decided."), field="words"))
    deed.refuse_if(
        not why.strip(), Refused(_("Say why: a decision without a reason is not understood later."), field="why")
    )
    strange = goal is not None and not queries.is_goal_of(goal, meeting.body)
    deed.refuse_if(strange, Refused(_("Choose a goal of these partners."), field="goal"))
    take_back(meeting, deed)
    return deed.add(
        Decision(
            id=deed.id,
            meeting=meeting,
            point=point,
            words=said(words, language),
            why=said(why, language),
            goal=goal,
            person_id=deed.author,
            written_at=deed.recorded_at,
        )
    )


@operation(
    "meetings.plan",
    version=1,
    who=access.may_write_at,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("agreed an action point"),
    offline=True,
)
def plan(
    *,
    meeting: Meeting,
    what: rules.Text,
    language: rules.Tongue,
    owner: Person,
    by_date: date,
    point: Point | None = None,
    deed: Deed,
) -> ActionPoint:
    """Agree who does what by when; it returns on every next agenda until somebody says what came of it."""
    judge_open(meeting, deed)
    judge_begun(meeting, deed)
    deed.refuse_if(not what.strip(), Refused(_("Say what will be done."), field="what"))
    seated = deed.look("seated", lambda: owner.id in {one.id for one in queries.members(meeting.body)})
    deed.refuse_if(not seated, Refused(_("Name somebody who sits there."), field="owner"))
    early = by_date < meeting.begins_at.date()
    deed.refuse_if(early, Refused(_("This day lies before the meeting."), field="by_date"))
    take_back(meeting, deed)
    return deed.add(
        ActionPoint(
            id=deed.id,
            meeting=meeting,
            point=point,
            what=said(what, language),
            owner=owner,
            by_date=by_date,
            planned_at=deed.recorded_at,
        )
    )


@operation(
    "meetings.end_action",
    version=1,
    who=access.may_end,
    book=lambda action, **_: shelf(action.meeting.body),
    says=_("told what came of an action point"),
    offline=True,
)
def end_action(
    *, action: ActionPoint, ending: choices.Ending, words: rules.Text = "", language: rules.Tongue = "en", deed: Deed
) -> ActionPoint:
    """Tell what came of an action point: done, or no longer needed and why."""
    deed.refuse_if(action.ended_at, Refused(_("Somebody told already what came of it.")))
    silent = ending == choices.Ending.DROPPED and not words.strip()
    deed.refuse_if(silent, Refused(_("Say why it is no longer needed."), field="words"))
    return deed.change(action, ending=ending, came_of_it=said(words, language), ended_at=deed.recorded_at)
