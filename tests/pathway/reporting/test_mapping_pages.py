"""Pages about national numbers: what there is, and where each counts."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from partnerhood.pathway.reporting.models import Mapping, Sum
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.pathway.reporting.story import DEATHS, figure
from tests.pathway.reporting.test_national import BORN, DIED, GIRLS, NAMES, brought, mapped
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def albertine(who: Cast) -> Client:
    """Albertine's browser, in English."""
    return browser(who.albertine)


def listed(who: Cast) -> str:
    return reverse("reporting:mapping", args=[who.lukanga.id])


def element(who: Cast, code: str = "died") -> str:
    return reverse("reporting:element", args=[who.lukanga.id, code])


def sent(client: Client, address: str, **more: str):
    """What a form says, on the base that its page carries."""
    said = {"base": base_on(client.get(address)), "indicator": DEATHS, "side": "numerator", **more}
    return client.post(address, said)


def test_who_sees_and_who_says_where_numbers_count(who: Cast) -> None:
    brought(who, {DIED: figure(9)})
    people = {
        "member": who.mireille,
        "coordinator": who.albertine,
        "partner": who.lotte,
        "stranger": who.rekia,
        "nobody": None,
    }
    away = reverse("reporting:mapping", args=[uuid4()])

    found = (
        seen_by(listed(who), people, away),
        seen_by(element(who), people, reverse("reporting:element", args=[uuid4(), "died"])),
    )

    assert found[0] == {"member": 200, "coordinator": 200, "partner": 404, "stranger": 404, "nobody": 404}
    assert found[1] == {"member": 404, "coordinator": 200, "partner": 404, "stranger": 404, "nobody": 404}
    assert browser(who.albertine).get(element(who, "nothing")).status_code == 404


def test_numbers_are_listed_with_their_names_their_last_number_and_where_they_count(
    who: Cast, albertine: Client
) -> None:
    brought(who, {DIED: figure(1234), BORN: figure(412)}, names=NAMES)
    mapped(who, BORN, "denominator")

    page = albertine.get(listed(who)).content.decode()
    member = browser(who.mireille).get(listed(who)).content.decode()

    assert "Décès néonatals" in page and "1,234" in page and "counts nowhere yet" in page
    assert "out of how many" in page
    assert element(who) in page and reverse("exchange:national", args=[who.lukanga.id]) in page
    assert element(who) not in member and "Décès néonatals" in member


def test_a_number_is_found_by_its_name_or_its_code(who: Cast, albertine: Client) -> None:
    brought(who, {DIED: figure(9), BORN: figure(412)}, names=NAMES)

    by_name, by_code, by_nothing = (
        albertine.get(f"{listed(who)}?q={words}").content.decode() for words in ("néonat", "bor", "xyz")
    )

    assert element(who) in by_name and element(who, "born") not in by_name
    assert element(who, "born") in by_code and element(who) not in by_code
    assert "No number here has that name." in by_nothing


def test_an_empty_list_says_what_will_stand_there(who: Cast, albertine: Client) -> None:
    assert "numbers that the ministry has" in albertine.get(listed(who)).content.decode()


def test_a_number_is_mapped_and_taken_back_through_its_page(who: Cast, albertine: Client) -> None:
    brought(who, {GIRLS: figure(4), BORN: figure(412)})
    mapped(who, BORN, "denominator")

    answer = sent(albertine, element(who), part="combo:girls", split="sex:female")
    there = Mapping.objects.get(element="dhis2:died")
    mapped(who, BORN, "denominator", split="sex:female")
    counted = list(Sum.objects.values_list("indicator", "split", "numerator"))
    page = albertine.get(element(who))
    albertine.post(reverse("reporting:unmap", args=[there.id]), {"base": base_on(page)})

    assert (answer.status_code, answer["Location"]) == (302, element(who))
    assert (there.part, there.split, there.side, there.mapped_by) == (
        "combo:girls",
        "sex:female",
        "numerator",
        who.albertine,
    )
    assert (DEATHS, "sex:female", 40_000) in counted
    assert not Sum.objects.exists()


