"""The pages of evidence: every number opens, nothing typed is lost, small groups stay inside."""

import re
from datetime import date
from decimal import Decimal as D
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Content
from partnerhood.pathway.measurement import actions
from partnerhood.pathway.measurement.models import Reading
from tests.cast import Cast, by, take_on
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.pathway.activities.story import began
from tests.pathway.measurement.story import SHARE, measure, measured, read
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOWHERE = uuid4()


@pytest.fixture
def going(who: Cast) -> Cast:
    """A partnership that began, whose people read English here."""
    return began(who)


def everybody(who: Cast) -> dict[str, object]:
    """One of each kind of reader."""
    people = {"other side": who.lotte, "member": who.mireille, "stranger": who.rekia, "suspended": who.suspended}
    return {**people, "nobody": None}


def page(who: object, name: str, *key: object, language: str = "en") -> str:
    """What a page says to somebody."""
    answer = browser(who, language).get(reverse(f"measurement:{name}", args=key))  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_opens_what(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal))
    all_may = dict.fromkeys(everybody(going), 200)
    inside = all_may | {"stranger": 404, "suspended": 404, "nobody": 404}

    for name, key, missing, expected in [
        ("evidence", (going.partnership.id,), (NOWHERE,), all_may),
        ("measure", (goal.id, "share"), (NOWHERE, "share"), all_may),
        ("record", (goal.id, "share"), (NOWHERE, "share"), inside),
        ("reading", (one.id,), (NOWHERE,), all_may),
        ("correct", (one.id,), (NOWHERE,), inside),
        ("verify", (one.id,), (NOWHERE,), inside | {"member": 404}),
        ("withdraw", (one.id,), (NOWHERE,), inside | {"other side": 404}),
    ]:
        address, nowhere = (reverse(f"measurement:{name}", args=key) for key in (key, missing))
        assert seen_by(address, everybody(going), nowhere) == expected, name
    address = reverse("measurement:measure", args=[goal.id, "no-such"])
    assert browser(going.mireille).get(address).status_code == 404


def test_what_is_not_agreed_is_measured_inside_only(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal))
    goals.reword(goal=goal, content=Content(language="fr", statement="Autre.", measures=[SHARE]), deed=by(going.lotte))

    for name, key in [("measure", (goal.id, "share")), ("reading", (one.id,))]:
        address = reverse(f"measurement:{name}", args=key)
        assert browser(None).get(address).status_code == 404
        assert browser(going.mireille).get(address).status_code == 200
    assert "part en 60 s" not in page(None, "evidence", going.partnership.id)


def test_every_number_opens_with_names_inside_and_houses_outside(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal), note="La route aussi.", language="fr", left_out="3 cartes sans signature")
    actions.verify(reading=one, on_behalf_of=going.wilgenbeke, deed=by(going.lotte))

    for reader in (going.mireille, None):
        for name, key in [("measure", (goal.id, "share")), ("reading", (one.id,))]:
            text = page(reader, name, *key)
            for told in (
                "58.3",
                "Cartes de compétence",
                "3 cartes sans signature",
                "La route aussi.",
                "Wilgenbeke looked",
            ):
                assert told in text, (name, told)
            assert ("Mireille" in text.split("<main")[1]) == (reader is not None)
            assert "14" in text and "24" in text


def test_small_groups_are_shown_inside_and_not_to_all(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal), numerator=D(7), denominator=D(9))

    outside = [page(None, "measure", goal.id, "share"), page(None, "evidence", going.partnership.id)]

    assert "77.8" in page(going.lotte, "measure", goal.id, "share")
    assert all("77.8" not in text and "7 / 9" not in text for text in outside)
    assert "Fewer than ten were counted" in outside[0]
    assert browser(None).get(reverse("measurement:reading", args=[one.id])).status_code == 404


def said(text: object, **more: str) -> dict[str, str]:
    """What Mireille types."""
    typed = {"numerator": "14", "denominator": "24", "from_date": "2025-10-01", "last_day": "2025-10-31"}
    typed |= {"source": "Cartes de compétence", "language": "fr", "base": base_on(text)}  # type: ignore[arg-type]
    return {**typed, **more}


