"""A page may be filled in without a line when, and only when, all that it does may happen in the field."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType

from tests.house.rooms import rooms

WITH_A_LINE_ALL_THE_SAME = {"language"}
"""Pages of the browser itself: the choice of a language changes this browser, which stands before its reader."""


def pages() -> Iterator[FunctionType]:
    for module in _modules():
        for page in vars(module).values():
            if hasattr(page, "policy") and page.__module__ == module.__name__:
                yield page


def _modules() -> Iterator[ModuleType]:
    """Every module that holds pages, alone or in a folder of them."""
    for room in rooms():
        for path in [*room.folder.glob("pages.py"), *room.folder.glob("pages/[a-z]*.py")]:
            inside = ".".join(path.relative_to(room.folder).with_suffix("").parts)
            yield importlib.import_module(f"partnerhood.{room.floor}.{room.name}.{inside}")


def done_by(page: Callable[..., object]) -> set[bool]:
    """For each operation that a page calls, itself or through the helpers beside it: whether it may happen offline."""
    inner = inspect.unwrap(page)
    module = inspect.getmodule(inner)
    assert module is not None
    return {action.kind.offline for action in _actions(module, inner, set())}


def _actions(module: ModuleType, function: FunctionType, seen: set[str]) -> Iterator[FunctionType]:
    rooms_own = getattr(module, "actions", None)
    for node in ast.walk(ast.parse(inspect.getsource(function).strip())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "actions":
            called = getattr(rooms_own, node.attr, None)
            if hasattr(called, "kind"):
                yield called
        helper = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
        is_near = inspect.isfunction(helper) and not hasattr(helper, "policy") and helper.__module__ == module.__name__
        if is_near and helper.__name__ not in seen:
            seen.add(helper.__name__)
            yield from _actions(module, helper, seen)


def test_a_page_waits_for_a_line_only_where_what_it_does_cannot_wait() -> None:
    wrong = []
    for page in pages():
        does = done_by(page)
        if page.__name__ not in WITH_A_LINE_ALL_THE_SAME and page.offline != (does == {True}):
            wrong.append(f"{page.__module__}.{page.__name__}: offline={page.offline}, its operations {sorted(does)}")
    assert wrong == []


def test_the_pages_of_the_field_are_found() -> None:
    assert sum(page.offline for page in pages()) > 40


def test_nothing_about_people_and_accounts_is_kept_by_any_device() -> None:
    rooms_own = [page for page in pages() if page.__module__.startswith("partnerhood.ground.people.")]
    assert len(rooms_own) > 25
    assert [page.__name__ for page in rooms_own if page.kept] == []
