"""Who offers what care where: said by the house, noted by its network, checked by telephone, and what cannot be had."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene, shaped
from partnerhood.pathway.services import actions as services
from partnerhood.pathway.services.rules import hours
from partnerhood.pathway.services.rules.content import Content


def scenes(network: str) -> Iterator[Scene]:
    """Every service, and what became of its record; and the care that a house does not have."""
    for name, said in page(network, "services").items():
        yield scene(_offer, name, said)
        for later in ("confirmed", "checked", "ended"):
            if later in said:
                yield scene(LATER[later], name, said[later])
    for name, said in page(network, "elsewhere").items():
        yield scene(_elsewhere, name, said)


def _offer(story: Story, name: str, said: dict[str, Any]) -> None:
    house, site = story[said["of"]], said.get("site")
    told: dict[str, Any] = {"organisation": house, "content": shaped(Content, {**said, "hours": _hours(said)})}
    if site:
        told["site"] = story[f"{said['of']} {site}"]
    deed = story.by(said["by"])
    if "noted_from" in said:
        kept = services.note(noted_from=said["noted_from"], **told, deed=deed)
    else:
        kept = services.offer(provenance=said.get("provenance", ""), **told, deed=deed)
    story.keep(name, kept)


def _hours(said: dict[str, Any]) -> dict[str, Any]:
    """The hours as the page has them: 1-5 = "9-12, 13-17"."""
    week: dict[str, Any] = {}
    for days, text in said.get("open", {}).items():
        first, _dash, last = days.partition("-")
        week |= {str(day): hours.read_day(text) for day in range(int(first), int(last or first) + 1)}
    return {**week, "holidays": said.get("holidays", "call")} if week else {}


def _confirm(story: Story, name: str, said: dict[str, Any]) -> None:
    services.confirm(service=story[name], deed=story.by(said["by"]))


def _check(story: Story, name: str, said: dict[str, Any]) -> None:
    services.check(service=story[name], how=said["how"], deed=story.by(said["by"]))


def _end(story: Story, name: str, said: dict[str, Any]) -> None:
    services.end(service=story[name], words=said["words"], language=said["language"], deed=story.by(said["by"]))


def _elsewhere(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {word: said[word] for word in ("kind", "words", "language")}
    services.say_elsewhere(organisation=story[said["of"]], **told, deed=story.by(said["by"]))


LATER = {"confirmed": _confirm, "checked": _check, "ended": _end}
