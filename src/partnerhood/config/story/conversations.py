"""What they say to each other about a need or a goal: remarks, questions and answers."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.conversations import actions as conversations


def scenes(network: str) -> Iterator[Scene]:
    """Everything that was said, in its place; a question waits until its answer comes."""
    for name, said in page(network, "conversations").items():
        yield scene(_say, name, said)


def _say(story: Story, name: str, said: dict[str, Any]) -> None:
    remark = conversations.say(
        about=said["about"],
        subject=story[said["of"]].id,
        words=said["words"],
        language=said["language"],
        asked_of=story[said["asked_of"]] if "asked_of" in said else None,
        in_reply_to=story[said["answers"]] if "answers" in said else None,
        deed=story.by(said["by"]),
    )
    story.keep(name, remark)
