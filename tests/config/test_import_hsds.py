"""A directory comes in whole, again without effect, dry without a trace, and past what is broken in it."""

import argparse
import json
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from partnerhood.config.commands import Trouble, import_hsds
from partnerhood.config.commands.export import rows
from partnerhood.ground.operations.models import Operation
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import canonical
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.models import Service
from tests.cast import OPERATOR, Cast
from tests.interfaces.exchange.reference import reference
from tests.pathway.services.story import MORNINGS, at, house
from tests.visits import browser

pytestmark = pytest.mark.django_db


def bring_in(path: Path, capsys: Any, *, dry_run: bool = False, source: str = "Sociale kaart") -> tuple[int, dict]:
    """Run the command on a file: its exit code, and what it says to machines."""
    said = {"file": path, "source": source, "language": "nl", "dry_run": dry_run, "json": True}
    code = import_hsds.run(argparse.Namespace(**said))
    return code, json.loads(capsys.readouterr().out)


def counts(said: dict) -> list[int]:
    """How many are new, changed, unchanged, ended and refused."""
    return [said[state] for state in import_hsds.STATES]


def elsewhere(said: Any) -> Any:
    """The same directory of another node: every id is another one, but for the kinds of care."""
    if isinstance(said, list):
        return [elsewhere(one) for one in said]
    if isinstance(said, dict):
        return {name: one if name == "taxonomy_term_id" else elsewhere(one) for name, one in said.items()}
    try:
        return str(uuid5(NAMESPACE_URL, str(UUID(said))))
    except (ValueError, AttributeError, TypeError):
        return said


@pytest.fixture
def other(db: None, tmp_path: Path) -> Path:
    """What another node tells: two houses, one with a site."""
    one = house("AZ Lindewater", "50.94", "5.33", "Lindemeer")
    there = {"kind": "site", "address": "Beukenlaan 1", "place": "Lindemeer", "latitude": "50.9", "longitude": "5.3"}
    site = organisations.open_site(organisation=one, name="Campus", **there, deed=OPERATOR)
    more = {
        "route": "letter",
        "referral": "Met een brief",
        "cost": "small",
        "accessible": ["lift"],
        "zone": "Europe/Brussels",
    }
    at(one, "dialysis", site, name="Nierzentrum", hours=MORNINGS, languages=["nl", "tr"], waiting_days=9, **more)
    at(one, "stroke", hours={"5": [["22:00", "02:00"]], "7": [["00:00", "24:00"]], "holidays": "call"})
    at(house("UMC Duinvaart", "52.16", "4.48", "Duinvaart", "NL"), "kidney_transplant", tier="top-referral")
    return _file(tmp_path, elsewhere(told()))


def told() -> dict:
    """What this node tells."""
    answer = browser(None, "nl").get("/hsds/services?full=true")
    return dict(json.loads(answer.content))


def _file(folder: Path, said: Any) -> Path:
    path = folder / "services.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def record() -> list[str]:
    return [canonical.text(row) for row in rows()]


def test_a_directory_comes_in_whole_and_a_second_time_changes_nothing(other: Path, capsys: Any) -> None:
    first = bring_in(other, capsys)
    kept, deeds = record(), Operation.objects.count()
    second = bring_in(other, capsys)

    assert (first[0], counts(first[1])) == (0, [3, 0, 0, 0, 0])
    assert (second[0], counts(second[1])) == (0, [0, 0, 3, 0, 0])
    assert (record(), Operation.objects.count()) == (kept, deeds)
    brought = {one.id: one for one in Service.objects.filter(provenance="Sociale kaart")}
    for one in Service.objects.filter(provenance="directory"):
        copy = brought[uuid5(NAMESPACE_URL, str(one.id))]
        same = ("kind", "name", "languages", "hours", "tier", "route", "cost", "accessible", "waiting_days")
        assert [getattr(copy, name) for name in same] == [getattr(one, name) for name in same]
        assert queries.zone_of(copy) == queries.zone_of(one)
        assert copy.organisation.name == one.organisation.name
        assert copy.organisation.country == one.organisation.country
    assert Organisation.objects.filter(name="UMC Duinvaart").values_list("latitude", flat=True).distinct().count() == 1
    assert {(site.name, str(site.latitude)) for site in Site.objects.filter(name="Campus")} == {("Campus", "50.90000")}


