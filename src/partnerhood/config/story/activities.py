"""What they do together: activities planned for goals or for a said reason, held, with who came; or called off."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.pathway.activities import actions as activities
from partnerhood.pathway.activities.rules import Attendee

WHOLE_COURSE = 24
PLANNED = (
    "format led why without_goal ahead leader_names for_whom place at_work_site clinical_practice at_a_distance".split()
)
HELD = "led times came women words language".split()


def scenes(network: str) -> Iterator[Scene]:
    """Every activity: planned, given its goal later, held, its list written, or called off."""
    for code, said in page(network, "activities").items():
        yield scene(_plan, code, said)
        for one in said.get("replanned", []):
            yield scene(_replan, code, one)
        for one in said.get("held", []):
            yield scene(_hold, code, one)
        for one in said.get("called_off", []):
            yield scene(_call_off, code, one)


def _plan(story: Story, code: str, said: dict[str, Any]) -> None:
    planned = activities.plan(
        partnership=story[said["partnership"]],
        hospital=story[said["hospital"]],
        title=said["title"],
        language=said["language"],
        from_date=said["from"],
        to_date=said["to"],
        goals=story.each(said.get("goals", [])),
        leaders=story.each(said.get("leaders", [])),
        deed=story.by(said["by"]),
        **{name: said[name] for name in PLANNED if name in said},
    )
    story.keep(code, planned)


def _replan(story: Story, code: str, said: dict[str, Any]) -> None:
    activities.replan(activity=story[code], add_goals=story.each(said["goals"]), deed=story.by(said["by"]))


def _hold(story: Story, code: str, said: dict[str, Any]) -> None:
    facts = {name: said[name] for name in HELD if name in said}
    session = activities.hold(
        activity=story[code], from_date=said["from"], to_date=said["to"], deed=story.by(said["by"]), **facts
    )
    if "list" in said:
        activities.attend(session=session, people=_list(said["list"]), deed=story.by(said["by"]))


def _list(lines: list[list[Any]]) -> list[Attendee]:
    """Who came: name, what they are, where they work, a woman or a man, and for how many hours."""
    return [
        Attendee(name=name, cadre=cadre, place=place, sex=sex, minutes=hours * 60, whole=hours == WHOLE_COURSE)
        for name, cadre, place, sex, hours in lines
    ]


def _call_off(story: Story, code: str, said: dict[str, Any]) -> None:
    activities.call_off(activity=story[code], words=said["words"], language=said["language"], deed=story.by(said["by"]))
