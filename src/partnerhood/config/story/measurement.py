"""What came of it: readings of every measure, counted by the hospital, some of them looked at by the other side."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.measurement import actions as measurement

COUNTED = "numerator denominator value place left_out note language sure".split()


def scenes(network: str) -> Iterator[Scene]:
    """Every reading, in the name of the house that counted, and every look at where it comes from."""
    for code, said in page(network, "readings").items():
        for number, one in enumerate(said["readings"], 1):
            name = f"reading {number} of {code}"
            yield Scene(one["at"], _recording(code, name, {**said, **one}), name)
            if "verified" in one:
                yield Scene(one["verified"]["at"], _verifying(name, one["verified"]), name)


def _recording(code: str, name: str, said: dict[str, Any]) -> Any:
    def record(story: Story) -> None:
        goal = Goal.objects.get(pk=story[code].id)
        reading = measurement.record(
            measure=goals.measures(goal).get(key=said["key"]),
            on_behalf_of=story[said["for"]],
            from_date=said["from"],
            to_date=said["to"],
            source=said["source"],
            deed=story.by(said["by"]),
            **{name: said[name] for name in COUNTED if name in said},
        )
        story.keep(name, reading)

    return record


def _verifying(name: str, said: dict[str, Any]) -> Any:
    def verify(story: Story) -> None:
        words, language = said.get("words", ""), said.get("language", "nl")
        house = story[said["for"]]
        measurement.verify(
            reading=story[name], on_behalf_of=house, words=words, language=language, deed=story.by(said["by"])
        )

    return verify
