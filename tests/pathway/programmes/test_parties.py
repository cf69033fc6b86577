"""Which participants of an activity are one organisation, and which are none."""

from typing import Any

import pytest

from partnerhood.ground.records import ids
from partnerhood.pathway.programmes.rules import parties
from partnerhood.pathway.programmes.rules.activity import Activity
from tests.pathway.programmes.activities import DOER, FUNDER, activity


def cast(**more: Any) -> parties.Cast:
    """Who is in an activity."""
    return parties.cast(Activity.from_payload(activity(**more)))


def test_an_organisation_with_an_identifier_has_the_same_id_everywhere() -> None:
    who = cast(participants=[FUNDER])

    assert who.participants == (ids.named("iati:XM-DAC-2-10"),)
    assert who.reporter.id == ids.named("iati:BE-BCE_KBO-0400000000")
    assert (who.reporter.country, who.organisations[1].country, who.organisations[1].kind) == ("BE", "", "funder")


def test_without_an_identifier_it_is_the_name_that_counts_in_the_reporters_country() -> None:
    who = cast(participants=[DOER, {**DOER, "role": "2", "name": {"fr": "hopital de  KIVUMA."}}])

    assert who.participants == (ids.named("iati-name:BE:hopital de kivuma"),) * 2
    assert [one.name for one in who.organisations] == ["Samenwaarts", "Hôpital de Kivuma"]


def test_a_name_without_identifier_is_the_one_that_has_it_in_the_same_activity() -> None:
    who = cast(
        participants=[{"role": "2", "name": {"nl": "SAMENWAARTS"}}, FUNDER, {"role": "3", "name": FUNDER["name"]}]
    )

    assert who.participants == (
        who.reporter.id,
        parties.organisation_id("XM-DAC-2-10"),
        parties.organisation_id("XM-DAC-2-10"),
    )


@pytest.mark.parametrize(
    "name",
    [
        "Recipient Government",
        "Germany-based NGO",
        "NON-GOVERNMENTAL ORGANISATIONS (NGOs) AND CIVIL SOCIETY",
        "N/A",
        "…",
    ],
)
def test_a_kind_of_organisation_or_nobody_is_not_an_organisation(name: str) -> None:
    who = cast(participants=[{"role": "4", "name": {"en": name}}])

    assert who.participants == (None,)
    assert parties.signers(who) == [who.reporter.id]


def test_of_several_lines_in_the_place_of_a_name_the_shortest_is_the_name() -> None:
    told = "In 2004 a liaison office was set up.\nOxfam Novib"

    assert parties.one_name({"en": told}, "nl") == "Oxfam Novib"
    assert parties.one_name({"de": "Deutschland", "fr": "Allemagne"}, "fr") == "Allemagne"
    assert parties.one_name({}, "en") == ""


def test_an_organisation_with_several_roles_is_told_once() -> None:
    told = Activity.from_payload(activity(participants=[FUNDER, {**FUNDER, "role": "3"}, DOER]))

    kept = list(parties.roles(told, parties.cast(told)))

    assert [(one["name"], one["roles"]) for one in kept] == [
        ("Directorate for Development", ["1", "3"]),
        ("Hôpital de Kivuma", ["4"]),
    ]
    assert parties.signers(parties.cast(told)) == [
        parties.organisation_id("XM-DAC-2-10"),
        ids.named("iati-name:BE:hopital de kivuma"),
    ]


def test_a_register_of_no_country_gives_none() -> None:
    found = {one: parties.country_of(one) for one in ("GB-CHC-202918", "XM-DAC-7", "41122", "gb-chc-1", "")}

    assert found == {"GB-CHC-202918": "GB", "XM-DAC-7": "", "41122": "", "gb-chc-1": "", "": ""}
