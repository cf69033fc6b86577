"""What the record of devices counts: time in use, working today, days to repair, who repaired; and what hand-overs ask."""

import random
from datetime import date, timedelta

import pytest

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import clock
from partnerhood.pathway.equipment import actions, queries
from partnerhood.pathway.equipment.models import Device
from partnerhood.pathway.equipment.queries import Counted, Times
from partnerhood.pathway.partnerships.queries import Question, facts
from tests.cast import Cast, by
from tests.pathway.equipment.story import added, back, broken, morning
from tests.visits import browser

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
THRESHOLDS = {"days": 30, "months": 6}


def told(who: Cast) -> None:
    """Three concentrators of 2026: repaired twice, by the own people and from elsewhere; down for 17 days; one gone."""
    with clock.at(morning(date(2025, 12, 1))):
        oc_07, oc_11, oc_01 = added(who, "OC-07"), added(who, "OC-11"), added(who, "OC-01")
    with clock.at(morning(date(2025, 12, 2))):
        actions.put_aside(device=oc_01, state="gone", words="vieux", deed=by(who.mireille))
    for day, act in (
        (date(2026, 1, 14), lambda: broken(who, oc_07, waits_for="part")),
        (date(2026, 2, 20), lambda: back(who, oc_07)),
        (date(2026, 8, 3), lambda: broken(who, oc_07)),
        (date(2026, 8, 5), lambda: back(who, oc_07, "nobody")),
        (date(2026, 9, 1), lambda: broken(who, oc_11)),
        (date(2026, 9, 11), lambda: back(who, oc_11, "south")),
        (date(2026, 11, 3), lambda: broken(who, oc_11, waits_for="part")),
    ):
        with clock.at(morning(day)):
            act()


@pytest.mark.parametrize("seed", range(6))
def test_what_stands_beside_another_question_is_what_the_list_of_devices_says(who: Cast, seed: int) -> None:
    dice = random.Random(seed)
    for number in range(5):
        day = date(2026, 1, 1)
        with clock.at(morning(day)):
            device = added(who, f"OC-{number}")
        for _ in range(dice.randrange(6)):
            day += timedelta(days=dice.randrange(1, 40))
            with clock.at(morning(day)):
                _say(who, device, dice, day)

    with clock.at(morning(TODAY)):
        row = Organisation.objects.filter(pk=who.lukanga.id).annotate(**queries.beside(who.lukanga.id)).get()
        assert queries.read(row) == queries.in_short(who.lukanga.id)


def _say(who: Cast, device: Device, dice: random.Random, day: date) -> None:
    state = dice.choice(["working", "broken", "unsafe", "partly", "stored"])
    since = day - timedelta(days=dice.randrange(30))
    if state == "working":
        back(who, device, from_date=since)
    elif state == "stored":
        actions.put_aside(device=device, state=state, words="x", from_date=since, deed=by(who.mireille))
    else:
        broken(who, device, state=state, from_date=since)


def question(who: Cast, domain: str = "newborn_care", on: date = TODAY) -> Question:
    return Question(who.partnership.id, who.lukanga.id, domain, on, THRESHOLDS)


def test_every_number_has_what_it_is_out_of(who: Cast) -> None:
    told(who)
    year = (date(2026, 1, 1), TODAY)

    with clock.at(morning(TODAY)):
        assert queries.uptime(who.lukanga.id, *year) == Counted(284 + 323 - 27, 646, 2)
        assert queries.working(who.lukanga.id) == Counted(1, 2, 2)
        assert queries.repaired_by_own(who.lukanga.id, *year) == Counted(1, 2, 2)
        assert queries.days_to_repair(who.lukanga.id, *year) == Times(10, 37, 3, 1)
        assert queries.said_in_short(queries.in_short(who.lukanga.id)) == (
            "1 of 2 needed devices is broken. The longest waits for 17 days."
        )


def test_a_hospital_without_devices_counts_nothing(who: Cast) -> None:
    assert queries.uptime(who.lukanga.id, date(2026, 1, 1), TODAY).percent is None
    assert queries.said_in_short(queries.in_short(who.lukanga.id)) == ""


def test_a_number_of_an_earlier_day_knows_nothing_that_was_said_later(who: Cast) -> None:
    told(who)

    assert queries.working(who.lukanga.id, date(2026, 11, 2)) == Counted(2, 2, 2)


def test_a_hand_over_reads_that_a_device_was_out_for_too_long(who: Cast) -> None:
    told(who)

    early = facts.ask("status_events", question(who, on=date(2026, 3, 1)))
    late = facts.ask("status_events", question(who))

    assert early is not None and late is not None
    assert (early.met, early.words()) == (
        False,
        "1 device was out of use for too long: Oxygen concentrator OC-07 for 37 days.",
    )
    assert [lead.address for lead in early.leads] == ["equipment:device"]
    assert (late.met, late.words().startswith("3 devices are on record and none was out of use")) == (None, True)


def test_a_domain_that_needs_no_device_on_record_is_for_people_to_answer(who: Cast) -> None:
    told(who)

    found = {
        domain: facts.ask("status_events", question(who, domain)) for domain in ("dental_care", "medical_equipment")
    }

    assert {domain: one.words()[:9] for domain, one in found.items() if one} == {
        "dental_care": "No device",
        "medical_equipment": "3 devices",
    }


def test_the_page_of_numbers_opens_each_to_what_it_is_made_of(who: Cast) -> None:
    told(who)

    with clock.at(morning(TODAY)):
        text = browser(who.lotte).get(f"/hospitals/{who.lukanga.id}/equipment/numbers/").content.decode()
        odd = browser(who.lotte).get(f"/hospitals/{who.lukanga.id}/equipment/numbers/?year=99999").content.decode()
        before = browser(who.lotte).get(f"/hospitals/{who.lukanga.id}/equipment/numbers/?year=2024").content.decode()

    assert "89.7 %" in text and "<dd>581 / 648</dd>" in text and "<dd>1 / 2</dd>" in text
    assert "in 2026" in odd
    assert "–" in before and "<dd>581" not in before
