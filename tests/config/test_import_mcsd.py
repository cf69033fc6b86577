"""A directory of FHIR and a national list of facilities come in whole, again without effect, and past what is broken in them."""

import argparse
import json
import re
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from django.conf import settings

from partnerhood.config.commands import Trouble, import_mcsd
from partnerhood.ground.operations.models import Operation
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Membership, Organisation, Site
from partnerhood.interfaces.exchange.mcsd import sources
from partnerhood.pathway.services import actions as services
from partnerhood.pathway.services.models import Service
from tests.cast import OPERATOR, Cast
from tests.pathway.services.story import at, content, house
from tests.visits import browser

pytestmark = pytest.mark.django_db
A_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
BASE = f"{settings.ADDRESS}/fhir"
LIST = """Nom,Code,Niveau,Zone de santé,Latitude,Longitude,Appartenance,Lits
HGR Lukanga,BC-001,HGR,Lukanga,-5.11,14.22,État,120
Nsele,BC-002,Poste médical,Nsele,"-5,12",14.30,Catholique,
Sans code,,Centre de santé,Nsele,,,,
Loin,BC-003,Centre de santé,Loin,95,14,Privé,beaucoup
"""


def bring_in(what: Path | str, capsys: Any, **more: Any) -> tuple[int, dict[str, Any]]:
    """Run the command: its exit code, and what it says to machines."""
    usual = {"source": "Theirs", "language": "fr", "network": None, "since": "", "mapping": None, "dry_run": False}
    code = import_mcsd.run(argparse.Namespace(**{**usual, "file": str(what), "json": True, **more}))
    return code, json.loads(capsys.readouterr().out)


def counts(said: dict[str, Any]) -> list[int]:
    """How many are new, changed, unchanged, ended and refused."""
    return [said[state] for state in import_mcsd.STATES]


def other(key: Any) -> UUID:
    """The id of the same thing on another node."""
    return uuid5(NAMESPACE_URL, str(key))


@pytest.fixture
def theirs(db: None, monkeypatch: pytest.MonkeyPatch) -> Service:
    """Another directory: what our own tells, under other ids, without what came from there."""

    def page(self: sources.Directory, path: str, asked: list[tuple[str, str]]) -> Any:
        answer = json.loads(browser(None).get(f"/fhir/{path}", dict(asked)).content)
        ours = {
            str(key) for model in (Organisation, Site, Service) for key in model.objects.values_list("pk", flat=True)
        }
        came = {str(other(key)) for key in ours}
        answer["entry"] = [one for one in answer["entry"] if not came & {one["fullUrl"].rpartition("/")[2]}]
        theirs = {key: str(other(key)) for key in ours - came}
        return json.loads(A_UUID.sub(lambda found: theirs.get(found[0], found[0]), json.dumps(answer)))

    monkeypatch.setattr(sources.Directory, "page", page)
    monkeypatch.setattr(sources, "PAGE", 2)
    one = house("AZ Lindewater", "50.94", "5.33", "Lindemeer")
    there = {"address": "Beukenlaan 1", "place": "Lindemeer", "latitude": "50.9", "longitude": "5.3"}
    site = organisations.open_site(organisation=one, name="Campus", kind="site", **there, deed=OPERATOR)
    organisations.open_site(organisation=one, name="Stil", kind="ward", deed=OPERATOR)
    ward = organisations.open_site(organisation=one, name="Dialyse", within=site, deed=OPERATOR)
    said = {
        "route": "letter",
        "referral": "Met een brief",
        "cost": "small",
        "languages": ["nl", "ln"],
        "zone": "Europe/Brussels",
    }
    hours = {"1": [["22:00", "02:00"]], "6": [["00:00", "24:00"]], "holidays": "same"}
    at(one, "dentist", site, phone="+32 1")
    return at(
        one, "dialysis", ward, name="Dialyse bij ons", about="Elke week", hours=hours, accessible=["lift"], **said
    )


