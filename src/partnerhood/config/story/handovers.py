"""How it ends, and what stays: hand-overs that the hospital asks for, later looks, asking back, other endings, levels made public."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Step, Story, scene, shaped, wording_now
from partnerhood.ground.records import clock
from partnerhood.pathway.handover import actions as handover
from partnerhood.pathway.handover import queries
from partnerhood.pathway.handover.rules import Beside, Content, Criteria, Own
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Offer
from partnerhood.pathway.selfreliance import actions as selfreliance


def scenes(network: str) -> Iterator[Scene]:
    """What a network asks; every hand-over with its criteria, plan, keys and looks; every other ending; every level that is
    public."""
    for code, said in page(network, "criteria").items():
        yield scene(_choose, code, said)
    for code, said in page(network, "handovers").items():
        yield scene(_ask, code, said)
        for kind, step in STEPS.items():
            for one in said.get(kind, []):
                yield scene(step, code, {"language": said["language"], **one})
    for code, said in page(network, "endings").items():
        yield scene(_end_domain, code, said)
    for code, said in page(network, "public_levels").items():
        yield scene(_release, code, said)


def _choose(story: Story, code: str, said: dict[str, Any]) -> None:
    """The criteria that stand ready, with the numbers that the network changes and its own beside them."""
    counted = [
        one.model_copy(update={"thresholds": {**one.thresholds, **said.get("thresholds", {}).get(one.code, {})}})
        for one in queries.of_house().counted
        if one.code not in said.get("left_out", [])
    ]
    own = [
        Own(code=f"own-{number}", language=said["language"], **one) for number, one in enumerate(said.get("own", []), 1)
    ]
    handover.choose_criteria(
        network=story[said["network"]],
        criteria=Criteria(counted=counted, own=own),
        why=said["why"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _ask(story: Story, code: str, said: dict[str, Any]) -> None:
    asked = handover.ask(
        partnership=story[said["partnership"]],
        hospital=story[said["hospital"]],
        domain=said["domain"],
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )
    story.keep(code, asked)


def _answer(story: Story, code: str, said: dict[str, Any]) -> None:
    handover.answer(
        handover=story[code],
        criterion=said["criterion"],
        on_behalf_of=story[said["for"]],
        met=said.get("met", "met"),
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _plan(story: Story, code: str, said: dict[str, Any]) -> None:
    """A plan with what is known on its day, and the story's word beside each figure, told by the key of its measure."""
    asked, words = story[code], said.get("else_changed", {})
    content = shaped(Content, said)
    known = queries.known(asked, content, clock.today())
    named = {one.key: words.get(one.key.rpartition(":")[2]) for one in known.figures}
    beside = [Beside(figure=figure, words=word) for figure, word in named.items() if word]
    whole = content.model_copy(update={"known": known, "beside": beside})
    handover.plan(handover=asked, on_behalf_of=story[said["for"]], content=whole, deed=story.by(said["by"]))


def _sign(story: Story, code: str, said: dict[str, Any]) -> None:
    asked = story[code]
    handover.sign(
        handover=asked, wording=wording_now(asked.id), on_behalf_of=story[said["for"]], deed=story.by(said["by"])
    )


def _check(story: Story, code: str, said: dict[str, Any]) -> None:
    handover.check(
        handover=story[code],
        on_behalf_of=story[said["for"]],
        months=said["months"],
        has_held=said["held"],
        level=said["level"],
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _take(story: Story, code: str, said: dict[str, Any]) -> None:
    """The partner takes on the light request that followed a look."""
    offer = Offer.objects.get(need__follows=f"handover.handover {story[code].id}")
    needs.take(offer=offer, deed=story.by(said["by"]))


def _reopen(story: Story, code: str, said: dict[str, Any]) -> None:
    handover.reopen(
        handover=story[code],
        words=said["words"],
        asks=said["asks"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _end_domain(story: Story, code: str, said: dict[str, Any]) -> None:
    handover.end_domain(
        partnership=story[said["partnership"]],
        hospital=story[said["hospital"]],
        domain=said["domain"],
        ending=said["ending"],
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _release(story: Story, code: str, said: dict[str, Any]) -> None:
    partnership, house = story[said["partnership"]], story[said["hospital"]]
    selfreliance.release(partnership=partnership, hospital=house, domain=said["domain"], deed=story.by(said["by"]))


STEPS: dict[str, Step] = {
    "answers": _answer,
    "plans": _plan,
    "keys": _sign,
    "checks": _check,
    "taken": _take,
    "reopened": _reopen,
}
"""What may become of a hand-over, by the word its page uses for it."""
