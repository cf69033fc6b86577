"""What the offline room asks the others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from partnerhood.ground.look import context, style
from partnerhood.ground.people.access import anyone
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.interfaces.offline import scripts
from partnerhood.pathway.activities import queries as activities

LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Door:
    """One of the large buttons of a ward."""

    title: str
    hint: str
    href: str


def doors(person: Standing, organisation: UUID) -> list[Door]:
    """What somebody on a ward comes for."""
    needs = reverse("needs:of_hospital", args=[organisation])
    return [
        Door(_("We need …"), _("In your own words, typed or spoken."), reverse("needs:voice")),
        Door(_("Something is broken"), _("A device, in two presses, with a photo."), reverse("equipment:broken")),
        Door(_("Who is here"), _("The list of a training or a session."), _here(person, clock.today())),
        Door(_("Answers to our ward"), _("What was answered, and by whom."), needs),
    ]


def _here(person: Standing, today: date) -> str:
    """Where somebody writes down who is there: of what is held now, else on the list that was begun last."""
    if held := [*activities.begun_since(person, today - LATELY, today)]:
        return reverse("activities:hold", args=held)
    if lists := [*activities.lists_since(person, today - LATELY)]:
        return reverse("activities:attendance", args=lists)
    return reverse("partnerships:mine")


def shell(language: str) -> dict[str, object]:
    """What a device keeps of the house itself, and which forms it may keep: patterns of addresses."""
    return {
        "locked": reverse("offline:locked", args=[language]),
        "outbox": reverse("offline:outbox", args=[language]),
        "files": [
            context.made_address(f"style.{style.name()}.css"),
            context.made_address("mark.svg"),
            reverse("offline:script", args=[scripts.name("page")]),
        ],
        "forms": forms(),
        "home": stays_home(),
    }


def forms() -> list[str]:
    """The addresses of every form that may be filled in without a line, as patterns."""
    return _patterns(lambda page: getattr(page, "offline", False))


def stays_home() -> list[str]:
    """The addresses of which no device keeps anything, as patterns."""
    return _patterns(lambda page: not getattr(page, "kept", False) and getattr(page, "policy", None) is not anyone)


def _patterns(wanted: Callable[[object], bool]) -> list[str]:
    return sorted(f"^/{pattern}$" for pattern in _of(get_resolver(), wanted))


def _of(resolver: URLResolver, wanted: Callable[[object], bool], before: str = "") -> list[str]:
    found: list[str] = []
    for one in resolver.url_patterns:
        route = before + re.sub(r"<(?:\w+:)?\w+>", "[^/]+", str(one.pattern))
        if isinstance(one, URLResolver):
            found += _of(one, wanted, route)
        elif isinstance(one, URLPattern) and wanted(one.callback):
            found.append(route)
    return found
