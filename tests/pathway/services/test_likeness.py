"""Houses that are one are found across languages and spellings, each with its reasons; neighbours are not taken for one."""

import argparse
import json
from typing import Any

import pytest

from bench import duplicates as bench
from partnerhood.config.commands import duplicates as command
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import ids
from partnerhood.pathway.services.queries import duplicates
from partnerhood.pathway.services.rules import likeness, nearness
from partnerhood.pathway.services.rules.likeness import House
from tests.cast import OPERATOR

HERE, NEAR, FAR = (nearness.spot(*one) for one in ((50.9, 5.3), (50.905, 5.302), (51.9, 5.3)))


def codes(one: House, other: House) -> set[str]:
    return {reason.code for reason in likeness.reasons(one, other)}


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("Hôpital Sacré-Cœur", ("sacredheart",), "hospital"),
        ("Heilig-Hartziekenhuis", ("sacredheart",), "hospital"),
        ("AZ Sint-Jozef", ("saint", "joseph"), "hospital"),
        ("Centre de santé de Nsele", ("nsele",), "health centre"),
        ("O.L.V.-ziekenhuis", ("ourlady",), "hospital"),
        ("Huisartsenpraktijk Ter Linde", ("linde",), "practice"),
    ],
)
def test_a_name_is_its_own_words_and_what_it_is(name: str, words: tuple[str, ...], kind: str) -> None:
    found = likeness.own(name)

    assert (found.words, found.kind) == (words, kind)


def test_every_reason_can_be_read_and_counts() -> None:
    one = House("AZ Sint-Jozef", "hospital", "BE", "Lindemeer", HERE, "r|7")
    other = House("Clinique Saint-Joseph", "hospital", "BE", "Lindemeer", NEAR, "r|7")

    assert codes(one, other) == {"number", "name", "kind", "near", "place"}
    assert likeness.are_probably_one(one, other)
    assert likeness.reasons(one, other) == likeness.reasons(other, one)
    apart = House("Clinique Saint-Joseph", "hospital", "BE", "Elders", FAR, "r|8")
    assert codes(one, apart) == {"other_number", "name", "kind", "far", "other_place"}
    assert not likeness.are_probably_one(one, apart)
    assert set(command.WORDS) >= codes(one, other) | codes(one, apart)
    for reason in likeness.reasons(one, other) + likeness.reasons(one, apart):
        assert command.words(reason)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Centre de santé Saint-Joseph II", "other_marks"),
        ("Centre de santé protestant Saint-Joseph", "other_marks"),
        ("Pharmacie Saint-Joseph", "other_kind"),
        ("Annexe du Centre de santé Saint-Joseph", "part"),
    ],
)
def test_what_tells_neighbours_apart_weighs_more_than_a_name(name: str, reason: str) -> None:
    one = House("Centre de santé Saint-Joseph", "", "CD", "Nsele", HERE)
    other = House(name, "", "CD", "Nsele", NEAR)

    assert reason in codes(one, other)
    assert not likeness.are_probably_one(one, other)


def test_the_rule_holds_on_pairs_that_it_was_not_written_for() -> None:
    right, called, there = bench.judged(1)

    assert (right / called, right / there) >= (0.9, 0.8)
    assert called < sum(1 for _pair in bench.pairs(1))


@pytest.mark.django_db
def test_who_runs_the_node_reads_which_houses_are_probably_one_and_why(capsys: Any) -> None:
    def found(name: str, place: str, latitude: str, number: str = "") -> None:
        at = {"place": place, "latitude": latitude, "longitude": "14.2", "country": "CD", "identifier": number}
        organisations.found(key=ids.named(name + place), name=name, kind="hospital", deed=OPERATOR, **at)

    found("HGR Kisantu", "Kisantu", "-5.10")
    found("Hôpital général de référence de Kisanto", "Kisantu", "-5.101")
    found("Hôpital Saint-Luc", "Kisantu", "-5.11")
    found("HGR Kisantu", "Elders", "3.1")
    found("Tout autre nom", "Ailleurs", "-9.1", "r|1")

    (pair,) = duplicates.pairs()
    assert {reason.code for reason in pair.reasons} == {"name", "kind", "place", "near"}
    assert command.run(argparse.Namespace(json=True, most=5)) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pairs"], said["shown"][0]["reasons"][0]["words"]) == (1, "the same name")
    assert command.run(argparse.Namespace(json=False, most=0)) == 0
    assert "1 pairs are probably one house. The first 0 are shown." in capsys.readouterr().out
