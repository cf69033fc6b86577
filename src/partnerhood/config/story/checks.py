"""How they work together: a questionnaire that both sides answer apart, and what they agree on; the hours a house gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.rounds import action, closing, saying, signing
from partnerhood.config.story.telling import Scene, Story
from partnerhood.ground.operations import jobs
from partnerhood.pathway.rounds import actions as rounds
from partnerhood.pathway.rounds import queries
from partnerhood.pathway.rounds.rules import Agreement, Content

A_QUESTION = timedelta(minutes=3)
A_KEY = timedelta(seconds=40)
LOOK_FROM = 3
NONE_THIS_TIME = "–"

Step = Callable[[Story], object]


@dataclass(frozen=True)
class Question:
    """One question of a check: what its page says of it, and where it stands in the row."""

    check: str
    code: str
    number: int
    round: dict[str, Any]
    said: dict[str, Any]

    @property
    def name(self) -> str:
        """How the story calls it."""
        return f"{self.check} {self.code}"

    def at(self, what: str) -> datetime:
        """When this question's turn comes on the day of something."""
        day: datetime = self.round[what]
        return day + self.number * A_QUESTION

    @property
    def levels(self) -> tuple[str, str, str]:
        """What stands in the page as 1/3→2: the hospital's level, the partner's, and what they agreed on."""
        apart, _, agreed = self.said["levels"].partition("→")
        own, _, other = apart.partition("/")
        return own, other, agreed


def scenes(network: str) -> Iterator[Scene]:
    """The hours that a house gives, and every check: opened, answered by each side, talked about, signed, planned and closed."""
    checks = dict(page(network, "checks"))
    for house, said in checks.pop("hours", {}).items():
        yield Scene(said["at"], _giving_hours(house, said), f"hours of {house}")
    for name, said in checks.items():
        yield Scene(said["opened"], _opening(name, said), name)
        for number, (code, answer) in enumerate(said["answers"].items()):
            yield from _question(Question(name, code, number, said, answer))
        for number, planned in enumerate(said["actions"]):
            yield from action(name, number, planned, planned["question"])
        yield Scene(said["closed"], closing(name, said), name)


def _giving_hours(house: str, said: dict[str, Any]) -> Step:
    def give(story: Story) -> None:
        rounds.cap_hours(organisation=story[house], hours=said["hours"], deed=story.by(said["by"]))

    return give


def _opening(name: str, said: dict[str, Any]) -> Step:
    def open_it(story: Story) -> None:
        opened = rounds.open(
            partnership=story[said["partnership"]],
            instrument=said["instrument"],
            domains=list(said["answers"]),
            deed=story.by(said["by"]),
        )
        story.keep(name, opened)

    return open_it


def _question(one: Question) -> Iterator[Scene]:
    own, other, agreed = one.levels
    yield Scene(one.at("own"), _answering(one, "hospital", own), one.name)
    yield Scene(one.at("other"), _answering(one, "partner", other), one.name)
    for remark in one.said.get("remarks", []):
        yield Scene(remark["at"], saying(one.check, one.code, remark), one.name)
    yield Scene(one.at("agreed"), _proposing(one, agreed), one.name)
    for turn, side in enumerate(("hospital", "partner"), 1):
        yield Scene(one.at("agreed") + turn * A_KEY, signing(one.check, one.code, one.round[side]), one.name)


def _answering(one: Question, side: str, level: str) -> Step:
    def answer(story: Story) -> None:
        who = one.round[side]
        looked = one.said.get("evidence", []) if int(level) >= LOOK_FROM else []
        content = {
            "level": level,
            "words": one.said.get(side, ""),
            "language": who["language"],
            "evidence": [{"words": words} for words in looked],
            "scorers": [{"function": function} for function in who["scorers"]],
            "minutes": 3,
        }
        rounds.score(
            round=story[one.check],
            domain=one.code,
            on_behalf_of=story[who["house"]],
            content=Content.model_validate(content),
            deed=story.by(who["by"]),
        )
        while jobs.work_off():  # that a side is in lets the answers be laid open
            continue

    return answer


def _proposing(one: Question, level: str) -> Step:
    def propose(story: Story) -> None:
        who = one.round["hospital"]
        none = level == NONE_THIS_TIME
        words = one.said.get("both", "")
        agreement = Agreement(language=who["language"], step=None if none else int(level), words=words)
        reasons = {"reasons": queries.reasons(story[one.check], one.code)} if none else {}
        proposal = rounds.propose(
            round=story[one.check],
            domain=one.code,
            on_behalf_of=story[who["house"]],
            agreement=agreement,
            **reasons,
            deed=story.by(who["by"]),
        )
        story.keep(one.name, proposal)

    return propose
