"""What came of it: readings of every measure, counted by the hospital, some of them looked at by the other side."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.measurement import actions as measurement

COUNTED = "numerator denominator value place left_out note language sure".split()


def scenes(network: str) -> Iterator[Scene]:
    """Every reading, in the name of the house that counted, and every look at where it comes from."""
    for code, said in page(network, "readings").items():
        for number, one in enumerate(said["readings"], 1):
            name = f"reading {number} of {code}"
            yield scene(_record, name, {"goal": code, **said, **one})
            if "verified" in one:
                yield scene(_verify, name, one["verified"])


def _record(story: Story, name: str, said: dict[str, Any]) -> None:
    goal = Goal.objects.get(pk=story[said["goal"]].id)
    reading = measurement.record(
        measure=goals.measures(goal).get(key=said["key"]),
        on_behalf_of=story[said["for"]],
        from_date=said["from"],
        to_date=said["to"],
        source=said["source"],
        deed=story.by(said["by"]),
        **{word: said[word] for word in COUNTED if word in said},
    )
    story.keep(name, reading)


def _verify(story: Story, name: str, said: dict[str, Any]) -> None:
    measurement.verify(
        reading=story[name],
        on_behalf_of=story[said["for"]],
        words=said.get("words", ""),
        language=said.get("language", "nl"),
        deed=story.by(said["by"]),
    )
