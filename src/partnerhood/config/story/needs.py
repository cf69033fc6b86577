"""What is needed: voiced or noted, confirmed, seconded, ranked, laid before partners, answered, asked again, released."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story import drawing
from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Step, Story, scene
from partnerhood.ground.records import ids
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Offer


def scenes(network: str) -> Iterator[Scene]:
    """Every need with all that became of it, and each hospital's own order."""
    for code, said in page(network, "needs").items():
        first = _note if "noted_from" in said else _voice
        yield scene(first, code, said)
        for kind, step in STEPS.items():
            for one in said.get(kind, []):
                yield scene(step, code, one)
    for hospital, orders in page(network, "rankings").items():
        for one in orders:
            yield scene(_rank, hospital, one)


def _voice(story: Story, code: str, said: dict[str, Any]) -> None:
    seconds = said.get("voice_seconds", 0)
    voiced = needs.voice(
        hospital=story[said["of"]],
        words=said["words"],
        language=said["language"],
        ward=story[f"{said['of']} {said['ward']}"] if "ward" in said else None,
        domain=said["domain"],
        voice=drawing.voice_note(seconds, story[said["by"]].id) if seconds else "",
        voice_seconds=seconds,
        photo=drawing.photo(said["photo"], story[said["by"]].id) if "photo" in said else "",
        deed=story.by(said["by"], device=said.get("device", ""), wrote_at=said.get("wrote_at")),
    )
    story.keep(code, voiced)


def _note(story: Story, code: str, said: dict[str, Any]) -> None:
    noted = needs.note(
        hospital=story[said["of"]],
        words=said["words"],
        language=said["language"],
        noted_from=said["noted_from"],
        domain=said["domain"],
        deed=story.by(said["by"]),
    )
    story.keep(code, noted)


def _confirm(story: Story, code: str, said: dict[str, Any]) -> None:
    needs.confirm(need=story[code], deed=story.by(said["by"]))


def _second(story: Story, code: str, said: dict[str, Any]) -> None:
    needs.second(need=story[code], voices=said["voices"], deed=story.by(said["by"]))


def _offer(story: Story, code: str, said: dict[str, Any]) -> None:
    needs.offer(need=story[code], partners=story.each(said["to"]), deed=story.by(said["by"]))


def _take(story: Story, code: str, said: dict[str, Any]) -> None:
    before = Offer.objects.get(pk=ids.derived(story[code].id, f"offer:{story[said['for']].id}"))
    needs.take(offer=before, deed=story.by(said["by"]))


def _answer(story: Story, code: str, said: dict[str, Any]) -> None:
    needs.answer(
        need=story[code], kind=said["kind"], words=said["words"], language=said["language"], deed=story.by(said["by"])
    )


def _reopen(story: Story, code: str, said: dict[str, Any]) -> None:
    needs.reopen(need=story[code], words=said["words"], language=said["language"], deed=story.by(said["by"]))


def _release(story: Story, code: str, said: dict[str, Any]) -> None:
    needs.release(need=story[code], deed=story.by(said["by"]))


def _rank(story: Story, hospital: str, said: dict[str, Any]) -> None:
    needs.rank(hospital=story[hospital], order=story.each(said["order"]), deed=story.by(said["by"]))


STEPS: dict[str, Step] = {
    "confirmed": _confirm,
    "seconded": _second,
    "offered": _offer,
    "taken": _take,
    "answered": _answer,
    "reopened": _reopen,
    "released": _release,
}
"""What may become of a need, by the word its page uses for it."""
