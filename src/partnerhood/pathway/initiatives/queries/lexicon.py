"""The words that the finder reads by, from a file that a coordinator can read and correct."""

from functools import cache
from pathlib import Path

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS
from partnerhood.pathway.initiatives.rules.meaning import Concept, Lexicon

DATA = Path(__file__).resolve().parents[1] / "data"
KINDS = ("audience", "activity", "means", "tongue")


@cache
def _read() -> tuple[Lexicon, dict[str, vocabulary.Text]]:
    sheet = vocabulary.read(DATA / "finder_words.toml", also=("plain",))
    concepts, names = [], {}
    for row in sheet:
        name, also = row.name(), row.text("also")
        said = [(tongue, f"{name.in_language(tongue)},{also.in_language(tongue)}") for tongue in LANGUAGES_OF_TEXTS]
        said.append(("tr", row.word("tr", "")))
        terms = tuple((tongue, term.strip()) for tongue, words in said for term in words.split(",") if term.strip())
        kind = row.word_of("kind", KINDS)
        concepts.append(Concept(row.code, kind, terms, row.words("among"), row.words("helped_by")))
        names[row.code] = name
        row.finished()
    known = {one.code for one in concepts}
    for one in concepts:
        if strange := {*one.among, *one.helped_by} - known:
            raise vocabulary.UnreadableSheet(f"finder_words.toml, entry {one.code!r}: there is no {min(strange)!r}.")
    plain = [word for tongue in LANGUAGES_OF_TEXTS for word in sheet.also["plain"].words(tongue)]
    return Lexicon(concepts, plain), names


def lexicon() -> Lexicon:
    """Everything that a text can be found to be about."""
    return _read()[0]


def name(code: str) -> str:
    """What the reader calls a thing that was found."""
    found = _read()[1].get(code)
    return vocabulary.say(found) if found else code
