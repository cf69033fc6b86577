"""Every answer at /hsds/ keeps the schema of HSDS 3.0, pages add up, and nothing is told that nobody may find."""

import json
from datetime import timedelta

import pytest

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import clock
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.services import actions
from partnerhood.pathway.services.models import Service
from tests.cast import OPERATOR, Cast, by
from tests.interfaces.exchange.hsds.schema import faults, list_faults, schema
from tests.pathway.activities.test_actions import stand_still
from tests.pathway.services.story import at, content, house, noted, offered
from tests.visits import AT_MOST, browser, queries_of

pytestmark = pytest.mark.django_db


def get(path: str, language: str = "en") -> dict:
    answer = browser(None, language).get(f"/hsds/{path}")
    assert answer.status_code == 200, answer.content
    return dict(json.loads(answer.content))


@pytest.fixture
def said(who: Cast) -> Service:
    """A service that says everything, one that says nothing, and one with a site."""
    one = offered(
        who, waiting_days=12, tier="top-clinical", email="sucre@lukanga.example", website="https://lukanga.example"
    )
    actions.check(service=one, how="phone", deed=by(who.lotte))
    place = {"kind": "site", "address": "Beukenlaan 1", "place": "Lindemeer", "latitude": "50.9", "longitude": "5.3"}
    other = house("AZ Lindewater", "50.94", "5.33", "Lindemeer")
    site = organisations.open_site(organisation=other, name="Campus", **place, deed=OPERATOR)
    at(other, "dialysis", site, hours={"1": [["22:00", "02:00"]], "6": [["00:00", "24:00"]], "holidays": "same"})
    at(other, "dentist")
    return one


@pytest.mark.once
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("services", "service"),
        ("services?full=true", "service"),
        ("service_at_locations", "service_at_location"),
        ("service_at_locations?full=true", "service_at_location"),
        ("organizations", "organization"),
    ],
)
def test_every_list_keeps_the_schema_and_so_does_everything_in_it(said: Service, path: str, name: str) -> None:
    found = get(path)

    assert list_faults(found) == []
    assert found["total_items"] == len(found["contents"]) == (2 if name == "organization" else 3)
    for one in found["contents"]:
        assert faults(one, schema(name)) == []
        assert faults(get(f"{path.partition('?')[0]}/{one['id']}"), schema(name)) == []


@pytest.mark.once
def test_places_and_kinds_of_care_keep_their_shape(said: Service) -> None:
    inside = schema("service")["properties"]
    place = inside["service_at_locations"]["items"]["properties"]["location"]
    term = inside["attributes"]["items"]["properties"]["taxonomy_term"]

    for path, shape, number in (("locations", place, 3), ("taxonomy_terms", term, 50)):
        found = get(path)
        assert (list_faults(found), len(found["contents"])) == ([], number)
        assert [fault for one in found["contents"] for fault in faults(one, shape)] == []
        for one in found["contents"][:3]:
            assert get(f"{path}/{one['id']}") == one
    (kinds,) = get("taxonomies")["contents"]
    assert get(f"taxonomies/{kinds['id']}") == kinds
    assert get("")["version"] == "3.0"


def test_a_service_says_what_its_house_said(said: Service) -> None:
    one = get(f"services/{said.id}", "fr")

    assert one["name"] == "Consultation du sucre"
    assert one["alternate_name"] == "Diabète"
    assert one["wait_time"] == "P12D"
    assert one["assured_date"] == clock.today().isoformat()
    assert [phone["number"] for phone in one["phones"]] == ["+243 81 000 00 00"]
    (hours,) = one["schedules"]
    assert (hours["byday"], hours["opens_at"], hours["closes_at"]) == ("MO,TU,WE,TH,FR", "08:00", "12:30")
    assert hours["notes"] == "Africa/Kinshasa"
    assert {value["link_type"]: value["value"] for value in one["attributes"] if "value" in value} == {
        "tier": "top-clinical",
        "route": "letter",
        "cost": "small",
        "accessibility": "lift",
    }
    assert one["attributes"][0]["taxonomy_term"]["code"] == "diabetes"
    assert one["organization"]["name"] == "HGR Lukanga"


@pytest.mark.once
def test_a_long_list_costs_as_much_as_a_short_one(said: Service, who: Cast) -> None:
    lists = ("services?full=true", "service_at_locations?full=true", "organizations", "locations")
    once = [queries_of(browser(None), f"/hsds/{path}") for path in lists]
    for number in range(20):
        offered(who, name=f"Sucre {number}")

    assert [queries_of(browser(None), f"/hsds/{path}") for path in lists] == once
    assert max(once) <= AT_MOST


def test_pages_hold_everything_once(said: Service) -> None:
    pages = [get(f"services?per_page=2&page={page}") for page in (1, 2, 3)]

    assert [(page["size"], page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (2, True, False, False),
        (1, False, True, False),
        (0, False, True, True),
    ]
    seen = [one["id"] for page in pages for one in page["contents"]]
    assert sorted(seen) == sorted(str(one.id) for one in Service.objects.all())
    assert {page["total_pages"] for page in pages} == {2}


def test_a_follower_asks_only_for_what_changed(said: Service, who: Cast) -> None:
    with clock.at(clock.now() + timedelta(days=1)):
        before = clock.now().isoformat().replace("+00:00", "Z")
        assert get(f"services?modified_after={before}")["contents"] == []
    with clock.at(clock.now() + timedelta(days=2)):
        actions.describe(service=said, content=content(phone="+243 1"), deed=by(who.albertine))

    assert [one["id"] for one in get(f"services?modified_after={before}")["contents"]] == [str(said.id)]


def test_a_question_leaves_what_answers_it(said: Service, who: Cast) -> None:
    term = get(f"services/{said.id}")["attributes"][0]["taxonomy_term_id"]

    def number(ask: str) -> int:
        return int(get(f"services?{ask}")["total_items"])

    assert number(f"organization_id={who.lukanga.id}") == 1
    assert number(f"taxonomy_term_id={term}") == 1
    assert number("search=dialyse") == 1
    assert number("search=campus+dialysis") == 1
    assert number("search=nothing") == 0
    assert number("taxonomy_id=00000000-0000-4000-8000-000000000000") == 0


@pytest.mark.parametrize(
    "ask",
    [
        *("page=0", "page=x", "per_page=-1", "organization_id=7", "taxonomy_term_id=a", "modified_after=soon"),
        *("modified_after=2026-13-41", "page=99999999999", "taxonomy_id=%00"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_by_name(said: Service, ask: str) -> None:
    answer = browser(None).get(f"/hsds/services?{ask}")

    assert answer.status_code == 400
    assert ask.split("=")[0] in json.loads(answer.content)["message"]


def test_nothing_is_told_that_nobody_may_find(said: Service, who: Cast) -> None:
    waits, gone = noted(who, kind="maternity"), offered(who, "surgery")
    actions.end(service=gone, words="fini", language="fr", deed=by(who.albertine))
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    told = json.dumps(
        [get(path) for path in ("services?full=true", "service_at_locations", "locations", "organizations")]
    )
    assert str(waits.id) not in told
    assert str(gone.id) not in told
    stand_still(who)

    for path in ("services?full=true", "service_at_locations?full=true", "organizations", "locations"):
        assert "Lukanga" not in json.dumps(get(path))
    for path in (f"services/{said.id}", f"service_at_locations/{said.id}", f"organizations/{who.lukanga.id}"):
        assert browser(None).get(f"/hsds/{path}").status_code == 404
    assert browser(None).get(f"/hsds/locations/{who.lukanga.id}").status_code == 404
