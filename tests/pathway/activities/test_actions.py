"""What people do with activities, and who may."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused, Unreadable
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock, languages
from partnerhood.pathway.activities import actions, queries
from partnerhood.pathway.activities.models import Activity, Attendance, Session
from partnerhood.pathway.activities.rules import Attendee, Came
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from tests.cast import OPERATOR, Cast, agreed_goal, by, goal
from tests.pathway.activities.story import FROM, TO, held, listed, planned

pytestmark = pytest.mark.django_db


def seen(activity: Activity) -> queries.Row:
    """The activity as the partnership sees it now."""
    return queries.row(queries.complete(Activity.objects.filter(pk=activity.id)).get(), inside=True)


def served(activity: Activity) -> list[Goal]:
    """The goals that the partnership sees it serves."""
    return queries.goals_served(queries.complete(Activity.objects.filter(pk=activity.id)).get(), inside=True)


def test_an_activity_is_planned_for_the_goals_it_serves(who: Cast) -> None:
    agreed = agreed_goal(who)

    activity = planned(who, agreed)

    row = seen(activity)
    assert served(activity) == [agreed]
    assert (row.state, row.is_ahead, row.last_day) == ("waits", False, date(2025, 3, 6))
    assert [one.name for one in activity.leaders.all()] == ["dr. Annelies Kempenaer"]


def test_an_activity_without_goal_says_why(who: Cast) -> None:
    with pytest.raises(actions.GoalOrReason):
        planned(who, without_goal="")
    with pytest.raises(Refused) as other:
        planned(who, without_goal="other")

    market = planned(who, without_goal="raises_money_and_people")

    assert other.value.field == "why"
    assert seen(market).without_goal == "It raises money and people"


def test_a_goal_that_is_not_agreed_asks_for_a_reason_and_a_name(who: Cast) -> None:
    waits = goal(who)

    with pytest.raises(actions.NotAgreed):
        planned(who, waits)
    activity = planned(who, waits, ahead="L'analyseur arrive lundi.")

    assert seen(activity).is_ahead
    assert languages.original(activity.ahead) == "L'analyseur arrive lundi."
    assert activity.ahead_by == who.lotte


def test_heads_coordinators_and_signatories_plan_and_others_do_not(who: Cast) -> None:
    served = agreed_goal(who)
    said = {
        "partnership": who.partnership,
        "hospital": who.lukanga,
        "title": "Atelier",
        "language": "fr",
        "format": "workshop",
        "from_date": FROM,
        "to_date": TO,
        "led": "local",
        "goals": [served],
    }

    for stranger in (who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.plan(**said, deed=by(stranger))
    for owner in (who.makiese, who.albertine, who.lotte, who.katrien):
        actions.plan(**said, deed=by(owner))

    assert Activity.objects.count() == 4


def test_goals_places_formats_and_days_must_be_those_of_the_partnership(who: Cast) -> None:
    for wrong, field in [
        ({"hospital": who.sonwerou}, "hospital"),
        ({"format": "dancing"}, "format"),
        ({"title": "  "}, "title"),
        ({"to_date": FROM}, "to_date"),
        ({"from_date": date(205, 3, 3)}, "from_date"),
    ]:
        with pytest.raises(Refused) as refused:
            planned(who, without_goal="urgent", **wrong)
        assert refused.value.field == field
    assert Activity.objects.count() == 0


def test_a_goal_of_another_partnership_is_not_served(who: Cast) -> None:
    served = agreed_goal(who)
    other = partnerships.propose(
        key=uuid4(), name="La Source", kind="twinning", partners=[who.sonwerou, who.wilgenbeke],
        works_at=[who.sonwerou], deed=OPERATOR,
    )  # fmt: skip

    with pytest.raises(Refused) as refused:
        planned(who, served, partnership=other, hospital=who.sonwerou)

    assert refused.value.field == "goals"


def stand_still(who: Cast) -> None:
    """Both keys under a suspension."""
    still = partnerships.propose_suspension(
        partnership=who.partnership, reason="security", words="La route", language="fr",
        since_date=clock.today(), deed=by(who.lotte),
    )  # fmt: skip
    for organisation, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
        partnerships.sign_suspension(
            suspension=still, wording=still.wording.fingerprint, on_behalf_of=organisation, deed=by(person)
        )
    who.partnership = Partnership.objects.get(pk=who.partnership.id)


def test_nobody_travels_while_a_partnership_stands_still(who: Cast) -> None:
    served = agreed_goal(who)
    stand_still(who)
    soon = {"from_date": clock.today(), "to_date": clock.today() + timedelta(days=5)}

    for led in ("visitor", "south-south", "mixed"):
        with pytest.raises(actions.StandsStill):
            planned(who, served, led=led, **soon)

    planned(who, served, led="local", **soon)
    planned(who, served, led="visitor", at_a_distance=True, **soon)
    planned(who, served, led="visitor", format="tele_mentoring", **soon)
    planned(who, served, led="visitor")  # over long ago: it is only written down
    assert Activity.objects.count() == 4


def test_two_who_change_different_things_both_get_their_way(who: Cast) -> None:
    activity = planned(who)
    base = activity_base(activity)

    actions.replan(activity=activity, title="Les premières minutes, 2", language="fr", deed=by(who.albertine, base))
    actions.replan(activity=activity, for_whom="toute la maternité", deed=by(who.lotte, base))

    now = Activity.objects.get(pk=activity.id)
    assert (languages.original(now.title), now.for_whom) == ("Les premières minutes, 2", "toute la maternité")


def test_the_same_thing_changed_twice_is_shown_and_not_lost(who: Cast) -> None:
    activity = planned(who)
    base = activity_base(activity)

    actions.replan(activity=activity, for_whom="la maternité", deed=by(who.albertine, base))
    with pytest.raises(Conflicting) as both:
        actions.replan(activity=activity, for_whom="la néonatologie", deed=by(who.lotte, base))

    assert (both.value.field, both.value.theirs) == ("for_whom", "la maternité")
    assert Activity.objects.get(pk=activity.id).for_whom == "la maternité"


def activity_base(activity: Activity):  # type: ignore[no-untyped-def]
    """The last deed that somebody saw on an activity."""
    from partnerhood.ground.operations import queries as operations

    return operations.last_touch(activity.id)


def test_goals_and_leaders_can_be_changed_and_the_last_goal_needs_a_reason(who: Cast) -> None:
    first = agreed_goal(who)
    activity = planned(who, first)
    leader = activity.leaders.get()

    with pytest.raises(actions.GoalOrReason):
        actions.replan(activity=activity, drop_goals=[first], deed=by(who.lotte))
    actions.replan(
        activity=activity, drop_goals=[first], without_goal="goal_being_written", drop_leaders=[leader],
        add_leaders=[who.mireille], deed=by(who.lotte),
    )  # fmt: skip

    assert (served(activity), seen(activity).without_goal) == ([], "The goal is being written")
    assert [str(one) for one in activity.leaders.all()] == [who.mireille.name]


def test_a_plan_is_changed_by_those_who_plan(who: Cast) -> None:
    activity = planned(who)

    for stranger in (who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.replan(activity=activity, for_whom="x", deed=by(stranger))
        with pytest.raises(NotThere):
            actions.call_off(activity=activity, words="x", language="fr", deed=by(stranger))


def test_what_is_called_off_says_why_and_is_not_held(who: Cast) -> None:
    activity = planned(who)

    with pytest.raises(Refused) as silent:
        actions.call_off(activity=activity, words=" ", language="fr", deed=by(who.makiese))
    actions.call_off(activity=activity, words="La route est coupée.", language="fr", deed=by(who.makiese))

    assert silent.value.field == "words"
    assert seen(activity).state == "cancelled"
    with pytest.raises(actions.CalledOff):
        held(who, Activity.objects.get(pk=activity.id))
    with pytest.raises(Refused):
        actions.call_off(activity=activity, words="Encore", language="fr", deed=by(who.makiese))


def test_everybody_of_the_partners_says_what_was_held(who: Cast) -> None:
    activity = planned(who)

    for stranger in (who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.hold(activity=activity, from_date=FROM, to_date=TO, led="local", deed=by(stranger))
    held(who, activity, came=24, women=16)

    row = seen(activity)
    assert (row.state, row.came, row.times) == ("held", Came(24, 16, 0), 1)
    with pytest.raises(Refused):
        actions.call_off(activity=activity, words="Trop tard", language="fr", deed=by(who.makiese))


def test_a_visitor_who_leads_keeps_the_list(who: Cast) -> None:
    activity = planned(who, leaders=[who.rekia])

    session = actions.hold(activity=activity, from_date=FROM, to_date=TO, led="south-south", deed=by(who.rekia))
    actions.attend(session=session, people=[Attendee(name="Bijou")], deed=by(who.rekia))

    assert seen(activity).came == Came(1, 0, 1)


def test_somebody_from_nowhere_does_not_lead(who: Cast) -> None:
    from partnerhood.ground.organisations import actions as organisations
    from partnerhood.ground.people import actions as people
    from tests.cast import OPERATOR

    far = organisations.found(key=uuid4(), name="Far", kind="hospital", country="CM", deed=OPERATOR)
    stranger: Person = people.welcome(organisation=far, name="Who", kind="member", language="fr", deed=OPERATOR)

    with pytest.raises(Refused) as refused:
        planned(who, leaders=[stranger])

    assert refused.value.field == "leaders"


def test_what_has_not_come_yet_was_not_held(who: Cast) -> None:
    activity = planned(who)
    tomorrow = clock.today() + timedelta(days=3)

    with pytest.raises(actions.NotYet):
        held(who, activity, from_date=tomorrow, to_date=tomorrow + timedelta(days=1))
    with pytest.raises(actions.MoreWomenThanPeople):
        held(who, activity, came=3, women=4)
    with pytest.raises(Unreadable):
        held(who, activity, came=-3)

    assert Session.objects.count() == 0


def test_what_was_said_of_a_session_can_be_put_right(who: Cast) -> None:
    session = held(who, came=24)

    with pytest.raises(NotThere):
        actions.correct_session(session=session, came=25, deed=by(who.rekia))
    with pytest.raises(actions.MoreWomenThanPeople):
        actions.correct_session(session=session, women=25, deed=by(who.mireille))
    actions.correct_session(session=session, women=16, led="local", deed=by(who.lotte))

    now = Session.objects.get(pk=session.id)
    assert (now.came, now.women, now.led) == (24, 16, "local")


def test_a_list_counts_by_itself(who: Cast) -> None:
    session = listed(who, held(who))

    assert seen(session.activity).came == Came(3, 2, 3)


def test_the_same_line_twice_is_one_line(who: Cast) -> None:
    session = listed(who, held(who))

    listed(who, session)

    assert Attendance.objects.count() == 3


def test_the_same_person_with_other_hours_is_put_right_and_not_written_twice(who: Cast) -> None:
    session = listed(who, held(who))
    again = Attendee(name="bijou  lemba nkanza", cadre="Sage-femme", place="maternité", minutes=60)

    with pytest.raises(actions.OnTheListAlready):
        actions.attend(session=session, people=[again], deed=by(who.albertine))
    actions.attend(session=session, people=[again.model_copy(update={"place": "CS Kinsona"})], deed=by(who.albertine))

    assert Attendance.objects.count() == 4


def test_a_list_is_kept_by_the_partners_alone(who: Cast) -> None:
    session = listed(who, held(who))
    line = Attendance.objects.get(name="Ruth Matondo")

    for stranger in (who.rekia, who.suspended, None):
        for act, said in [
            (actions.attend, {"session": session, "people": [Attendee(name="X")]}),
            (actions.correct_attendance, {"attendance": line, "said": Attendee(name="X")}),
            (actions.strike, {"attendance": line}),
        ]:
            with pytest.raises(NotThere):
                act(**said, deed=by(stranger))

    assert Attendance.objects.count() == 3


def test_a_line_is_put_right_or_struck(who: Cast) -> None:
    session = listed(who, held(who))
    line = Attendance.objects.get(name="Ruth Matondo")

    actions.correct_attendance(
        attendance=line, said=Attendee(name="Ruth Matondo Luyindula", sex="woman", minutes=1440), deed=by(who.mireille)
    )
    actions.strike(attendance=Attendance.objects.get(name="Gloire Nzuzi Mbala"), deed=by(who.lotte))

    names = list(queries.attendances(session.id).values_list("name", "minutes"))
    assert names == [("Bijou Lemba Nkanza", 1440), ("Ruth Matondo Luyindula", 1440)]


def test_an_empty_or_endless_list_is_refused(who: Cast) -> None:
    session = held(who)

    with pytest.raises(Unreadable):
        actions.attend(session=session, people=[], deed=by(who.mireille))
    with pytest.raises(Unreadable):
        actions.attend(session=session, people=[{"name": "  "}], deed=by(who.mireille))
    with pytest.raises(Refused):
        crowd = [Attendee(name=f"N {number}") for number in range(501)]
        actions.attend(session=session, people=crowd, deed=by(who.mireille))

    assert Attendance.objects.count() == 0


def brought_in(who: Cast, by_whom: Person | None, **more: object) -> Activity:
    """A visit of 2019 as a list of that time tells it."""
    said: dict[str, object] = {
        "partnership": who.partnership,
        "hospital": who.lukanga,
        "title": "Zorg voor pasgeborenen, eerste bezoek",
        "language": "nl",
        "from_date": date(2019, 3, 4),
        "to_date": date(2019, 3, 16),
        "purpose": "supervision",
        "domain": "newborn_care",
        "people": ["Ada Peeters", "Bo Claes", "Ada Peeters"],
        "words": "Twee weken op de afdeling.",
        "report": "https://wilgenbeke.example/2019",
    }
    return actions.bring_in_earlier(**{**said, **more}, deed=by(by_whom))


def test_an_earlier_mission_was_held_and_says_that_it_comes_from_before(who: Cast) -> None:
    visit = brought_in(who, who.lotte)

    row, earlier = seen(visit), queries.earlier(visit)
    assert (row.state, row.format, row.without_goal, served(visit)) == ("held", "Supportive supervision", "", [])
    assert (visit.provenance, visit.planned_by, row.last_day) == ("before Partnerhood", None, date(2019, 3, 15))
    assert earlier == queries.Earlier("Supervision", "Newborn care", "https://wilgenbeke.example/2019")
    assert [one.name for one in visit.leaders.order_by("name")] == ["Ada Peeters", "Bo Claes"]
    assert languages.original(visit.sessions.get().words) == "Twee weken op de afdeling."
    assert queries.earlier(planned(who)) is None


def test_coordinators_of_the_partners_bring_in_what_was_before_and_nobody_else(who: Cast) -> None:
    for stranger in (who.mireille, who.makiese, who.katrien, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            brought_in(who, stranger)
    for owner in (who.albertine, who.lotte):
        brought_in(who, owner)

    assert Activity.objects.count() == 2


def test_what_cannot_have_been_is_not_brought_in(who: Cast) -> None:
    for wrong, field in [
        ({"hospital": who.sonwerou}, "hospital"),
        ({"to_date": date(2019, 3, 4)}, "to_date"),
        ({"from_date": clock.today(), "to_date": clock.today() + timedelta(days=9)}, "to_date"),
        ({"purpose": "dancing"}, "purpose"),
        ({"domain": "dancing"}, "domain"),
        ({"report": "javascript:alert(1)"}, "report"),
        ({"title": "  "}, "title"),
    ]:
        with pytest.raises(Refused) as refused:
            brought_in(who, who.lotte, **wrong)
        assert refused.value.field == field
    assert Activity.objects.count() == 0
