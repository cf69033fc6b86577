"""What finding care costs among a thousand and among a hundred thousand sites: by word, by a slip of the hand, near a place.

Houses with sites in made-up towns of eight countries, as dense as people live; each site offers one service. Rows and index are laid
in bulk with the same words and cells that a deed would write, for the door is measured elsewhere. The questions are those that
people ask; each is held against itself on the smallest node, and the answers of both databases against each other by their
fingerprint (`answers` in the note). PARTNERHOOD_BENCH_SITES says how many sites (100,000, unless it says otherwise);
PARTNERHOOD_BENCH_DATABASE on which PostgreSQL, else SQLite.
"""

import hashlib
import itertools
import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench import story
from bench.figures import ROUNDS, Figure

SITES = int(os.environ.get("PARTNERHOOD_BENCH_SITES", "100000"))
FEW = 1_000
TOWNS, SITES_A_HOUSE, QUESTIONS = 1_500, 20, 100
COUNTRIES = {
    "BE": (49.6, 51.4, 2.7, 6.2),
    "NL": (50.8, 53.4, 3.6, 7.0),
    "FR": (43.4, 50.6, -1.4, 7.4),
    "DE": (47.6, 54.7, 6.2, 14.8),
    "CD": (-11.0, 3.8, 13.5, 29.5),
    "BJ": (6.4, 12.2, 1.0, 3.6),
    "RW": (-2.7, -1.2, 29.1, 30.7),
    "CM": (2.6, 11.0, 9.0, 15.0),
}
SYLLABLES = "ba be bo da del den dor el er gem gra haa hem hoe ka kel lan len lim lo ma meer mo na nes o oos pel ra ron sel ta ter ven wa zel"
HOUSES = "Gezondheidscentrum Ziekenhuis Praktijk Clinique Cabinet Centre Hôpital Kliniek Dispensaire Poste Haus Praxis".split()
ASKED = ("word", "slip", "near", "near_open", "place")
PARTS = (50, 95)
NAMES = (*(f"services.{one}.p{part}" for one in ASKED for part in PARTS), "services.slip.recall")
SQLITE = "PARTNERHOOD_BENCH_DATABASE" not in os.environ
"""SQLite answers in this process, whose computing is measured; a server answers in its own, and its time is that of a clock."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WEEK = {str(day): [["08:00", "12:00"], ["13:00", "17:30"]] for day in range(1, 6)} | {"holidays": "call"}
ALWAYS = {str(day): [["00:00", "24:00"]] for day in range(1, 8)} | {"holidays": "same"}


def measure(folder: Path) -> Iterator[Figure]:
    """Lay a small node and then a large one, and ask both the same questions."""
    if url := os.environ.get("PARTNERHOOD_BENCH_DATABASE"):
        os.environ["PARTNERHOOD_DATABASE"] = url
    story.open_node(folder / "node")
    from partnerhood.config.commands import migrate

    migrate()
    node = Filled()
    found: dict[int, dict[str, list[list[float]]]] = {}
    notes: dict[str, Any] = {}
    for size in (FEW, SITES):
        began = time.perf_counter()
        node.fill(size)
        notes[str(size)] = {"laid_in_seconds": round(time.perf_counter() - began), "words": node.words}
        found[size], notes[str(size)]["answers"] = node.ask()
    for kind in ASKED:
        small, large = found[FEW][kind], found[SITES][kind]
        for part in PARTS:
            ours, floors = (tuple(_part(one, part) for one in rounds) for rounds in (large, small))
            yield Figure(f"services.{kind}.p{part}", "ms of a question", ours, floors, "a thousand sites", notes)
    yield Figure("services.slip.recall", "of what the word itself finds", (node.recall(),) * ROUNDS)


def _part(times: list[float], part: int) -> float:
    return statistics.quantiles(times, n=100)[part - 1]


class Filled:
    """A node that grows to so many sites."""

    def __init__(self) -> None:
        from partnerhood.ground.vocabulary import queries as vocabulary

        self.chance = random.Random(20261122)
        self.kinds = [one.code for one in vocabulary.care_kinds() if one.code != "other"]
        self.tongues = {
            "BE": "nl fr",
            "NL": "nl",
            "FR": "fr",
            "DE": "de",
            "CD": "fr ln",
            "BJ": "fr fon",
            "RW": "rw en",
            "CM": "fr en",
        }
        self.towns = [self._town() for _ in range(TOWNS)]
        self.weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(TOWNS)))
        self.sites = self.words = 0
        self.stems: set[str] = set()

    def _town(self) -> tuple[str, str, float, float]:
        country = self.chance.choice(list(COUNTRIES))
        south, north, west, east = COUNTRIES[country]
        name = "".join(self.chance.choices(SYLLABLES.split(), k=3)).capitalize()
        return name, country, self.chance.uniform(south, north), self.chance.uniform(west, east)

    def fill(self, size: int) -> None:
        """Lay houses, sites, services and their index until there are so many sites."""
        from django.db import connection

        from partnerhood.ground.operations.guard import building

        with building():
            while self.sites < size:
                self._lay(min(2_000, size - self.sites))
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _lay(self, number: int) -> None:
        from django.db import transaction

        from partnerhood.ground.organisations.models import Organisation, Site
        from partnerhood.ground.records import ids, rows
        from partnerhood.pathway.services.models import Known, Listing, Service, Slip, Word
        from partnerhood.pathway.services.queries import keeping
        from partnerhood.pathway.services.rules import meant

        houses, sites, services = [], [], []
        for at in range(self.sites, self.sites + number):
            town, country, latitude, longitude = self.chance.choices(self.towns, cum_weights=self.weights)[0]
            if at % SITES_A_HOUSE == 0 or not houses:
                name = f"{self.chance.choice(HOUSES)} {self._word()} {town}"
                houses.append(Organisation(id=ids.named(f"house {at}"), name=name, kind="hospital", country=country))
            spot = {
                "latitude": _degrees(latitude + self.chance.gauss(0, 0.06)),
                "longitude": _degrees(longitude + self.chance.gauss(0, 0.09)),
            }
            site = Site(
                id=ids.named(f"site {at}"),
                organisation=houses[-1],
                kind="site",
                name=f"{town} {self._word()}",
                place=town,
                **spot,
            )
            sites.append(site)
            services.append(self._service(at, houses[-1], site))
        entries = [keeping.entry(one) for one in services]
        words = [(stem, cell, listing) for listing, cell, stems in entries for stem in sorted(stems)]
        real = {stem for stem, _cell, _listing in words if stem[0] not in "*=#^"}
        strange = sorted(real - self.stems)
        self.stems |= real
        self.words += len(words)
        self.sites += number
        with transaction.atomic():
            for model, made in ((Organisation, houses), (Site, sites), (Service, services)):
                model.objects.bulk_create(made, batch_size=500)  # type: ignore[attr-defined]
            Listing.objects.bulk_create([one[0] for one in entries], batch_size=500)
            rows.insert_values(Word, [(a, b, c.pk) for a, b, c in words])
            rows.insert_values(Known, [(one,) for one in strange])
            slips = [(two, one) for one in strange if one[0] != "@" for two in sorted(meant.lacking(one))]
            rows.insert_values(Slip, slips)

    def _word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES.split(), k=self.chance.choice((2, 3, 3, 4)))).capitalize()

    def _service(self, at: int, house: Any, site: Any) -> Any:
        from partnerhood.ground.records import ids, languages
        from partnerhood.pathway.services.models import Service

        kind = self.chance.choice(self.kinds)
        spoken = self.tongues[house.country].split() + (
            [self.chance.choice(("tr", "ar", "pl"))] if self.chance.random() < 0.1 else []
        )
        return Service(
            id=ids.named(f"service {at}"),
            organisation=house,
            site=site,
            kind=kind,
            name=languages.said(f"{self._word()} {self._word()}", "fr"),
            languages=spoken,
            hours=self.chance.choice((WEEK, WEEK, ALWAYS, {})),
            offered_at=NOW,
        )

    def ask(self) -> tuple[dict[str, list[list[float]]], str]:
        """Ask each kind of question in every round; the times of each, and a fingerprint of all answers."""
        from partnerhood.pathway.services.queries import search

        told = hashlib.sha256()
        times: dict[str, list[list[float]]] = {kind: [] for kind in ASKED}
        questions = {kind: self._questions(kind) for kind in ASKED}
        for number in range(ROUNDS + 1):
            for kind in ASKED:
                spent = []
                for asked in questions[kind]:
                    began = time.process_time() if SQLITE else time.perf_counter()
                    answer = search.find(asked, NOW)
                    spent.append(1000 * ((time.process_time() if SQLITE else time.perf_counter()) - began))
                    if not number:
                        told.update("".join(str(hit.key) for hit in answer.hits).encode())
                if number:  # the first round only warms up
                    times[kind].append(spent)
        return times, told.hexdigest()[:16]

    def _questions(self, kind: str) -> list[Any]:
        """The same questions for every node: about what was laid first, which every node has."""
        from partnerhood.pathway.services.models import Service
        from partnerhood.pathway.services.queries.search import Asked
        from partnerhood.pathway.services.rules import nearness

        chance = random.Random(7)
        first = list(Service.objects.select_related("site", "organisation").filter(pk__in=self._first()).order_by("id"))
        questions = []
        for one in chance.choices(first, k=QUESTIONS):
            spot = nearness.spot(one.site.latitude, one.site.longitude)
            care = _care(one.kind)
            own = one.name["fr"]["words"].split()[0].lower()
            questions.append(
                {
                    "word": Asked(words=chance.choice((own, f"{own} {one.site.place}", f"{care} {one.site.place}"))),
                    "slip": Asked(words=_slipped(own, chance)),
                    "near": Asked(words=care, near=spot, km=chance.choice((5.0, 25.0, 100.0, None))),
                    "near_open": Asked(words=care, near=spot, open_now=True, language=one.languages[0]),
                    "place": Asked(words=care, place=one.site.place, km=chance.choice((None, 10.0))),
                }[kind]
            )
        return questions

    def recall(self) -> float:
        """Which part of what a word finds is found by the same word with a slip in it."""
        from partnerhood.pathway.services.queries import search
        from partnerhood.pathway.services.queries.search import Asked

        chance = random.Random(11)
        there = found = 0
        for word in chance.sample(sorted(one for one in self.stems if len(one) > 5 and one.isalpha()), QUESTIONS):
            true = {hit.key for hit in search.find(Asked(words=word), NOW).hits}
            slip = {hit.key for hit in search.find(Asked(words=_slipped(word, chance), most=10_000), NOW).hits}
            there, found = there + len(true), found + len(true & slip)
        return found / there

    def _first(self) -> list[Any]:
        from partnerhood.ground.records import ids

        return [ids.named(f"service {at}") for at in range(0, FEW, 3)]


def _degrees(value: float) -> Decimal:
    return Decimal(f"{value:.5f}")


def _care(kind: str) -> str:
    from partnerhood.ground.vocabulary import queries as vocabulary

    return vocabulary.name("care_kinds", kind, "nl").split(",")[0].lower()


def _slipped(word: str, chance: random.Random) -> str:
    """A word with one letter left out."""
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]
