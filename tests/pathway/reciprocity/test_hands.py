"""How much a hospital does with its own hands: three shares, each opening to its records."""

from datetime import date
from decimal import Decimal as D
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import ids
from partnerhood.ground.records.clock import at
from partnerhood.pathway.activities import actions as activities
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.partnerships.queries import Lead, Piece, Told
from partnerhood.pathway.reciprocity import queries
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by
from tests.pathway.activities.story import began, held, planned
from tests.pathway.equipment.story import added, back, broken, morning
from tests.pathway.reporting.story import figure, reported
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
QUARTER = (date(2025, 10, 1), date(2026, 1, 1))


@pytest.fixture
def going(who: Cast) -> Cast:
    """A partnership that began, whose people read English here."""
    return began(who)


def standing(person: Person | None) -> Standing | None:
    """How the rules see somebody."""
    return people.standing(person.id) if person else None


def share(who: Cast, name: str, person: Person | None, domain: str = "") -> list[tuple[int, D, D]]:
    """The years of one share as somebody sees them."""
    found = {one.name: one for one in queries.hands(who.lukanga.id, standing(person), domain)}
    return [(one.year, one.here, one.all) for one in found[name].years]


def weekly(who: Cast, led: str, times: int, **more: object) -> None:
    """So many sessions in the autumn of 2025."""
    activity = planned(who, *Goal.objects.all()[:1], **more)
    held(who, activity, led=led, times=times, from_date=date(2025, 9, 1), to_date=date(2025, 12, 1))


def test_sessions_led_here_or_in_the_region_out_of_all_in_which_somebody_learnt(going: Cast) -> None:
    weekly(going, "local", 5)
    weekly(going, "south-south", 2)
    weekly(going, "mixed", 3)
    weekly(going, "visitor", 4, format="meeting")

    assert share(going, "sessions_led", going.mireille) == [(2025, D(7), D(10))]


def test_an_activity_counts_in_the_domain_of_its_goal_and_once_for_the_whole_hospital(going: Cast) -> None:
    weekly(going, "local", 6)

    assert share(going, "sessions_led", going.mireille, "newborn_care") == [(2025, D(6), D(6))]
    assert share(going, "sessions_led", going.mireille, "hygiene_wound_care") == []
    assert share(going, "sessions_led", going.mireille) == [(2025, D(6), D(6))]


def test_a_reader_counts_the_activities_that_they_may_read(going: Cast) -> None:
    other = partnerships.propose(
        key=ids.named("with La Source"),
        name="Lukanga – La Source",
        kind="twinning",
        partners=[going.lukanga, going.sonwerou],
        works_at=[going.lukanga],
        deed=OPERATOR,
    )
    weekly(going, "local", 5)
    _between(other, going.lukanga, going)

    assert share(going, "sessions_led", going.mireille) == [(2025, D(5), D(12))]
    assert share(going, "sessions_led", going.lotte) == [(2025, D(5), D(5))]


def _between(partnership: Partnership, hospital: Organisation, who: Cast) -> None:
    """Seven sessions by visitors in another partnership, which its own people alone read."""
    activity = activities.plan(
        partnership=partnership,
        hospital=hospital,
        title="Pansements",
        language="fr",
        format="course",
        from_date=date(2025, 9, 1),
        to_date=date(2025, 12, 1),
        led="visitor",
        without_goal="goal_being_written",
        deed=by(who.albertine),
    )
    days = {"from_date": date(2025, 9, 1), "to_date": date(2025, 12, 1)}
    activities.hold(activity=activity, led="visitor", times=7, **days, deed=by(who.albertine))


def test_repairs_and_protocols_are_what_the_hospital_counted_as_long_as_no_room_keeps_them(going: Cast) -> None:
    repairs = Key("repaired_by_own_team")
    reported(going, {repairs: figure(3, 5)}, days=(date(2025, 10, 1), date(2025, 11, 1)), sure=True)
    reported(going, {repairs: figure(9, 12)}, days=QUARTER, sure=True)
    for days, counted in [((date(2025, 1, 1), date(2025, 4, 1)), 5), (QUARTER, 9)]:
        reported(going, {Key("protocols_in_force"): figure(counted, 14)}, days=days, sure=True)

    assert share(going, "repairs_done", going.lotte) == [(2025, D(9), D(12))]
    assert share(going, "protocols_owned", going.lotte) == [(2025, D(9), D(14))]
    assert share(going, "repairs_done", going.lotte, "technique_it_maintenance") == [(2025, D(9), D(12))]
    assert share(going, "repairs_done", going.lotte, "newborn_care") == []


