"""Search: measures, open points and people are found by who may see them, and by nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import actions as people
from partnerhood.ground.people import queries as standings
from partnerhood.ground.records import ids
from partnerhood.interfaces.website.queries import search as searches
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.indicators import actions as indicators
from partnerhood.pathway.indicators.rules import Content, Words
from partnerhood.pathway.rounds import actions as rounds
from partnerhood.pathway.rounds.rules import Earlier
from tests.cast import OPERATOR, Cast, agreed_goal, by, content, goal
from tests.interfaces.website.test_pages import begun
from tests.pathway.activities.story import planned as planned_activity
from tests.pathway.activities.test_actions import stand_still
from tests.pathway.indicators.test_own import nights
from tests.pathway.rounds.story import opened, planned
from tests.visits import browser

pytestmark = pytest.mark.django_db


def found(person, question: str, label: str) -> list[str]:  # type: ignore[no-untyped-def]
    """The titles of one kind that somebody finds."""
    standing = standings.standing(person.id) if person else None
    return [one.title for one in searches.search(standing, question) if one.label == label]


def links(person, question: str) -> str:  # type: ignore[no-untyped-def]
    """The page on which somebody reads what they found."""
    return browser(person, "en").get("/search/", {"q": question}).content.decode()


def test_a_measure_is_found_by_its_name_and_leads_to_its_page(who: Cast) -> None:
    proposed = goal(who)

    for person in (who.lotte, who.mireille, who.katrien):
        assert found(person, "part 60", "goals.measure") == ["part en 60 s"]
    assert reverse("measurement:measure", args=[proposed.id, "share"]) in links(who.lotte, "part 60")
    for person in (None, who.rekia, who.suspended):
        assert found(person, "part 60", "goals.measure") == []


def test_an_agreed_measure_is_found_by_everybody_until_work_stands_still(who: Cast) -> None:
    agreed_goal(who)
    begun(who)
    assert (
        found(None, "part 60", "goals.measure") == found(who.rekia, "Lukanga part", "goals.measure") == ["part en 60 s"]
    )

    stand_still(who)

    assert found(None, "part 60", "goals.measure") == found(who.rekia, "Lukanga part", "goals.measure") == []
    assert found(who.mireille, "Lukanga part", "goals.measure") == ["part en 60 s"]


def test_an_activity_is_found_by_who_reads_it_and_by_the_public_until_work_stands_still(who: Cast) -> None:
    course = planned_activity(who)
    begun(who)
    title = ["Les premières minutes"]

    for person in (who.lotte, who.mireille, who.rekia, None):
        assert found(person, "premiere minute", "activities.activity") == title
    assert found(None, "Lukanga sages-femmes", "activities.activity") == title
    assert reverse("activities:activity", args=[course.id]) in links(who.lotte, "premiere minute")
    stand_still(who)
    assert found(None, "minutes", "activities.activity") == found(who.rekia, "minutes", "activities.activity") == []
    assert found(who.mireille, "minutes", "activities.activity") == title


def test_only_the_measure_of_the_present_wording_is_found(who: Cast) -> None:
    proposed = goal(who)
    goals.reword(goal=proposed, content=content("Autre chose."), deed=by(who.lotte))

    assert found(who.lotte, "part 60", "goals.measure") == ["part en 60 s"]


def test_an_open_point_is_found_until_somebody_said_what_came_of_it(who: Cast) -> None:
    which = planned(who, opened(who))
    (action,) = which.actions.all()

    for person in (who.lotte, who.mireille):
        assert found(person, "apprent pai", "rounds.action") == ["Deux apprentis sur la paie"]
    assert reverse("rounds:round", args=[which.id]) in links(who.lotte, "apprent")
    for person in (None, who.rekia, who.suspended):
        assert found(person, "apprent", "rounds.action") == []
    rounds.end_action(action=action, ending="done", deed=by(who.makiese))
    assert found(who.lotte, "apprent", "rounds.action") == []


def test_a_point_from_before_leads_to_the_list_of_its_partnership(who: Cast) -> None:
    rounds.bring_in_open_point(
        partnership=who.partnership,
        hospital=who.lukanga,
        what="Réparer la toiture",
        language="fr",
        owner="Papy",
        owner_of=who.lukanga,
        by_date=date(2026, 12, 1),
        earlier=Earlier(source="liste de 2019"),
        deed=by(who.lotte),
    )

    assert reverse("rounds:open_points", args=[who.partnership.id]) in links(who.mireille, "toitur")
    assert found(who.rekia, "toitur", "rounds.action") == []


def test_colleagues_of_ones_house_and_partnerships_are_found_by_name_and_nobody_else(who: Cast) -> None:
    house = reverse("people:people", args=[who.lukanga.id])
    shared = reverse("partnerships:people", args=[who.partnership.id])

    assert found(who.makiese, "mirei", "people.person") == [who.mireille.name]
    assert house in links(who.makiese, "mirei")
    assert found(who.mireille, "overh", "people.person") == [who.katrien.name]
    assert shared in links(who.mireille, "overh")
    assert (
        browser(who.mireille, "en").get(house).status_code == browser(who.mireille, "en").get(shared).status_code == 200
    )
    for person in (None, who.rekia, who.suspended):
        assert found(person, "mirei", "people.person") == found(person, "overh", "people.person") == []
    assert found(who.lotte, "sabi", "people.person") == []


def test_a_ward_nurse_of_the_other_house_is_not_found_nor_who_no_longer_takes_part(who: Cast) -> None:
    assert found(who.katrien, "mirei", "people.person") == []
    assert found(who.albertine, "suspended", "people.person") == []
    people.erase(person=who.mireille, deed=by(who.mireille))
    who.mireille.refresh_from_db()

    assert found(who.makiese, "mirei", "people.person") == []
    assert found(who.makiese, str(who.mireille.id)[:6], "people.person") == []


def test_what_others_keep_to_themselves_pushes_nothing_of_ones_own_away(who: Cast) -> None:
    far = organisations.found(
        key=ids.named("far"), name="Far away", short_name="Far", kind="hospital", country="BJ", deed=OPERATOR
    )
    for number in range(searches.MOST_FOUND + 5):
        people.welcome(organisation=far, name=f"Aaa Mireille {number}", kind="member", language="fr", deed=OPERATOR)

    assert found(who.makiese, "mirei", "people.person") == [who.mireille.name]


OWN = "indicators.version"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("newborn die", "Newborns who die before going home"),
        ("pasgeborene overlij", "Newborns who die before going home"),
        ("nouveau-né", "Newborns who die before going home"),
    ],
)
def test_everybody_finds_a_definition_that_stands_ready_in_any_language(who: Cast, question: str, title: str) -> None:
    for person in (None, who.lotte, who.suspended):
        assert title in found(person, question, OWN)
    assert reverse("indicators:definition", args=["newborn_deaths_in_hospital"]) in links(None, question)


def test_what_a_house_counts_in_its_own_way_is_found_by_who_works_with_it(who: Cast) -> None:
    own = nights(who)

    for person in (who.albertine, who.lotte):
        assert found(person, "nuit lum", OWN) == ["Nuits avec de la lumière"]
    assert reverse("indicators:own", args=[own.id]) in links(who.lotte, "nuit lum")
    for person in (None, who.suspended):
        assert found(person, "nuit lum", OWN) == []


def test_an_indicator_is_found_by_what_it_says_now(who: Cast) -> None:
    own = nights(who)
    said = Content.model_validate(own.version.content).model_copy(update={"name": "Blouses lavées"})
    indicators.redefine(indicator=own, content=said, why="Plus juste", deed=by(who.albertine))

    assert found(who.lotte, "blouse lav", OWN) == ["Blouses lavées"]
    assert found(who.lotte, "lumière", OWN) == []


def test_an_indicator_is_found_in_each_language_in_which_it_is_said(who: Cast) -> None:
    own = nights(who)
    words = {"name": "Nachten met licht", "why": "x", "numerator": "Wachtnachten", "denominator": "y", "source": "z"}
    assert found(who.lotte, "wachtnachten", OWN) == []

    indicators.translate(version=own.version, language="nl", words=Words(**words), deed=by(who.albertine))

    assert found(who.lotte, "wachtnachten", OWN) == ["Nuits avec de la lumière"]
    assert found(None, "wachtnachten", OWN) == []


def test_words_of_no_definition_find_none(who: Cast) -> None:
    for question in ("newborn xyzzy", "zz", "", "%", "…"):
        assert found(who.lotte, question, OWN) == []
