"""Paper and ink can be read by everybody, in the light and in the dark."""

import re
from itertools import pairwise

import brotli
import pytest

from partnerhood.ground.look import style

SOURCE = style.SOURCE.read_text(encoding="utf-8")
THEMES = {"light": 0, "dark": 1}
COLOUR = re.compile(r"--([\w-]+): (#\w+);")
TEXT, MARK = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("soft", "paper", TEXT),
    ("do", "paper", TEXT),
    ("on-do", "do", TEXT),
    ("wait", "paper", TEXT),
]
PAIRS += [("wait", "wait-paper", TEXT), ("danger", "paper", TEXT), ("ink", "raised", TEXT), ("edge", "paper", MARK)]
PAIRS += [("ink", "new", TEXT)]
PAIRS += [("ink", "step-1", TEXT), ("ink", "step-2", TEXT), ("paper", "step-4", TEXT), ("paper", "step-5", TEXT)]


def colour(name: str, theme: str) -> str:
    """A colour of the palette, as that theme has it."""
    return palettes()[THEMES[theme]][name]


def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the light theme, and what the dark one puts in their place."""
    light, rest = SOURCE.split("@media screen and (prefers-color-scheme: dark) {", 1)
    dark = rest.split("\n  }\n", 1)[0]
    return dict(COLOUR.findall(light)), dict(COLOUR.findall(dark))


def brightness(shade: str) -> float:
    """Relative luminance, as WCAG 2.2 counts it."""
    digits = shade[1:] if len(shade) == 7 else "".join(digit * 2 for digit in shade[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_words_stand_out_from_what_they_are_written_on(theme: str, front: str, back: str, least: float) -> None:
    assert contrast(colour(front, theme), colour(back, theme)) >= least


@pytest.mark.parametrize("theme", THEMES)
def test_the_five_steps_can_be_told_apart_without_colour(theme: str) -> None:
    steps = [colour(f"step-{number}", theme) for number in range(1, 6)]

    assert all(contrast(one, other) >= 1.3 for one, other in pairwise(steps))
    assert sorted(steps, key=brightness, reverse=theme == "light") == steps


def test_every_colour_has_its_other_in_the_dark() -> None:
    light, dark = palettes()

    assert light.keys() == dark.keys()
    assert [name for name, shade in light.items() if shade == dark[name]] == []


def test_the_stylesheet_is_small_and_asks_for_nothing() -> None:
    assert len(brotli.compress(style.text().encode(), quality=5)) <= 5_500
    assert "url(" not in style.text()
    assert "@import" not in style.text()


def test_the_travelling_stylesheet_says_the_same() -> None:
    travelling = style.smaller(
        "/* why */ a > b { margin: calc(1px + 2px) ; color: red; }\n@media (width >= 1px) { i { x: y; } }"
    )

    assert travelling == "a>b{margin:calc(1px + 2px);color:red}@media (width>= 1px){i{x:y}}"


@pytest.mark.parametrize("theme", THEMES)
def test_a_figure_on_the_third_step_can_be_read(theme: str) -> None:
    assert ".n.in3 { fill: #000; }" in SOURCE
    assert contrast("#000", colour("step-3", theme)) >= TEXT
