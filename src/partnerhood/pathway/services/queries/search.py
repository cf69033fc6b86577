"""Finding care by word, near a place, by language and by what is open now: the same answers on both databases.

Every word, filter and place is a stem that leads to listings. What few listings have is asked first and the rest is looked up
in those; what many have is asked ring by ring around the place. Distances, hours and order are worked out here and not in SQL.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from partnerhood.ground.finding import rules as words
from partnerhood.ground.records.paging import ROWS
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.services.queries import kinds
from partnerhood.pathway.services.queries.keeping import EVERY, KIND, LANGUAGE, PLACE, TIER, of_place
from partnerhood.pathway.services.rules import hours, meant, nearness

FEW = 300
"""What no more listings than this have is fetched whole."""
MOST = 5_000
BEGUN, MOST_BEGUN = 60, 1_000
"""How many words one beginning stands for, the shortest first, of how many that are looked at."""
COLUMNS = "l.service, l.organisation, l.title, l.latitude, l.longitude, l.week, l.zone"
Term = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What somebody looks for."""

    words: str = ""
    place: str = ""
    near: nearness.Spot | None = None
    km: float | None = None
    language: str = ""
    kind: str = ""
    tier: str = ""
    open_now: bool = False
    page: int = 1
    without: UUID | None = None
    """A house whose own services are left out."""
    most: int = ROWS


@dataclass(frozen=True)
class Hit:
    """A service that was found: how far, whether it is open, and by its own clock when it opens or closes."""

    key: UUID
    km: float | None
    is_open: bool | None
    opens: int | None
    closes: int | None
    minute: int | None
    spot: nearness.Spot | None


@dataclass
class Answer:
    """What was found, and what one should know with it."""

    hits: list[Hit] = field(default_factory=list)
    has_more: bool = False
    meant: dict[str, str] = field(default_factory=dict)
    """Words that nobody knows, each with the word that was looked for in its place."""
    unknown: str = ""
    is_cut: bool = False
    """So many have it that only some were looked at."""
    near: nearness.Spot | None = None


def find(asked: Asked, now: datetime) -> Answer:
    """The services that answer everything that is asked, the nearest first, or by name where no place is given."""
    answer = Answer(near=asked.near)
    terms = _terms(asked, answer)
    if not terms or not _placed(asked, terms, answer):
        return answer
    _Search(asked, now, terms, answer, _left_out(asked.without)).run()
    return answer


def keys(question: str) -> list[UUID]:
    """Every service that all words of a question lead to, for who follows a list from its beginning to its end."""
    terms = _terms(Asked(words=question), Answer())
    if not terms:
        return []
    probe = "w.listing_id IN (SELECT listing_id FROM services_word WHERE stem IN ({}))"
    asked = " AND ".join(probe.format(_marks(term)) for term in terms)
    statement = f"SELECT DISTINCT w.listing_id FROM services_word w WHERE {asked} ORDER BY w.listing_id LIMIT {MOST}"  # noqa: S608
    found = _rows(statement, [stem for term in terms for stem in term])
    return [one if isinstance(one, UUID) else UUID(one) for (one,) in found]


def nearest(near: nearness.Spot, wanted: Sequence[str], without: UUID) -> dict[str, Hit]:
    """The nearest house that has each kind of care, but for one that has not; in two questions at most."""
    found: dict[str, Hit] = {}
    left_out = _left_out(without)
    for stretches in (nearness.stretches(near, nearness.STEPS[-2]), []):
        left = [kind for kind in wanted if kind not in found]
        if not left:
            break
        of_kind: dict[str, list[Any]] = {}
        for stem, *row in _of_kinds(left, stretches):
            of_kind.setdefault(stem.removeprefix(KIND), []).append(row)
        for kind, rows in of_kind.items():
            search = _Search(Asked(without=without, most=1), None, [], Answer(near=near), left_out)
            first = search.ordered(rows, nearness.STEPS[-2] if stretches else None)
            found |= {kind: first[0]} if first else {}
    return found


def _of_kinds(wanted: Sequence[str], stretches: Sequence[nearness.Stretch]) -> list[Any]:
    stems = [KIND + kind for kind in wanted]
    from_where = (
        f"FROM services_word w JOIN services_listing l ON l.service = w.listing_id WHERE w.stem IN ({_marks(stems)})"
    )
    asked: list[Any] = [*stems]
    if stretches:
        from_where += f" AND ({' OR '.join(['w.cell BETWEEN %s AND %s'] * len(stretches))})"
        asked += [end for stretch in stretches for end in stretch]
    return _rows(f"SELECT w.stem, {COLUMNS} {from_where} ORDER BY w.cell, w.listing_id LIMIT {MOST}", asked)


