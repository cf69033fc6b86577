"""What a round asks with: the ladder, and questionnaires that are each one file a coordinator can read and correct."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.queries import Row, Sheet, Term, Text
from partnerhood.ground.vocabulary.rules import Answer
from partnerhood.pathway.partnerships import choices as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import choices, rules
from partnerhood.pathway.rounds.models import NetworkInstrument, Round

DATA = Path(__file__).resolve().parent.parent / "data"
TABLES = ("instrument", "levels")
FEWEST_LEVELS, MOST_LEVELS = 2, 5


@dataclass(frozen=True, kw_only=True)
class Item(Term):
    """Something to look at: a care domain, or a question with what one sees at each of its levels."""

    levels: tuple[Text, ...] = ()
    ask_to_see: Text | None = None
    counted: Text | None = None
    """What can be counted about it, said beside the level and never instead of it."""


@dataclass(frozen=True, kw_only=True)
class Instrument(Term):
    """What both sides answer apart: its questions, what its levels mean, and what it asks of who answers."""

    looks_at: choices.LooksAt
    items: Mapping[str, Item]
    levels: tuple[Text, ...]
    look_from: int
    people: int
    source: str
    licence: str
    whole: int = 0
    kinds: tuple[str, ...] = ()
    own: NetworkInstrument | None = None
    """The row that a network keeps of it, where it is the network's own."""

    @property
    def is_ladder(self) -> bool:
        """Whether this is the ladder, with its two questions and its answer "not chosen"."""
        return self.code == choices.LADDER

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.levels)

    def minutes(self, items: int) -> int:
        """What so many domains, or the whole questionnaire, ask of somebody who answers."""
        return rules.MINUTES_A_DOMAIN * items if self.is_ladder else self.whole

    def people_of(self, *, at_hospital: bool) -> int:
        """How many of a side answer at least: of a hospital that is looked at, or of the partners."""
        return self.people if at_hospital or self.looks_at == choices.LooksAt.PARTNERSHIP else 1

    def item_name(self, code: str) -> str:
        """The name of a domain or a question; one that we do not know any more is shown as it is."""
        found = self.items.get(code)
        return vocabulary.say(found.name) if found else code

    def level_name(self, answer: Answer | str) -> str:
        """What a level means, or the name of an answer outside the levels."""
        said = str(answer)
        if said.isdigit() and 1 <= int(said) <= self.top:
            return vocabulary.say(self.levels[int(said) - 1])
        return vocabulary.name("outside_the_ladder", said)

    def seen_at(self, code: str, answer: Answer | str) -> str:
        """What one sees at a level of one question; where the question has no words of its own, what the level means."""
        found, said = self.items.get(code), str(answer)
        if found and said.isdigit() and 1 <= int(said) <= len(found.levels):
            return vocabulary.say(found.levels[int(said) - 1])
        return self.level_name(answer)


@cache
def ladder() -> Instrument:
    """The ladder, asked of the care domains of a hospital."""
    about = vocabulary.about("ladder")
    return Instrument(
        code=choices.LADDER,
        name=about.title,
        looks_at=choices.LooksAt.HOSPITAL,
        items=MappingProxyType({one.code: Item(code=one.code, name=one.name) for one in vocabulary.domains()}),
        levels=tuple(step.name for step in vocabulary.ladder()),
        look_from=rules.LOOK_FROM,
        people=rules.FUNCTIONS,
        source=about.source,
        licence=about.licence,
    )


@cache
def questionnaires() -> Mapping[str, Instrument]:
    """The questionnaires that come with Partnerhood, by their code."""
    found = [read(path.stem, vocabulary.read(path, also=TABLES)) for path in sorted(DATA.glob("*.toml"))]
    return MappingProxyType({one.code: one for one in found})


def read(code: str, sheet: Sheet) -> Instrument:
    """A questionnaire as its file tells it, or plain words about what is wrong and where."""
    told, levels = sheet.also["instrument"], sheet.also["levels"]
    number = levels.number_of_fields
    if not FEWEST_LEVELS <= number <= MOST_LEVELS:
        raise levels.fault(f"there are from {FEWEST_LEVELS} to {MOST_LEVELS} levels")
    items = [_item(row, number) for row in sheet]
    if not items:
        raise told.fault("there is no question under [entries]")
    found = Instrument(
        code=code,
        name=sheet.about.title,
        explanation=told.text_or_none("explanation"),
        looks_at=choices.LooksAt(told.word_of("looks_at", choices.LooksAt.values)),
        items=MappingProxyType({one.code: one for one in items}),
        levels=tuple(levels.text(str(one)) for one in range(1, number + 1)),
        look_from=told.number_between("look_from", 1, number + 1),
        people=told.number_between("people", 1, 20),
        whole=told.number_between("minutes", 1, 600),
        kinds=tuple(told.words_of("kinds", partnerships.Kind.values)),
        source=sheet.about.source,
        licence=sheet.about.licence,
    )
    told.finished()
    levels.finished()
    return found


