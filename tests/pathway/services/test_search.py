"""Care is found by word, by slip of the hand, near a place, by language and by what is open; the same on both databases."""

from datetime import UTC, datetime

import pytest

from partnerhood.ground.organisations import actions as organisations
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.services import actions
from partnerhood.pathway.services.models import Service
from partnerhood.pathway.services.queries import search
from partnerhood.pathway.services.queries.search import Asked
from partnerhood.pathway.services.rules import nearness
from tests.cast import OPERATOR, Cast, by
from tests.pathway.activities.test_actions import stand_still
from tests.pathway.services.story import at, content, house, noted, offered

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten in the morning in Lindemeer."""
CENTRE = nearness.spot(50.93, 5.34)


def names(now: datetime = MONDAY, **asked: object) -> list[str]:
    """The houses that are found, in their order."""
    hits = search.find(Asked(**asked), now).hits
    found = {one.id: one.organisation.name for one in Service.objects.select_related("organisation")}
    return [found[hit.key] for hit in hits]


@pytest.fixture
def city(db: None) -> None:
    """Three houses of a city, and one far away."""
    north = house("AZ Lindewater", "50.94", "5.33", "Lindemeer")
    at(
        north,
        "dialysis",
        languages=["nl", "fr"],
        name="Nierzentrum",
        hours={"1": [["08:00", "18:00"]], "holidays": "call"},
    )
    south = house("Kring Oeverwijk", "50.90", "5.35", "Lindemeer")
    at(south, "dialysis", languages=["nl", "tr"], hours={"2": [["08:00", "18:00"]], "holidays": "call"})
    at(south, "talking", languages=["tr"], name="Iemand die luistert", about="Ook in het Turks.")
    far = house("UMC Duinvaart", "52.16", "4.48", "Duinvaart", "NL")
    at(far, "kidney_transplant", tier="top-referral")
    at(far, "dialysis", languages=["nl"])


def test_words_find_in_every_language_and_from_their_beginning(city: None) -> None:
    everywhere = ["AZ Lindewater", "Kring Oeverwijk", "UMC Duinvaart"]

    assert names(words="dialyse") == everywhere
    assert names(words="kidney") == [*everywhere, "UMC Duinvaart"]
    assert names(words="dial") == everywhere
    assert names(words="luistert turkse") == ["Kring Oeverwijk"]
    assert names(words="nierzentrum lindewater") == ["AZ Lindewater"]


def test_a_slip_of_the_hand_is_understood_and_said(city: None) -> None:
    answer = search.find(Asked(words="dialyze"), MONDAY)

    assert len(answer.hits) == 3
    assert answer.meant == {"dialyze": "dialyse"}
    assert search.find(Asked(words="zzzz dialyse"), MONDAY).unknown == "zzzz"


def test_the_nearest_comes_first_with_its_distance(city: None) -> None:
    answer = search.find(Asked(words="dialyse", near=CENTRE), MONDAY)

    assert names(words="dialyse", near=CENTRE) == ["AZ Lindewater", "Kring Oeverwijk", "UMC Duinvaart"]
    assert [round(hit.km or 0, 1) for hit in answer.hits] == [1.3, 3.4, 149.1]
    assert names(words="dialyse", near=CENTRE, km=2.0) == ["AZ Lindewater"]
    assert names(near=CENTRE, km=5.0, kind="talking") == ["Kring Oeverwijk"]


def test_a_place_by_its_name_alone_or_around_it(city: None) -> None:
    assert names(words="dialyse", place="lindemeer") == ["AZ Lindewater", "Kring Oeverwijk"]
    assert names(words="dialyse", place="Lindem") == ["AZ Lindewater", "Kring Oeverwijk"]
    assert names(words="dialyse", place="duinvaart", km=5.0) == ["UMC Duinvaart"]
    assert names(words="dialyse", place="duinvaart", km=300.0)[0] == "UMC Duinvaart"
    assert search.find(Asked(place="Nergens"), MONDAY).unknown == "Nergens"


def test_language_and_open_now_leave_only_what_fits(city: None) -> None:
    assert names(words="dialyse", language="tr") == ["Kring Oeverwijk"]
    assert names(words="dialyse", open_now=True) == ["AZ Lindewater"]
    assert names(MONDAY.replace(hour=18), words="dialyse", open_now=True) == []
    assert names(MONDAY.replace(day=24), words="dialyse", open_now=True) == ["Kring Oeverwijk"]


def test_pages_hold_all_of_it_once(city: None) -> None:
    found = [names(words="dialyse", near=CENTRE, most=1, page=page) for page in (1, 2, 3, 4)]

    assert found == [["AZ Lindewater"], ["Kring Oeverwijk"], ["UMC Duinvaart"], []]
    assert [search.find(Asked(words="dialyse", most=1, page=page), MONDAY).has_more for page in (1, 2, 3)] == [
        *(True, True, False)
    ]


def test_what_many_have_is_found_ring_by_ring_as_well(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"words": "dialyse", "near": CENTRE}
    few = [search.find(Asked(**asked, most=most, page=page), MONDAY).hits for most in (1, 2, 9) for page in (1, 2)]

    monkeypatch.setattr(search, "FEW", 2)

    many = [search.find(Asked(**asked, most=most, page=page), MONDAY).hits for most in (1, 2, 9) for page in (1, 2)]
    assert many == few
    assert names(words="dialyse", language="tr", near=CENTRE) == ["Kring Oeverwijk"]


def test_the_nearest_that_has_what_cannot_be_had_here(city: None) -> None:
    own = house("Huis zonder", "50.93", "5.34")

    found = search.nearest(CENTRE, ["kidney_transplant", "talking", "dentist"], own.id)

    houses = {one.id: one.organisation.name for one in Service.objects.select_related("organisation")}
    assert {kind: houses[hit.key] for kind, hit in found.items()} == {
        "kidney_transplant": "UMC Duinvaart",
        "talking": "Kring Oeverwijk",
    }


def test_a_site_that_moves_and_a_house_that_is_renamed_are_found_anew(who: Cast) -> None:
    site = organisations.open_site(organisation=who.lukanga, name="Clinique du fleuve", kind="site", deed=OPERATOR)
    ward = organisations.open_site(organisation=who.lukanga, name="Salle 4", within=site, deed=OPERATOR)
    one = offered(who)
    actions.describe(service=one, site=ward, content=content(), deed=by(who.albertine))
    organisations.place_site(site=site, place="Matadi", latitude="-5.82", longitude="13.46", deed=by(who.albertine))
    organisations.describe(organisation=who.lukanga, name="Hôpital du fleuve", deed=by(who.albertine))

    assert names(words="salle diabete", place="Matadi") == ["Hôpital du fleuve"]
    assert names(words="fleuve", near=nearness.spot(-5.8, 13.5), km=10.0) == ["Hôpital du fleuve"]
    assert names(words="lukanga") == ["Hôpital du fleuve"]  # its short name stays


def test_what_stands_still_or_waits_for_a_yes_is_found_by_nobody(who: Cast) -> None:
    offered(who)
    noted(who, kind="dentist")
    assert names(words="diabete") == ["HGR Lukanga"]
    assert names(words="dentiste") == []

    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    stand_still(who)

    assert names(words="diabete") == []
