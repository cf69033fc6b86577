"""How often the pearl finder is right: which two initiatives do the same, and which would strengthen each other.

On pairs that we labelled ourselves (`pearls.toml`): the rules were made while looking at the first set, and not at the second. Of
precision, how much of what the finder says is so; of recall, how much of what is so it says. What it costs is measured on
initiatives of a large city, made of the same words.
"""

import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import story
from bench.figures import ROUNDS, Figure

LABELLED = Path(__file__).with_name("pearls.toml")
KINDS = ("alike", "strengthen")
NAMES = (*(f"finder.{kind}.{part}" for kind in KINDS for part in ("precision", "recall")), "finder.city")
CITY = 300


def measure(folder: Path) -> Iterator[Figure]:
    """Ask the finder about both sets, and about a large city."""
    story.open_node(folder / "node")
    sets = labelled()
    for kind in KINDS:
        for part in ("precision", "recall"):
            value, note = judged(sets["second"], kind)[part], {"first set": round(judged(sets["first"], kind)[part], 3)}
            yield Figure(f"finder.{kind}.{part}", "of the second set", (value,) * ROUNDS, note=note)
    yield Figure("finder.city", f"ms for {CITY} initiatives", tuple(_city(sets) for _ in range(ROUNDS)))


def labelled() -> dict[str, Any]:
    """Both sets, as they stand in their file."""
    return tomllib.loads(LABELLED.read_text(encoding="utf-8"))


def judged(one: dict[str, Any], kind: str) -> dict[str, float]:
    """Precision and recall of one kind in one set, over every two initiatives of it."""
    said, wanted = found(one)[kind], {frozenset(pair.split()) for pair in one[kind]}
    both = wanted if kind == "alike" else wanted | {frozenset(pair.split()) for pair in one["alike"]}
    right = len(said & both) / len(said) if said else 1.0
    return {"precision": right, "recall": len(wanted & said) / len(wanted)}


def found(one: dict[str, Any]) -> dict[str, set[frozenset[str]]]:
    """What the finder says of a set, as pairs of codes."""
    from partnerhood.pathway.initiatives.queries.lexicon import lexicon
    from partnerhood.pathway.initiatives.rules import finder

    pearls = _pearls(one)
    alike, strengthen = finder.alike(pearls), finder.strengthening(pearls, lexicon())
    return {
        "alike": {frozenset((pair.one, pair.other)) for pair in alike},
        "strengthen": {frozenset((pair.one, pair.other)) for pair in strengthen},
    }


def number_of_pairs(one: dict[str, Any]) -> int:
    """How many pairs of a set were labelled by name."""
    return len({frozenset(pair.split()) for kind in (*KINDS, "nothing") for pair in one[kind]})


def every_pair(one: dict[str, Any]) -> int:
    """How many pairs there are in a set, of which what was not named is nothing."""
    return len(list(combinations(one["of"], 2)))


def _pearls(one: dict[str, Any]) -> list[Any]:
    from partnerhood.pathway.initiatives.queries.finding import Spoken, pearl

    names = {"for": "audience", "seeks": "looks_for", "has": "offers"}
    return [
        pearl(Spoken(key, **{names.get(name, name): value for name, value in said.items()}), {})
        for key, said in one["of"].items()
    ]


def _city(sets: dict[str, Any]) -> float:
    """How long the finder takes for a large city."""
    from partnerhood.pathway.initiatives.queries.lexicon import lexicon
    from partnerhood.pathway.initiatives.rules import finder

    few = [*_pearls(sets["first"]), *_pearls(sets["second"])]
    many = [replace(few[at % len(few)], key=f"{at}") for at in range(CITY)]
    began = time.perf_counter()
    finder.alike(many)
    finder.strengthening(many, lexicon())
    return (time.perf_counter() - began) * 1000