def test_ours_follows_theirs_through_an_update_and_an_end(theirs: Service, capsys: Any) -> None:
    code, said = bring_in(BASE, capsys)
    assert (code, counts(said)) == (0, [5, 1, 0, 0, 0]), said  # its own place gives the house its point
    copy, first = Service.objects.get(pk=other(theirs.id)), Service.objects.get(pk=theirs.id)
    for name in "kind name about route referral languages hours zone cost accessible phone".split():
        assert getattr(copy, name) == getattr(first, name), name
    assert (copy.provenance, copy.organisation.name, copy.site.name, copy.site.within.name) == (
        *("Theirs", "AZ Lindewater", "Dialyse"),
        "Campus",
    )
    assert str(copy.organisation.latitude) == "50.94000"
    deeds = Operation.objects.count()
    assert counts(bring_in(BASE, capsys)[1]) == [0, 0, 6, 0, 0]
    assert Operation.objects.count() == deeds

    more = {"name": "Dialyse bij ons", "about": "Elke dag", "language": "nl"}
    services.describe(service=first, content=content("dialysis", **more), site=first.site, deed=OPERATOR)
    code, told = bring_in(BASE, capsys, since=said["until"])
    assert (code, told["changed"], told["new"]) == (0, 1, 0)
    assert Service.objects.get(pk=copy.id).about["nl"]["words"] == "Elke dag"
    services.end(service=first, words="Gestopt", language="nl", deed=OPERATOR)
    assert bring_in(BASE, capsys, since=told["until"])[1]["ended"] == 1
    assert Service.objects.get(pk=copy.id).ended_at


def bundle(path: Path, *resources: dict[str, Any], deleted: str = "") -> Path:
    """A file as a server writes one."""
    entries: list[dict[str, Any]] = [
        {"fullUrl": f"https://moh.example/fhir/{one['resourceType']}/{one.get('id')}", "resource": one}
        for one in resources
    ]
    if deleted:
        entries.insert(
            0, {"fullUrl": f"https://moh.example/fhir/{deleted}", "request": {"method": "DELETE", "url": deleted}}
        )
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "history", "entry": entries}))
    return path


HOUSE = {"resourceType": "Organization", "id": "h1", "name": "Hôpital de Nsele", "identifier": [{"value": "77"}]}
PLACE = {
    "resourceType": "Location",
    "id": "p1",
    "name": "Nsele",
    "managingOrganization": {"reference": "Organization/h1"},
}
CARE = {
    "resourceType": "HealthcareService",
    "id": "s1",
    "name": "Accouchements",
    "providedBy": {"reference": "Organization/h1"},
}


def test_a_file_comes_in_in_any_order_and_past_what_is_broken(who: Cast, tmp_path: Path, capsys: Any) -> None:
    odd = [
        {**CARE, "id": "s2", "providedBy": {"reference": "Organization/none"}},
        {**CARE, "id": "s3", "name": ""},
        {"resourceType": "Practitioner", "id": "x"},
    ]
    care = {
        **CARE,
        "location": [{"reference": "Location/p1"}],
        "photo": {},
        "availableTime": [{"daysOfWeek": ["lundi"]}],
    }
    path = bundle(tmp_path / "theirs.json", care, *odd, PLACE, HOUSE)

    assert counts(bring_in(path, capsys, dry_run=True)[1]) == [3, 0, 0, 0, 3]
    assert not Service.objects.exists()
    code, said = bring_in(path, capsys, network=who.network.name)
    assert (code, counts(said)) == (1, [3, 0, 0, 0, 3])
    one = Service.objects.get()
    assert (one.organisation.kind, one.site.name, one.name["fr"]["words"]) == ("hospital", "Nsele", "Accouchements")
    assert Membership.objects.filter(network=who.network, organisation=one.organisation).exists()
    reasons = {told["where"]: (told["reason"], told["remarks"]) for told in said["shown"]}
    assert reasons["entry 2"][0] == "Its house is not here."
    assert [remark.partition(":")[0] for remark in reasons["entry 1"][1]] == [
        "HealthcareService.photo",
        "HealthcareService.availableTime[0]",
    ]
    lines = tmp_path / "theirs.ndjson"
    lines.write_text("".join(json.dumps(each) + "\n" for each in (HOUSE, PLACE, care)))
    assert (
        bring_in(lines, capsys, source="https://moh.example/fhir")[1]["new"] == 0
    )  # the same ids: from the same directory

    path = bundle(tmp_path / "gone.json", care, deleted="HealthcareService/s1")
    assert counts(bring_in(path, capsys)[1]) == [0, 0, 0, 1, 0]
    path = bundle(tmp_path / "closed.json", deleted="Location/p1")
    assert counts(bring_in(path, capsys)[1]) == [0, 0, 0, 1, 0]
    assert Site.objects.get(pk=one.site_id).closed_at


