"""How far they are: rounds in which both sides score apart, say what they saw, and sign a step; who does what next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, wording_now
from partnerhood.ground.operations import jobs
from partnerhood.ground.records import ids
from partnerhood.pathway.rounds import actions as rounds
from partnerhood.pathway.rounds.rules import Agreement, Content, Earlier

A_DOMAIN = timedelta(minutes=9)
A_KEY = timedelta(minutes=2)
LOOK_FROM = 3


@dataclass(frozen=True)
class Place:
    """One domain in one round: what the pages of the round and of the hospital say of it."""

    code: str
    domain: str
    number: int
    round: dict[str, Any]
    hospital: dict[str, Any]

    def at(self, what: str) -> datetime:
        """When this domain's turn comes on the day of something."""
        day: datetime = self.round[what]
        return day + self.number * A_DOMAIN

    @property
    def target(self) -> int:
        """Where the domain wants to be, as it stood then."""
        targets: dict[str, int] = {**self.hospital["targets"], **self.round.get("targets", {})}
        return targets[self.domain]

    def said(self, side: str) -> dict[str, Any]:
        """What a side says in words, where its page has some."""
        words: dict[str, Any] = self.round.get("words", {}).get(self.domain, {}).get(side, {})
        return words


def scenes(network: str) -> Iterator[Scene]:
    """Every round: opened, scored by each side, talked about, signed, planned and closed."""
    hospitals = page(network, "scoring")
    for code, said in page(network, "levels").items():
        yield Scene(said["opened"], _opening(code, said), code)
        for number, (domain, marks) in enumerate(said["scores"].items()):
            place = Place(code, domain, number, said, hospitals[code.split()[0]])
            yield from _domain(place, *_read(marks))
        for number, planned in enumerate(said.get("actions", [])):
            yield from action(code, number, planned, planned["domain"])
        if "closed" in said:
            yield Scene(said["closed"], closing(code, said), code)
    for name, said in page(network, "open_points").items():
        yield from _open_point(name, said)


def _read(marks: str) -> tuple[str, str, str]:
    """What stands in a table as 3/2→3: the hospital's own score, the partner's, and the step they agreed on."""
    scores, _, step = marks.partition("→")
    own, _, other = scores.partition("/")
    return own, other, step


def _domain(place: Place, own: str, other: str, step: str) -> Iterator[Scene]:
    name = f"{place.code} {place.domain}"
    if own:
        yield Scene(place.at("own"), _scoring(place, "hospital", int(own)), name)
    if other:
        yield Scene(place.at("other"), _scoring(place, "partner", int(other)), name)
    for remark in place.round.get("remarks", {}).get(place.domain, []):
        yield Scene(remark["at"], saying(place.code, place.domain, remark), name)
    if step:
        yield Scene(place.at("agreed"), _proposing(place, int(step)), name)
        for turn, side in enumerate(("hospital", "partner"), 1):
            yield Scene(
                place.at("agreed") + turn * A_KEY, signing(place.code, place.domain, place.hospital[side]), name
            )


def _opening(code: str, said: dict[str, Any]) -> Any:
    def open_it(story: Story) -> None:
        opened = rounds.open(
            partnership=story[said["partnership"]],
            hospital=story[code.split()[0]],
            domains=[*said["scores"], *said.get("unscored", [])],
            deed=story.by(said["by"]),
        )
        story.keep(code, opened)

    return open_it


def _scoring(place: Place, side: str, mark: int) -> Any:
    def score(story: Story) -> None:
        who = place.hospital[side]
        rounds.score(
            round=story[place.code],
            domain=place.domain,
            on_behalf_of=story[who["house"]],
            content=_content(place, side, mark),
            deed=story.by(place.said(side).get("by") or who["by"][place.domain]),
        )
        while jobs.work_off():  # that a side is in lets the scores be laid open
            continue

    return score


