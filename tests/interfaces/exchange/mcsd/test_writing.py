"""A program writes houses, places and services with the rights of who signed in, on the version that it saw."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.models import Person
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.pathway.services.models import Service
from tests.cast import Cast
from tests.interfaces.exchange.mcsd.profiles import faults
from tests.pathway.services.story import MORNINGS, house, offered
from tests.visits import browser

pytestmark = pytest.mark.django_db
FHIR = "application/fhir+json"
CARE = {"coding": [{"system": codes.CARE, "code": "dialysis"}]}


def send(method: str, path: str, person: Person | None, body: Any = None, **headers: str) -> HttpResponse:
    client = browser(person)
    said = body if isinstance(body, str | bytes) else json.dumps(body)
    answer = client.generic(method, f"/fhir/{path}", said, content_type=headers.pop("kind", FHIR), headers=headers)
    return answer


def issues(answer: HttpResponse) -> list[tuple[str, str]]:
    """What an answer says is wrong, and where."""
    said = json.loads(answer.content)
    assert said["resourceType"] == "OperationOutcome"
    return [(one["code"], ",".join(one.get("expression", []))) for one in said["issue"]]


def a_service(who: Cast, **more: Any) -> dict[str, Any]:
    """A service as another program says it."""
    said = {"resourceType": "HealthcareService", "active": True, "name": "Dialyse du lundi", "language": "fr"}
    said["providedBy"] = {"reference": f"Organization/{who.lukanga.id}"}
    said["location"] = [{"reference": f"Location/{who.lukanga.id}"}]
    said["availableTime"] = [{"daysOfWeek": ["mon"], "availableStartTime": "08:00:00", "availableEndTime": "12:00:00"}]
    return {**said, "type": [CARE], "telecom": [{"system": "phone", "value": "+243 81"}], **more}


def test_a_coordinator_brings_in_changes_and_ends_a_service(who: Cast) -> None:
    came = send("POST", "HealthcareService", who.albertine, a_service(who))
    assert (came.status_code, came.headers["ETag"]) == (201, 'W/"1"')
    said = json.loads(came.content)
    assert faults(said, "HealthcareService") == []
    assert came.headers["Location"].endswith(f"/fhir/HealthcareService/{said['id']}/_history/1")
    row = Service.objects.get(pk=said["id"])
    assert (row.kind, row.phone, row.hours["1"], row.name["fr"]["words"]) == (
        "dialysis",
        "+243 81",
        [["08:00", "12:00"]],
        "Dialyse du lundi",
    )
    again = send("POST", "HealthcareService", who.albertine, a_service(who))
    assert (again.status_code, json.loads(again.content)["id"], Service.objects.count()) == (200, said["id"], 1)

    path, changed = f"HealthcareService/{said['id']}", {**said, "telecom": [{"system": "phone", "value": "+243 99"}]}
    assert issues(send("PUT", path, who.albertine, changed)) == [("required", "")]
    done = send("PUT", path, who.albertine, changed, if_match='W/"1"')
    assert (done.status_code, done.headers["ETag"]) == (200, 'W/"2"')
    stale = send("PUT", path, who.albertine, changed, if_match='W/"1"')
    assert (stale.status_code, issues(stale)) == (412, [("conflict", "")])
    assert Service.objects.get(pk=said["id"]).phone == "+243 99"

    assert send("DELETE", path, who.albertine, if_match='W/"1"').status_code == 412
    assert send("DELETE", path, who.albertine, if_match='W/"2"').status_code == 204
    assert send("DELETE", path, who.albertine).status_code == 204
    assert browser(None).get(f"/fhir/{path}").status_code == 410
    assert Service.objects.get(pk=said["id"]).ended_at
    assert send("POST", "HealthcareService", who.albertine, a_service(who)).status_code == 409


def test_what_is_read_can_be_written_back_and_changes_nothing(who: Cast) -> None:
    more = {"about": "Tout sur le sucre.", "cost_words": "2 dollars", "languages": ["fr", "kg"], "tier": "basic"}
    service = offered(who, waiting_days=12, email="s@lukanga.example", website="https://lukanga.example", **more)
    before = Service.objects.values().get(pk=service.id)
    told = json.loads(browser(None).get(f"/fhir/HealthcareService/{service.id}").content)

    answer = send("PUT", f"HealthcareService/{service.id}", who.albertine, told, if_match='W/"1"')

    assert (answer.status_code, answer.headers["ETag"]) == (200, 'W/"1"'), answer.content
    assert Service.objects.values().get(pk=service.id) == before
    assert before["hours"] == MORNINGS


def test_a_coordinator_brings_in_a_house_and_a_site(who: Cast) -> None:
    key = uuid4()
    body = {"resourceType": "Organization", "name": "Centre de santé Nsele", "type": [{"text": "Health centre"}]}
    body |= {
        "address": [{"country": "CD", "city": "Nsele"}],
        "identifier": [{"system": "https://moh.example", "value": "77"}],
    }
    came = send("PUT", f"Organization/{key}", who.albertine, body)
    assert came.status_code == 201, came.content
    new = Organisation.objects.get(pk=key)
    assert (new.kind, new.country, new.place, new.identifier) == (
        "health_centre",
        "CD",
        "Nsele",
        "https://moh.example|77",
    )
    known = send("POST", "Organization", who.albertine, body, if_none_exist="identifier=https://moh.example|77")
    assert (known.status_code, json.loads(known.content)["id"]) == (200, str(key))
    assert send("PUT", f"Organization/{key}", who.albertine, body, if_match='W/"1"').status_code == 403

    site = {"resourceType": "Location", "name": "Maternité", "status": "active"}
    site |= {
        "managingOrganization": {"reference": f"Organization/{who.lukanga.id}"},
        "position": {"latitude": -5.1, "longitude": 14.2},
    }
    opened = send("POST", "Location", who.albertine, site)
    assert opened.status_code == 201, opened.content
    told = json.loads(opened.content)
    moved = {**told, "position": {"latitude": -5.2, "longitude": 14.2}}
    assert send("PUT", f"Location/{told['id']}", who.albertine, moved, if_match='W/"1"').headers["ETag"] == 'W/"2"'
    assert str(Site.objects.get(pk=told["id"]).latitude) == "-5.20000"
    care = a_service(who, location=[{"reference": f"Location/{told['id']}"}])
    given = json.loads(send("POST", "HealthcareService", who.albertine, care).content)
    in_use = send("DELETE", f"Location/{told['id']}", who.albertine)
    assert (in_use.status_code, issues(in_use)[0][0]) == (422, "business-rule")
    assert send("DELETE", f"HealthcareService/{given['id']}", who.albertine).status_code == 204
    assert send("DELETE", f"Location/{told['id']}", who.lotte).status_code == 403
    assert send("DELETE", f"Location/{told['id']}", who.albertine, if_match='W/"2"').status_code == 204
    assert browser(None).get(f"/fhir/Location/{told['id']}").status_code == 410
    assert Site.objects.get(pk=told["id"]).closed_at
    late = send("POST", "HealthcareService", who.albertine, {**care, "name": "Trop tard"})
    assert (late.status_code, issues(late)) == (422, [("business-rule", "site")])

    own = json.loads(browser(None).get(f"/fhir/Organization/{who.lukanga.id}").content)
    named = send(
        "PUT", f"Organization/{who.lukanga.id}", who.albertine, {**own, "name": "HGR de Lukanga"}, if_match='W/"1"'
    )
    assert (named.status_code, Organisation.objects.get(pk=who.lukanga.id).name) == (200, "HGR de Lukanga"), (
        named.content
    )


def test_nobody_writes_for_a_house_that_is_not_theirs(who: Cast) -> None:
    service = offered(who)
    told = json.loads(browser(None).get(f"/fhir/HealthcareService/{service.id}").content)
    path, deeds = f"HealthcareService/{service.id}", Operation.objects.count()

    for person, status in ((None, 401), (who.mireille, 403), (who.lotte, 403)):
        assert send("PUT", path, person, told, if_match='W/"1"').status_code == status
        assert send("DELETE", path, person).status_code == status
        assert send("POST", "HealthcareService", person, a_service(who)).status_code == status
    assert send("DELETE", f"Organization/{who.lukanga.id}", who.albertine).status_code == 405
    assert Operation.objects.count() == deeds
    assert browser(None).get(f"/fhir/{path}").headers["ETag"] == 'W/"1"'


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (
            {"photo": {"url": "x"}, "endpoint": []},
            [("not-supported", "HealthcareService.photo"), ("not-supported", "HealthcareService.endpoint")],
        ),
        ({"name": " "}, [("required", "HealthcareService.name")]),
        ({"providedBy": {"reference": "Patient/1"}}, [("required", "HealthcareService.providedBy")]),
        (
            {"providedBy": {"reference": f"Organization/{UUID(int=7)}"}},
            [("not-supported", "HealthcareService.providedBy")],
        ),
        ({"location": [{"reference": f"Location/{UUID(int=7)}"}]}, [("not-supported", "HealthcareService.location")]),
        ({"availableTime": [{"daysOfWeek": ["lundi"]}]}, [("not-supported", "HealthcareService.availableTime[0]")]),
        ({"active": False}, [("not-supported", "HealthcareService.active")]),
        ({"telecom": [{"system": "email", "value": "nobody"}]}, [("not-supported", "HealthcareService.email")]),
        ({"resourceType": "Location"}, [("invalid", "resourceType")]),
    ],
)
@pytest.mark.once
def test_what_we_cannot_keep_is_said_and_not_dropped(
    who: Cast, change: dict[str, Any], wrong: list[tuple[str, str]]
) -> None:
    answer = send("POST", "HealthcareService", who.albertine, a_service(who, **change))

    assert (400 <= answer.status_code < 423, issues(answer)) == (True, wrong)
    assert not Service.objects.exists()


@pytest.mark.once
def test_what_is_no_resource_is_refused(who: Cast) -> None:
    def status(body: Any, **headers: str) -> int:
        return send("POST", "HealthcareService", who.albertine, body, **headers).status_code

    assert [status(one) for one in ("{", "[]", "7", b"\xff", '{"a":' * 500 + "1" + "}" * 500)] == [400] * 5
    assert status({"resourceType": "HealthcareService", "comment": "x" * 70_000}) == 413
    assert status(a_service(who), kind="application/xml") == 415
    assert status(a_service(who), if_none_exist="beds=7") == 400
    house("Nsele", "1", "1"), house("Nsele II", "1", "1")
    body = {"resourceType": "Organization", "name": "Nsele III"}
    assert send("POST", "Organization", who.albertine, body, if_none_exist="name=nsele").status_code == 412
    other = {**a_service(who), "id": str(uuid4())}
    assert send("PUT", f"HealthcareService/{uuid4()}", who.albertine, other).status_code == 400
    assert not Service.objects.exists()


def test_two_programs_that_saw_the_same_version_do_not_overwrite_each_other(who: Cast) -> None:
    service = offered(who)
    told = json.loads(browser(None).get(f"/fhir/HealthcareService/{service.id}").content)
    first, second = ({**told, "telecom": [{"system": "phone", "value": number}]} for number in ("+243 1", "+243 2"))

    answers = [
        send("PUT", f"HealthcareService/{service.id}", who.albertine, one, if_match='W/"1"') for one in (first, second)
    ]

    assert [one.status_code for one in answers] == [200, 412]
    assert Service.objects.get(pk=service.id).phone == "+243 1"
