"""What must be true before this node starts: every address has its policy, every operation says who, where and what."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver

from partnerhood.ground.operations import registry
from partnerhood.ground.people import access

ANY = ("GET", "POST")
READ = ("GET", "HEAD")
OPEN = {
    "look:gallery": access.anyone,
    "look:made": access.anyone,
    "look:language": access.anyone,
    "look:text_only": access.anyone,
}
"""The pages of the look, which knows nobody and so cannot ask who looks."""
DESCRIPTIONS = {"openapi-json", "openapi-view", "api-root"}


@dataclass(frozen=True)
class Route:
    """One address: its pattern, its name, what may be sent to it, and the policy before it (empty where it has none)."""

    pattern: str
    name: str
    methods: tuple[str, ...]
    policy: str


def every_address_has_a_policy(**_: object) -> list[checks.CheckMessage]:
    """An address that anybody may open without a decision that they may is a mistake."""
    return [
        checks.Error(
            f"{one.pattern} has no policy.", hint="Put @opens_to(policy) before the page.", id="partnerhood.E001"
        )
        for one in routes()
        if not one.policy
    ]


def every_operation_is_whole(**_: object) -> list[checks.CheckMessage]:
    """An operation says who may, in which book it is written, and what it tells."""
    return [
        checks.Error(
            f"{kind.name} does not say {what}.", hint="See ground/operations/registry.py.", id="partnerhood.E002"
        )
        for kind in registry.kinds.values()
        for what in ("who", "book", "says")
        if not getattr(kind, what)
    ]


def refuse_if_open() -> None:
    """Do not start with an address or an operation that nobody guards."""
    wrong = every_address_has_a_policy() + every_operation_is_whole()
    if wrong:
        raise RuntimeError("\n".join(str(one) for one in wrong))


def routes() -> list[Route]:
    """Every address of the house, in the order in which they are tried."""
    return [route for pattern, view in _views(get_resolver()) for route in _routes(pattern, view)]


def _views(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            inside = (*spaces, one.namespace) if one.namespace else spaces
            yield from _views(one, here, inside)
        else:
            yield "/" + here, (one, ":".join((*spaces, one.name or "")))


def _routes(pattern: str, found: tuple[URLPattern, str]) -> list[Route]:
    one, name = found
    view = one.callback
    said = _said_by_api(view)
    if said:
        return [Route(pattern, operation, methods, policy) for operation, methods, policy in said]
    if one.name in DESCRIPTIONS and "ninja" in _module(view):
        return [Route(pattern, name, READ, _named(access.anyone))]
    policy = getattr(view, "policy", None) or access.ALLAUTH.get(name) or OPEN.get(name)
    return [Route(pattern, name, _methods(view), _named(policy) if policy else "")]


def _said_by_api(view: Callable[..., Any]) -> list[tuple[str, tuple[str, ...], str]]:
    """What the API answers at an address: its operations carry the policy of the door, its readings their own."""
    cells = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    operations: list[Any] = next((cell.operations for cell in cells if hasattr(cell, "operations")), [])
    found = []
    for one in operations:
        kind = registry.kinds.get(one.operation_id or "")
        policy = kind.who if kind else getattr(one.view_func, "policy", None) or access.anyone
        found.append((one.operation_id or one.view_func.__name__, tuple(sorted(one.methods)), _named(policy)))
    return found


def _methods(view: Callable[..., Any]) -> tuple[str, ...]:
    """What a page takes: as a decorator of Django's says, as a class of allauth's has, else reading and sending."""
    known = getattr(view, "view_class", None)
    if known is not None:
        return tuple(verb.upper() for verb in known.http_method_names if hasattr(known, verb) and verb != "options")
    inner: Any = view
    while inner is not None:
        closed = inspect.getclosurevars(inner).nonlocals if inspect.isfunction(inner) else {}
        if "request_method_list" in closed:
            return tuple(closed["request_method_list"])
        inner = getattr(inner, "__wrapped__", None)
    return ANY


def _named(policy: Callable[..., Any]) -> str:
    """A policy by its room and name: `needs.need_to_decide`."""
    return f"{_module(policy).split('.')[-2]}.{policy.__name__}"


def _module(thing: Any) -> str:
    return str(getattr(getattr(thing, "func", thing), "__module__", ""))
