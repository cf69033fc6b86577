"""What flows in both directions: each side says it for itself, in its own language; some of it put right, some taken back."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.pathway.reciprocity import actions as reciprocity

TOLD = "way currency domain words language source".split()


def scenes(network: str) -> Iterator[Scene]:
    """Every entry of each side, and what became of it."""
    for code, told in page(network, "reciprocity").items():
        usual = {name: value for name, value in told.items() if name != "entries"}
        for number, one in enumerate(told["entries"], 1):
            name, said = f"{code}, entry {number}", {**usual, **one}
            yield scene(_say, name, said)
            if "put_right" in one:
                yield scene(_correct, name, {**said, **one["put_right"]})
            if "taken_back" in one:
                yield scene(_take_back, name, one["taken_back"])


def _say(story: Story, name: str, said: dict[str, Any]) -> None:
    entry = reciprocity.say(
        partnership=story[said["partnership"]],
        on_behalf_of=story[said["for"]],
        partner=story[said["about"]],
        kind=said["kind"],
        **_told(story, said),
        **{word: said[word] for word in TOLD if word in said},
        deed=story.by(said["by"]),
    )
    story.keep(name, entry)


def _told(story: Story, said: dict[str, Any]) -> dict[str, Any]:
    """How much, of which days, and what it came from."""
    told: dict[str, Any] = {"from_date": said["from"], "to_date": said["to"]}
    if "amount" in said:
        told["amount"] = Decimal(said["amount"])
    return told | {name: story[said[name]] for name in ("activity", "goal") if name in said}


def _correct(story: Story, name: str, said: dict[str, Any]) -> None:
    words = {word: said[word] for word in TOLD if word in said and word != "way"}
    entry = story[name]
    story.keep(
        name,
        reciprocity.correct(entry=entry, why=said["why"], **_told(story, said), **words, deed=story.by(said["by"])),
    )


def _take_back(story: Story, name: str, said: dict[str, Any]) -> None:
    reciprocity.take_back(entry=story[name], reason=said["reason"], deed=story.by(said["by"]))
