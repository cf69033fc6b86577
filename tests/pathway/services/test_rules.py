"""Opening hours, what a record lacks, what lies near and which word was meant: plain values."""

import math
import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partnerhood.pathway.services.rules import content, hours, meant, nearness, quality
from partnerhood.pathway.services.rules.quality import Told

BAR = {"5": [["22:00", "02:00"]], "7": [["20:00", "03:00"]], "holidays": "call"}
"""Open on Friday until two, and on Sunday until three."""


def minute(day: int, clock: str) -> int:
    hour, minutes = clock.split(":")
    return (day - 1) * hours.DAY + int(hour) * 60 + int(minutes)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9-12", [["09:00", "12:00"]]),
        (" 13u30–17u, 9h-12h15 ", [["09:00", "12:15"], ["13:30", "17:00"]]),
        ("8.30/12.30; 14:00-24:00", [["08:30", "12:30"], ["14:00", "24:00"]]),
        ("22-2", [["22:00", "02:00"]]),
        ("0-24", [["00:00", "24:00"]]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, kept: list[list[str]]) -> None:
    assert hours.read_day(typed) == kept


@pytest.mark.parametrize("typed", ["9", "9-9", "25-26", "9-12-14", "9:75-12", "morning", "9-12,11-14", "24-2"])
def test_hours_that_say_nothing_clear_are_not_guessed(typed: str) -> None:
    with pytest.raises(hours.UnclearHours):
        hours.read_day(typed)


@pytest.mark.parametrize(
    ("day", "clock", "is_open"),
    [
        (5, "21:59", False),
        (5, "22:00", True),
        (6, "01:59", True),  # over midnight
        (6, "02:00", False),
        (7, "23:59", True),
        (1, "02:59", True),  # from Sunday into Monday
        (1, "03:00", False),
        (3, "12:00", False),
    ],
)
def test_a_place_is_open_over_midnight_and_over_the_end_of_the_week(day: int, clock: str, is_open: bool) -> None:
    assert hours.is_open(hours.spans(BAR), minute(day, clock)) is is_open


def test_when_it_opens_and_closes_is_the_next_time() -> None:
    week = hours.spans(BAR)

    assert hours.opens_at(week, minute(6, "02:00")) == minute(7, "20:00")
    assert hours.opens_at(week, minute(1, "03:00")) == minute(5, "22:00")
    assert hours.closes_at(week, minute(7, "23:00")) == minute(1, "03:00")
    assert hours.closes_at(week, minute(1, "01:00")) == minute(1, "03:00")
    assert hours.closes_at([(0, hours.WEEK)], 5) is None
    assert hours.opens_at([], 5) is None
    assert hours.is_open([], 5) is None


def test_open_is_by_the_clock_of_the_place_in_summer_and_winter() -> None:
    noon = datetime(2026, 7, 6, 12, 0, tzinfo=UTC)

    assert hours.minute_of(noon, "Europe/Brussels") == minute(1, "14:00")
    assert hours.minute_of(noon.replace(month=12, day=7), "Europe/Brussels") == minute(1, "13:00")
    assert hours.minute_of(noon, "Africa/Kigali") == minute(1, "14:00")
    assert hours.minute_of(noon, "Nowhere/At all") is None
    assert hours.minute_of(noon, "") is None


def test_hours_are_read_aloud_with_equal_days_together() -> None:
    week = {str(day): [["09:00", "12:00"]] for day in (1, 2, 3, 4, 5)} | {"holidays": "closed"}

    assert hours.lines(week) == [(0, 4, [["09:00", "12:00"]]), (5, 6, [])]
    assert hours.lines({}) == []


