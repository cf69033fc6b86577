"""Where they meet: mandates, agendas, minutes under two keys, decisions and who does what; and who joins without an account."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Step, Story, scene, wording_now
from partnerhood.pathway.meetings import actions as meetings
from partnerhood.pathway.meetings import queries
from partnerhood.pathway.partnerships import actions as partnerships


def scenes(network: str) -> Iterator[Scene]:
    """Every body that meets, meeting by meeting, and every network that takes who joins."""
    for body, said in page(network, "meetings").items():
        if "mandate" in said:
            yield scene(_mandate, body, said["mandate"])
        for number, one in enumerate(said["meetings"], 1):
            name = f"{body} {number}"
            whole = {"language": said["language"], "zone": said["zone"], "body": body, **one}
            yield scene(_call, name, whole)
            for kind, step in STEPS.items():
                for place, line in enumerate(_several(one.get(kind, [])), 1):
                    yield scene(step, name, {"language": said["language"], "place": place, **line})
    for network_name, said in page(network, "joining").items():
        yield scene(_let_join, network_name, said)
        for one in said.get("joiners", []):
            yield scene(_join, network_name, {"language": said["language"], **one})
            if "answered" in one:
                yield scene(_answer, one["name"], {"language": said["language"], **one["answered"]})


def _several(said: Any) -> list[dict[str, Any]]:
    return said if isinstance(said, list) else [said]


def _mandate(story: Story, body: str, said: dict[str, Any]) -> None:
    meetings.give_mandate(
        body=story[body],
        words=said["words"],
        language=said["language"],
        decided_by=said["decided_by"],
        from_date=said["from"],
        to_date=said.get("to"),
        deed=story.by(said["by"]),
    )


def _call(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {key: said[key] for key in ("lasts", "place", "line", "readers") if key in said}
    begins = {"begins_at": said["begins"], "zone": said["zone"]}
    story.keep(name, meetings.call(body=story[said["body"]], **begins, **told, deed=story.by(said["by"])))


def _bring(story: Story, name: str, said: dict[str, Any]) -> None:
    point = meetings.bring(
        meeting=story[name],
        title=said["title"],
        about=said.get("about", ""),
        language=said["language"],
        asks=said["asks"],
        brought_by=story[said["by"]],
        deed=story.by(said["by"]),
    )
    story.keep(f"{name} point {said['place']}", point)


def _attend(story: Story, name: str, said: dict[str, Any]) -> None:
    came = {kind.replace("-", "_"): story.each(said[kind]) for kind in ("came", "by-line", "excused") if kind in said}
    meetings.attend(meeting=story[name], **came, deed=story.by(said["by"]))


def _minute(story: Story, name: str, said: dict[str, Any]) -> None:
    point = story[f"{name} point {said['point']}"]
    meetings.minute(point=point, words=said["words"], language=said["language"], deed=story.by(said["by"]))


def _decide(story: Story, name: str, said: dict[str, Any]) -> None:
    meetings.decide(
        meeting=story[name],
        words=said["words"],
        why=said["why"],
        language=said["language"],
        point=story[f"{name} point {said['point']}"] if "point" in said else None,
        goal=story[said["goal"]] if "goal" in said else None,
        deed=story.by(said["by"]),
    )


def _plan(story: Story, name: str, said: dict[str, Any]) -> None:
    kept = meetings.plan(
        meeting=story[name],
        what=said["what"],
        language=said["language"],
        owner=story[said["owner"]],
        by_date=said["day"],
        point=story[f"{name} point {said['point']}"] if "point" in said else None,
        deed=story.by(said["by"]),
    )
    story.keep(f"{name} action {said['place']}", kept)


def _end(story: Story, name: str, said: dict[str, Any]) -> None:
    action = story[f"{name} action {said['action']}"]
    told = {key: said[key] for key in ("ending", "words", "language") if key in said}
    meetings.end_action(action=action, **told, deed=story.by(said["by"]))


def _lay(story: Story, name: str, said: dict[str, Any]) -> None:
    meeting = queries.meeting(story[name].id)
    assert meeting is not None
    story.keep(name, meetings.lay(meeting=meeting, minutes=queries.minutes(meeting), deed=story.by(said["by"])))


def _sign(story: Story, name: str, said: dict[str, Any]) -> None:
    meeting, who = queries.meeting(story[name].id), story[said["by"]]
    assert meeting is not None
    key = {"wording": wording_now(meeting.id), "on_behalf_of": who.organisation}
    meetings.sign(meeting=meeting, **key, deed=story.by(said["by"]))


def _correct(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {"words": said["words"], "language": said["language"]}
    meetings.correct(meeting=story[name], **told, deed=story.by(said["by"]))


STEPS: dict[str, Step] = {
    "points": _bring,
    "came": _attend,
    "minutes": _minute,
    "decisions": _decide,
    "actions": _plan,
    "laid": _lay,
    "keys": _sign,
    "ended": _end,
    "corrected": _correct,
}
"""What happens at a meeting and after it, by the word its page uses for it."""


def _let_join(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {key: said[key] for key in ("words", "language", "parts", "contact")}
    partnerships.let_join(network=story[name], **told, deed=story.by(said["by"]))


def _join(story: Story, name: str, said: dict[str, Any]) -> None:
    """Somebody without an account: nobody's device, and nobody's name on the deed."""
    told = {key: said[key] for key in ("part", "name", "house", "contact", "wish", "language") if key in said}
    story.keep(said["name"], partnerships.join(network=story[name], **told, deed=story.passer_by(said["name"])))


def _answer(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {key: said[key] for key in ("answer", "words", "language") if key in said}
    partnerships.answer_joiner(joiner=story[name], **told, deed=story.by(said["by"]))
