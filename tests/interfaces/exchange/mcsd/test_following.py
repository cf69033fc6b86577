"""An independent mCSD client follows our directory; what we tell keeps the profiles, and what nobody may find is told to nobody."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import clock
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.services import actions
from partnerhood.pathway.services.models import Edition, Service
from tests.cast import OPERATOR, Cast, by
from tests.interfaces.exchange.mcsd.follower import KINDS, Follower
from tests.interfaces.exchange.mcsd.profiles import faults
from tests.pathway.activities.test_actions import stand_still
from tests.pathway.services.story import at, content, house, noted, offered
from tests.visits import AT_MOST, browser, queries_of

pytestmark = pytest.mark.django_db
BASE = f"{settings.ADDRESS}/fhir"


def ask(path: str, status: int = 200, **headers: str) -> Any:
    answer = browser(None).get(f"/fhir/{path}", headers=headers)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/fhir+json; charset=utf-8"
    return json.loads(answer.content)


def fetch(address: str) -> str:
    """Over HTTP, as a stranger."""
    where = urlsplit(address)
    answer = browser(None).get(f"{where.path}?{where.query}")
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def found(path: str) -> list[str]:
    """The names of what a search finds."""
    entries = ask(path)["entry"]
    return sorted(one["resource"]["name"] for one in entries if one.get("search", {}).get("mode") == "match")


def whole() -> dict[str, Any]:
    """Our directory as it stands, from its own pages."""
    there: dict[str, Any] = {}
    for kind in KINDS:
        address = f"{BASE}/{kind}?_count=3"
        while address:
            bundle = json.loads(fetch(address))
            there |= {f"{kind}/{one['resource']['id']}": one["resource"] for one in bundle["entry"]}
            address = next((one["url"] for one in bundle["link"] if one["relation"] == "next"), "")
    return there


@pytest.fixture
def said(who: Cast) -> Service:
    """A service that says everything, one at a site, one on a ward, and one that says nothing."""
    more = {"about": "Tout sur le sucre.", "cost_words": "2 dollars", "languages": ["fr", "kg"], "tier": "top-clinical"}
    one = offered(who, email="sucre@lukanga.example", website="https://lukanga.example", waiting_days=12, **more)
    place = {"address": "Beukenlaan 1", "place": "Lindemeer", "latitude": "50.9", "longitude": "5.3"}
    other = house("AZ Lindewater", "50.94", "5.33", "Lindemeer")
    site = organisations.open_site(organisation=other, name="Campus", kind="site", **place, deed=OPERATOR)
    ward = organisations.open_site(organisation=other, name="Hemodialyse", within=site, deed=OPERATOR)
    night = {"1": [["22:00", "02:00"]], "6": [["00:00", "24:00"]], "7": [["20:00", "24:00"]], "holidays": "same"}
    at(other, "dialysis", ward, hours=night)
    at(other, "dentist", site)
    return one


def test_a_follower_ends_with_the_same_directory(said: Service, who: Cast) -> None:
    follower = Follower(BASE, fetch)
    follower.follow()
    assert follower.held == whole()
    assert f"HealthcareService/{said.id}" in follower.held
    first = len(follower.held)

    new = offered(who, "surgery", name="Chirurgie")
    actions.describe(service=said, content=content(phone="+243 1"), deed=by(who.albertine))
    follower.follow()
    assert follower.held == whole()
    assert len(follower.held) == first + 1
    assert follower.held[f"HealthcareService/{said.id}"]["telecom"][0]["value"] == "+243 1"

    actions.end(service=new, words="fini", language="fr", deed=by(who.albertine))
    follower.follow()
    assert follower.held == whole()
    assert follower.went == [f"HealthcareService/{new.id}"]
    before = dict(follower.held)
    follower.follow()
    assert (follower.held, len(follower.went)) == (before, 1)


def test_who_follows_learns_that_a_house_stands_still_and_that_it_goes_on(said: Service, who: Cast) -> None:
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    follower = Follower(BASE, fetch, count=50)
    follower.follow()
    before = dict(follower.held)

    stand_still(who)
    follower.follow()
    assert set(follower.went) >= {f"Organization/{who.lukanga.id}", f"HealthcareService/{said.id}"}
    assert follower.held == whole()
    assert "Lukanga" not in json.dumps([ask(f"{kind}/_history") for kind in KINDS])
    for path in (f"HealthcareService/{said.id}", f"Organization/{who.lukanga.id}/_history/1"):
        assert ask(path, 410)["issue"][0]["code"] == "deleted"
    (gone, *earlier) = ask(f"HealthcareService/{said.id}/_history")["entry"]
    assert (gone["request"]["method"], "resource" in gone, earlier) == ("DELETE", False, [])
    organisations.describe(organisation=who.lukanga, place="Mbanza", deed=by(who.albertine))
    assert ask(f"Organization/{who.lukanga.id}", 410)

    partnerships.move(partnership=who.partnership, state="active", reason="Ils reprennent", deed=by(who.lotte))
    follower.follow()
    assert follower.held == whole()
    assert set(follower.held) == set(before)
    assert follower.held[f"Organization/{who.lukanga.id}"]["address"][0]["city"] == "Mbanza"


@pytest.mark.once
def test_everything_keeps_the_profiles_that_it_names(said: Service) -> None:
    names = set()
    for one in whole().values():
        for profile in one["meta"]["profile"]:
            name = profile.rpartition(".")[2]
            names.add(name)
            assert faults(one, name) == [], one
    assert names == {"Organization", "FacilityOrganization", "Location", "FacilityLocation", "HealthcareService"}
    broken = ask(f"HealthcareService/{said.id}")
    for field in ("name", "location", "type"):
        assert faults({name: value for name, value in broken.items() if name != field}, "HealthcareService")
    assert faults(
        {**broken, "communication": [{"coding": [{"system": "urn:ietf:bcp:47", "code": "xx"}]}]}, "HealthcareService"
    )
    assert faults({**broken, "active": "yes"}, "HealthcareService")


@pytest.mark.once
def test_a_service_says_what_its_house_said(said: Service, who: Cast) -> None:
    one = ask(f"HealthcareService/{said.id}")

    assert one["name"] == "Consultation du sucre"
    translated = one["_name"]["extension"][0]["extension"]
    assert translated == [
        {"url": "lang", "valueCode": "fr"},
        {"url": "content", "valueString": "Consultation du sucre"},
    ]
    assert one["providedBy"] == {"reference": f"Organization/{who.lukanga.id}"}
    assert one["location"] == [{"reference": f"Location/{who.lukanga.id}"}]
    assert one["type"][0]["coding"][0]["code"] == "diabetes"
    assert [way["system"] for way in one["telecom"]] == ["phone", "email", "url"]
    (times,) = one["availableTime"]
    assert times["daysOfWeek"] == ["mon", "tue", "wed", "thu", "fri"]
    assert (times["availableStartTime"], times["availableEndTime"]) == ("08:00:00", "12:30:00")
    assert one["availabilityExceptions"].startswith("Africa/Kinshasa")
    assert [spoken["coding"][0]["code"] for spoken in one["communication"]] == ["fr"]
    assert {told["coding"][0]["code"] for told in one["characteristic"]} == {"top-clinical", "small", "lift", "kg"}
    assert one["serviceProvisionCode"][0]["text"] == "2 dollars"
    assert ask(f"Location/{who.lukanga.id}")["managingOrganization"]["reference"] == f"Organization/{who.lukanga.id}"


def test_every_version_stays_readable_but_for_numbers_to_call(said: Service, who: Cast) -> None:
    address = f"/fhir/HealthcareService/{said.id}"
    first = browser(None).get(address)
    assert (first.headers["ETag"], "Last-Modified" in first.headers) == ('W/"1"', True)
    assert browser(None).get(address, headers={"if-none-match": 'W/"1"'}).status_code == 304

    actions.describe(service=said, content=content(phone="+243 1", name="Le sucre"), deed=by(who.albertine))
    # Asked in other words, for what was answered before is remembered until another deed is committed: never inside a test.
    second = browser(None).get(address, headers={"if-none-match": 'W/"1"', "accept": "application/json"})
    assert (second.status_code, second.headers["ETag"]) == (200, 'W/"2"')
    old, new = (ask(f"HealthcareService/{said.id}/_history/{number}") for number in (1, 2))
    assert (old["name"], new["name"]) == ("Consultation du sucre", "Le sucre")
    assert [way["system"] for way in old["telecom"]] == ["url"]
    assert old["meta"]["tag"][-1]["code"] == "SUBSETTED"
    told = ask(f"HealthcareService/{said.id}/_history")
    assert [one["request"]["method"] for one in told["entry"]] == ["PUT", "POST"]
    assert told["total"] == 2
    assert ask(f"HealthcareService/{said.id}/_history/3", 404)
    actions.check(service=said, how="phone", deed=by(who.lotte))
    assert Edition.objects.filter(key=said.id).count() == 2  # nothing that stands here changed


def test_a_search_leaves_what_answers_it(said: Service, who: Cast) -> None:
    lukanga, other = who.lukanga, Organisation.objects.get(name="AZ Lindewater")

    assert found("Organization?name=az+linde") == ["AZ Lindewater"]
    assert found("Organization?name:contains=lindewater") == ["AZ Lindewater"]
    assert found("Organization?name:exact=az lindewater") == []
    assert found("Organization?name:exact=AZ+Lindewater") == ["AZ Lindewater"]
    assert found(f"Organization?identifier=urn:uuid:{lukanga.id}") == ["HGR Lukanga"]
    assert found(f"Organization?_id={lukanga.id},{other.id},x") == ["AZ Lindewater", "HGR Lukanga"]
    assert found(f"Organization?_id={lukanga.id}&active=false") == []
    assert found(f"Location?organization=Organization/{other.id}") == ["AZ Lindewater", "Campus", "Hemodialyse"]
    assert found(f"Location?organization={other.id}&type=urn:ihe:iti:mcsd:2019:facility") == ["AZ Lindewater", "Campus"]
    campus = ask("Location?name=campus&status=active")["entry"][0]["resource"]["id"]
    assert found(f"Location?partof=Location/{campus}") == ["Hemodialyse"]
    assert found(f"HealthcareService?location={campus}&service-type=dentist") == ["Dentist"]
    assert found(f"HealthcareService?organization={lukanga.id}&active=true") == ["Consultation du sucre"]
    along = ask(f"HealthcareService?organization={lukanga.id}&_include=HealthcareService:location")["entry"]
    assert [(one["search"]["mode"], one["resource"]["resourceType"]) for one in along] == [
        ("match", "HealthcareService"),
        ("include", "Location"),
    ]
    posted = browser(None).post("/fhir/Organization/_search", {"name": "az linde"})
    assert json.loads(posted.content)["total"] == 1


def test_a_search_knows_when_something_changed(said: Service, who: Cast) -> None:
    with clock.at(clock.now() + timedelta(days=2)):
        now = clock.now()
        actions.describe(service=said, content=content(phone="+243 1"), deed=by(who.albertine))
    day, second = f"{now:%Y-%m-%d}", f"{now:%Y-%m-%dT%H:%M:%SZ}"

    def number(when: str) -> int:
        return int(ask(f"HealthcareService?_lastUpdated={when}")["total"])

    assert [number(f"{prefix}{day}") for prefix in ("", "ge", "gt", "lt", "le", "ne", "sa", "eb")] == [
        1,
        1,
        0,
        2,
        3,
        2,
        0,
        2,
    ]
    assert number(second) == 1
    assert ask(f"HealthcareService?_lastUpdated=ge{day}&_lastUpdated=lt{day}")["total"] == 0
    assert [one["resource"]["id"] for one in ask("HealthcareService?_sort=-_lastUpdated&_count=1")["entry"]] == [
        str(said.id)
    ]
    assert len(ask(f"HealthcareService/_history?_since={second}")["entry"]) == 1
    assert len(ask("HealthcareService/_history")["entry"]) == 4


@pytest.mark.parametrize(
    "path",
    [
        *(
            "Organization?_count=x",
            "Organization?_lastUpdated=soon",
            "Organization?_lastUpdated=2026-13-41",
            "Organization?_sort=beds",
        ),
        *("Location?organization=7", "Location?status=open", "Organization?active=maybe", "Organization?_after=a"),
        *(
            "Organization/_history?_since=x",
            "Organization/_history?_count=-1",
            "Organization?name=%00",
            "Organization?_include=x",
        ),
        *("Organization?_lastUpdated=9999", "Organization?_sort=_id&_after=5", "Organization/_history?_after=x"),
    ],
)
@pytest.mark.once
def test_a_question_that_cannot_be_read_is_refused_by_name(path: str) -> None:
    issue = ask(path, 400)["issue"][0]

    assert (issue["severity"], issue["code"]) == ("error", "invalid")
    asked = path.partition("?")[2].partition("=")[0]
    assert asked in issue["diagnostics"] or "_after" in issue["diagnostics"]


@pytest.mark.once
def test_what_we_do_not_know_is_said(who: Cast) -> None:
    lenient = ask("Organization?beds=7&_count=1")
    assert "beds" not in lenient["link"][0]["url"]
    assert "beds" in lenient["entry"][-1]["resource"]["issue"][0]["diagnostics"]
    assert ask("Organization?beds=7", 400, prefer="handling=strict")
    assert ask("Organization?_format=xml", 406)["issue"][0]["code"] == "not-supported"
    assert ask("Organization", 406, accept="application/fhir+xml")
    for path in (
        "Patient",
        "Organization/7",
        "Organization/00000000-0000-4000-8000-000000000000",
        "Practitioner/_history",
    ):
        assert ask(path, 404)["resourceType"] == "OperationOutcome"
    assert browser(None).patch(f"/fhir/Organization/{who.lukanga.id}").status_code == 405


@pytest.mark.once
def test_the_statement_says_what_can_be_asked(who: Cast) -> None:
    told = ask("metadata")

    assert (told["fhirVersion"], told["kind"], told["status"]) == ("4.0.1", "instance", "active")
    (server,) = told["rest"]
    assert [one["type"] for one in server["resource"]] == list(KINDS)
    for one in server["resource"]:
        for asked in one["searchParam"]:
            values = {"date": "2026-01-01", "reference": str(who.lukanga.id)}
            usual = {"active": "true", "status": "active"}.get(asked["name"], "x")
            value = values.get(asked["type"], usual)
            assert ask(f"{one['type']}?{asked['name']}={value}")["resourceType"] == "Bundle"


def test_nothing_is_told_that_nobody_may_find(said: Service, who: Cast) -> None:
    waits = noted(who, kind="maternity")

    assert ask(f"HealthcareService/{waits.id}", 404) == ask(
        "HealthcareService/00000000-0000-4000-8000-000000000000", 404
    )
    assert ask(f"HealthcareService/{waits.id}/_history", 404)
    assert ask(f"Location/{who.newborn.id}", 404)  # a ward where nothing is offered to everybody
    assert str(waits.id) not in json.dumps(ask("HealthcareService/_history"))
    actions.confirm(service=waits, deed=by(who.albertine))
    assert ask(f"HealthcareService/{waits.id}")["id"] == str(waits.id)


@pytest.mark.once
def test_a_long_list_costs_as_much_as_a_short_one(said: Service, who: Cast) -> None:
    lists = (
        "Organization",
        "Location?_include=Location:organization",
        "HealthcareService",
        "HealthcareService/_history",
    )
    once = [queries_of(browser(None), f"/fhir/{path}") for path in lists]
    for number in range(12):
        offered(who, name=f"Sucre {number}")

    assert [queries_of(browser(None), f"/fhir/{path}") for path in lists] == once
    assert max(once) <= AT_MOST
