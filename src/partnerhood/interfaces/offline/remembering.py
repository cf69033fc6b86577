"""What was made for somebody's devices, remembered until something happens that it was made of.

While a page is made we listen to which tables it reads. A deed in a book that its reader follows makes those pages stale
whose tables it touched, and the forms that stand on that book; what happens in other books shows from the next day on. All of
it is in this process's memory, and bounded.
"""

import hashlib
import re
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from partnerhood.ground.operations import queries as journal

MARK = 16
BOOKS = "the last deed in a book"
MOST_BYTES = 24 * 1024 * 1024
"""How much all that is remembered may weigh in one process: some thirty people."""
READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?', re.I)
OF_EVERY_PAGE = frozenset({"people_person", "people_role"})
"""Who somebody is decides every page, and is looked up once for all of them."""
LAST_IN_BOOK = re.compile(
    r'FROM "operations_operation"(?: \w+)? WHERE [^()]*"book_id" = .{1,90}? ORDER BY [^()]* DESC LIMIT 1'
)
"""The base of a form that adds to a book: a page depends on it only where it shows one."""
BASE = re.compile(r'name="base" value="([0-9a-f-]{36})"')
LEFT_OUT = ("django_", "people_account", "account_", "mfa_", "usersessions_", "operations_touch", "operations_conflict")
"""What changes with a sign-in and not with a deed; and what is told of rows that are read beside it."""


@dataclass
class Made:
    """A page as it was made for somebody: its mark, its words made small, where it leads, and what it was made of: which
    tables, and which books its forms stand on."""

    mark: str
    packed: bytes
    links: tuple[str, ...]
    tables: frozenset[str]
    books: frozenset[str]
    made_at: float
    is_stale: bool = False

    @property
    def html(self) -> str:
        """The page."""
        return zlib.decompress(self.packed).decode()


@dataclass
class Shelf:
    """All that is remembered for one reader in one language; None stands for a page that is not theirs."""

    turns: dict[str, int]
    pages: dict[str, Made | None] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def weight(self) -> int:
        """How many bytes it holds."""
        return sum(len(one.packed) for one in list(self.pages.values()) if one)

    def catch_up(self, now: dict[str, int]) -> None:
        """Note what deeds changed since; who somebody is may have changed decides everything."""
        if now == self.turns:
            return
        tables = journal.tables_touched_since(self.turns, now)
        moved = {book for book, turn in now.items() if self.turns.get(book) != turn}
        if tables & OF_EVERY_PAGE or set(now) != set(self.turns):
            self.pages.clear()
        for one in self.pages.values():
            if one and (one.tables & tables or one.books & moved or not one.tables <= journal.told_tables()):
                one.is_stale = True
        self.pages = {path: one for path, one in self.pages.items() if one}
        self.turns = now

    def stale(self) -> list[str]:
        """The pages to be made again, those first that were made longest ago."""
        found = [(one.made_at, path) for path, one in self.pages.items() if one and one.is_stale]
        return [path for _, path in sorted(found)]


_shelves: OrderedDict[Hashable, Shelf] = OrderedDict()
_all = threading.Lock()


def shelf(reader: Hashable, turns: Mapping[str, int]) -> Shelf:
    """What is remembered for a reader; the readers who were not here for the longest time are forgotten first."""
    with _all:
        found = _shelves.setdefault(reader, Shelf(dict(turns)))
        _shelves.move_to_end(reader)
        weight = sum(one.weight for one in _shelves.values())
        while weight > MOST_BYTES and len(_shelves) > 1:
            weight -= _shelves.popitem(last=False)[1].weight
    return found


def forget() -> None:
    """Remember nothing."""
    with _all:
        _shelves.clear()


@contextmanager
def listening() -> Iterator[set[str]]:
    """Hear which tables are read meanwhile."""
    heard: set[str] = set()

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        said = LAST_IN_BOOK.sub("", sql)
        found = set(READ.findall(said))
        heard.update(found - {"operations_operation"} if "operations_touch" in found else found)
        if said != sql:
            heard.add(BOOKS)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield heard


def made(html: str, links: tuple[str, ...], heard: set[str]) -> Made:
    """A page, with what was heard while it was made."""
    mark = hashlib.sha256(html.encode()).hexdigest()[:MARK]
    tables = frozenset(table for table in heard - {BOOKS} if not table.startswith(LEFT_OUT))
    books = journal.books_of(BASE.findall(html)) if BOOKS in heard else frozenset()
    return Made(mark, zlib.compress(html.encode(), 1), links, tables, books, time.monotonic())
