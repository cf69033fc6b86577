"""How a story is told: scenes with a moment, in the order of the days, each deed by who really did it.

Every deed gets its id from its author's device and a running number, so that a story told twice is one story.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel

from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import clock, ids
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import queries as keys

M = TypeVar("M", bound=BaseModel)


class NotTold(RuntimeError):
    """A scene that the house refused: the story or the house has to change, and which one is for people to say."""


@dataclass
class Story:
    """What was told so far: everything by the name the story gives it, and how many deeds each device did."""

    things: dict[str, Any] = field(default_factory=dict)
    numbers: Counter[UUID] = field(default_factory=Counter)

    def __getitem__(self, name: str) -> Any:
        return self.things[name]

    def each(self, names: Iterable[str]) -> list[Any]:
        """The things with these names."""
        return [self.things[name] for name in names]

    def keep(self, name: str, thing: Any) -> None:
        """Give a thing its name in the story."""
        self.things[name] = thing

    def by(self, who: str, *, device: str = "", wrote_at: datetime | None = None) -> Claim:
        """The next deed of somebody, from their own device or another; without a name, of who runs the node."""
        used = ids.named(f"demo:device:{device or who}")
        self.numbers[used] += 1
        author = self.things[who].id if who else None
        return Claim(author, used, number=self.numbers[used], base=LATEST, operator=not who, happened_at=wrote_at)

    def passer_by(self, name: str) -> Claim:
        """The one deed of somebody who has no account."""
        used = ids.named(f"demo:passer-by:{name}")
        self.numbers[used] += 1
        return Claim(None, used, number=self.numbers[used], base=LATEST)


@dataclass(frozen=True)
class Scene:
    """Something that happens in the story, at its moment."""

    at: datetime
    tell: Callable[[Story], object]
    of: str = ""


Step = Callable[[Story, str, dict[str, Any]], object]


def scene(step: Step, name: str, said: dict[str, Any]) -> Scene:
    """A line of a page as a scene: what a step makes of it, at its moment."""
    return Scene(said["at"], lambda story: step(story, name, said), f"{name} ({step.__name__.strip('_')})")


def tell(scenes: Iterable[Scene], until: datetime, done: Callable[[int, int], None] = lambda number, of: None) -> Story:
    """Tell what happens before a moment, in the order of the days; scenes of one moment in the order they are given."""
    story = Story()
    told = sorted((scene for scene in scenes if scene.at < until), key=lambda scene: scene.at)
    for number, scene in enumerate(told, 1):
        with clock.at(scene.at):
            _act(scene, story)
        done(number, len(told))
    return story


def _act(scene: Scene, story: Story) -> None:
    try:
        scene.tell(story)
    except Refused as refusal:
        raise NotTold(f"The story stops at {scene.at:%d %B %Y, %H:%M}, {scene.of}: {refusal.sentence}") from refusal


def shaped(shape: type[M], said: Mapping[str, Any]) -> M:
    """What a page says, of what this shape knows."""
    return shape.model_validate({name: said[name] for name in shape.model_fields if name in said})


def wording_now(subject: UUID) -> Fingerprint:
    """The wording that lies before a signer at this moment of the story, also when the story is told again."""
    found = keys.history(subject).filter(made_at__lte=clock.now()).first()
    assert found is not None
    return Fingerprint(found.fingerprint)