def _terms(asked: Asked, answer: Answer) -> list[Term]:
    """What every listing that answers must have, each as the stems that say so; nothing where a word is not known."""
    wanted = words.wanted(asked.words)
    known = _known(
        [*(stem for one in wanted for stem in one.stems)], [one.beginning for one in wanted if one.beginning]
    )
    terms: list[Term] = []
    for one, said in zip(wanted, _said(asked.words), strict=True):
        found = (*(KIND + code for code in kinds.of(one)), *_of(one, known)) or _meant(said, answer)
        if not found:
            answer.unknown = said
            return []
        terms.append(found)
    filters = ((KIND, asked.kind), (TIER, asked.tier), (LANGUAGE, asked.language))
    terms += [(sign + value,) for sign, value in filters if value]
    return terms or [(EVERY,)]


def _said(question: str) -> list[str]:
    """The words of a question as they were typed, one for each that is wanted."""
    typed = words.WORD.findall(question.lower())[: words.MOST_WORDS]
    return [one for one in typed if words.stems(one)]


def _of(one: words.Wanted, known: Sequence[str]) -> Term:
    """The known words that answer a word of a question, the same ones in the same order on every database."""
    same = sorted(word for word in known if word in one.stems)
    begun = [word for word in known if one.beginning and word.startswith(one.beginning) and word not in one.stems]
    return (*same, *sorted(begun, key=lambda word: (len(word), word))[:BEGUN])


def _known(same: list[str], begun: list[str]) -> list[str]:
    """The words that are known, of these and of all that begin so."""
    if not same and not begun:
        return []
    parts = [_begins("word") for _ in begun]
    asked = [value for one in begun for value in _stretch(one)]
    if same:
        parts.append(f"word IN ({_marks(same)})")
        asked += same
    statement = f"SELECT DISTINCT word FROM services_known WHERE {' OR '.join(parts)} LIMIT {MOST_BEGUN}"  # noqa: S608
    return [word for (word,) in _rows(statement, asked)]


def _begins(column: str) -> str:
    return f"({column} >= %s AND {column} < %s)" if connection.vendor == "sqlite" else f"{column} LIKE %s"


def _stretch(beginning: str) -> tuple[str, ...]:
    """The stretch of the index of words that begin so, as each database reads it."""
    return (beginning, beginning + chr(0x10FFFF)) if connection.vendor == "sqlite" else (f"{beginning}%",)


def _meant(said: str, answer: Answer) -> Term:
    """The known words that are one slip of the hand away from a word that nobody knows."""
    word = words.plain(said)[: words.LONGEST]
    lacking = sorted(meant.lacking(word))
    if len(word) < meant.SHORTEST:
        return ()
    statement = f"SELECT DISTINCT word FROM services_slip WHERE lacking IN ({_marks(lacking)})"  # noqa: S608
    found = sorted(one for (one,) in _rows(statement, lacking) if meant.is_slip(word, one))
    near, codes = kinds.nearly(word)
    if found or near:
        answer.meant[said] = near or found[0]
    return (*(KIND + code for code in codes), *found)


def _placed(asked: Asked, terms: list[Term], answer: Answer) -> bool:
    """Where to look: in a place alone, or around it; False where the place is not known."""
    name = of_place(asked.place)
    if not name or asked.near:
        return True
    there = _known([PLACE + name], [PLACE + name] if len(name) > 2 else [])
    exact = [one for one in there if one == PLACE + name] or sorted(there)
    if not exact:
        answer.unknown = asked.place
        return False
    if asked.km is None:
        terms.append(tuple(exact))
        return True
    answer.near = _middle(exact)
    if answer.near is None:
        terms.append(tuple(exact))
    return True


def _middle(stems: list[str]) -> nearness.Spot | None:
    """The middle of everything that lies in a place."""
    statement = f"""SELECT COUNT(*), SUM(l.latitude), SUM(l.longitude) FROM services_word w
        JOIN services_listing l ON l.service = w.listing_id
        WHERE w.stem IN ({_marks(stems)}) AND l.latitude IS NOT NULL"""  # noqa: S608
    ((number, latitude, longitude),) = _rows(statement, stems)
    return nearness.Spot(round(int(latitude) / number), round(int(longitude) / number)) if number else None


