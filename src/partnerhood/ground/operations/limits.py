"""What no payload may be, whichever operation it is for: endless, bottomless, or words that nobody can see.

Asked once at the door, of what somebody says here. What another node accepted is a fact and is not asked again.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from partnerhood.ground.operations.refusals import TooMuch, Unreadable
from partnerhood.ground.vocabulary import queries as vocabulary

DEEPEST = 32
"""How many lists and objects may stand inside each other: the deepest of ours, an activity of a programme, has nine."""
LONGEST = 20_000
"""How many letters one text may have: five times what the longest form takes."""
PUBLISHED = "activity"
"""What a funder published is kept as it was published, in whatever language code and at whatever length."""
INK = re.compile(r"[!-~]")
"""The letters and signs that most words have one of; asked first, as it takes no time."""
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that show nothing though Unicode counts them among the letters and signs."""


def judge(payload: object) -> None:
    """Refuse a payload that no operation takes: raises TooMuch or Unreadable with the field to blame."""
    for field, name, value, depth in _walk(payload):
        if depth > DEEPEST:
            raise TooMuch(field=field)
        if isinstance(value, float) and not math.isfinite(value):
            raise Unreadable({field: "a finite number"})
        if not isinstance(value, str) or field == PUBLISHED:
            continue
        if len(value) > LONGEST:
            raise TooMuch(field=field)
        if name == "language" and value and not vocabulary.is_known("languages", value):
            raise Unreadable({field: "a code of a language that is in our list, such as en or fr"})
        if value.strip() and not is_visible(value):
            raise Unreadable({field: "words that one can see"})


def is_bottomless(value: object) -> bool:
    """Whether lists and objects stand deeper inside each other than any payload of ours."""
    return any(depth > DEEPEST for _, _, _, depth in _walk(value))


def is_visible(words: str) -> bool:
    """Whether there is anything to see in words: spaces and marks without a width are nothing."""
    return INK.search(words) is not None or any(
        unicodedata.category(one)[0] not in "ZC" and one not in BLANK for one in words
    )


def _walk(value: object) -> Iterator[tuple[str, str, object, int]]:
    """Every value inside a value: the field at the top that it stands in, its own name, and how deep it stands."""
    left: list[tuple[str, str, object, int]] = [("", "", value, 0)]
    while left:
        field, name, one, depth = left.pop()
        yield field, name, one, depth
        if depth > DEEPEST:
            continue
        if isinstance(one, Mapping):
            left += [(field or str(key), str(key), inner, depth + 1) for key, inner in one.items()]
        elif isinstance(one, list | tuple):
            left += [(field, name, inner, depth + 1) for inner in _different(one)]


def _different(many: list[object] | tuple[object, ...]) -> Iterable[object]:
    """Each value of a list once: a column of a thousand numbers has few that differ."""
    try:
        return set(many)
    except TypeError:  # lists and objects stand in it
        return many
