"""Whether two houses are probably one: by their number in a register, by their names in any of our languages, by where they are. Each
thing that speaks for it or against it is a reason with a weight, so that somebody can read why, and decide.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from partnerhood.pathway.services.rules import nearness

PROBABLE = 5.0
"""From how much weight on two houses are probably one."""
LETTERS = re.compile(r"[^\W_]+")
KINDS = {
    "hospital": (
        "hopital general de reference|general reference hospital|centre hospitalier|hopital|hopitaux|hospital|ziekenhuizen"
        "|ziekenhuis|clinique|kliniek|hgr|az|uz|chu|chr|ch|hz|hopital de zone|hopital de district|district hospital"
    ),
    "health centre": (
        "centre de sante de reference|centre de sante|poste de sante|centre medical|wijkgezondheidscentrum|gezondheidscentrum"
        "|health centre|health center|medical centre|health post|dispensaire|dispensary|csr|cs|ps|p s|wgc"
    ),
    "pharmacy": "pharmacie|pharmacy|apotheek|apotheker",
    "laboratory": "laboratoire|laboratory|laboratorium",
    "dentist": "tandartspraktijk|tandarts|cabinet dentaire|dentiste|dentist|dental clinic",
    "practice": "cabinet medical|cabinet|huisartsenpraktijk|huisarts|praktijk|practice",
    "care home": "woonzorgcentrum|maison de repos et de soins|maison de repos|nursing home|care home|rusthuis|wzc",
    "home care": "thuisverpleging|thuiszorg|soins a domicile|home care",
    "care_farm": "zorgboerderij|ferme de soins|care farm",
    "rehabilitation": "revalidatiecentrum|reha centrum|centre de readaptation|rehabilitation centre",
}
"""What a house is, in the words and letters by which people say so: these words are no part of its own name."""
OF_KINDS = {
    "hospital": "hospital",
    "university_hospital": "hospital",
    "district_hospital": "hospital",
    "health_centre": "health centre",
    "practice": "practice",
    "care_home": "care home",
    "pharmacy": "pharmacy",
    "laboratory": "laboratory",
    "home_care_service": "home care",
}
SAME = {
    "our lady": "onze lieve vrouw|onze lieve vrouwe|notre dame|our lady|o l v|olv",
    "sacred heart": "heilig hart|sacre coeur|sacred heart",
    "red cross": "rode kruis|croix rouge|red cross",
    "good shepherd": "goede herder|bon pasteur|good shepherd",
    "saint": "sint|st|saint|sainte|ste|sankt",
    "joseph": "joseph|jozef|josef",
    "mary": "mary|maria|marie",
    "peter": "peter s|peter|pierre|pieter|petrus",
    "john": "john|jean|jan|johannes",
    "luke": "luke|luc|lucas|lukas",
    "elisabeth": "elisabeth|elizabeth",
    "teresa": "teresa|therese|theresa",
    "mother": "mere|mother|moeder",
    "evangelical": "evangelique|evangelisch|evangelical",
    "protestant": "protestant|protestante|protestants",
    "catholic": "catholique|catholic|katholiek",
    "central": "central|centrale|centraal",
}
"""Names that are one in several languages."""
SAID_BESIDE = frozenset(
    "de du des la le les l d van het der den ter en et and of the a au aux general generale algemeen reference regional regionaal"
    " universitair universitaire university zone district vzw asbl ngo centre center centrum medical medicale medisch s".split()
)
"""Words that stand in a name and tell no house from another."""
PARTS = frozenset("campus annexe annex site antenne afdeling maternite maternity".split())
"""What begins the name of a part: a part is not its whole."""
FAITHS = frozenset({"evangelical", "protestant", "catholic"})
SIDES = frozenset("noord zuid oost west nord sud est ouest north south east".split())
NUMERAL = re.compile(r"^(?:\d+|i{1,3}|iv|vi{0,3}|ix|x)$")
ENDINGS = ("ziekenhuis", "kliniek", "apotheek", "praktijk")
"""What Dutch writes onto a name."""


@dataclass(frozen=True)
class House:
    """What is known of a house, as far as this rule asks."""

    name: str
    kind: str = ""
    country: str = ""
    place: str = ""
    spot: nearness.Spot | None = None
    number: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class Reason:
    """Something that speaks for two houses being one, or against it."""

    code: str
    weight: float
    value: float = 0.0


@dataclass(frozen=True)
class Own:
    """What is left of a name: its own words, what it is, and what tells it from its neighbours."""

    words: tuple[str, ...]
    kind: str
    marks: frozenset[str]
    is_part: bool


def plain(text: str) -> str:
    """Words in lower case, without accents, one space between them."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return " ".join(LETTERS.findall("".join(one for one in bare if not unicodedata.combining(one))))


def _phrases(lists: dict[str, str]) -> list[tuple[str, re.Pattern[str]]]:
    """Each phrase with what it stands for, the longest first."""
    found = [(name, one) for name, said in lists.items() for one in said.split("|")]
    ordered = sorted(found, key=lambda one: (-len(one[1]), one))
    return [(name, re.compile(rf"(?<!\w){re.escape(one)}(?!\w)")) for name, one in ordered]


KIND_WORDS, SAME_WORDS = _phrases(KINDS), _phrases(SAME)


WHOLE = frozenset(one for said in KINDS.values() for one in said.split("|"))