def test_what_the_hospital_counted_stands_and_the_records_answer_for_its_other_years(
    going: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def kept(hospital: object, person: Standing | None) -> Told:
        asked.append((hospital, person and person.id))
        lead = Lead("needs:need", ["no such name"], lambda: "Concentrateur 3")
        days = [date(2024, 5, 1)] * 6 + [date(2025, 5, 1)]
        return Told(lambda: "Repairs", lambda: "the list", [Piece(day, D(1), D(1), lead) for day in days])

    monkeypatch.setattr(partnership_queries.shares, "_providers", {"repairs_done": kept})
    assert share(going, "repairs_done", going.lotte) == [(2024, D(6), D(6)), (2025, D(1), D(1))]
    assert asked == [(going.lukanga.id, going.lotte.id)]
    reported(going, {Key("repaired_by_own_team"): figure(9, 12)}, days=QUARTER, sure=True)
    assert share(going, "repairs_done", going.lotte) == [(2024, D(6), D(6)), (2025, D(9), D(12))]
    address = reverse("reciprocity:share", args=[going.lukanga.id, "repairs_done"]) + "?year=2024"
    assert browser(going.lotte).get(address).content.decode().count("Concentrateur 3") == 6
    whole = browser(going.lotte).get(reverse("reciprocity:hands", args=[going.lukanga.id])).content.decode()
    assert "for the years that it did not count: the list" in whole


def test_who_reads_the_devices_reads_which_repairs_were_done_here(going: Cast) -> None:
    with at(morning(date(2026, 3, 1))):
        device = added(going)
    with at(morning(date(2026, 3, 2))):
        broken(going, device)
    with at(morning(date(2026, 3, 9))):
        back(going, device)
        seen = [
            share(going, "repairs_done", who, "newborn_care") for who in (going.lotte, going.mireille, going.suspended)
        ]
        nobody = share(going, "repairs_done", None)

    assert [*seen, nobody] == [[(2026, D(1), D(1))], [(2026, D(1), D(1))], [], []]


def test_too_few_are_told_as_a_count_and_nothing_is_told_as_nothing(going: Cast) -> None:
    weekly(going, "local", 3)

    text = browser(going.mireille).get(reverse("reciprocity:hands", args=[going.lukanga.id])).content.decode()

    assert ("3 / 3" in text, "100 %" in text, "too few to call it a share" in text) == (True, False, True)
    assert "No repair was written down." in text and "No protocol was written down." in text
    assert "<svg viewBox" not in text.split("<main")[1]


def test_every_share_opens_to_its_records(going: Cast) -> None:
    weekly(going, "local", 6)
    reported(going, {Key("repaired_by_own_team"): figure(9, 12)}, days=QUARTER, sure=True)
    client = browser(going.lotte)

    text = client.get(reverse("reciprocity:hands", args=[going.lukanga.id]) + "?domain=newborn_care").content.decode()
    whole = client.get(reverse("reciprocity:hands", args=[going.lukanga.id])).content.decode()
    sessions = client.get(_opens(text, "sessions_led")).content.decode()
    repairs = client.get(_opens(whole, "repairs_done")).content.decode()

    assert ("6 / 6" in sessions, "Les premières minutes" in sessions) == (True, True)
    number = reverse("reporting:number", args=[going.lukanga.id, "repaired_by_own_team", "2025-Q4"])
    assert ("9 / 12" in repairs, number in repairs) == (True, True)
    assert client.get(number).status_code == 200


def _opens(text: str, name: str) -> str:
    return next(
        part.split('"')[0].replace("&amp;", "&") for part in text.split('href="') if f"/{name}/" in part.split('"')[0]
    )


def test_who_works_with_a_hospital_reads_it_and_nobody_else(going: Cast) -> None:
    inside = {"own": going.mireille, "partner": going.lotte}
    outside = {"stranger": going.rekia, "suspended": going.suspended, "nobody": None}
    expected = {**dict.fromkeys(inside, 200), **dict.fromkeys(outside, 404)}

    for name, more in [("hands", []), ("share", ["sessions_led"])]:
        address, nowhere = (reverse(f"reciprocity:{name}", args=[key, *more]) for key in (going.lukanga.id, uuid4()))
        assert seen_by(address, {**inside, **outside}, nowhere) == expected, name
    no_share = reverse("reciprocity:share", args=[going.lukanga.id, "no_such"])
    assert browser(going.mireille).get(no_share).status_code == 404
    for ask in ("?domain=nowhere", "?year=x", "?year=99999"):
        for name, more in [("hands", []), ("share", ["sessions_led"])]:
            assert (
                browser(going.lotte)
                .get(reverse(f"reciprocity:{name}", args=[going.lukanga.id, *more]) + ask)
                .status_code
                == 200
            )


@pytest.mark.once
def test_one_activity_or_many_cost_the_same(going: Cast) -> None:
    weekly(going, "local", 6)
    client = browser(going.lotte)
    addresses = [reverse("reciprocity:hands", args=[going.lukanga.id])]
    addresses += [reverse("reciprocity:share", args=[going.lukanga.id, "sessions_led"])]
    for address in addresses:
        client.get(address)
    few = [queries_of(client, address) for address in addresses]

    for _ in range(34):
        weekly(going, "visitor", 1)
    many = [queries_of(client, address) for address in addresses]

    assert many == few
    assert max(many) <= AT_MOST
    assert client.get(addresses[1]).content.decode().count('href="/activities/') == 30
