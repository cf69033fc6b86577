"""Every test runs on a data folder of its own, on the database that was asked for, never on anybody's real one."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# This must stand before Django reads its settings, which is why pyproject.toml does not name them for pytest-django.
DATA = Path(tempfile.mkdtemp(prefix="partnerhood-tests-"))
(DATA / "static").mkdir()
os.environ["PARTNERHOOD_DATA"] = str(DATA)
os.environ["PARTNERHOOD_TEST_FILE"] = str(DATA / "test.sqlite3")
os.environ.pop("PARTNERHOOD_MAIL", None)  # pytest-django puts a letterbox in memory in its place
os.environ["DJANGO_SETTINGS_MODULE"] = "partnerhood.config.settings"
if "PARTNERHOOD_TESTS_ON" not in os.environ:
    os.environ.pop("PARTNERHOOD_DATABASE", None)  # only tests/postgres.py may point the tests at a server

AT_NIGHT = float(os.environ.get("PARTNERHOOD_NIGHT", "1")) > 1
TOGETHER = {
    "tests/journeys/test_story.py": "story",
    "tests/journeys/test_story_pages.py": "story",
    "tests/config/test_commands.py": "node",
    "tests/browser/test_accessible.py": "the main pages",
    "tests/ground/look/test_gallery.py": "gallery",
}
"""Files whose tests share what is dear to make: a story that was told, a node, pages that were found link by link."""
LONGEST_FIRST = (
    "/test_gallery",
    "/test_every_page",
    "/test_accessible",
    "/test_day",
    "/journeys/",
    "/spec/",
    "/test_commands",
    "/contracts/",
)
"""In which order slow tests begin; in the browser first what asks no story, while another worker tells it."""
NODES = ("browser", "config", "contracts", "journeys", "spec")
"""Folders whose tests start nodes of their own, or look at whole ones."""

from partnerhood.config import languages  # noqa: E402, I001 - first of all, for it puts the better SQLite in place
import pytest_django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as guessing  # noqa: E402
from xdist.scheduler import LoadScopeScheduling  # noqa: E402

languages.compile_all()
settings._setup()  # read here, so that pytest-django finds them ready and sets Django up
guessing.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared
guessing.load_profile("ours")
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64  # a lock that is slow to try is slow to test
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # none gathered


def pytest_configure(config: pytest.Config) -> None:
    """Leave each worker to find its settings here, as this process did, so that each has a data folder of its own."""
    if config.getoption("numprocesses", None):
        del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Fast tests first, so that a mistake is known soon; then the longest, so that no worker ends long after the others.
    What asks no database is not asked again on the second one, nor by day what does not depend on which it is; some only at night."""
    items.sort(key=_place)
    on_the_second = bool(os.environ.get("PARTNERHOOD_TESTS_ON"))
    not_by_day = {"night", "once"} if on_the_second else {"night"}
    asked = [
        item
        for item in items
        if (AT_NIGHT or not not_by_day & {mark.name for mark in item.iter_markers()})
        and (_asks_a_database(item) or not on_the_second)
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asked)])
    items[:] = asked


def _place(item: pytest.Item) -> tuple[bool, int]:
    if not {"slow", "browser"} & {mark.name for mark in item.iter_markers()}:
        return False, 0
    return True, next((at for at, name in enumerate(LONGEST_FIRST) if name in item.nodeid), len(LONGEST_FIRST))


def pytest_collection_finish() -> None:
    """What is loaded now stays until the end: the search for what nobody needs any more goes past it, and is made less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _asks_a_database(item: pytest.Item) -> bool:
    """Whether a test uses the database: marked so, through a fixture, or because its folder is about whole nodes."""
    if item.nodeid.startswith(tuple(f"tests/{folder}/" for folder in NODES)):
        return True
    return bool(
        item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    )


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Each test is free, but those of a file that makes something dear for all of them stay with one worker. (The groups of
    pytest-xdist 3.8 mean nothing to pytest 9.2: it no longer reads the name that they write on a test.)"""
    return TogetherScheduling(config, log)


class TogetherScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out single tests, and some files whole."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return TOGETHER.get(file, nodeid)


def pytest_report_header() -> str:
    """Say on which database the suite runs, so that the two halves can be told apart in a log."""
    return f"database: {os.environ.get('PARTNERHOOD_TESTS_ON', 'SQLite')}"


def pytest_unconfigure() -> None:
    """Leave nothing behind in the temporary folder."""
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def house() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A test begins in English, whatever language the one before it read in."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Tables are made from the models, which takes a second where migrations take ten; a node knows them as migrated all the
    same. That the migrations make the same tables, the tests that start nodes of their own see."""
    from partnerhood.config import commands
    from partnerhood.ground.operations.guard import building

    with django_db_blocker.unblock(), building(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_migrations (app text, name text, applied text)")
        cursor.executemany("INSERT INTO django_migrations VALUES (%s, %s, '2026-01-01')", sorted(commands.migrations()))


@pytest.fixture
def who(db: None):  # type: ignore[no-untyped-def]
    """The cast, with a partnership between two hospitals."""
    from tests import told
    from tests.cast import cast

    brought = settings.DATA / "files"  # the same people come again, and have brought nothing yet
    shutil.rmtree(brought, ignore_errors=True)
    return told.again(cast)
