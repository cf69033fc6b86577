"""What ten thousand to ten million readings cost: to report, with the sums that are kept, and to read on three pages.

Ours goes through the door, as hospitals would send it: a month of twelve indicators in five wards, each whole and by four parts,
is one report of three hundred cells. The floor writes as many rows into a bare table of the same database. The pages are those of
a coordinator whose house works with every hospital: one hospital's figures, one number opened, and the whole network in one care
domain; each is held against itself on the smallest node. PARTNERHOOD_BENCH_READINGS says up to how many (a million, unless it
says otherwise); PARTNERHOOD_BENCH_DATABASE on which PostgreSQL, else SQLite.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from bench import story
from bench.figures import ROUNDS, Figure, cpu

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
UP_TO = int(os.environ.get("PARTNERHOOD_BENCH_READINGS", "1000000"))
PARTS = ("", "sex:female", "sex:male", "age_band:under_1", "age_band:15_49")
MONTHS = [(2021 + (10 + number) // 12, (10 + number) % 12 + 1) for number in range(60)]
BARE = 50_000
DOMAIN = "newborn_care"
PAGES = ("figures", "number", "network")
NAMES = ("readings.report.cpu", *(f"readings.{page}.page" for page in PAGES))


def measure(folder: Path) -> Iterator[Figure]:
    """Fill a node step by step, and look at the same pages after each."""
    if url := os.environ.get("PARTNERHOOD_BENCH_DATABASE"):
        os.environ["PARTNERHOOD_DATABASE"] = url
    story.open_node(folder / "node")
    from partnerhood.config.commands import migrate, serve

    migrate()
    serve.gather_static()
    node, done = Filled(), 0
    notes: dict[str, Any] = {}
    report, floors = [], []
    pages: dict[str, list[float]] = {name: [] for name in PAGES}
    for size in (one for one in SIZES if one <= UP_TO):
        before, wall, spent = done, time.perf_counter(), time.process_time()
        node.fill(size)
        wall, spent, done = time.perf_counter() - wall, time.process_time() - spent, node.cells
        notes[str(done)] = {"seconds": round(wall, 1), "sums": node.sums(), "hospitals": len(node.hospitals)}
        report.append(1e6 * spent / (done - before))
        floors.append(1e6 * node.bare())
        for name, page in node.pages().items():
            page()
            pages[name].append(min(1000 * cpu(page, 3) for _ in range(ROUNDS)))
    sizes = {"sizes": notes}
    yield Figure(
        "readings.report.cpu", "µs of computing a reading", tuple(report), tuple(floors), "a bare row each", sizes
    )
    for name, found in pages.items():
        smallest = (found[0],) * len(found)
        yield Figure(
            f"readings.{name}.page", "ms of computing a page", tuple(found), smallest, "the smallest node", sizes
        )


class Filled:
    """A node that grows: one house that works with more and more hospitals, each with five years of months."""

    def __init__(self) -> None:
        from partnerhood.ground.operations import chain
        from partnerhood.ground.operations.deed import LATEST, Claim
        from partnerhood.ground.organisations import actions as organisations
        from partnerhood.ground.people import actions as people
        from partnerhood.ground.records import ids
        from partnerhood.pathway.indicators import queries as indicators

        chain.open_node()
        self.operator = Claim(author=None, device=ids.named("bench readings"), base=LATEST, operator=True)
        self.chance = random.Random(20261122)
        close = [one.code for one in indicators.definitions_for(DOMAIN)]
        others = [one.code for one in indicators.definitions() if one.code not in close]
        self.codes = [*close[:4], *others[:8]]
        self.hospitals: list[Any] = []
        self.cells = 0
        self.wards: list[str] = []
        self.left: list[tuple[Any, date, date]] = []
        self.house = organisations.found(
            key=ids.named("house"), name="UZ", kind="university", country="BE", deed=self.operator
        )
        self.network = organisations.found_network(
            name="N", kind="twinning", coordinator=self.house, deed=self.operator
        )
        organisations.join_network(network=self.network, organisation=self.house, deed=self.operator)
        self.person = people.welcome(organisation=self.house, name="Lotte", kind="coordinator", deed=self.operator)

    def fill(self, size: int) -> None:
        """Report until there are so many readings."""
        while self.cells < size:
            if not self.left:
                self._open()
            self._report(*self.left.pop(0))

    def _open(self) -> None:
        """One hospital more, in a partnership with the house."""
        from partnerhood.ground.organisations import actions as organisations
        from partnerhood.ground.records import ids
        from partnerhood.pathway.partnerships import actions as partnerships
        from partnerhood.pathway.reporting import rules

        number = len(self.hospitals)
        key, name = ids.named(f"hospital {number}"), f"Hospital {number}"
        one = organisations.found(key=key, name=name, kind="hospital", country="CD", deed=self.operator)
        organisations.join_network(network=self.network, organisation=one, deed=self.operator)
        partnerships.propose(
            key=ids.named(f"partnership {number}"),
            name=name,
            kind="twinning",
            network=self.network,
            partners=[one, self.house],
            works_at=[one],
            deed=self.operator,
        )
        self.hospitals.append(one)
        self.wards = [
            str(organisations.open_site(organisation=one, name=f"Ward {n}", deed=self.operator).id) for n in range(5)
        ]
        self.left = [(one, *rules.month(*month)) for month in MONTHS]

    def _report(self, hospital: Any, from_date: date, to_date: date) -> None:
        """A month of everything, whole and by its parts."""
        from partnerhood.pathway.indicators.rules import Figure as Counted
        from partnerhood.pathway.reporting import actions, rules

        said = {}
        for code, ward, part in product(self.codes, self.wards, PARTS):
            below = self.chance.randint(50, 900)
            said[rules.Key(code, ward, part)] = Counted(Decimal(self.chance.randint(0, below)), Decimal(below))
        actions.report(
            hospital=hospital,
            from_date=from_date,
            to_date=to_date,
            cells=rules.columns(said),
            source="register",
            origin="dhis2",
            sure=True,
            deed=self.operator,
        )
        self.cells += len(said)

    def bare(self) -> float:
        """The floor: rows in a bare table, in one transaction that is rolled back; the seconds of computing for one."""
        from django.db import connection, transaction

        from partnerhood.ground.operations.guard import building

        rows = [(f"hospital {n % 50}", self.codes[n % len(self.codes)], "2026-10-01", n, n + 9) for n in range(BARE)]
        began = time.process_time()
        with building(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bare_cells (hospital text, indicator text, day text, above bigint, below bigint)"
            )
            cursor.executemany("INSERT INTO bare_cells VALUES (%s, %s, %s, %s, %s)", rows)
            transaction.set_rollback(True)
        return (time.process_time() - began) / BARE

    def sums(self) -> int:
        """How many sums are kept."""
        from partnerhood.pathway.reporting.models import Sum

        return Sum.objects.count()

    def pages(self) -> dict[str, Callable[[], object]]:
        """The pages, each as something to do; the address changes each time so that nothing is answered as unchanged."""
        from django.test import Client

        from partnerhood.ground.operations.guard import building
        from partnerhood.ground.people.models import Account

        client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "br"})
        with building():
            account, _ = Account.objects.get_or_create(person=self.person, defaults={"email": "lotte@bench.example"})
            client.force_login(account, "partnerhood.ground.people.cards.NameCardBackend")
        hospital = self.hospitals[len(self.hospitals) // 2].id
        addresses = {
            "figures": f"/hospitals/{hospital}/figures/",
            "number": f"/hospitals/{hospital}/figures/{self.codes[0]}/2024-05/",
            "network": f"/networks/{self.network.id}/figures/?domain={DOMAIN}",
        }
        return {name: lambda address=address: self._look(client, address) for name, address in addresses.items()}  # type: ignore[misc]

    def _look(self, client: Any, address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