def test_a_dry_run_says_what_would_come_and_leaves_no_trace(other: Path, capsys: Any) -> None:
    kept, deeds = record(), Operation.objects.count()

    code, said = bring_in(other, capsys, dry_run=True)

    assert (code, counts(said), said["dry_run"]) == (0, [3, 0, 0, 0, 0], True)
    assert (record(), Operation.objects.count()) == (kept, deeds)


def test_what_changed_is_changed_and_what_ended_is_ended(other: Path, capsys: Any) -> None:
    bring_in(other, capsys)
    said = json.loads(other.read_text())
    said["contents"][0]["phones"] = [{"id": str(uuid5(NAMESPACE_URL, "phone")), "number": "+32 11 55 (00)"}]
    said["contents"][1]["status"] = "defunct"
    other.write_text(json.dumps(said))

    assert counts(bring_in(other, capsys)[1]) == [0, 1, 1, 1, 0]
    assert Service.objects.get(pk=said["contents"][0]["id"]).phone == "+32 11 55 (00)"
    assert Service.objects.get(pk=said["contents"][1]["id"]).ended_at is not None
    assert counts(bring_in(other, capsys)[1]) == [0, 0, 3, 0, 0]


def test_a_house_that_speaks_for_itself_is_not_spoken_for(who: Cast, other: Path, capsys: Any) -> None:
    said = json.loads(other.read_text())
    for one in said["contents"]:
        one["organization"]["id"] = str(who.lukanga.id)
    other.write_text(json.dumps(said))

    code, found = bring_in(other, capsys)

    assert (code, counts(found)) == (1, [0, 0, 0, 0, 3])
    assert {one["reason"] for one in found["services"]} == {import_hsds.SPEAKS}
    assert not Service.objects.filter(organisation=who.lukanga).exists()


@pytest.mark.parametrize(
    "said",
    [
        [7, None, "x", [], {}],
        [{"id": "no", "name": "A"}],
        [{"id": str(uuid5(NAMESPACE_URL, "a")), "name": "A", "status": "active"}],
        [{"id": str(uuid5(NAMESPACE_URL, "a")), "name": {"x": 1}, "organization": {}}],
        [{"id": str(uuid5(NAMESPACE_URL, "a")), "name": "A", "organization": {"id": 7, "name": "B"}}],
        {"contents": [{"name": None}]},
        {"services": [3], "name": "B"},
    ],
)
def test_what_cannot_be_read_is_refused_alone_and_by_its_number(
    db: None, tmp_path: Path, capsys: Any, said: Any
) -> None:
    code, found = bring_in(_file(tmp_path, said), capsys)

    assert code == 1
    assert found["refused"] == len(found["services"]) > 0
    assert all(one["reason"] for one in found["services"])
    assert not Service.objects.exists()


@pytest.mark.parametrize("text", ["", "{", "7", '"x"', "[" * 100_000, "\x00"])
def test_a_file_that_is_no_directory_is_refused_in_a_sentence(db: None, tmp_path: Path, text: str) -> None:
    path = tmp_path / "services.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Trouble):
        import_hsds.run(argparse.Namespace(file=path, source="", language="nl", dry_run=False, json=True))


def test_what_has_not_its_shape_is_left_out_with_a_remark(other: Path, capsys: Any) -> None:
    said = json.loads(other.read_text())
    one = said["contents"][0]
    one |= {"email": "nobody", "url": "javascript:x", "wait_time": "soon", "description": "x" * 3000}
    one["schedules"] = [{"byday": "MO", "opens_at": "soon", "closes_at": "later"}, {"freq": "MONTHLY"}]
    one["languages"] = [{"code": "klingon"}, {"code": 7}]
    other.write_text(json.dumps(said))

    code, found = bring_in(other, capsys)

    assert (code, counts(found)) == (0, [3, 0, 0, 0, 0])
    kept = Service.objects.get(pk=one["id"])
    assert (kept.email, kept.website, kept.hours, kept.languages, kept.waiting_days) == ("", "", {}, [], None)
    assert len(found["services"][0]["remarks"]) >= 5


@pytest.mark.once
def test_the_example_of_the_standard_comes_in(db: None, capsys: Any) -> None:
    code, found = bring_in(reference("hsds/service_full.json"), capsys)

    assert (code, counts(found)) == (0, [1, 0, 0, 0, 0])
    kept = Service.objects.get()
    assert kept.name["nl"]["words"] == "Community Counselling"
    assert kept.organisation.name == "Example Organization Inc."
    assert kept.phone == "+44 1234 234567"
    assert kept.hours["4"] == [["10:00", "18:00"]]
