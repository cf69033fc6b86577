"""By what a network judges itself: chosen once, and otherwise after a year."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.pathway.scorecards import actions as scorecards
from partnerhood.pathway.scorecards import queries
from partnerhood.pathway.scorecards.rules import Chosen, Content, Group


def scenes(network: str) -> Iterator[Scene]:
    """Every version of every scorecard."""
    for code, told in page(network, "scorecards").items():
        usual = {name: value for name, value in told.items() if name != "versions"}
        for number, one in enumerate(told["versions"], 1):
            yield scene(_choose, f"{code} {number}", {**usual, **one})


def _choose(story: Story, code: str, said: dict[str, Any]) -> None:
    groups = [
        Group(
            aim=aim,
            chosen=[Chosen.model_validate(one) for one in said["chosen"].get(aim, [])],
            blank=said.get("blank", {}).get(aim, ""),
        )
        for aim in queries.aims()
    ]
    scorecards.choose(
        network=story[said["network"]],
        content=Content(
            length=said["length"], hospitals=[one.id for one in story.each(said["hospitals"])], aims=groups
        ),
        why=said["why"],
        language=said["language"],
        deed=story.by(said["by"]),
    )