def _item(row: Row, levels: int) -> Item:
    found = Item(
        code=row.code,
        name=row.name(),
        levels=tuple(row.text(f"level_{number}") for number in range(1, levels + 1)),
        ask_to_see=row.text_or_none("ask_to_see"),
        counted=row.text_or_none("counted"),
    )
    row.finished()
    return found


def instrument(code: str) -> Instrument | None:
    """The ladder or a questionnaire by its code, if we know it."""
    return ladder() if code == choices.LADDER else questionnaires().get(code)


def of_round(which: Round) -> Instrument:
    """What a round asks with; one that this node does not know shows its codes as they are."""
    return brought(which.own) if which.own else instrument(which.instrument) or _unknown(which.instrument)


def _unknown(code: str) -> Instrument:
    plain = Text(en=code, nl=code, fr=code)
    return Instrument(
        code=code,
        name=plain,
        looks_at=choices.LooksAt.PARTNERSHIP,
        items=MappingProxyType({}),
        levels=tuple(Text(en=str(one), nl=str(one), fr=str(one)) for one in range(1, MOST_LEVELS + 1)),
        look_from=rules.LOOK_FROM,
        people=1,
        source="",
        licence="",
    )


def item_name(code: str, item: str) -> str:
    """The name of a domain or a question of an instrument, for who has only the codes."""
    found = instrument(code)
    return found.item_name(item) if found else item.replace("_", " ")


def offered(partnership: Partnership) -> list[Instrument]:
    """The questionnaires with which the partners may look at how they work together, and what their network brought."""
    ready = [one for one in questionnaires().values() if not one.kinds or partnership.kind in one.kinds]
    own = newest_of(partnership.network_id) if partnership.network_id else []
    return [*ready, *map(brought, own)]


def newest_of(network: UUID) -> list[NetworkInstrument]:
    """The instruments of a network as they are asked now: of each its newest version."""
    found = NetworkInstrument.objects.filter(network=network).order_by("code", "number")
    return list({one.code: one for one in found}.values())


def versions_of(network: UUID) -> QuerySet[NetworkInstrument]:
    """Everything that a network brought, the newest first."""
    found = NetworkInstrument.objects.filter(network=network).select_related("person")
    return found.order_by("-brought_at", "-number", "id")


def brought(row: NetworkInstrument) -> Instrument:
    """An instrument as the network that brought it tells it."""
    said = rules.Questionnaire.model_validate(row.content)
    return told(row.code, said, licence=row.licence, own=row)


def told(
    code: str, said: rules.Questionnaire, *, licence: str = "", own: NetworkInstrument | None = None
) -> Instrument:
    """An instrument from its content."""
    items = [
        Item(
            code=one.code,
            name=_text(one.name),
            levels=tuple(map(_text, one.levels)),
            ask_to_see=_text(one.ask_to_see) if one.ask_to_see else None,
            counted=_text(one.counted) if one.counted else None,
        )
        for one in said.questions
    ]
    return Instrument(
        code=code,
        name=_text(said.title),
        explanation=_text(said.explanation) if said.explanation else None,
        looks_at=choices.LooksAt(said.looks_at),
        items=MappingProxyType({one.code: one for one in items}),
        levels=tuple(map(_text, said.levels)),
        look_from=said.look_from,
        people=said.people,
        whole=said.minutes,
        source=said.source,
        licence=licence,
        own=own,
    )


def content(one: Instrument, author: str) -> rules.Questionnaire:
    """What a file of ours says, as the content of an instrument that a network brings."""
    return rules.Questionnaire(
        title=_said(one.name),
        explanation=_said(one.explanation) if one.explanation else None,
        looks_at="hospital" if one.looks_at == choices.LooksAt.HOSPITAL else "partnership",
        minutes=one.whole,
        people=one.people,
        look_from=one.look_from,
        levels=[_said(level) for level in one.levels],
        questions=[
            rules.Question(
                code=item.code,
                name=_said(item.name),
                levels=[_said(level) for level in item.levels],
                ask_to_see=_said(item.ask_to_see) if item.ask_to_see else None,
                counted=_said(item.counted) if item.counted else None,
            )
            for item in one.items.values()
        ],
        author=author,
        source=one.source,
    )


def spoken(said: Mapping[rules.Tongue, str]) -> str:
    """A text of an instrument that a network brought, in the reader's language where it was said in it."""
    return vocabulary.say(_text(said))


def _said(text: Text) -> dict[rules.Tongue, str]:
    return {"en": text.en, "nl": text.nl, "fr": text.fr}


def _text(said: Mapping[rules.Tongue, str]) -> Text:
    """A text in every language of the house; a language in which it was not said reads the first that it was said in."""
    first = next(iter(said.values()))
    return Text(en=said.get("en", first), nl=said.get("nl", first), fr=said.get("fr", first))