def test_a_reading_is_entered_and_two_presses_are_one(going: Cast) -> None:
    goal = measured(going)
    client, address = browser(going.mireille), reverse("measurement:record", args=[goal.id, "share"])
    typed = said(client.get(address), on_behalf_of=str(going.lukanga.id), numerator="14,0")

    answers = [client.post(address, typed) for _ in range(2)]

    one = Reading.objects.get()
    assert [answer["Location"] for answer in answers] == [reverse("measurement:measure", args=[goal.id, "share"])] * 2
    assert (one.value, one.from_date, one.to_date) == (D("58.3333"), date(2025, 10, 1), date(2025, 11, 1))


def test_what_is_unusual_is_asked_about_those_very_numbers(going: Cast) -> None:
    goal = measured(going)
    client, address = browser(going.mireille, "en"), reverse("measurement:record", args=[goal.id, "share"])
    typed = said(client.get(address), on_behalf_of=str(going.lukanga.id), numerator="140")

    text = client.post(address, typed).content.decode()
    about = text.split('name="about" value="')[1].split('"')[0]
    other = client.post(address, {**typed, "numerator": "240", "sure": "on", "about": about}).content.decode()
    nothing = Reading.objects.count()
    client.post(address, {**typed, "sure": "on", "about": about})

    assert 'value="140"' in text and 'name="sure"' in text
    assert "240" in other and 'role="alert"' in other
    assert nothing == 0
    assert Reading.objects.get().sure


def test_a_wrong_number_is_said_beside_its_question(going: Cast) -> None:
    goal = measured(going)
    client, address = browser(going.mireille), reverse("measurement:record", args=[goal.id, "share"])

    for wrong, at in [
        ({"numerator": "veel"}, "numerator"),
        ({"last_day": "2025-09-01"}, "last_day"),
        ({"source": ""}, "source"),
    ]:
        typed = said(client.get(address), on_behalf_of=str(going.lukanga.id), **wrong)
        text = client.post(address, typed).content.decode()
        assert f'id="id_{at}_error"' in text
        assert 'value="24"' in text
    assert Reading.objects.count() == 0


def test_a_reading_is_put_right_looked_at_and_withdrawn_on_pages(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal))
    client, address = browser(going.mireille), reverse("measurement:correct", args=[one.id])
    form = client.get(address)
    typed = said(form, on_behalf_of=str(going.lukanga.id), numerator="15", why="Une carte sous la pile")

    client.post(address, typed)
    late = browser(going.albertine).post(address, {**typed, "numerator": "16"}).content.decode()
    other = Reading.objects.get(replaces=one)
    for person, name, words in [
        (going.lotte, "verify", {"on_behalf_of": str(going.wilgenbeke.id), "words": "Vijf bladen", "language": "nl"}),
        (going.albertine, "withdraw", {"reason": "Autre service"}),
    ]:
        there = reverse(f"measurement:{name}", args=[other.id])
        visitor = browser(person)
        visitor.post(there, {**words, "base": base_on(visitor.get(there))})

    assert "put this reading right or withdrew it meanwhile" in late or "Somebody" in late
    text = page(None, "reading", other.id)
    assert "Une carte sous la pile" in text and "Vijf bladen" in text and "Autre service" in text
    assert "62.5" in page(None, "reading", one.id)


@pytest.mark.once
def test_every_list_costs_the_same_with_one_row_and_with_thirty(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal))
    pages = [
        (person, reverse(f"measurement:{name}", args=key))
        for person in (going.mireille, None)
        for name, key in [
            ("evidence", (going.partnership.id,)),
            ("measure", (goal.id, "share")),
            ("reading", (one.id,)),
        ]
    ]
    once = [queries_of(browser(person), address) for person, address in pages]

    for number in range(29):
        more = read(
            going, measure(goal), from_date=date(1995 + number, 1, 1), to_date=date(1995 + number, 2, 1), sure=True
        )
        actions.verify(reading=more, on_behalf_of=going.wilgenbeke, deed=by(going.lotte))
    measured(going)

    assert [queries_of(browser(person), address) for person, address in pages] == once
    assert max(once) <= AT_MOST, once


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_first_view_is_small(going: Cast, language: str) -> None:
    goal = measured(going)
    one = read(going, measure(goal))

    for name, key in [("measure", (goal.id, "share")), ("record", (goal.id, "share")), ("reading", (one.id,))]:
        view = first_view(browser(going.mireille, language), reverse(f"measurement:{name}", args=key))
        assert first_view_bytes(view) <= FIRST_VIEW, name


