"""Pictures say what is true, and say it in words as well."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.template import Context, Template

from partnerhood.ground.look import components as look
from partnerhood.ground.look import difference, world
from partnerhood.ground.look.drawing import chart, maps, ribbons, stairs


def test_a_staircase_says_everything_it_shows() -> None:
    one = look.Staircase("Newborn care", 2, 4, None, 3, 4, "end 2026", own_name="Lukanga", partner_name="Wilgenbeke")

    assert stairs.said(one) == [
        "Agreed: step 3 of 5.",
        "Lukanga says 4.",
        "Wilgenbeke has not scored yet.",
        "Began at 2.",
        "Target: 4 (end 2026).",
    ]
    assert [mark.kind for mark in stairs.drawn(one).marks] == ["own", "start", "target", "agreed"]
    assert [step.is_reached for step in stairs.drawn(one).steps] == [True, True, True, False, False]


def test_two_marks_on_one_step_stand_beside_each_other() -> None:
    own, partner = stairs.drawn(look.Staircase("Hygiene", own=3, partner=3)).marks

    assert own.y == partner.y
    assert partner.x - own.x >= 12


def test_who_does_not_know_stands_beside_the_stairs() -> None:
    one = look.Staircase("Pharmacy", own="unknown", partner=3)

    assert stairs.said(one)[1:] == ["The hospital does not know.", "The partner says 3."]
    assert stairs.drawn(one).marks[0].x < stairs.LEFT


def test_a_domain_that_was_not_chosen_shows_no_marks() -> None:
    one = look.Staircase("Laboratory", own=3, agreed=3, is_chosen=False)

    assert stairs.said(one) == ["Not chosen."]
    assert stairs.drawn(one).marks == []
    assert not any(step.is_reached for step in stairs.drawn(one).steps)


def test_a_chart_begins_at_nought_and_keeps_time_in_proportion() -> None:
    days = [date(2024, 1, 1), date(2025, 1, 1), date(2027, 1, 1)]
    line = look.LineChart("Hands", tuple(look.Reading(day, 80 + at) for at, day in enumerate(days)), target=90)

    drawn = chart.drawn(line)

    first, second, third = drawn.dots
    assert drawn.ticks[0].words == "0"
    assert (third.x - second.x) / (second.x - first.x) == pytest.approx(2, abs=0.02)
    assert drawn.target is not None
    assert drawn.target.at < third.y
    assert [dot.words for dot in drawn.dots] == ["", "", "82"]


@pytest.mark.parametrize("values", [[0.0], [-3.0, 4.0], [0.001, 0.002], [38.6, 26.1], [1e6]])
def test_every_reading_lies_on_the_chart(values: list[float]) -> None:
    readings = tuple(look.Reading(date(2024, 1, 1 + at), value) for at, value in enumerate(values))

    drawn = chart.drawn(look.LineChart("Any", readings))

    assert all(chart.TOP <= dot.y <= chart.BOTTOM for dot in drawn.dots)
    assert 2 <= len(drawn.ticks) <= 7


def test_beginning_and_target_are_written_one_line_apart() -> None:
    drawn = chart.drawn(look.LineChart("Near", (look.Reading(date(2024, 1, 1), 50),), baseline=50, target=51))

    assert drawn.baseline is not None
    assert drawn.target is not None
    assert abs(drawn.baseline.written_at - drawn.target.written_at) >= chart.LINE


def test_an_empty_chart_says_so() -> None:
    said = Template("{% chart it %}").render(Context({"it": look.LineChart("Nothing", ())}))

    assert "Nothing was measured yet." in said
    assert "<svg" not in said


@pytest.mark.parametrize(
    ("value", "written"),
    [(24.39, "24.4"), (79.06, "79.1"), (37.037, "37"), (24.35, "24.4"), (-0.05, "-0.1"), (412.0, "412")],
)
def test_the_last_reading_is_rounded_as_everywhere_else(value: float, written: str) -> None:
    drawn = chart.drawn(look.LineChart("Any", (look.Reading(date(2024, 1, 1), value),), target=value))

    assert drawn.target
    assert (drawn.dots[-1].words, drawn.target.words) == (written, written)


def test_a_small_axis_says_its_numbers_whole() -> None:
    drawn = chart.drawn(look.LineChart("Any", (look.Reading(date(2024, 1, 1), 0.9),)))

    assert [tick.words for tick in drawn.ticks] == ["0", "0.25", "0.5", "0.75", "1"]


def test_places_that_lie_together_keep_numbers_that_can_be_read() -> None:
    places = tuple(look.Place(f"Place {at}", 50.85, 4.35) for at in range(5))

    drawn = maps.drawn(look.WorldMap("Near", (*places, look.Place("Far", -2, 29))))

    gaps = [
        ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        for at, one in enumerate(drawn.spots)
        for other in drawn.spots[at + 1 :]
    ]
    assert min(gaps) >= 2 * drawn.unit
    assert len({(spot.at_x, spot.at_y) for spot in drawn.spots}) == 2


def test_a_map_says_the_same_in_a_list() -> None:
    places = (look.Place("Lukanga", -5.25, 14.86, "/lukanga"), look.Place("Wilgenbeke", 50.9, 4.7))
    one = look.WorldMap("Samenwaarts", places, (look.Tie(0, 1, "since 2014"),))

    said = Template("{% worldmap it %}").render(Context({"it": one}))

    assert '<a href="/lukanga">Lukanga</a>' in said
    assert "Lukanga – Wilgenbeke <small>since 2014</small>" in said


def test_the_base_map_keeps_areas_true() -> None:
    north, south, east = world.placed(90, 0), world.placed(-90, 0), world.placed(0, 180)

    assert north[1] == pytest.approx(0, abs=0.5)
    assert south[1] == pytest.approx(world.HEIGHT, abs=0.5)
    assert east == pytest.approx((world.WIDTH, world.HEIGHT / 2))


def test_the_base_map_is_drawn_or_left_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    assert world.shapes() is None or len(list(world.rings())) > 150
    monkeypatch.setattr(world, "shapes", lambda: None)

    assert list(world.rings()) == []


def test_a_ribbon_is_as_wide_as_what_flows_and_empty_where_nothing_does() -> None:
    days, ideas = ribbons.drawn(look.Ribbon("A", "B", (look.Flow("days", 64, 32), look.Flow("ideas", 0, 5)))).bands

    assert (days.there_said, days.back_said) == ("64", "32")
    assert days.there
    assert days.back
    assert not ideas.there


def test_a_ribbon_tells_a_blank_from_nought() -> None:
    (hours,) = ribbons.drawn(look.Ribbon("A", "B", (look.Flow("hours", None, D(0)),))).bands

    assert (hours.there_said, hours.back_said, hours.there, hours.back) == ("–", "0", "", "")


def test_a_chart_rounds_a_half_up_and_cuts_nothing_off() -> None:
    readings = (look.Reading(date(2025, 1, 1), 50.0), look.Reading(date(2026, 1, 1), 78.7878))

    assert [dot.words for dot in chart.drawn(look.LineChart("x", readings)).dots] == ["", "78.8"]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        (
            "80 % of them work.",
            "80 % of those needed work.",
            [("same", "80 % of "), ("went", "them"), ("came", "those needed"), ("same", " work.")],
        ),
        ("same", "same", [("same", "same")]),
        ("", "new", [("came", "new")]),
        ("l'eau", "l'eau claire", [("same", "l'eau"), ("same", " "), ("came", "claire")]),
    ],
)
def test_a_difference_is_shown_word_by_word(before: str, after: str, parts: list[tuple[str, str]]) -> None:
    found = difference.parts(before, after)

    assert [(part.kind, part.words) for part in found] == parts
    assert "".join(part.words for part in found if part.kind != "went") == after
    assert "".join(part.words for part in found if part.kind != "came").split() == before.split()


def test_a_close_map_sets_the_places_of_one_town_apart_and_says_how_wide_it_is() -> None:
    places = (look.Place("North", 50.94, 5.33), look.Place("South", 50.90, 5.35), look.Place("East", 50.92, 5.38))

    close = maps.drawn(look.WorldMap("A town", places, is_close=True))
    world = maps.drawn(look.WorldMap("A town", places))

    assert (close.has_outlines, world.has_outlines, world.km) == (False, True, 0)
    assert 5 <= close.km <= 9
    north, south, east = ((spot.at_x, spot.at_y) for spot in close.spots)
    assert south[1] - north[1] > 50
    assert east[0] - north[0] > 50
    alone = maps.drawn(look.WorldMap("One", places[:1], is_close=True))
    assert 3 <= alone.km <= 12
