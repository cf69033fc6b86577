"""What somebody asks in their own words of what is done in a network: who does something about loneliness in this part of it?"""

from collections.abc import Iterable
from dataclasses import dataclass

from partnerhood.ground.finding import rules as words
from partnerhood.ground.finding.rules import Wanted
from partnerhood.ground.records import languages
from partnerhood.pathway.initiatives.models import Initiative, Neighbourhood
from partnerhood.pathway.initiatives.queries import finding
from partnerhood.pathway.initiatives.queries.lexicon import lexicon
from partnerhood.pathway.initiatives.rules import pasting


@dataclass(frozen=True)
class Question:
    """A question, read: in which parts of the place, about whom or what, and with which words."""

    places: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    words: tuple[Wanted, ...] = ()


def read(question: str, places: Iterable[Neighbourhood]) -> Question:
    """Read a question, in whichever language it is asked."""
    names, known = finding.names_of(places), lexicon()
    there = pasting.places_in(question, names)
    of_places = {words.plain(part) for key in there for name in names[key] for part in words.WORD.findall(name.lower())}
    spoken = [word for word in words.WORD.findall(question.lower()) if words.plain(word) not in of_places | known.plain]
    rest = " ".join(spoken)
    about = known.of_kind(finding.about(rest, ""), "audience", "activity")
    return Question(frozenset(there), about, tuple(words.wanted(rest)))


def answers(question: Question, one: Initiative) -> bool:
    """Whether an initiative is about what is asked, in the place that is named; or has all the words."""
    if question.places and not (one.everywhere or question.places & set(one.neighbourhoods)):
        return False
    if not question.words:
        return True
    told = finding.pearl(finding.spoken(one), {})
    return bool(question.about & (told.audience | told.does)) or words.answers(question.words, _stems(one))


def _stems(one: Initiative) -> set[str]:
    """Every word by which an initiative can be found."""
    found = words.stems(f"{one.organisation.name if one.organisation else one.owner} {one.place}")
    for text in (one.name, one.what, one.audience, one.looks_for, one.offers):
        for tongue in text:
            if tongue != languages.ORIGINAL:
                found |= words.stems(languages.in_language(text, tongue), tongue)
    return found