def test_a_goal_that_says_no_measure_says_so(going: Cast) -> None:
    assert Goal.objects.count() == 0

    assert "No goal says yet how it will be measured" in page(going.mireille, "evidence", going.partnership.id)


def test_the_station_and_the_goal_say_how_far_it_is(going: Cast) -> None:
    from partnerhood.ground.people.queries import standing
    from partnerhood.pathway.goals import queries as goal_queries
    from partnerhood.pathway.partnerships.queries import stations

    goal = measured(going)
    read(going, measure(goal), numerator=D(7), denominator=D(9))
    lotte, mireille = standing(going.lotte.id), standing(going.mireille.id)

    def waits(person):  # type: ignore[no-untyped-def]
        line = stations([going.partnership.id], person)[going.partnership.id]
        return next(one.waits for one in line if one.kind == "evidence")

    def notes(person):  # type: ignore[no-untyped-def]
        panels = goal_queries.panels.beside(goal, person)
        return [line.note for panel in panels for line in panel.lines if "/measures/" in line.href]

    assert waits(lotte) == "1 reading to look at"
    assert waits(mireille) == waits(None) == "nothing read this year"
    assert notes(mireille) == ["nothing measured yet · target 60 s", "77.8 % · target 60 %"]
    assert notes(None) == ["nothing measured yet · target 60 s", "nothing measured yet · target 60 %"]


def test_a_measure_says_where_it_began_beside_where_it_goes(going: Cast) -> None:
    goal = measured(going)
    read(going, measure(goal))
    with_baseline, without = (page(going.mireille, "measure", goal.id, key) for key in ("share", "seconds"))

    assert "<dt>where it began</dt><dd>33.3 %" in with_baseline
    assert ">began 33.3</text>" in with_baseline
    assert "where it began" not in without


def buttons(text: str) -> dict[str, dict[str, str]]:
    """The buttons on the page of a measure with which one confirms a reading: by their address, what each sends."""
    forms = re.findall(r'<form method="post" action="(/readings/[^"]+)">(.*?)</form>', text, re.S)
    return {address: dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside)) for address, inside in forms}


def test_the_other_side_confirms_a_reading_on_the_page_of_its_measure(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal))
    client, there = browser(going.lotte), reverse("measurement:measure", args=[goal.id, "share"])
    ((address, sent),) = buttons(client.get(there).content.decode()).items()

    answers = [client.post(address, sent) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [there, there]
    seen = one.verifications.get()
    assert (seen.organisation, seen.person, seen.words) == (going.wilgenbeke, going.lotte, {})
    text = client.get(there).content.decode()
    assert "Wilgenbeke looked at it." in text and buttons(text) == {}


def test_nobody_but_the_other_side_has_that_button(going: Cast) -> None:
    goal = measured(going)
    one = read(going, measure(goal))
    gone = read(going, measure(goal), from_date=date(2025, 11, 1), to_date=date(2025, 12, 1))
    actions.withdraw(reading=gone, reason="Deux fois", deed=by(going.mireille))

    for person in (going.mireille, going.makiese, going.rekia, going.suspended, None):
        assert buttons(page(person, "measure", goal.id, "share")) == {}
    for person in (going.lotte, going.katrien):
        assert list(buttons(page(person, "measure", goal.id, "share"))) == [
            f"{reverse('measurement:verify', args=[one.id])}?on_the_measure"
        ]


def test_who_speaks_for_both_sides_confirms_nothing_that_they_entered_themselves(going: Cast) -> None:
    goal = measured(going)
    take_on(going.wilgenbeke, going.mireille, "member", going.lotte)
    one = read(going, measure(goal))

    assert buttons(page(going.mireille, "measure", goal.id, "share")) == {}
    assert "it is so" not in page(going.mireille, "reading", one.id)
