"""The pages of activities: who may open them, what is asked, and that nothing typed is lost."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.records import clock
from partnerhood.pathway.activities import actions, queries
from partnerhood.pathway.activities.models import Activity, Attendance, Session
from partnerhood.pathway.needs import actions as needs
from tests.cast import Cast, agreed_goal, by, goal, need
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.pathway.activities.story import FROM, TO, began, held, listed, planned
from tests.pathway.activities.test_actions import stand_still
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOWHERE = uuid4()


@pytest.fixture
def going(who: Cast) -> Cast:
    """A partnership that began, whose people read English here."""
    return began(who)


def everybody(who: Cast) -> dict[str, object]:
    """One of each kind of reader."""
    return {
        "planner": who.lotte,
        "member": who.mireille,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }


def text_of(who: object, address: str, language: str = "en") -> str:
    """What a page says to somebody."""
    answer = browser(who, language).get(address)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_opens_what(going: Cast) -> None:
    session = listed(going, held(going))
    one, line = session.activity_id, Attendance.objects.first()
    all_may = dict.fromkeys(everybody(going), 200)
    members = {"planner": 200, "member": 200, "stranger": 404, "suspended": 404, "nobody": 404}
    planners = members | {"member": 404}

    for name, key, expected in [
        ("activities", going.partnership.id, all_may),
        ("activity", one, all_may),
        ("plan", going.partnership.id, planners),
        ("plan_anew", one, planners),
        ("call_off", one, planners),
        ("hold", one, members),
        ("sheet", one, members),
        ("session", session.id, members),
        ("attendance", session.id, members),
        ("paste", session.id, members),
        ("line", line.id, members),
    ]:
        address, missing = (reverse(f"activities:{name}", args=[which]) for which in (key, NOWHERE))
        assert seen_by(address, everybody(going), missing) == expected, name


def test_an_activity_for_a_goal_that_waits_is_not_public(going: Cast) -> None:
    waits = planned(going, goal(going), ahead="L'analyseur arrive lundi.")
    market = planned(going, without_goal="raises_money_and_people", title="Kerstmarkt")

    for one in (waits, market):
        address = reverse("activities:activity", args=[one.id])
        missing = reverse("activities:activity", args=[NOWHERE])
        people = {"stranger": going.rekia, "nobody": None}
        assert seen_by(address, people, missing) == {"stranger": 404, "nobody": 404}
    page = text_of(None, reverse("activities:activities", args=[going.partnership.id]))
    assert "Kerstmarkt" not in page


def test_names_reasons_and_leaders_stay_inside(going: Cast) -> None:
    session = listed(going, held(going, planned(going, ahead="Nous ne pouvions pas attendre."), words="Clé chez Bijou"))
    address = reverse("activities:activity", args=[session.activity_id])
    inside = text_of(going.mireille, address)
    outside = text_of(None, address)

    for private in ("Annelies", "Nous ne pouvions pas attendre.", "Clé chez Bijou"):
        assert private in inside
        assert private not in outside
    assert "Bijou Lemba" not in inside + outside
    assert "3 came" in outside and "women" not in outside.split("<footer")[0]
    assert "(2 women)" in inside


def test_an_activity_leads_back_to_who_asked_as_far_as_the_need_allows(going: Cast) -> None:
    asked = need(going)
    session = held(going, planned(going, agreed_goal_from(going, asked)))
    address = reverse("activities:activity", args=[session.activity_id])

    inside, before = text_of(going.mireille, address), text_of(None, address)
    needs.release(need=asked, deed=by(going.makiese))
    after = text_of(None, address)

    assert "asked by Lukanga, Néonatologie" in inside and "la porte est fermée" in inside
    assert "1 need that the hospital keeps to itself" in before and "la porte est fermée" not in before
    assert "asked by Lukanga, Néonatologie" in after


def agreed_goal_from(who: Cast, asked):  # type: ignore[no-untyped-def]
    """A goal under both keys, from this need."""
    from partnerhood.pathway.goals import actions as goals

    proposed = goal(who, asked)
    for organisation, person in ((who.wilgenbeke, who.katrien), (who.lukanga, who.makiese)):
        goals.sign(goal=proposed, wording=proposed.wording.fingerprint, on_behalf_of=organisation, deed=by(person))
    return proposed


def test_and_back_from_the_need_and_the_goal_to_what_was_done(going: Cast) -> None:
    asked = need(going)
    served = agreed_goal_from(going, asked)
    one = planned(going, served)
    planned(going, without_goal="urgent")

    for_goals, for_needs = queries.for_goals([served.id], None), queries.for_needs([asked.id], None)
    assert {key: [done.id for done in every] for key, every in for_goals.items()} == {served.id: [one.id]}
    assert {key: [done.id for done in every] for key, every in for_needs.items()} == {asked.id: [one.id]}


def test_strangers_read_no_day_of_a_journey_before_it_is_over(going: Cast) -> None:
    soon = clock.today() + timedelta(days=40)
    one = planned(going, from_date=soon, to_date=soon + timedelta(days=3))
    local = planned(going, agreed_goal(going), led="local", from_date=soon, to_date=soon + timedelta(days=3))
    exact = f'datetime="{soon.isoformat()}"'

    assert exact in text_of(going.mireille, reverse("activities:activity", args=[one.id]))
    assert exact not in text_of(None, reverse("activities:activity", args=[one.id]))
    assert exact in text_of(None, reverse("activities:activity", args=[local.id]))


def test_while_a_partnership_stands_still_the_public_reads_no_hospital(going: Cast) -> None:
    session = held(going)
    stand_still(going)
    address = reverse("activities:activity", args=[session.activity_id])

    assert "a hospital in" in text_of(None, address)
    assert "Lukanga" not in text_of(None, address).split("</nav>")[-1].split("What came of it")[0]


def plan_said(who: Cast, page: object, **more: object) -> dict[str, object]:
    """What Lotte fills in."""
    said: dict[str, object] = {
        "base": base_on(page),  # type: ignore[arg-type]
        "title": "Les premières minutes",
        "format": "course",
        "led": "mixed",
        "from_date": "2025-03-03",
        "last_day": "2025-03-06",
        "hospital": str(who.lukanga.id),
        "leaders": "dr. Annelies Kempenaer, Mireille Luzolo Nsenga",
        "language": "fr",
    }
    return {**said, **more}


def test_an_activity_is_planned_on_a_page_and_two_presses_are_one(going: Cast) -> None:
    served = agreed_goal(going)
    client, address = browser(going.lotte), reverse("activities:plan", args=[going.partnership.id])
    said = plan_said(going, client.get(address), goals=[str(served.id)])

    first, second = client.post(address, said), client.post(address, said)

    one = Activity.objects.get()
    assert first["Location"] == second["Location"] == reverse("activities:activity", args=[one.id])
    assert (one.from_date, one.to_date) == (FROM, TO)
    assert {str(leader) for leader in one.leaders.all()} == {"dr. Annelies Kempenaer", "Mireille Luzolo Nsenga"}
    assert one.leaders.get(person=going.mireille).name == ""


def test_a_refusal_stands_beside_its_question_and_nothing_typed_is_lost(going: Cast) -> None:
    waits = goal(going)
    client, address = browser(going.lotte), reverse("activities:plan", args=[going.partnership.id])

    for said, sentence in [
        ({"goals": [str(waits.id)]}, "Not every partner has signed this goal yet"),
        ({}, "Choose the goal it serves, or say why it serves none."),
        ({"without_goal": "urgent", "last_day": "2025-03-01"}, "The last day comes before the first."),
        ({"without_goal": "urgent", "from_date": "0225-03-03"}, "Look at the year again."),
        ({"without_goal": "urgent", "from_date": "3 maart"}, 'id="id_from_date_error"'),
        ({"without_goal": "other"}, "Say which other reason."),
    ]:
        answer = client.post(address, plan_said(going, client.get(address), **said)).content.decode()
        assert sentence in answer
        assert 'value="Les premières minutes"' in answer
    assert Activity.objects.count() == 0


def test_a_goal_of_somebody_else_cannot_be_smuggled_in(going: Cast) -> None:
    client, address = browser(going.lotte), reverse("activities:plan", args=[going.partnership.id])

    for smuggled in ({"goals": [str(uuid4())]}, {"hospital": str(going.sonwerou.id), "without_goal": "urgent"}):
        answer = client.post(address, plan_said(going, client.get(address), **smuggled))
        assert answer.status_code == 200
    assert Activity.objects.count() == 0


def test_two_who_change_one_plan_lose_nothing(going: Cast) -> None:
    one = planned(going)
    address = reverse("activities:plan_anew", args=[one.id])
    lotte, albertine = browser(going.lotte), browser(going.albertine)
    pages = [client.get(address) for client in (lotte, albertine)]
    seen = [form_fields(page.content.decode()) for page in pages]

    albertine.post(address, {**seen[1], "for_whom": "toute la maternité", "last_day": "2025-03-07"})
    other = lotte.post(address, {**seen[0], "place": "salle de réunion"})
    clash = lotte.post(address, {**seen[0], "for_whom": "la néonatologie"})

    now = Activity.objects.get()
    assert other.status_code == 302
    assert (now.place, now.for_whom, now.to_date) == ("salle de réunion", "toute la maternité", date(2025, 3, 8))
    text = clash.content.decode()
    assert "toute la maternité" in text and 'value="la néonatologie"' in text
    lotte.post(address, form_fields(text))
    assert Activity.objects.get().for_whom == "la néonatologie"


def form_fields(text: str) -> dict[str, str]:
    """What a browser would send back from the last form of a page, unchanged."""
    form = text[text.rindex('<form method="post" enctype') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        unticked = re.search(r'type="(radio|checkbox)"', tag) and " checked" not in tag
        if name and not unticked:
            found[name[1]] = unescape(value[1]) if value else ""
    return found


def test_it_is_said_what_was_held_and_the_list_comes_next(going: Cast) -> None:
    one = planned(going)
    client, address = browser(going.mireille), reverse("activities:hold", args=[one.id])
    page = client.get(address)
    said = {"base": base_on(page), "from_date": "2025-03-03", "last_day": "2025-03-06", "led": "mixed", "times": "1"}

    refused = client.post(address, {**said, "language": "fr", "came": "3", "women": "4"}).content.decode()
    answer = client.post(address, {**said, "language": "fr", "came": "24", "women": "16"})

    session = Session.objects.get()
    assert "More women than people" in refused and 'value="4"' in refused
    assert answer["Location"] == reverse("activities:attendance", args=[session.id])
    assert (session.came, session.women, session.told_by) == (24, 16, going.mireille)


def test_people_are_written_on_the_list_one_by_one(going: Cast) -> None:
    session = held(going)
    client, address = browser(going.mireille, "fr"), reverse("activities:attendance", args=[session.id])
    said = {"name": "Bijou Lemba Nkanza", "cadre": "Sage-femme", "place": "maternité", "sex": "woman", "hours": "22,5"}

    for _press in range(2):
        client.post(address, {**said, "base": base_on(client.get(address))})

    line = Attendance.objects.get()
    assert (line.name, line.cadre, line.profession, line.minutes, line.whole) == (
        "Bijou Lemba Nkanza",
        "Sage-femme",
        "midwife",
        1350,
        True,
    )


def test_a_whole_list_is_pasted_and_a_wrong_line_is_named(going: Cast) -> None:
    session = held(going)
    client, address = browser(going.mireille), reverse("activities:paste", args=[session.id])
    good = "Bijou Lemba; sage-femme; maternité; f; 24\nGloire Nzuzi\tinfirmier\tnéonatologie\tm\t18,5\n\nTrésor Mavinga"
    bad = f"{good}\n; sage-femme\nRuth; ; ; z\nOdette; ; ; f; viel"

    refused = client.post(address, {"people": bad, "base": base_on(client.get(address))}).content.decode()
    before = Attendance.objects.count()
    client.post(address, {"people": good, "base": base_on(client.get(address))})

    for sentence in ("Line 5: a name is missing", "Line 6: “z” should be w or m", "Line 7: “viel” is not a number"):
        assert sentence in refused
    assert "Odette; ; ; f; viel" in refused
    assert before == 0
    assert list(queries.attendances(session.id).values_list("name", "sex", "minutes")) == [
        ("Bijou Lemba", "woman", 1440),
        ("Gloire Nzuzi", "man", 1110),
        ("Trésor Mavinga", "", None),
    ]


def test_what_was_held_and_who_came_are_said_on_one_form(going: Cast) -> None:
    one = planned(going)
    client, address = browser(going.mireille), reverse("activities:hold", args=[one.id])
    names = "\n".join(f"Infirmière {number}; infirmière; néonatologie; f; 2" for number in range(30))
    said = {"from_date": FROM, "last_day": FROM, "times": "1", "led": "local", "language": "fr"}
    said["base"] = base_on(client.get(address))

    refused = client.post(address, {**said, "people": f"{names}\nRuth; ; ; z"}).content.decode()
    before = Session.objects.count()
    for _twice in range(2):
        client.post(address, {**said, "people": names})

    assert "Line 31: “z” should be w or m" in refused
    assert (before, Session.objects.count(), Attendance.objects.count()) == (0, 1, 30)


def test_a_line_is_put_right_and_taken_off(going: Cast) -> None:
    session = listed(going, held(going))
    line = Attendance.objects.get(name="Ruth Matondo")
    client, address = browser(going.mireille), reverse("activities:line", args=[line.id])
    page = client.get(address)

    client.post(address, {"name": "Ruth Matondo Luyindula", "hours": "12", "part": "on", "base": base_on(page)})
    client.post(reverse("activities:strike", args=[line.id]), {"base": base_on(client.get(address))})

    assert list(queries.attendances(session.id).values_list("name", flat=True)) == [
        "Bijou Lemba Nkanza",
        "Gloire Nzuzi Mbala",
    ]
    assert browser(going.rekia).post(reverse("activities:strike", args=[line.id])).status_code == 404


def test_what_does_not_happen_says_why(going: Cast) -> None:
    one = planned(going)
    client, address = browser(going.makiese), reverse("activities:call_off", args=[one.id])

    client.post(address, {"words": "La route est coupée.", "language": "fr", "base": base_on(client.get(address))})

    assert "La route est coupée." in text_of(None, reverse("activities:activity", args=[one.id]))


def test_the_list_to_print_has_empty_lines_and_brings_the_paper_back(going: Cast) -> None:
    text = text_of(going.mireille, reverse("activities:sheet", args=[planned(going).id]))

    assert text.count('<tr><td class="number">') == 30
    assert 'src="data:image/svg+xml' in text


@pytest.mark.once
def test_every_list_costs_the_same_with_one_row_and_with_thirty(going: Cast) -> None:
    served = agreed_goal(going)
    session = listed(going, held(going, planned(going, served)))
    pages = [
        (going.mireille, reverse("activities:activities", args=[going.partnership.id])),
        (None, reverse("activities:activities", args=[going.partnership.id])),
        (going.mireille, reverse("activities:activity", args=[session.activity_id])),
        (going.mireille, reverse("activities:attendance", args=[session.id])),
    ]
    once = [queries_of(browser(person), address) for person, address in pages]

    for number in range(29):
        one = planned(going, served, title=f"Exercice {number}")
        actions.hold(activity=one, from_date=FROM, to_date=TO, led="local", deed=by(going.mireille))
        actions.hold(activity=session.activity, from_date=FROM, to_date=TO, led="local", deed=by(going.mireille))
        actions.attend(session=session, people=[{"name": f"Name {number}"}], deed=by(going.mireille))

    assert [queries_of(browser(person), address) for person, address in pages] == once
    assert max(once) <= AT_MOST, once


def test_what_is_without_a_goal_and_what_is_led_locally_is_counted(going: Cast) -> None:
    held(going, planned(going, without_goal="urgent", format="workshop"), led="local", times=3)
    held(going, planned(going, without_goal="fundraising" and "urgent", format="fundraising"), led="local")
    held(going, planned(going, without_goal="urgent", format="workshop"), led="visitor")
    planned(going, without_goal="urgent")

    summary = queries.summaries([going.partnership.id])[going.partnership.id]
    (year,) = queries.taught(partnerships=[going.partnership.id])

    assert (summary.all, summary.without_goal, summary.waits, summary.planned) == (4, 4, 1, 0)
    assert (year.year, year.locally, year.all) == (2025, 3, 4)
    assert queries.taught(hospital=going.sonwerou.id) == []


def test_whose_word_is_waited_for(going: Cast) -> None:
    waits = planned(going)

    assert list(queries.over([going.lukanga.id])) == [waits]
    assert list(queries.over([going.sonwerou.id])) == []
    held(going, waits)
    assert list(queries.over([going.lukanga.id])) == []


def browser_person(person):  # type: ignore[no-untyped-def]
    """Somebody as the rules see them."""
    from partnerhood.ground.people.queries import standing

    return standing(person.id)


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_first_view_is_small(going: Cast, language: str) -> None:
    session = listed(going, held(going))

    for name, key in [("activity", session.activity_id), ("plan", going.partnership.id), ("attendance", session.id)]:
        page = first_view(browser(going.lotte, language), reverse(f"activities:{name}", args=[key]))
        assert first_view_bytes(page) <= FIRST_VIEW, name


def test_the_station_says_what_waits_and_the_public_reads_less(going: Cast) -> None:
    empty = station(going, going.mireille), station(going, None)
    planned(going, goal(going), ahead="Le pharmacien part.")
    inside, outside = station(going, going.mireille), station(going, None)
    held(going)

    assert empty[0].state == empty[1].state == "quiet"
    assert (inside.waits, inside.state) == ("1 is over: was it held?", "waits")
    assert (outside.waits, outside.state) == ("", "quiet")
    assert (station(going, None).waits, station(going, None).state) == ("1 held", "done")


def station(who: Cast, person):  # type: ignore[no-untyped-def]
    """The station of activities as somebody sees it."""
    from partnerhood.pathway.partnerships.queries import stations

    reader = browser_person(person) if person else None
    return next(one for one in stations([who.partnership.id], reader)[who.partnership.id] if one.kind == "activity")


def test_goals_and_needs_show_what_was_done_for_them(going: Cast) -> None:
    from partnerhood.pathway.goals import queries as goals
    from partnerhood.pathway.needs import queries as needs_queries

    asked = need(going)
    served = agreed_goal_from(going, asked)
    held(going, planned(going, served))
    planned(going, served, title="Encore une fois")

    for panels, thing in ((goals.panels, served), (needs_queries.panels, asked)):
        lines = [
            line.words for panel in panels.beside(thing, None) for line in panel.lines if "/activities/" in line.href
        ]
        assert sorted(lines) == ["Encore une fois", "Les premières minutes"]
    (may,) = [
        panel.href
        for panel in goals.panels.beside(served, browser_person(going.makiese))
        if "activities/new" in panel.href
    ]
    assert may.endswith(f"?goal={served.id}")


def test_what_is_planned_for_today_can_be_recorded_this_evening(going: Cast) -> None:
    today = clock.today()
    begun = planned(going, from_date=today, to_date=today + timedelta(days=3))
    ahead = planned(going, from_date=today + timedelta(days=1), to_date=today + timedelta(days=2))
    mireille, hold = browser(going.mireille), reverse("activities:hold", args=[begun.id])
    page, later = (text_of(going.mireille, reverse("activities:activity", args=[one.id])) for one in (begun, ahead))

    start = mireille.get(hold)
    said = {"from_date": today, "last_day": start.context["form"].initial["last_day"], "came": 6, "times": 1}
    done = mireille.post(hold, {**said, "led": "mixed", "language": "fr", "base": base_on(start)})

    assert hold in page
    assert "It is still to come." not in page
    assert reverse("activities:hold", args=[ahead.id]) not in later
    assert "It is still to come." in later
    assert done.status_code == 302
    assert (Session.objects.get().from_date, Session.objects.get().to_date) == (today, today + timedelta(days=1))


def test_the_list_to_print_is_offered_before_and_a_half_written_one_says_so(going: Cast) -> None:
    ahead = planned(going, from_date=clock.today(), to_date=clock.today() + timedelta(days=2))
    session = listed(going, held(going, came=6))
    sheet, page = reverse("activities:sheet", args=[ahead.id]), reverse("activities:activity", args=[ahead.id])
    over = text_of(going.mireille, reverse("activities:activity", args=[session.activity_id]))

    assert sheet in text_of(going.mireille, page)
    assert reverse("activities:sheet", args=[session.activity_id]) not in over
    assert "3 of 6 names are written" in over
    whole = listed(going, held(going))
    told = text_of(going.mireille, reverse("activities:activity", args=[whole.activity_id]))
    assert "3 names on the list" in told
