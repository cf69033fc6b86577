"""The hospitals of a network beside each other: each square is an agreed step that this reader may know."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock
from partnerhood.pathway.selfreliance import actions, queries
from tests.cast import Cast, by
from tests.pathway.rounds.story import whole
from tests.pathway.selfreliance.story import with_la_source
from tests.visits import browser, queries_of

pytestmark = pytest.mark.django_db
R0, R1, NOW = (datetime(year, 12, 1, 9, tzinfo=UTC) for year in (2023, 2024, 2025))


@pytest.fixture
def source(who: Cast) -> Cast:
    """The other partnership, seen from there."""
    return with_la_source(who)


def squares(who: Cast, person: Person | None) -> Mapping[tuple[str, str], tuple[int | None, bool]]:
    found = queries.across(who.network.id, standing(person.id) if person else None)
    return {
        (name, line.domain): (square.agreed.step, square.is_hollow)
        for line in found.lines
        for (_key, name), square in zip(found.hospitals, line.squares, strict=True)
        if square
    }


def test_each_square_is_the_newest_step_and_hollow_after_a_year(who: Cast, source: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    whole(who, (3, 3), 3, R1)
    whole(source, (4, 4), 4, R0, "hygiene_wound_care")

    with clock.at(datetime(2025, 6, 1, tzinfo=UTC)):
        found = squares(who, who.lotte)

    assert found == {
        ("Lukanga", "newborn_care"): (3, False),
        ("La Source", "hygiene_wound_care"): (4, True),
    }


def test_everybody_reads_their_own_partnership_and_what_a_hospital_released(who: Cast, source: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    whole(source, (4, 4), 4, R0, "hygiene_wound_care")
    address = f"/networks/{who.network.id}/levels/"

    before = {reader: set(squares(who, getattr(who, reader))) for reader in ("lotte", "makiese", "rekia", "suspended")}
    assert before == {
        "lotte": {("Lukanga", "newborn_care"), ("La Source", "hygiene_wound_care")},
        "makiese": {("Lukanga", "newborn_care")},
        "rekia": {("La Source", "hygiene_wound_care")},
        "suspended": set(),
    }
    assert squares(who, None) == {}
    assert "<table" not in browser(None).get(address).content.decode()

    said = {"partnership": source.partnership, "hospital": who.sonwerou, "domain": "hygiene_wound_care"}
    actions.release(**said, deed=by(who.rekia))

    assert set(squares(who, None)) == {("La Source", "hygiene_wound_care")}
    assert set(squares(who, who.makiese)) == {("Lukanga", "newborn_care"), ("La Source", "hygiene_wound_care")}
    page = browser(None).get(address).content.decode()
    assert "La Source: step 4 of five, December 2023" in page
    assert "Lukanga" not in page


def test_a_square_leads_to_its_history_and_more_hospitals_cost_nothing_more(who: Cast, source: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    lotte, address = browser(who.lotte), f"/networks/{who.network.id}/levels/"
    for_one = queries_of(lotte, address)
    whole(source, (4, 4), 4, R0, "hygiene_wound_care")

    assert queries_of(lotte, address) == for_one <= 12
    href = f"/partnerships/{who.partnership.id}/staircases/{who.lukanga.id}/newborn_care/"
    assert href in lotte.get(address).content.decode()
    assert lotte.get(href).status_code == 200
    assert address in lotte.get(f"/networks/{who.network.id}/").content.decode()
