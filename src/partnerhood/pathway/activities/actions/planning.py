"""Plan an activity, plan it anew, call it off."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import access, choices, rules
from partnerhood.pathway.activities.actions.judging import judge_days
from partnerhood.pathway.activities.actions.refusals import CalledOff, GoalOrReason, NotAgreed, StandsStill
from partnerhood.pathway.activities.models import Activity, ActivityGoal, Leader
from partnerhood.pathway.goals import queries as goal_queries
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Line, Text
from partnerhood.pathway.partnerships import choices as partnership_choices
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership

Place = Annotated[str, Field(max_length=200)]


@operation(
    "activities.plan",
    version=1,
    who=access.may_plan,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("planned an activity"),
    offline=True,
)
def plan(
    *,
    partnership: Partnership,
    hospital: Organisation,
    title: Line,
    language: str,
    format: Line,
    from_date: date,
    to_date: date,
    led: choices.Led,
    goals: list[Goal] | None = None,
    without_goal: Line = "",
    why: Text = "",
    ahead: Text = "",
    leaders: list[Person] | None = None,
    leader_names: list[Line] | None = None,
    for_whom: Line = "",
    place: Place = "",
    at_work_site: bool | None = None,
    clinical_practice: bool | None = None,
    at_a_distance: bool = False,
    deed: Deed,
) -> Activity:
    """Plan an activity for the goals it serves, or say why it serves none."""
    _judge_words(title, format, deed)
    outside = hospital.id not in partnerships.party_ids(partnership)
    deed.refuse_if(outside, Refused(_("This hospital is not one of the partners."), field="hospital"))
    judge_days(from_date, to_date, deed)
    _judge_goals(partnership, goals or [], without_goal, why, deed)
    _judge_agreed(goals or [], ahead, deed)
    distant = rules.is_at_a_distance(format, at_a_distance)
    _judge_travel(partnership, led, distant, to_date, deed)
    activity = deed.add(
        Activity(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            place=place,
            title=languages.said(title, language),
            format=format,
            at_work_site=at_work_site,
            clinical_practice=clinical_practice,
            at_a_distance=distant,
            from_date=from_date,
            to_date=to_date,
            led=led,
            for_whom=for_whom,
            without_goal="" if goals else without_goal,
            why=languages.said(why, language) if why.strip() and not goals else {},
            planned_by_id=deed.author,
            planned_at=deed.recorded_at,
            **_ahead(ahead, language, deed),
        )
    )
    _serve(activity, goals or [], deed)
    _lead(activity, leaders or [], leader_names or [], deed)
    return activity


def _judge_words(title: str, form: str, deed: Deed) -> None:
    deed.refuse_if(not title.strip(), Refused(_("Say in a few words what it is."), field="title"))
    unknown = not vocabulary.is_known("formats", form)
    deed.refuse_if(unknown, Refused(_("There is no such format."), field="format"))


def _judge_goals(partnership: Partnership, goals: list[Goal], without_goal: str, why: str, deed: Deed) -> None:
    elsewhere = any(goal.partnership_id != partnership.id for goal in goals)
    deed.refuse_if(elsewhere, Refused(_("Choose goals of this partnership."), field="goals"))
    if goals:
        return
    deed.refuse_if(not vocabulary.is_known("reasons_without_goal", without_goal), GoalOrReason())
    unsaid = without_goal == "other" and not why.strip()
    deed.refuse_if(unsaid, Refused(_("Say which other reason."), field="why"))


def _judge_travel(partnership: Partnership, led: str, distant: bool, to_date: date, deed: Deed) -> None:
    """What is over already may be written down; what is still to come may not ask anybody to travel."""
    still = partnership.state == partnership_choices.State.SUSPENDED and to_date > deed.recorded_at.date()
    deed.refuse_if(still and rules.needs_travel(led, at_a_distance=distant), StandsStill())


def _judge_agreed(goals: Iterable[Goal], ahead: str, deed: Deed) -> None:
    early = not ahead.strip() and not all(goal_queries.is_agreed_now(goal) for goal in goals)
    deed.refuse_if(early, NotAgreed())


def _ahead(words: str, language: str, deed: Deed) -> dict[str, object]:
    """The reason of somebody who would not wait for every signature, with their name."""
    if not words.strip():
        return {}
    return {"ahead": languages.said(words, language), "ahead_by_id": deed.author, "ahead_at": deed.recorded_at}


def _serve(activity: Activity, goals: Iterable[Goal], deed: Deed) -> None:
    for goal in goals:
        key = ids.derived(activity.id, f"goal:{goal.id}")
        if deed.told or not ActivityGoal.objects.filter(pk=key).exists():
            deed.add(ActivityGoal(id=key, activity=activity, goal=goal))


def _lead(activity: Activity, leaders: Iterable[Person], names: Iterable[str], deed: Deed) -> None:
    known = _colleagues(activity.partnership)
    strangers = any(one.organisation_id not in known for one in leaders)
    deed.refuse_if(strangers, Refused(_("Choose people of the partners or of their network."), field="leaders"))
    there = set(Leader.objects.filter(activity=activity).values_list("pk", flat=True))
    led = [Leader(id=ids.derived(activity.id, f"leader:{one.id}"), activity=activity, person=one) for one in leaders]
    for name in filter(None, (name.strip() for name in names)):
        led.append(Leader(id=ids.derived(activity.id, f"leader:{name.casefold()}"), activity=activity, name=name))
    for one in {one.id: one for one in led}.values():
        if deed.told or one.id not in there:
            deed.add(one)


def _colleagues(partnership: Partnership) -> set[UUID]:
    known = set(partnerships.party_ids(partnership))
    if partnership.network:
        members = partnerships.members(partnership.network.id).values_list("organisation_id", flat=True)
        known |= {*members, partnership.network.coordinator_id}
    return known


@operation(
    "activities.replan",
    version=1,
    who=access.may_plan_anew,
    book=lambda activity, **_: book_of(activity.partnership_id),
    says=_("changed the plan of an activity"),
    offline=True,
)
def replan(
    *,
    activity: Activity,
    title: Line | None = None,
    language: str = "en",
    format: Line | None = None,
    from_date: date | None = None,
    to_date: date | None = None,
    led: choices.Led | None = None,
    for_whom: Line | None = None,
    place: Place | None = None,
    at_a_distance: bool | None = None,
    add_goals: list[Goal] | None = None,
    drop_goals: list[Goal] | None = None,
    without_goal: Line = "",
    why: Text = "",
    ahead: Text = "",
    add_leaders: list[Person] | None = None,
    add_leader_names: list[Line] | None = None,
    drop_leaders: list[Leader] | None = None,
    deed: Deed,
) -> Activity:
    """Plan an activity anew: what is not said stays; two people who change different things both get their way."""
    deed.refuse_if(activity.cancelled_at, CalledOff())
    _judge_words(languages.original(activity.title) if title is None else title, format or activity.format, deed)
    judge_days(from_date or activity.from_date, to_date or activity.to_date, deed)
    distant = activity.at_a_distance if at_a_distance is None else at_a_distance
    distant = rules.is_at_a_distance(format or activity.format, distant)
    if led or to_date or format or at_a_distance is not None:
        _judge_travel(activity.partnership, led or activity.led, distant, to_date or activity.to_date, deed)
    goals = _served_after(activity, add_goals or [], drop_goals or [])
    _judge_goals(activity.partnership, goals, without_goal or activity.without_goal, why, deed)
    _judge_agreed(add_goals or [], ahead, deed)
    changed: dict[str, object] = {
        "format": format,
        "from_date": from_date,
        "to_date": to_date,
        "led": led,
        "for_whom": for_whom,
    }
    changed |= {"place": place, "title": None if title is None else languages.said(title, language)}
    changed |= {"at_a_distance": distant if format or at_a_distance is not None else None}
    changed |= {"without_goal": without_goal or None, "why": languages.said(why, language) if why.strip() else None}
    said = {field: value for field, value in changed.items() if value is not None}
    deed.change(activity, **said, **_ahead(ahead, language, deed))
    _serve(activity, add_goals or [], deed)
    for goal in drop_goals or []:
        _drop(ActivityGoal.objects.filter(activity=activity, goal=goal).first(), deed)
    _lead(activity, add_leaders or [], add_leader_names or [], deed)
    for leader in drop_leaders or []:
        _drop(leader if leader.activity_id == activity.id else None, deed)
    return activity


def _served_after(activity: Activity, more: Iterable[Goal], fewer: Iterable[Goal]) -> list[Goal]:
    gone = {goal.id for goal in fewer}
    there = [link.goal for link in activity.serves.select_related("goal") if link.goal_id not in gone]
    return [*there, *more]


def _drop(row: ActivityGoal | Leader | None, deed: Deed) -> None:
    if row is not None:
        deed.remove(row)


@operation(
    "activities.call_off",
    version=1,
    who=access.may_plan_anew,
    book=lambda activity, **_: book_of(activity.partnership_id),
    says=_("called an activity off"),
    offline=True,
)
def call_off(*, activity: Activity, words: Text, language: str, deed: Deed) -> Activity:
    """Say that an activity does not happen, and why."""
    deed.refuse_if(not words.strip(), Refused(_("Say why, for those who were waiting for it."), field="words"))
    deed.refuse_if(activity.sessions.exists(), Refused(_("It was held already, so it cannot be called off.")))
    deed.refuse_if(activity.cancelled_at, Refused(_("It is called off already.")))
    why = languages.said(words, language)
    return deed.change(activity, cancelled_at=deed.recorded_at, cancelled_by_id=deed.author, why_cancelled=why)