class _Search:
    """One search: what it is about, and what it found so far."""

    def __init__(
        self, asked: Asked, now: datetime | None, terms: list[Term], answer: Answer, left_out: set[Any]
    ) -> None:
        self.asked, self.now, self.answer = asked, now, answer
        self.near = answer.near
        self.terms = terms
        self.minutes: dict[str, int | None] = {}
        self.wanted = asked.page * asked.most + 1
        self.left_out = left_out

    def run(self) -> None:
        """Look, and keep the page that was asked for."""
        numbers = self._numbers()
        if not all(numbers):
            return
        order = sorted(range(len(self.terms)), key=lambda at: (numbers[at], at))
        self.terms = [self.terms[at] for at in order]
        few = numbers[order[0]] <= FEW
        if self.near is not None and not few:
            found = self._around()
        else:
            found = self.ordered(self._everywhere(few), self.asked.km)
        first = (self.asked.page - 1) * self.asked.most
        self.answer.hits = found[first : first + self.asked.most]
        self.answer.has_more = len(found) > first + self.asked.most

    def _numbers(self) -> list[int]:
        """How many listings have each term, as far as it matters."""
        one = "(SELECT COUNT(*) FROM (SELECT 1 FROM services_word WHERE stem IN ({}) LIMIT {}) AS t{})"
        parts = [one.format(_marks(term), FEW + 1, at) for at, term in enumerate(self.terms)]
        (found,) = _rows(f"SELECT {', '.join(parts)}", [stem for term in self.terms for stem in term])
        return [int(number) for number in found]

    def _around(self) -> list[Hit]:
        """Ring by ring around the place, until there are enough; then everywhere."""
        assert self.near is not None
        widest = self.asked.km
        rings = [ring for ring in nearness.STEPS if widest is None or ring < widest] + ([widest] if widest else [])
        for ring in rings:
            found = self.ordered(self._inside(nearness.stretches(self.near, ring)), ring)
            if len(found) >= self.wanted or ring == widest:
                return found
        return self.ordered(self._everywhere(few=False), None)

    def _inside(self, stretches: Sequence[nearness.Stretch]) -> list[Any]:
        first, probes, asked = self._conditions()
        ends = ", ".join("(%s, %s)" for _ in stretches)
        inner = f"""WITH r(a, b) AS (VALUES {ends}) SELECT w.listing_id FROM r CROSS JOIN services_word w
            WHERE w.stem IN ({first}) AND w.cell >= r.a AND w.cell <= r.b{probes}"""  # noqa: S608
        statement = (
            f"SELECT {COLUMNS} FROM services_listing l WHERE l.service IN ({inner}) ORDER BY l.service LIMIT {MOST + 1}"  # noqa: S608
        )
        return self._cut(_rows(statement, [end for stretch in stretches for end in stretch] + asked))

    def _everywhere(self, few: bool) -> list[Any]:
        """All that has the rarest term; where that are too many, those that lie first in the index of its first word."""
        first, probes, asked = self._conditions(only_first=not few)
        order = "" if few else f" ORDER BY w.cell, w.listing_id LIMIT {FEW + 1}"
        inner = f"SELECT w.listing_id FROM services_word w WHERE w.stem IN ({first}){probes}{order}"  # noqa: S608
        statement = f"SELECT {COLUMNS} FROM services_listing l WHERE l.service IN ({inner})"  # noqa: S608
        return self._cut(_rows(statement, asked), MOST if few else FEW)

    def _cut(self, found: list[Any], most: int = MOST) -> list[Any]:
        self.answer.is_cut = self.answer.is_cut or len(found) > most
        return found

    def _conditions(self, only_first: bool = False) -> tuple[str, str, list[Any]]:
        """The rarest term to start from, and each other one looked up in what it leads to."""
        first, *others = self.terms
        first = first[:1] if only_first else first
        probe = (
            " AND EXISTS (SELECT 1 FROM services_word x{0} WHERE x{0}.listing_id = w.listing_id AND x{0}.stem IN ({1}))"
        )
        probes = "".join(probe.format(at, _marks(term)) for at, term in enumerate(others))
        return _marks(first), probes, [*first, *(stem for term in others for stem in term)]

    def ordered(self, found: Iterable[Any], within: float | None) -> list[Hit]:
        """The nearest first, or by name; and of those as many as the page needs, open now where that is asked."""
        rows = []
        for row in found:
            service, organisation, title, latitude, longitude, *_rest = row
            if organisation in self.left_out:
                continue
            spot = nearness.Spot(latitude, longitude) if latitude is not None else None
            far = nearness.km_between(self.near, spot) if self.near and spot else None
            if self.near and within is not None and (far is None or far > within):
                continue
            rows.append((far is None, far or 0.0, title, str(service), far, spot, row))
        rows.sort(key=lambda one: one[:4])
        hits = (self._hit(far, spot, row) for *_key, far, spot, row in rows)
        return list(islice((one for one in hits if one.is_open or not self.asked.open_now), self.wanted))

    def _minute(self, zone: str) -> int | None:
        """Which minute of the week it is by a clock."""
        if zone not in self.minutes:
            self.minutes[zone] = hours.minute_of(self.now, zone) if self.now else None
        return self.minutes[zone]

    def _hit(self, far: float | None, spot: nearness.Spot | None, row: Any) -> Hit:
        service, *_others, said, zone = row
        week = json.loads(said) if isinstance(said, str) else said
        minute = self._minute(zone)
        key = service if isinstance(service, UUID) else UUID(service)
        opens, closes = hours.opens_at(week, minute), hours.closes_at(week, minute)
        return Hit(key, far, hours.is_open(week, minute), opens, closes, minute, spot)


def _left_out(without: UUID | None) -> set[Any]:
    """The houses that nobody finds: those whose work stands still, and the one that asks."""
    return {_ready(one) for one in (*partnerships.standing_still(), *([without] if without else []))}


def _rows(statement: str, asked: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _ready(key: UUID) -> Any:
    """An id as the database hands it out."""
    return key if connection.features.has_native_uuid_field else key.hex