def _content(place: Place, side: str, mark: int) -> Content:
    """A score as its side would give it: two questions, of which the lower counts, and what one can look at."""
    said, who = place.said(side), place.hospital[side]
    evidence = said.get("evidence") or (who["evidence"][place.domain] if mark >= LOOK_FROM else [])
    functions = who.get("scorers", {}).get(place.domain, [])
    content = {
        "keeps_it_going": str(mark),
        "as_agreed": str(min(mark + place.number % 2, 5)),
        "words": said.get("words", ""),
        "language": said.get("language", who["language"]),
        "evidence": [{"words": words} for words in evidence],
        "scorers": [{"function": one, "of_the_ward": number == 0} for number, one in enumerate(functions)],
        "minutes": 6,
    }
    return Content.model_validate(content)


def saying(name: str, about: str, remark: dict[str, Any]) -> Any:
    """What somebody says of one thing that a round looks at."""

    def say(story: Story) -> None:
        rounds.say(
            round=story[name],
            domain=about,
            on_behalf_of=story[remark["for"]],
            kind=remark.get("kind", "seen"),
            words=remark["words"],
            language=remark["language"],
            deed=story.by(remark["by"]),
        )

    return say


def _proposing(place: Place, step: int) -> Any:
    def propose(story: Story) -> None:
        who = place.hospital["hospital"]
        agreement = Agreement(
            language=who["language"],
            step=step,
            target=place.target,
            target_date=place.hospital["target_date"],
            words=place.said("both").get("words", ""),
        )
        proposal = rounds.propose(
            round=story[place.code],
            domain=place.domain,
            on_behalf_of=story[who["house"]],
            agreement=agreement,
            deed=story.by(who["by"][place.domain]),
        )
        story.keep(f"{place.code} {place.domain}", proposal)

    return propose


def signing(name: str, about: str, who: dict[str, Any]) -> Any:
    """One side's key under what was agreed of one thing that a round looks at."""

    def sign(story: Story) -> None:
        rounds.sign(
            proposal=story[f"{name} {about}"],
            wording=wording_now(ids.derived(story[name].id, f"step:{about}")),
            on_behalf_of=story[who["house"]],
            deed=story.by(who["signs"]),
        )

    return sign


def action(code: str, number: int, said: dict[str, Any], about: str) -> Iterator[Scene]:
    """An action that follows from a round, and its end where it has one."""
    name = f"action {number} of {code}"

    def plan(story: Story) -> None:
        planned = rounds.plan(
            round=story[code],
            domain=about,
            what=said["what"],
            language=said["language"],
            owner=said["owner"],
            owner_of=story[said["of"]],
            by_date=said["until"],
            deed=story.by(said["by"]),
        )
        story.keep(name, planned)

    yield Scene(said["at"], plan, name)
    yield from _ending(name, said)


def _open_point(name: str, said: dict[str, Any]) -> Iterator[Scene]:
    def bring_in(story: Story) -> None:
        point = rounds.bring_in_open_point(
            partnership=story[said["partnership"]],
            hospital=story[said["hospital"]],
            domain=said["domain"],
            what=said["what"],
            language=said["language"],
            owner=said["owner"],
            owner_of=story[said["of"]],
            by_date=said["until"],
            earlier=Earlier(**said["earlier"]),
            deed=story.by(said["by"]),
        )
        story.keep(name, point)

    yield Scene(said["at"], bring_in, name)
    yield from _ending(name, said)


def _ending(name: str, said: dict[str, Any]) -> Iterator[Scene]:
    def end(story: Story) -> None:
        ended = said["ended"]
        words = ended.get("words", "")
        rounds.end_action(
            action=story[name], ending="done", words=words, language=said["language"], deed=story.by(ended["by"])
        )

    if "ended" in said:
        yield Scene(said["ended"]["at"], end, name)


def closing(code: str, said: dict[str, Any]) -> Any:
    """The end of a round."""
    return lambda story: rounds.close(round=story[code], deed=story.by(said["by"]))
