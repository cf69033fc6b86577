"""The front of the house: the first page, what waits for me, a hospital on one page, search."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerhood.ground.look.components import Crumb, Empty, NextStep, Waiting
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.website import access
from partnerhood.interfaces.website.queries import front as fronts
from partnerhood.interfaces.website.queries import hospital as hospitals
from partnerhood.interfaces.website.queries import search as searches
from partnerhood.interfaces.website.queries import waiting
from partnerhood.pathway.handover import queries as handovers
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships.pages import naming

FOUND: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "needs.need": (gettext_lazy("Needs"), lambda row: reverse("needs:need", args=[row.pk])),
    "goals.goal": (gettext_lazy("Goals"), lambda row: reverse("goals:goal", args=[row.pk])),
    "activities.activity": (gettext_lazy("Activities"), lambda row: reverse("activities:activity", args=[row.pk])),
    "initiatives.initiative": (
        gettext_lazy("Initiatives"),
        lambda row: reverse("initiatives:initiative", args=[row.pk]),
    ),
    "partnerships.partnership": (
        gettext_lazy("Partnerships"),
        lambda row: reverse("partnerships:partnership", args=[row.pk]),
    ),
    "programmes.programme": (gettext_lazy("Programmes"), lambda row: reverse("programmes:programme", args=[row.pk])),
    "organisations.organisation": (
        gettext_lazy("Organisations"),
        lambda row: reverse("website:hospital", args=[row.pk]),
    ),
    "goals.measure": (
        gettext_lazy("Measures"),
        lambda row: reverse("measurement:measure", args=[row.goal_id, row.key]),
    ),
    "indicators.version": (gettext_lazy("Indicators"), lambda row: _to_indicator(row)),
    "rounds.action": (gettext_lazy("Open points"), lambda row: _to_action(row)),
    "equipment.device": (gettext_lazy("Devices"), lambda row: reverse("equipment:device", args=[row.pk])),
    "people.person": (gettext_lazy("People"), lambda row: _to_person(row)),
    "reciprocity.entry": (gettext_lazy("Reciprocity"), lambda row: reverse("reciprocity:entry", args=[row.pk])),
}
"""How each kind of thing that search finds is called, in the order of the page, and where it is read."""


@opens_to(access.front)
def front(request: HttpRequest) -> HttpResponse:
    """The first page: for who signed in what waits for them, for everybody else what was agreed."""
    if request.person:  # type: ignore[attr-defined]
        return redirect("website:my_page")
    front = fronts.front()
    other_words = naming.nameless([row.goal.hospital for row in front.goals])
    shown = {
        "front": front,
        "goals": [(row, other_words.get(row.goal.hospital_id, row.goal.hospital.known_as)) for row in front.goals],
        "partnerships": [(one, naming.title(one, is_inside=False)) for one in front.partnerships],
        "numbers": handovers.in_words(front.handed_over, reverse("handover:standing")),
    }
    return render(request, "website/front.html", shown)


@opens_to(access.own)
def my_page(request: HttpRequest) -> HttpResponse:
    """What waits for me: the most pressing in one sentence with one button, and the rest below."""
    person = request.person  # type: ignore[attr-defined]
    items = waiting.items(person)
    shown = {
        "lead": _lead(items),
        "waiting": [_row(item) for item in items[1:]],
        "hospitals": fronts.hospitals(person),
        "doing": fronts.doing(person),
        "person": person,
    }
    return render(request, "website/my_page.html", shown)


def _lead(items: list[waiting.Item]) -> NextStep:
    if not items:
        return NextStep(_("Nothing waits for you today."), _("Voice a need"), reverse("needs:voice"), waits=False)
    first = items[0]
    return NextStep(first.sentence, first.button, reverse(first.address, args=first.names), waits=True)


def _row(item: waiting.Item) -> Waiting:
    href = reverse(item.address, args=item.names)
    return Waiting(item.sentence, "", item.since, href, is_yours=True)


@opens_to(access.hospital)
def hospital(request: HttpRequest, organisation: organisations.Organisation) -> HttpResponse:
    """A hospital on one page: needs, signed goals, this year's work, levels, open points, readiness for hand-over."""
    page = hospitals.page(organisation, request.person)  # type: ignore[attr-defined]
    name = organisation.name if page.shows_place else naming.somewhere(organisation.country)
    trail = [Crumb("Partnerhood", "/"), Crumb(organisation.known_as if page.shows_place else name)]
    shown = {
        "hospital": organisation,
        "name": name,
        "page": page,
        "trail": trail,
        "country": _country(organisation),
        "sheets": page.is_inside and access.brings_sheets(request.person),  # type: ignore[attr-defined]
    }
    return render(request, "website/hospital.html", shown)


def _country(organisation: organisations.Organisation) -> str:
    return vocabulary.name("countries", organisation.country) if organisation.country else ""


@opens_to(access.front)
def search(request: HttpRequest) -> HttpResponse:
    """What somebody may see and the words lead to."""
    query = request.GET.get("q", "")[:200]
    found = searches.search(request.person, query) if query.strip() else []  # type: ignore[attr-defined]
    shown = {"query": query, "groups": list(_groups(found)), "count": len(found), "empty": _nothing(query)}
    return render(request, "website/search.html", shown)


def _groups(found: Iterable[searches.Found]) -> Iterable[tuple[str, list[tuple[searches.Found, str]]]]:
    by_label: dict[str, list[tuple[searches.Found, str]]] = {}
    for one in found:
        by_label.setdefault(one.label, []).append((one, FOUND[one.label][1](one.row)))
    return [(str(name), by_label[label]) for label, (name, _address) in FOUND.items() if label in by_label]


def _to_indicator(found: Any) -> str:
    """A definition that stands ready is read under its code, and what a house counts in its own way by its id."""
    if isinstance(found, indicators.Definition):
        return reverse("indicators:definition", args=[found.code])
    return reverse("indicators:own", args=[found.indicator_id])


def _to_action(action: Any) -> str:
    """An action is read in its round; what was open before Partnerhood, in the list of its partnership."""
    if action.round_id:
        return reverse("rounds:round", args=[action.round_id])
    return reverse("rounds:open_points", args=[action.partnership_id])


def _to_person(person: Any) -> str:
    """A colleague of one's own house is read there, and a colleague of another in the partnership."""
    if person.house:
        return reverse("people:people", args=[person.house])
    return reverse("partnerships:people", args=[person.shared])


def _nothing(query: str) -> Empty:
    if query.strip():
        what = _("Nothing that you may see has all of these words.")
        return Empty(what, _("Try one word less, or another word for the same."))
    what = _("Search in everything that you may see.")
    how = _(
        "In any of the three languages: a need, a goal, a measure, an open point, a device, a hospital, a colleague."
    )
    return Empty(what, how, _("oxygen"))
