"""What following our directory costs among a hundred thousand sites: a page of what changed since a moment, of a search by when, by
name or by number, and of the whole list, each through its own address as another directory asks it.

Editions are laid in bulk with what a deed would write, for the door is measured elsewhere. PARTNERHOOD_BENCH_SITES says how many
sites (100,000, unless it says otherwise); PARTNERHOOD_BENCH_DATABASE on which PostgreSQL, else SQLite.
"""

import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import story
from bench.figures import ROUNDS, Figure
from bench.services import FEW, NOW, SITES, SQLITE, Filled

QUESTIONS = 60
KINDS = ("since", "changed", "name", "number", "turned")
PARTS = (50, 95)
NAMES = tuple(f"directory.{kind}.p{part}" for kind in KINDS for part in PARTS)


def measure(folder: Path) -> Iterator[Figure]:
    """Lay a small directory and then a large one, and ask both the same."""
    if url := os.environ.get("PARTNERHOOD_BENCH_DATABASE"):
        os.environ["PARTNERHOOD_DATABASE"] = url
    story.open_node(folder / "node")
    from partnerhood.config.commands import migrate

    migrate()
    node, told = Filled(), Told()
    found: dict[int, dict[str, list[list[float]]]] = {}
    for size in (FEW, SITES):
        node.fill(size)
        told.lay()
        found[size] = told.ask()
    for kind in KINDS:
        for part in PARTS:
            ours, floors = (tuple(_part(one, part) for one in found[size][kind]) for size in (SITES, FEW))
            yield Figure(
                f"directory.{kind}.p{part}", "ms of a page", ours, floors, "a thousand sites", {"editions": told.number}
            )


def _part(times: list[float], part: int) -> float:
    return statistics.quantiles(times, n=100)[part - 1]


class Told:
    """The editions of a node, and what a follower asks of them."""

    def __init__(self) -> None:
        self.number = 0
        self.last = ""

    def lay(self) -> None:
        """Write the first edition of every site and service that has none."""
        from django.db import connection

        from partnerhood.ground.operations.guard import building
        from partnerhood.ground.organisations.models import Site
        from partnerhood.pathway.services.models import Edition, Service
        from partnerhood.pathway.services.queries import editions

        known = set(Edition.objects.values_list("key", flat=True))
        with building():
            for kind, model, names in (
                (editions.PLACE, Site, editions.OF_SITES),
                (editions.SERVICE, Service, editions.OF_SERVICES),
            ):
                rows: list[Any] = []
                for one in model._default_manager.select_related("organisation").order_by("id").iterator():
                    if one.id not in known:
                        rows.append(self._edition(kind, one, editions.values(one, names)))
                    if len(rows) == 2_000:
                        Edition.objects.bulk_create(rows)
                        rows = []
                Edition.objects.bulk_create(rows)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _edition(self, kind: str, one: Any, told: dict[str, Any]) -> Any:
        from partnerhood.ground.records import languages
        from partnerhood.pathway.services.models import Edition
        from partnerhood.pathway.services.queries import editions

        self.number += 1
        at = NOW + timedelta(milliseconds=self.number)
        house, is_place = one.organisation, kind == editions.PLACE
        name = one.name if is_place else languages.original(one.name)
        said = {"told": {**told, "country": house.country, "owner_kind": house.kind}, "plain": editions.compared(name)}
        more = {"upper": None if is_place else one.site_id, "code": house.kind if is_place else one.kind}
        return Edition(
            kind=kind, key=one.id, number=1, at=at, house=house.id, identifier=f"N{self.number}", **said, **more
        )

    def ask(self) -> dict[str, list[list[float]]]:
        """Ask each kind of question in every round; the times of each."""
        from django.test import Client

        from partnerhood.pathway.services.models import Edition

        client = Client(SERVER_NAME="localhost")
        first = list(Edition.objects.order_by("id")[:FEW])
        times: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
        for number in range(ROUNDS + 1):
            chance = random.Random(7)
            for kind in KINDS:
                spent = [self._time(client, self._address(kind, chance, first)) for _ in range(QUESTIONS)]
                if number:  # the first round only warms up
                    times[kind].append(spent)
        return times

    def _address(self, kind: str, chance: random.Random, first: list[Any]) -> str:
        one = chance.choice(first)
        newest = NOW + timedelta(milliseconds=self.number - chance.randrange(20, 400))
        said = newest.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "since": f"HealthcareService/_history?_since={said}",
            "changed": f"HealthcareService?_lastUpdated=ge{said}&_total=none",
            "name": f"Location?name={one.plain[:8]}&_total=none",
            "number": f"Location?identifier={one.identifier}",
            "turned": f"Location?_count=50&_after={chance.randrange(1, self.number)}",
        }[kind]

    def _time(self, client: Any, address: str) -> float:
        began = time.process_time() if SQLITE else time.perf_counter()
        answer = client.get(f"/fhir/{address}")
        assert answer.status_code == 200, answer.content
        return 1000 * ((time.process_time() if SQLITE else time.perf_counter()) - began)
