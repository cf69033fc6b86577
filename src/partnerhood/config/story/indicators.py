"""What organisations count in their own way: defined, said in another language, counted otherwise from a day
on, counted no more."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene, shaped
from partnerhood.ground.records import clock
from partnerhood.pathway.indicators import actions as indicators
from partnerhood.pathway.indicators.models import Version
from partnerhood.pathway.indicators.rules import Content, Words


def scenes(network: str) -> Iterator[Scene]:
    """Every indicator of an organisation's own, with what it said later."""
    for code, said in page(network, "indicators").items():
        yield scene(_define, code, said)
        for one in said.get("redefined", []):
            yield scene(_redefine, code, {**said, **one})
        for one in said.get("translated", []):
            yield scene(_translate, code, one)
        if "ended" in said:
            yield scene(_end, code, {**said, **said["ended"]})


def _define(story: Story, code: str, said: dict[str, Any]) -> None:
    made = indicators.define(
        organisation=story[said["of"]],
        content=shaped(Content, said),
        based_on=said.get("based_on", ""),
        deed=story.by(said["by"]),
    )
    story.keep(code, made)


def _redefine(story: Story, code: str, said: dict[str, Any]) -> None:
    indicators.redefine(
        indicator=story[code], content=shaped(Content, said), why=said["why_now"], deed=story.by(said["by"])
    )


def _translate(story: Story, code: str, said: dict[str, Any]) -> None:
    stands = Version.objects.filter(indicator=story[code], defined_at__lte=clock.now()).latest("defined_at")
    indicators.translate(
        version=stands, language=said["language"], words=shaped(Words, said), deed=story.by(said["by"])
    )


def _end(story: Story, code: str, said: dict[str, Any]) -> None:
    indicators.end(indicator=story[code], words=said["words"], language=said["language"], deed=story.by(said["by"]))
