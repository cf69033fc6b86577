"""Initiatives as the finder reads them, and what it found in a network; made anew after each deed and kept until the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from partnerhood.ground.finding import rules as words
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.pathway.initiatives import queries
from partnerhood.pathway.initiatives.models import Initiative, Neighbourhood, Theme
from partnerhood.pathway.initiatives.queries.lexicon import lexicon
from partnerhood.pathway.initiatives.rules import finder, meaning, pasting
from partnerhood.pathway.initiatives.rules.finder import Found, Pearl


@dataclass(frozen=True)
class Spoken:
    """The words of an initiative in one language, and what was ticked beside them."""

    key: Any
    tongue: str
    name: str = ""
    what: str = ""
    audience: str = ""
    looks_for: str = ""
    offers: str = ""
    themes: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    everywhere: bool = False


def pearl(said: Spoken, names: Mapping[str, Sequence[str]]) -> Pearl:
    """An initiative as the finder reads it; `names` are those of the places, by id."""
    known, tongue = lexicon(), said.tongue
    told = f"{said.name}. {said.what}"
    for_whom = said.audience or told
    does = known.of_kind(about(told, tongue), "activity")
    seeks = known.of_kind(about(said.looks_for, tongue), "means", "tongue", "activity") - does
    return Pearl(
        key=said.key,
        tongue=tongue,
        audience=known.of_kind(about(for_whom, tongue), "audience") | meaning.of_ages(meaning.ages(for_whom)),
        ages=meaning.ages(for_whom),
        does=does,
        seeks=seeks,
        has=known.of_kind(about(said.offers, tongue), "means", "tongue", "activity"),
        stems=known.stems(f"{told} {said.audience}", tongue),
        themes=frozenset(said.themes),
        aims=frozenset(said.aims),
        places=frozenset(said.places),
        everywhere=said.everywhere,
        seeks_places=frozenset(pasting.places_in(said.looks_for, names)),
    )


@lru_cache(maxsize=8192)
def about(text: str, tongue: str) -> frozenset[str]:
    """What a text is about; read once, for a city says the same texts all day."""
    return lexicon().found(text, tongue)


def spoken(one: Initiative) -> Spoken:
    """An initiative in the words in which it was first said."""
    words = {
        name: languages.original(getattr(one, name)) for name in ("name", "what", "audience", "looks_for", "offers")
    }
    return Spoken(
        key=str(one.id),
        tongue=str((one.what or one.name).get(languages.ORIGINAL, "")),
        **words,
        themes=tuple(one.themes),
        aims=tuple(one.aims),
        places=tuple(one.neighbourhoods),
        everywhere=one.everywhere,
    )


def names_of(places: Iterable[Neighbourhood]) -> dict[str, tuple[str, ...]]:
    """What each part of the place is called, by its id."""
    return {str(one.id): (one.name, *(part.strip() for part in one.also.split(","))) for one in places}


@dataclass(frozen=True)
class Answers:
    """What the finder found in a network."""

    alike: tuple[Found, ...]
    strengthening: tuple[Found, ...]
    cells: tuple[finder.Cell, ...]
    unreached: tuple[tuple[str, str], ...]


def answers(
    network: UUID, shown: Sequence[Initiative], themes: Sequence[Theme], places: Sequence[Neighbourhood]
) -> Answers:
    """What the finder found among the initiatives that are shown to somebody."""
    key = (operations.version(), network, tuple(one.id for one in shown))
    known = _kept(key)
    if not known:
        known.append(_found(shown, themes, places))
    return known[0]


@lru_cache(maxsize=16)
def _kept(key: object) -> list[Answers]:
    """Where the answers are kept until the next deed."""
    return []


def _found(shown: Sequence[Initiative], themes: Sequence[Theme], places: Sequence[Neighbourhood]) -> Answers:
    names = names_of(places)
    pearls = [pearl(spoken(one), names) for one in shown]
    texts = {str(one.id): spoken(one) for one in shown}
    same = finder.alike(pearls)
    known = {frozenset((str(one.id), str(one.came_from_id))) for one in shown}
    alike = [spelled(one, [texts[one.one], texts[one.other]]) for one in same if _two(one) not in known]
    told = {_two(one) for one in same}
    apart = [one for one in finder.strengthening(pearls, lexicon()) if _two(one) not in told]
    cells = finder.cells(pearls, [str(one.id) for one in themes], [str(one.id) for one in places])
    named = {str(one.id): people_named(one) for one in themes}
    return Answers(tuple(alike), tuple(apart), tuple(cells), tuple(finder.unreached(pearls, named)))


def _two(found: Found) -> frozenset[str]:
    return frozenset((found.one, found.other))


def people_named(theme: Theme) -> frozenset[str]:
    """The groups of people that a theme speaks of."""
    known = lexicon()
    tongue = str(theme.aim.get(languages.ORIGINAL, ""))
    return known.of_kind(known.found(languages.original(theme.aim), tongue), "audience")


def words_of(theme: Theme) -> frozenset[str]:
    """What tells of a theme: its own words in every language it is said in, and the people and deeds that it speaks of."""
    known = lexicon()
    named = [theme.name, theme.also]
    texts = [
        (languages.in_language(said, tongue), tongue)
        for said in named
        for tongue in said
        if tongue != languages.ORIGINAL
    ]
    stems = {stem.partition(":")[2] for text, tongue in texts for stem in known.stems(text, tongue)}
    aims = [(languages.in_language(theme.aim, tongue), tongue) for tongue in theme.aim if tongue != languages.ORIGINAL]
    return frozenset(stems | _spoken_of([*texts, *aims]))


def tells(text: str) -> frozenset[str]:
    """What a pasted text tells, in the same terms; its language is not known yet."""
    return frozenset(words.stems(text)) | _spoken_of([(text, "")])


def _spoken_of(texts: Iterable[tuple[str, str]]) -> set[str]:
    known = lexicon()
    return {f"#{code}" for text, tongue in texts for code in known.of_kind(about(text, tongue), "audience", "activity")}


def resembling(said: Spoken, network: UUID, person: Standing | None, places: Sequence[Neighbourhood]) -> list[Found]:
    """What goes on already and resembles something that nobody has begun yet."""
    names = names_of(places)
    texts = {str(one.id): spoken(one) for one in queries.going_on(person, network)}
    found = finder.resembling(pearl(said, names), [pearl(text, names) for text in texts.values()])
    return [spelled(one, [said, texts[one.other]]) for one in found]


def between(found: Answers, one: Initiative, other: Initiative) -> Found | None:
    """What the finder says of two initiatives, whichever it named first; nothing where it sees nothing between them."""
    pair = {str(one.id), str(other.id)}
    return next((said for said in (*found.alike, *found.strengthening) if {said.one, said.other} == pair), None)


def spelled(found: Found, texts: Sequence[Spoken]) -> Found:
    """What was found with the words as they stand in the text, in the place of their stems."""
    known, said = lexicon(), " ".join(f"{text.name} {text.what} {text.audience}" for text in texts)
    return replace(
        found,
        reasons=tuple(
            replace(reason, what=tuple(known.spelled(stem, said) for stem in reason.what))
            if reason.code == "words"
            else reason
            for reason in found.reasons
        ),
    )
