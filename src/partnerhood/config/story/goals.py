"""What they want to reach: goals from needs, their words and keys, keys on paper, keys taken back, what the district said."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story import drawing
from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Step, Story, scene, shaped, wording_now
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.rules import Content


def scenes(network: str) -> Iterator[Scene]:
    """Every goal with its wordings, its keys and its readings in other languages."""
    for code, said in page(network, "goals").items():
        yield scene(_propose, code, said)
        for one in said.get("reworded", []):
            yield scene(_reword, code, {**said, **one})
        for kind, step in STEPS.items():
            for one in said.get(kind, []):
                yield scene(step, code, one)


def _propose(story: Story, code: str, said: dict[str, Any]) -> None:
    goal = goals.propose(
        partnership=story[said["partnership"]],
        hospital=story[said["hospital"]],
        domain=said["domain"],
        content=_content(story, said),
        needs=story.each(said["needs"]),
        on_behalf_of=story[said["for"]],
        deed=story.by(said["by"]),
    )
    story.keep(code, goal)


def _content(story: Story, said: dict[str, Any]) -> Content:
    measures = [{**one, **_followed(story, one)} for one in said.get("measures", [])]
    return shaped(Content, {**said, "measures": measures})


def _followed(story: Story, measure: dict[str, Any]) -> dict[str, str]:
    """What a measure follows: a definition that stands ready, by its code, or a house's own as it was defined by then."""
    named = measure.get("indicator", "")
    return {"indicator": str(story[named].version_id)} if named in story.things else {}


def _reword(story: Story, code: str, said: dict[str, Any]) -> None:
    goals.reword(goal=story[code], content=_content(story, said), deed=story.by(said["by"]))


def _sign(story: Story, code: str, said: dict[str, Any]) -> None:
    goal = story[code]
    goals.sign(goal=goal, wording=wording_now(goal.id), on_behalf_of=story[said["for"]], deed=story.by(said["by"]))


def _sign_on_paper(story: Story, code: str, said: dict[str, Any]) -> None:
    """A page was printed and signed with a pen; somebody brings in a photo of it."""
    goal = story[code]
    read = wording_now(goal.id)
    statement = str(goal.wording.content["statement"])
    day = said["signed"].strftime("%d/%m/%Y")
    title = f"{code} : {said['for']}"
    paper = goals.enter_paper(
        goal=goal,
        wording=read,
        on_behalf_of=story[said["for"]],
        signer=said["signer"],
        function=said["function"],
        signed_date=said["signed"],
        photo=drawing.signed_page(title, statement, said["signer"], day, read, story[said["by"]].id),
        deed=story.by(said["by"]),
    )
    story.keep(f"paper of {code} for {said['for']}", paper)


def _confirm_paper(story: Story, code: str, said: dict[str, Any]) -> None:
    paper = story[f"paper of {code} for {said['for']}"]
    goals.confirm_paper(goal=story[code], paper=paper, deed=story.by(said["by"]))


def _withdraw(story: Story, code: str, said: dict[str, Any]) -> None:
    house = story[said["for"]]
    goals.withdraw(goal=story[code], on_behalf_of=house, reason=said["reason"], deed=story.by(said["by"]))


def _tell_opinion(story: Story, code: str, said: dict[str, Any]) -> None:
    goals.tell_opinion(
        goal=story[code],
        authority=said["authority"],
        opinion=said["opinion"],
        given_date=said["given"],
        words=said.get("words", ""),
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _translate(story: Story, code: str, said: dict[str, Any]) -> None:
    goal = story[code]
    wording = Wording.objects.get(subject=goal.id, fingerprint=wording_now(goal.id))
    goals.translate(
        goal=goal, wording=wording, language=said["language"], statement=said["statement"], deed=story.by(said["by"])
    )


def _close(story: Story, code: str, said: dict[str, Any]) -> None:
    goals.close(goal=story[code], ending=said["ending"], deed=story.by(said["by"]))


STEPS: dict[str, Step] = {
    "opinions": _tell_opinion,
    "translated": _translate,
    "keys": _sign,
    "papers": _sign_on_paper,
    "confirmed": _confirm_paper,
    "withdrawn": _withdraw,
    "closed": _close,
}
"""What may become of a goal, by the word its page uses for it."""
