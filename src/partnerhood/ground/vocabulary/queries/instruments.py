"""What every hospital is looked at with: the ladder, and the hand-over."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType

from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS
from partnerhood.ground.vocabulary.queries.sheets import Row, Text
from partnerhood.ground.vocabulary.queries.things import Term

LEVELS_WITH_A_CUE = ("clinical", "support", "organisation")


@dataclass(frozen=True, kw_only=True)
class Step(Term):
    """A step of the ladder: what one can see when a hospital stands there in a domain."""

    number: int
    keeps_it_going: Text
    as_agreed: Text
    ask_to_see: Text
    looks_like: Mapping[str, Text]


def step(row: Row) -> Step:
    """A step of the ladder with its cue for each level of support."""
    if not row.code.isdigit():
        raise row.fault("a step is a whole number")
    return Step(
        code=row.code,
        name=row.name(),
        number=int(row.code),
        keeps_it_going=row.text("keeps_it_going"),
        as_agreed=row.text("as_agreed"),
        ask_to_see=row.text("ask_to_see"),
        looks_like=MappingProxyType({level: row.text(f"looks_like_{level}") for level in LEVELS_WITH_A_CUE}),
    )


@dataclass(frozen=True, kw_only=True)
class Criterion(Term):
    """A criterion for hand-over: the fact it is read from, and thresholds that a network may change between two bounds."""

    explanation: Text
    fact: str
    always: bool
    thresholds: Mapping[str, int]
    limits: Mapping[str, tuple[int, int]]
    asks: Mapping[str, Text]

    def explained(self, language: str, thresholds: Mapping[str, int]) -> str:
        """What is asked, in one language, with these thresholds in their places."""
        return self.explanation.in_language(language).format_map({**self.thresholds, **thresholds})


def criterion(row: Row) -> Criterion:
    """A criterion for hand-over in plain words; every threshold is said in the explanation, and can be asked about."""
    explanation, thresholds = row.text("explanation"), row.numbers("thresholds")
    for language in LANGUAGES_OF_TEXTS:
        if set(_places(explanation.in_language(language))) != set(thresholds):
            raise row.fault(f"the explanation in {language} does not say every threshold, or says another")
    least, most = row.numbers("least"), row.numbers("most")
    if set(least) != set(most) or not set(least) <= set(thresholds):
        raise row.fault("least and most must be of the same thresholds")
    if any(not least[name] <= thresholds[name] <= most[name] for name in least):
        raise row.fault("a threshold must lie between its least and its most")
    return Criterion(
        code=row.code,
        name=row.name(),
        explanation=explanation,
        fact=row.word("fact"),
        always=row.flag("always"),
        thresholds=MappingProxyType(thresholds),
        limits=MappingProxyType({name: (least[name], most[name]) for name in least}),
        asks=MappingProxyType({name: row.text(f"ask_{name}") for name in least}),
    )


def _places(text: str) -> list[str]:
    """The names that stand between braces in a text."""
    return [name for _text, name, _format, _how in Formatter().parse(text) if name]