@pytest.mark.parametrize(
    "said",
    [
        {"1": [["9:00", "12:00"]], "holidays": "call"},
        {"1": [["09:00", "12:00"]]},
        {"8": [["09:00", "12:00"]], "holidays": "call"},
        {"1": "09:00", "holidays": "call"},
        {"1": [["09:00", "12:00"], ["11:00", "13:00"]], "holidays": "call"},
        {"1": [[9, 12]], "holidays": "call"},
    ],
)
def test_only_hours_in_the_one_way_that_is_kept_come_in(said: dict) -> None:
    assert hours.faults(said)
    assert not hours.faults(BAR)
    assert not hours.faults({})


def test_a_record_says_what_it_lacks() -> None:
    nothing = Told(False, False, False, "", False, False, False, False, False, None)
    whole = Told(True, True, True, "letter", True, True, True, True, True, date(2026, 1, 2))
    today = date(2026, 11, 22)

    assert quality.missing(nothing, today) == [
        *("reach", "hours", "languages", "route", "cost", "accessible", "eligibility", "place", "check")
    ]
    assert quality.missing(whole, today) == []
    assert quality.missing(whole, date(2027, 1, 4)) == ["old"]
    alone = Told(True, True, True, "self", False, True, True, True, True, today)
    assert quality.missing(alone, today) == []
    assert quality.missing(Told(True, True, True, "letter", False, True, True, True, True, today), today) == ["how"]


@given(some.floats(-85, 85), some.floats(-180, 180), some.floats(0.2, 400), some.floats(0, 1), some.floats(0, 6.283185))
def test_no_place_within_the_circle_lies_outside_its_cells(
    latitude: float, longitude: float, km: float, part: float, turn: float
) -> None:
    north = latitude + km * part * math.cos(turn) / 111.2
    east = longitude + km * part * math.sin(turn) / (111.2 * max(math.cos(math.radians(latitude)), 0.01))
    centre = nearness.spot(latitude, longitude)
    other = nearness.spot(max(-90, min(90, north)), (east + 180) % 360 - 180)

    if nearness.km_between(centre, other) <= km:
        cell = nearness.cell(other)
        assert any(first <= cell <= last for first, last in nearness.stretches(centre, km))


def test_distance_is_that_of_the_earth() -> None:
    brussels, kinshasa = nearness.spot(50.8467, 4.3525), nearness.spot(-4.325, 15.3222)

    assert nearness.km_between(brussels, kinshasa) == pytest.approx(6_219, abs=15)
    assert nearness.km_between(brussels, brussels) == 0


def test_stretches_stay_few() -> None:
    for km in nearness.STEPS:
        assert len(nearness.stretches(nearness.spot(50.9, 5.3), km)) <= 60, km


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("tandrts", "tandarts", True),
        ("tandaarts", "tandarts", True),
        ("tandatrs", "tandarts", True),
        ("tandorts", "tandarts", True),
        ("tandarts", "tandarts", False),
        ("hart", "haar", False),
        ("oor", "oog", False),
        ("dialyse", "analyse", False),
    ],
)
def test_one_slip_of_the_hand_is_understood_and_no_more(one: str, other: str, is_slip: bool) -> None:
    assert meant.is_slip(one, other) is is_slip
    if is_slip:
        assert meant.lacking(one) & meant.lacking(other)


def test_every_slip_leads_back_to_its_word() -> None:
    chance, word = random.Random(5), "kinesitherapie"
    for _ in range(200):
        at, letter = chance.randrange(len(word)), chance.choice("abcdefz")
        made = chance.choice(
            [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
        )
        if made != word:
            assert meant.is_slip(made, word), made
            assert meant.lacking(made) & meant.lacking(word), made


def test_words_in_another_language_stay_and_an_emptied_original_goes() -> None:
    first = content.in_words({}, "Le sucre", "fr", "Lukanga")
    both = content.in_words(first, "Suiker", "nl", "Lukanga")

    assert both["fr"] == {"words": "Le sucre"}
    assert both["nl"] == {"words": "Suiker", "by": "Lukanga"}
    assert content.in_words(both, "", "nl", "Lukanga") == first
    assert content.in_words(both, "", "fr", "Lukanga") == {}
    assert content.in_words({}, " ", "fr", "Lukanga") == {}