def test_a_double_click_and_two_people_at_once_map_once(who: Cast, albertine: Client) -> None:
    brought(who, {DIED: figure(9)})
    base = base_on(albertine.get(element(who)))
    said = {"base": base, "indicator": DEATHS, "side": "numerator"}

    answers = [client.post(element(who), said).status_code for client in (albertine, albertine, browser(who.makiese))]

    assert answers == [302, 302, 302]
    assert Mapping.objects.count() == 1


@pytest.mark.parametrize(
    "more", [{"indicator": "nobody"}, {"indicator": ""}, {"side": "above"}, {"part": "combo:boys"}, {"split": "x"}]
)
def test_what_is_not_offered_is_not_taken(who: Cast, albertine: Client, more: dict[str, str]) -> None:
    brought(who, {GIRLS: figure(9)})

    answer = sent(albertine, element(who), **more)

    assert answer.status_code == 200 and not Mapping.objects.exists()


def test_what_would_count_twice_is_said_on_the_page(who: Cast, albertine: Client) -> None:
    brought(who, {GIRLS: figure(9)})
    mapped(who, DIED)

    answer = sent(albertine, element(who), part="combo:girls")

    assert "nothing is added up twice" in answer.content.decode()


def test_a_stranger_takes_nothing_back(who: Cast) -> None:
    made = mapped(who)

    for person in (who.rekia, who.lotte, who.mireille, None):
        assert browser(person).post(reverse("reporting:unmap", args=[made.id])).status_code == 404
    assert Mapping.objects.get().ended_at is None


def test_a_code_with_odd_signs_opens(who: Cast, albertine: Client) -> None:
    brought(who, {Key("dhis2:Paludisme / <5 ans?", "", "combo:a=b;c=d"): figure(9)})

    page = albertine.get(listed(who)).content.decode()
    answer = albertine.get(element(who, "Paludisme / <5 ans?"))

    assert answer.status_code == 200 and "Paludisme / &lt;5 ans?" in page
    assert "a=b;c=d" in answer.content.decode()


def test_thirty_numbers_ask_as_much_as_one_and_the_first_view_is_small(who: Cast, albertine: Client) -> None:
    brought(who, {Key("dhis2:n0"): figure(1)})
    mapped(who, Key("dhis2:n0"))
    one = queries_of(albertine, listed(who))
    brought(who, {Key(f"dhis2:n{number}"): figure(number) for number in range(40)})
    for number in range(1, 6):
        mapped(who, Key(f"dhis2:n{number}"))

    assert queries_of(albertine, listed(who)) == one <= AT_MOST
    assert queries_of(albertine, element(who, "n0")) <= AT_MOST
    page = albertine.get(listed(who))
    assert page.content.decode().count('<a href="' + listed(who)) == 30
    for address in (listed(who), element(who, "n0")):
        assert first_view_bytes(first_view(albertine, address)) <= FIRST_VIEW


def test_a_report_of_the_ministry_shows_its_names_and_leads_to_no_missing_page(who: Cast, albertine: Client) -> None:
    made = brought(who, {GIRLS: figure(4)}, names=NAMES)

    page = albertine.get(reverse("reporting:report", args=[made.id])).content.decode()

    assert "Décès néonatals" in page and "Filles" in page and "from DHIS2" in page
    assert "/figures/dhis2:" not in page


def test_the_opened_number_names_what_the_ministry_counted(who: Cast, albertine: Client) -> None:
    brought(who, {GIRLS: figure(4), BORN: figure(412)}, names=NAMES)
    mapped(who)
    mapped(who, BORN, "denominator")

    page = albertine.get(reverse("reporting:number", args=[who.lukanga.id, DEATHS, "2025-10"])).content.decode()

    assert "from the national system: Décès néonatals, Filles" in page and "SNIS" in page
