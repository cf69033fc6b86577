"""Pages where initiatives are read: what is done in a network, by theme and place, and one initiative whole."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.records.paging import page
from partnerhood.pathway.initiatives import access, choices, forms, queries
from partnerhood.pathway.initiatives.pages import shown
from partnerhood.pathway.initiatives.queries import asking
from partnerhood.pathway.initiatives.rules.hearing import A_YEAR


@require_safe
@opens_to(access.network)
def initiatives(request: HttpRequest, network) -> HttpResponse:
    """What is being done in a network: every initiative, by theme, part of the place, kind and word; and what nobody does."""
    person, today = request.person, clock.today()  # type: ignore[attr-defined]
    themes, places = queries.themes(network.id), queries.neighbourhoods(network.id)
    there = shown.named(themes, places)
    every = queries.going_on(person, network.id)
    form = forms.Filters(
        request.GET,
        themes=[(str(one.id), f"{one.code} · {shown.theme(one)}") for one in themes],
        places=list(there.places.items()),
    )
    asked = form.cleaned_data if form.is_valid() else {}
    question = asking.read(asked.get("words", ""), places)
    found = [one for one in every if _fits(one, asked) and asking.answers(question, one)]
    order = {key: at for at, key in enumerate(there.themes)}
    found.sort(
        key=lambda one: (
            _is_silent(one, today),
            min((order[key] for key in one.themes if key in order), default=len(order)),
        )
    )
    paged = page(request.GET.get("page"), len(found), **_kept(asked))
    runs = queries.runs(person, network)
    told = {
        "network": network,
        "agenda": queries.agenda(network.id),
        "form": form,
        "is_filtered": any(asked.values()),
        "rows": [shown.row(one, there, today) for one in paged.rows(found)],
        "page": paged,
        "number": len(found),
        "other": _("Under no theme yet"),
        "places": places,
        "runs": runs,
        "may_enter": runs or bool(queries.houses_of(person, network)),
        "is_inside": runs or _is_inside(person, network),
        "empty": _nothing(network, bool(every), runs),
        "trail": shown.crumbs(network),
    }
    return render(request, "initiatives/initiatives.html", told)


def _is_silent(one, today) -> bool:
    return queries.heard(one, today) == "silent"


def _is_inside(person, network) -> bool:
    return person is not None and any(person.is_of(one.id) for one in queries.members(network.id))


def _fits(one, asked: dict[str, Any]) -> bool:
    """Whether an initiative is what somebody ticked."""
    if asked.get("theme") and asked["theme"] not in one.themes:
        return False
    if asked.get("place") and not (one.everywhere or asked["place"] in one.neighbourhoods):
        return False
    return not ((asked.get("kind") and asked["kind"] != one.kind) or (asked.get("seeks") and not one.looks_for))


def _kept(asked: dict[str, Any]) -> dict[str, str]:
    """What stays in the addresses of the other pages."""
    return {name: "on" if value is True else str(value or "") for name, value in asked.items()}


def _nothing(network, is_filtered: bool, runs: bool) -> Empty:
    if is_filtered:
        return Empty(_("Nothing goes on here that has all of this."), _("Leave a question open, or take another word."))
    what = _("Here comes what people do for care in this network.")
    why = _("Who wants to begin something sees first who does it already, and who looks for help finds whom to call.")
    if not runs:
        return Empty(what, why)
    there = reverse("initiatives:new", args=[network.id])
    return Empty(what, why, _("One telephone call a day with who lives alone"), _("Bring in an initiative"), there)


@require_safe
@opens_to(access.initiative)
def initiative(request: HttpRequest, one) -> HttpResponse:
    """One initiative: what, for whom, where, whom to call, what it looks for, who takes part, and whether it still runs."""
    person, today = request.person, clock.today()  # type: ignore[attr-defined]
    there = shown.named(queries.themes(one.network_id), queries.neighbourhoods(one.network_id))
    keeps = access.keeps(person, one)
    heard = queries.heard(one, today)
    told = {
        "one": one,
        "row": shown.row(one, there, today),
        "kind": one.get_kind_display(),
        "aims": shown.aims(one.aims),
        "heard": heard,
        "heard_said": choices.Heard(heard).label,
        "last_words": queries.last_words(one.id) if queries.runs(person, one.network) else [],
        "shows_contact": one.contact_is_open or keeps,
        "dials": shown.dials(one.phone),
        "missing": shown.missing(one) if keeps else [],
        "keeps": keeps and not one.ended_at,
        "may_join": not one.ended_at
        and (queries.runs(person, one.network) or bool(queries.houses_of(person, one.network))),
        "joinings": queries.joinings(person, one.id),
        "spread": [(other, shown.title(other)) for other in queries.spread_of(person, one.id)],
        "origin": _origin(person, one),
        "met": _met(person, one, keeps),
        "mail": _mail(one, today) if keeps and heard != "lately" and one.email and not one.ended_at else "",
        "trail": shown.crumbs(one.network, Crumb(shown.title(one))),
    }
    return render(request, "initiatives/initiative.html", told)


def _origin(person, one) -> tuple[Any, str] | None:
    """From which initiative it came, where the reader may read of that one."""
    found = queries.one(person, one.came_from_id) if one.came_from_id else None
    return (found, shown.title(found)) if found else None


def _met(person, one, keeps: bool) -> list[dict[str, Any]]:
    """Whom its owner was introduced to: its keepers read all; everybody else what both agreed to, and what became of it."""
    found = []
    for told in queries.introductions(person, [one.id]):
        other = told.other if told.one_id == one.id else told.one
        is_public = queries.both_agreed(told) and not (other.ended_at or one.ended_at)
        if keeps or is_public:
            found.append(
                {"told": told, "other": other, "title": shown.title(other), "agreed": is_public, "inside": keeps}
            )
    return found


@require_safe
@opens_to(access.network_to_run)
def to_ask(request: HttpRequest, network) -> HttpResponse:
    """What was not heard of for a year: whom to call or to write, and the button for what one heard."""
    today = clock.today()
    there = shown.named(queries.themes(network.id), queries.neighbourhoods(network.id))
    found = queries.unheard(network.id, clock.now() - A_YEAR)
    paged = page(request.GET.get("page"), len(found))
    rows = [
        (shown.row(one, there, today), shown.dials(one.phone), _mail(one, today) if one.email else "")
        for one in paged.rows(found)
    ]
    nothing = Empty(_("Everything was heard of this year."), _("Whoever reads the list can count on it."))
    trail = shown.crumbs(network, Crumb(_("Does it still run?")))
    told = {"network": network, "rows": rows, "page": paged, "empty": nothing, "trail": trail}
    return render(request, "initiatives/to_ask.html", told)


def _mail(one, today) -> str:
    """A letter that asks whether it still runs, with a link on which one button says yes; whoever keeps it sends it."""
    link = f"{settings.ADDRESS}{reverse('initiatives:still', args=[access.token_of(one.id, today)])}"
    subject = _("Does “%(name)s” still run?") % {"name": shown.title(one)}
    body = _("Good day. It says so with one touch here, without an account: %(link)s") % {"link": link}
    return f"mailto:{one.email}?subject={quote(subject)}&body={quote(body)}"
