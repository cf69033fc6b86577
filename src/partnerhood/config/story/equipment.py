"""The devices that keep people alive: listed, reported broken, asked about elsewhere, back in use, gone."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story import drawing
from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.pathway.equipment import actions as equipment

LISTED = "maker model came_from in_use_since state waits_for words language".split()
SAID = "state waits_for words language from_date".split()
BACK = "repaired_by words language from_date".split()


def scenes(network: str) -> Iterator[Scene]:
    """Every device with all that was said of it."""
    for code, said in page(network, "equipment").items():
        yield scene(_add, code, said)
        for kind, step in STEPS.items():
            for one in said.get(kind, []):
                yield scene(step, code, one)


def _add(story: Story, code: str, said: dict[str, Any]) -> None:
    device = equipment.add(
        hospital=story[said["of"]],
        kind=said["kind"],
        name=said["name"],
        ward=story[f"{said['of']} {said['ward']}"] if "ward" in said else None,
        deed=story.by(said["by"]),
        **_told(LISTED, said),
    )
    story.keep(code, device)


def _told(names: list[str], said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in names if name in said}


def _report(story: Story, code: str, said: dict[str, Any]) -> None:
    equipment.report(
        device=story[code],
        photo=_photo(story, said),
        deed=story.by(said["by"], device=said.get("device", "")),
        **_told(SAID, said),
    )


def _photo(story: Story, said: dict[str, Any]) -> str:
    return drawing.photo(said["photo"], story[said["by"]].id) if "photo" in said else ""


def _back(story: Story, code: str, said: dict[str, Any]) -> None:
    equipment.back_in_use(device=story[code], deed=story.by(said["by"]), **_told(BACK, said))


def _aside(story: Story, code: str, said: dict[str, Any]) -> None:
    equipment.put_aside(device=story[code], deed=story.by(said["by"]), **_told(SAID, said))


def _ask(story: Story, code: str, said: dict[str, Any]) -> None:
    question = equipment.ask(
        device=story[code],
        to=story[said["to"]],
        words=said["words"],
        language=said["language"],
        photo=_photo(story, said),
        deed=story.by(said["by"]),
    )
    story.keep(said["called"], question)


def _answer(story: Story, code: str, said: dict[str, Any]) -> None:
    equipment.answer(
        question=story[said["called"]],
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


STEPS = {"reported": _report, "back": _back, "aside": _aside, "asked": _ask, "answered": _answer}
