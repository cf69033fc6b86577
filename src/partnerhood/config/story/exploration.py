"""How close they want to be: a question under two keys, options held open, who was heard, and the goals that follow."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Step, Story, scene, shaped, wording_now
from partnerhood.ground.records import languages
from partnerhood.pathway.exploration import actions as exploration
from partnerhood.pathway.exploration import queries, rules
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.rules import Content


def scenes(network: str) -> Iterator[Scene]:
    """Every dossier with all that was written, weighed, heard, said and chosen."""
    for code, said in page(network, "exploration").items():
        yield scene(_open, code, said)
        yield from _keys(code, "mandate", said)
        for kind, step in STEPS.items():
            for number, one in enumerate(_several(said.get(kind, [])), 1):
                whole = {"language": said["language"], "name": f"{kind} {number}", **one}
                yield scene(step, code, whole)
                yield from _after(code, whole)


def _several(said: Any) -> list[dict[str, Any]]:
    return said if isinstance(said, list) else [said]


def _after(code: str, said: dict[str, Any]) -> Iterator[Scene]:
    """What became of it: keys, a paper, an answer, an advice, who was told."""
    yield from _keys(code, said["name"], said)
    for kind, step in LATER.items():
        for one in _several(said.get(kind, [])):
            yield scene(step, code, {"language": said["language"], "name": said["name"], **one})


def _keys(code: str, name: str, said: dict[str, Any]) -> Iterator[Scene]:
    for key in said.get("keys", []):
        yield scene(_sign, code, {"name": name, **key})


def _open(story: Story, code: str, said: dict[str, Any]) -> None:
    days = {"from_date": said["from"], "to_date": said["to"]}
    phases = [rules.Phase(name=one["name"], due_date=one["due"]) for one in said["phases"]]
    mandate = shaped(rules.Mandate, {**said, **days})
    kept = exploration.open(partnership=story[code], mandate=mandate, phases=phases, deed=story.by(said["by"]))
    story.keep(f"dossier {code}", kept)
    story.keep(f"mandate {code}", queries.mandate(kept.id))


def _sign(story: Story, code: str, said: dict[str, Any]) -> None:
    """A key under what both boards say, or under a goal that follows from it."""
    kept = story[f"{said['name']} {code}"]
    key = {"wording": wording_now(kept.id), "on_behalf_of": story[said["for"]], "deed": story.by(said["by"])}
    if kept.label == "goals.goal":
        goals.sign(goal=kept, **key)
    else:
        exploration.sign(statement=kept, **key)


def _end_phase(story: Story, code: str, said: dict[str, Any]) -> None:
    there = queries.phases(story[f"dossier {code}"].id)
    phase = next(one for one in there if languages.original(one.name) == said["phase"])
    exploration.end_phase(phase=phase, done_date=said["day"], deed=story.by(said["by"]))


def _write_area(story: Story, code: str, said: dict[str, Any]) -> None:
    content = shaped(rules.Area, {**said, "due_date": said.get("due")})
    body = story[said["group"]] if "group" in said else None
    area = exploration.write_area(
        exploration=story[f"dossier {code}"], content=content, body=body, deed=story.by(said["by"])
    )
    story.keep(f"{said['name']} {code}", area)


def _deliver(story: Story, code: str, said: dict[str, Any]) -> None:
    exploration.deliver(
        area=story[f"{said['name']} {code}"],
        delivered_date=said["day"],
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _write_figure(story: Story, code: str, said: dict[str, Any]) -> None:
    content = shaped(rules.Figure, {**said, "on_date": said["on"], "value": Decimal(said["value"])})
    house = story[said["of"]] if "of" in said else None
    area = story[f"{said['area']} {code}"]
    told = {"content": content, "organisation": house, "closing": _closing(story, said)}
    exploration.write_figure(area=area, **told, deed=story.by(said["by"]))


def _closing(story: Story, said: dict[str, Any]) -> rules.Closing | None:
    closed = said.get("closed")
    if closed is None:
        return None
    readers = [story[name].id for name in closed["readers"]]
    return rules.Closing(until=closed["until"], why=closed["why"], readers=readers)


def _write_option(story: Story, code: str, said: dict[str, Any]) -> None:
    content = shaped(rules.Option, said)
    option = exploration.write_option(exploration=story[f"dossier {code}"], content=content, deed=story.by(said["by"]))
    story.keep(f"option {said['letter']} {code}", option)


def _say_effect(story: Story, code: str, said: dict[str, Any]) -> None:
    exploration.say_effect(
        option=story[f"option {said['option']} {code}"],
        on_behalf_of=story[said["for"]],
        content=shaped(rules.Effect, said),
        deed=story.by(said["by"]),
    )


def _set_criteria(story: Story, code: str, said: dict[str, Any]) -> None:
    chosen = exploration.set_criteria(
        exploration=story[f"dossier {code}"],
        ready=said["ready"],
        own=[],
        language=said["language"],
        weighers=story.each(said["weighers"]),
        deed=story.by(said["by"]),
    )
    story.keep(f"dossier {code}", chosen)
    story.keep(f"criteria {code}", queries.criteria(chosen))


def _weigh(story: Story, code: str, said: dict[str, Any]) -> None:
    named = zip(story[f"criteria {code}"], said["weights"], strict=True)
    exploration.weigh(
        exploration=story[f"dossier {code}"],
        body=story[said["body"]],
        weights=[rules.Weight(criterion=one.id, weight=weight) for one, weight in named],
        words=said.get("words", ""),
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _cells(story: Story, code: str, said: dict[str, Any]) -> list[rules.Score]:
    """A score for each option and criterion, with what was said about some of them."""
    notes = {(one["option"], one["criterion"]): one["words"] for one in said.get("notes", [])}
    return [
        rules.Score(
            option=story[f"option {letter} {code}"].id,
            criterion=criterion.id,
            score=value,
            words=notes.get((letter, number), ""),
        )
        for letter, row in said["scores"].items()
        for number, (criterion, value) in enumerate(zip(story[f"criteria {code}"], row, strict=True), 1)
    ]


def _score(story: Story, code: str, said: dict[str, Any]) -> None:
    exploration.score(
        exploration=story[f"dossier {code}"],
        on_behalf_of=story[said["for"]],
        scores=_cells(story, code, said),
        deed=story.by(said["by"]),
    )


def _together(story: Story, code: str, said: dict[str, Any]) -> None:
    content = rules.Scores(language=said["language"], scores=_cells(story, code, said))
    kept = exploration.propose_scores(exploration=story[f"dossier {code}"], content=content, deed=story.by(said["by"]))
    story.keep(f"{said['name']} {code}", kept)


def _ask_hearing(story: Story, code: str, said: dict[str, Any]) -> None:
    asked = exploration.ask_hearing(
        exploration=story[f"dossier {code}"],
        kind=said["kind"],
        asked_date=said["at"].date(),
        due_date=said["due"],
        organisation=story[said["of"]] if "of" in said else None,
        closing=_closing(story, said),
        deed=story.by(said["by"]),
    )
    story.keep(f"{said['name']} {code}", asked)


def _advise(story: Story, code: str, said: dict[str, Any]) -> None:
    told = {name: said[name] for name in ("advice", "words", "language")}
    hearing = story[f"{said['name']} {code}"]
    exploration.advise(hearing=hearing, given_date=_day(said), **told, deed=story.by(said["by"]))


def _day(said: dict[str, Any]) -> date:
    at: date = said["at"].date()
    return at


def _follow(story: Story, code: str, said: dict[str, Any]) -> None:
    hearing = story[f"{said['name']} {code}"]
    exploration.follow_advice(
        hearing=hearing, words=said["words"], language=said["language"], deed=story.by(said["by"])
    )


def _decide(story: Story, code: str, said: dict[str, Any]) -> None:
    told = {name: said[name] for name in ("kind", "words", "why", "language")}
    exploration.decide(
        exploration=story[f"dossier {code}"],
        decided_date=said["day"],
        option=story[f"option {said['option']} {code}"] if "option" in said else None,
        rests_on=[story[f"{name} {code}"] for name in said.get("rests_on", [])],
        **told,
        deed=story.by(said["by"]),
    )


def _write_communique(story: Story, code: str, said: dict[str, Any]) -> None:
    audiences = [rules.ToldAt(audience=one["audience"], at=one["at"]) for one in said["told"]]
    content = shaped(rules.Communique, {**said, "audiences": audiences})
    kept = exploration.write_communique(
        exploration=story[f"dossier {code}"], content=content, deed=story.by(said["by"])
    )
    story.keep(f"{said['name']} {code}", kept)


def _tell(story: Story, code: str, said: dict[str, Any]) -> None:
    statement = story[f"{said['name']} {code}"]
    exploration.tell(statement=statement, audience=said["audience"], deed=story.by(said["by"]))


def _ask(story: Story, code: str, said: dict[str, Any]) -> None:
    asked = exploration.ask(
        exploration=story[f"dossier {code}"],
        words=said["words"],
        language=said["language"],
        asker=said["asker"],
        deed=story.by(said["by"]),
    )
    story.keep(f"{said['name']} {code}", asked)


def _answer(story: Story, code: str, said: dict[str, Any]) -> None:
    question = story[f"{said['name']} {code}"]
    exploration.answer(question=question, words=said["words"], language=said["language"], deed=story.by(said["by"]))


def _remove(story: Story, code: str, said: dict[str, Any]) -> None:
    question = story[f"{said['name']} {code}"]
    exploration.remove_question(question=question, why=said["why"], deed=story.by(said["by"]))


def _choose(story: Story, code: str, said: dict[str, Any]) -> None:
    option = story[f"option {said['option']} {code}"]
    content = shaped(rules.Outcome, {**said, "option": option.id})
    kept = exploration.propose_outcome(
        exploration=story[f"dossier {code}"], option=option, content=content, deed=story.by(said["by"])
    )
    story.keep(f"{said['name']} {code}", kept)
    story.keep(f"outcome {code}", kept)


def _start_goal(story: Story, code: str, said: dict[str, Any]) -> None:
    goal = exploration.start_goal(
        statement=story[f"outcome {code}"],
        hospital=story[said["hospital"]],
        domain=said["domain"],
        content=shaped(Content, said),
        needs=story.each(said["needs"]),
        on_behalf_of=story[said["for"]],
        deed=story.by(said["by"]),
    )
    story.keep(f"{said['name']} {code}", goal)


STEPS: dict[str, Step] = {
    "done": _end_phase,
    "areas": _write_area,
    "figures": _write_figure,
    "options": _write_option,
    "effects": _say_effect,
    "criteria": _set_criteria,
    "weights": _weigh,
    "scores": _score,
    "together": _together,
    "hearings": _ask_hearing,
    "decisions": _decide,
    "outcome": _choose,
    "communiques": _write_communique,
    "questions": _ask,
    "goals": _start_goal,
}
"""What happens in a dossier, by the word its page uses for it."""
LATER: dict[str, Step] = {
    "delivered": _deliver,
    "advised": _advise,
    "followed": _follow,
    "told": _tell,
    "answered": _answer,
    "removed": _remove,
}
"""What becomes of it later."""