def test_a_house_that_is_here_otherwise_stays_as_it_is(who: Cast, tmp_path: Path, capsys: Any) -> None:
    own = {**HOUSE, "id": str(who.lukanga.id), "name": "Autre nom"}
    known = house("Known", "1", "2")
    same = {**HOUSE, "id": str(known.id), "name": "Autre nom"}
    care = {**CARE, "id": "s9", "providedBy": {"reference": f"Organization/{who.lukanga.id}"}}
    organisations.found(key=UUID(int=7), name="Numbered", kind="hospital", identifier="77", deed=OPERATOR)
    deeds = Operation.objects.count()

    code, said = bring_in(bundle(tmp_path / "one.json", own, same, care, HOUSE), capsys)

    assert (code, counts(said), Operation.objects.count()) == (1, [0, 0, 1, 0, 3], deeds)
    assert "Numbered" in said["shown"][2]["reason"]
    assert Organisation.objects.get(pk=who.lukanga.id).name == "HGR Lukanga"


def test_a_national_list_comes_in_by_its_own_words(db: None, tmp_path: Path, capsys: Any) -> None:
    path, mapping = tmp_path / "list.csv", tmp_path / "mapping.toml"
    path.write_text(LIST)
    mapping.write_text('country = "CD"\nregistry = "https://moh.example"\n[kinds]\n"HGR" = "district_hospital"\n')

    code, said = bring_in(path, capsys, mapping=mapping)

    assert (code, counts(said)) == (1, [3, 0, 0, 0, 1])
    told = {one.name: one for one in Organisation.objects.filter(provenance="Theirs")}
    first = told["HGR Lukanga"]
    assert (first.kind, first.country, first.beds, first.identifier) == (
        "district_hospital",
        "CD",
        120,
        "https://moh.example|BC-001",
    )
    assert first.about["fr"]["words"] == "Type: HGR. Ownership: État"
    assert (str(told["Nsele"].latitude), told["Nsele"].kind, told["Loin"].latitude) == ("-5.12000", "other", None)
    remarks = {one["name"]: len(one["remarks"]) for one in said["shown"]}
    assert remarks == {"Nsele": 1, "Sans code": 0, "Loin": 2}
    deeds = Operation.objects.count()
    path.write_text(LIST.replace("120", "140"))
    assert counts(bring_in(path, capsys, mapping=mapping)[1]) == [0, 1, 2, 0, 1]
    assert (Operation.objects.count(), Organisation.objects.get(pk=first.id).beds) == (deeds + 1, 140)
    found = json.loads(browser(None).get("/fhir/Location?identifier=https://moh.example|BC-001").content)
    assert found["entry"][0]["resource"]["position"] == {"latitude": -5.11, "longitude": 14.22}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.json", "{", "no JSON"),
        ("a.json", "[1]", "no resource"),
        ("a.ndjson", "{}\n{", "Line 2 is no JSON"),
        ("a.csv", "a,b\n1,2\n", "needs a column"),
        ("a.csv", 'name,code\n"x' + "y" * (2**20 + 2), "cannot be read"),
    ],
)
@pytest.mark.once
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    db: None, tmp_path: Path, capsys: Any, name: str, text: str, sentence: str
) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(Trouble, match=sentence):
        bring_in(tmp_path / name, capsys)


@pytest.mark.once
def test_a_server_that_leads_elsewhere_is_not_followed(db: None, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    said = {
        "resourceType": "Bundle",
        "type": "history",
        "entry": [],
        "link": [{"relation": "next", "url": "https://evil.example/x"}],
    }
    monkeypatch.setattr(sources.Directory, "_answer", lambda *_said: json.dumps(said).encode())

    with pytest.raises(Trouble, match="another server"):
        bring_in(BASE, capsys)
    with pytest.raises(Trouble, match="--since"):
        bring_in(BASE, capsys, since="soon")
    monkeypatch.setattr(sources.Directory, "_answer", lambda *_said: b"<html>")
    with pytest.raises(Trouble, match="no history"):
        bring_in(BASE, capsys)