def _parted(word: str) -> str:
    """A name that Dutch wrote together with what the house is, in two."""
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) > len(one) + 3), "")
    return f"{word.removesuffix(ending).removesuffix('s')} {ending}" if ending else word


@lru_cache(maxsize=50_000)
def own(name: str, kind: str = "") -> Own:
    """What is left of a name."""
    said = " ".join(one if one in WHOLE else _parted(one) for one in plain(name).split())
    for stands_for, phrase in SAME_WORDS:
        said = phrase.sub(stands_for.replace(" ", "_"), said)
    found = ""
    for stands_for, phrase in KIND_WORDS:
        if phrase.search(said):
            found = found or stands_for
            said = phrase.sub(" ", said)
    words = said.replace("_", "").split()
    marks = frozenset(one for one in words if NUMERAL.match(one) or one in FAITHS or one in SIDES)
    left = tuple(dict.fromkeys(one for one in words if one not in SAID_BESIDE | PARTS and one not in marks))
    return Own(left, found or OF_KINDS.get(kind, "" if kind == "other" else kind), marks, bool(PARTS & set(words)))


def reasons(one: House, other: House) -> list[Reason]:
    """Everything that speaks for two houses being one and against it, what weighs most first."""
    found = [*_of_number(one, other), *_of_name(one, other), *_of_place(one, other)]
    if one.country and other.country and one.country != other.country:
        found.append(Reason("other_country", -8))
    return sorted((each for each in found if each.weight), key=lambda each: (-abs(each.weight), each.code))


def weight(found: Iterable[Reason]) -> float:
    """How much it weighs in all."""
    return sum(one.weight for one in found)


def are_probably_one(one: House, other: House) -> bool:
    """Whether two houses are probably one."""
    return weight(reasons(one, other)) >= PROBABLE


def _of_number(one: House, other: House) -> list[Reason]:
    if not (one.number and other.number):
        return []
    if one.number == other.number:
        return [Reason("number", 6)]
    mine, theirs = (each.rpartition("|")[0] for each in (one.number, other.number))
    return [Reason("other_number", -5)] if mine and mine == theirs else []


def _of_name(one: House, other: House) -> list[Reason]:
    mine, theirs = own(one.name, one.kind), own(other.name, other.kind)
    like = name_likeness(one, other)
    found = [Reason("name", 4, like) if like >= 0.95 else Reason("name_like", _rising(like), like)]
    if mine.kind and theirs.kind:
        found.append(Reason("kind", 1) if mine.kind == theirs.kind else Reason("other_kind", -4))
    if mine.marks != theirs.marks:
        found.append(Reason("other_marks", -4))
    if mine.is_part != theirs.is_part:
        found.append(Reason("part", -4))
    return found


def _rising(like: float) -> float:
    if like >= 0.8:
        return 3
    return 1.5 if like >= 0.6 else -1 if like >= 0.45 else -5


def name_likeness(one: House, other: House) -> float:
    """How alike two names are, from 0 to 1: their own words, without the name of the place where both are."""
    names = [(first, second) for first in _names(one) for second in _names(other)]
    return max(_words_alike(_own_words(first, one), _own_words(second, other), one, other) for first, second in names)


def _names(one: House) -> list[str]:
    return [one.name, one.short_name] if len(one.short_name) > 3 else [one.name]


def _own_words(name: str, house: House) -> tuple[str, ...]:
    return own(name, house.kind).words


def _words_alike(mine: tuple[str, ...], theirs: tuple[str, ...], one: House, other: House) -> float:
    where = {word for each in (one, other) for word in plain(each.place).split()}
    is_where = {word for word in {*mine, *theirs} if any(_alike(word, place) >= 0.8 for place in where)}
    left, right = ([word for word in words if word not in is_where] for words in (mine, theirs))
    if not left and not right:
        return 1.0 if is_where and _places_alike(one, other) is not False else 0.0
    if not left or not right:
        return 0.5
    best = sum(max(_alike(word, each) for each in right) for word in left)
    back = sum(max(_alike(word, each) for each in left) for word in right)
    whole = (best + back) / (len(left) + len(right))
    joined = SequenceMatcher(None, "".join(left), "".join(right)).ratio()
    return max(whole, joined if joined >= 0.9 else 0.0)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    """How alike two words are: the same, a slip of the hand, or nothing of the kind."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4:
        return 0.0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= 0.8 and one[0] == other[0] else 0.0


def _places_alike(one: House, other: House) -> bool | None:
    """Whether two places are one; None where one of them is not said."""
    mine, theirs = plain(one.place), plain(other.place)
    if not mine or not theirs:
        return None
    return _alike(mine, theirs) >= 0.8 or bool(set(mine.split()) & set(theirs.split()) - SAID_BESIDE)


def _of_place(one: House, other: House) -> list[Reason]:
    same = _places_alike(one, other)
    found = [] if same is None else [Reason("place", 1.5) if same else Reason("other_place", -2)]
    if one.spot is None or other.spot is None:
        return found
    far = nearness.km_between(one.spot, other.spot)
    for most, said in ((1, 2.0), (5, 1.0), (20, -1.0), (50, -4.0)):
        if far <= most:
            return [*found, Reason("near" if said > 0 else "far", said, far)]
    return [*found, Reason("far", -7.0, far)]
