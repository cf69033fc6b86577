"""Pages where one side writes in the ledger: what about, the entry itself, putting it right, taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.reciprocity import access, actions, choices, forms, queries, rules
from partnerhood.pathway.reciprocity.pages import shared


@require_GET
@opens_to(access.ledger_to_write)
def choose(request: HttpRequest, sight) -> HttpResponse:
    """What do you want to write down? One thing at a time."""
    told = {
        "groups": [
            (_("What we gave"), [_offer(sight, kind, "gave") for kind in rules.COUNTED]),
            (_("What came to us"), [_offer(sight, kind, "got") for kind in rules.COUNTED]),
            (_("What it brought us, and what it cost us"), [_offer(sight, kind) for kind in rules.TOLD]),
        ],
        "readers": shared.readers(sight),
        "trail": shared.crumbs(sight, Crumb(_("Write something down"))),
    }
    return render(request, "reciprocity/choose.html", told)


def _offer(sight, kind: str, way: str = "") -> tuple[str, object]:
    href = reverse("reciprocity:say", args=[sight.partnership.id, kind])
    return (f"{href}?way={way}" if way else href), choices.Kind(kind).label


@opens_to(access.kind_to_write, offline=True)
def say(request: HttpRequest, found) -> HttpResponse:
    """Say one thing for one's own side."""
    sight, kind = found
    way = rules.way_of(kind, request.GET.get("way", ""))
    if way not in choices.Way.values:
        return redirect("reciprocity:choose", partnership_id=sight.partnership.id)
    sides = _sides(sight)
    form = forms.Say.of(
        request,
        sight.partnership.base,
        kind=kind,
        **sides,
        origins=queries.origins(sight.partnership.id),
        initial={"partner": request.GET.get("about", "")},
    )
    told = {"partnership": sight.partnership, "kind": kind, "way": choices.Way(way)}
    if form.did(lambda said: actions.say(**told, **said, deed=request.deed)):
        return redirect("reciprocity:entry", entry_id=form.result.id)
    return _page(request, sight, form, _title(kind, way), shared.name(kind))


def _sides(sight) -> dict[str, list[tuple[UUID, str]]]:
    """For whom one writes, and about whom: the others, or all where one writes for several."""
    alone = sight.speaks[0] if len(sight.speaks) == 1 else None
    return {
        "parties": [(key, sight.names[key]) for key in sight.speaks],
        "partners": [(key, name) for key, name in sight.names.items() if key != alone],
    }


def _title(kind: choices.Kind, way: str) -> str:
    if kind in rules.WAY_OF:
        return str(kind.label).capitalize()
    said = _("What we gave: %(kind)s") if way == "gave" else _("What came to us: %(kind)s")
    return said % {"kind": kind.label}


def _page(request: HttpRequest, sight, form, title: str, about: str, *crumbs: Crumb) -> HttpResponse:
    told = {
        "form": form,
        "title": title,
        "readers": shared.readers(sight),
        "trail": shared.crumbs(sight, *crumbs, Crumb(about)),
    }
    return render(request, "reciprocity/say.html", told)


@opens_to(access.entry_to_change, offline=True)
def correct(request: HttpRequest, found) -> HttpResponse:
    """Put an entry right; both stay readable, with the reason."""
    sight, one = found
    origins = queries.origins(sight.partnership.id)
    form = forms.Correct.of(
        request, sight.partnership.base, kind=one.kind, origins=_with(origins, one), initial=_now(one)
    )
    if form.did(lambda said: actions.correct(entry=one, **said, deed=request.deed)):
        return redirect("reciprocity:entry", entry_id=form.result.id)
    return _page(request, sight, form, _("Put it right"), _("Put it right"), _crumb(one))


def _with(origins, one):
    """What an entry may come from, and what it comes from now, however long ago that was."""
    activities, goals = (list(some) for some in origins)
    if one.activity and one.activity_id not in dict(activities):
        activities.append((one.activity_id, languages.original(one.activity.title)))
    if one.goal and one.goal_id not in dict(goals):
        goals.append((one.goal_id, one.goal.wording.content["statement"]))
    return activities, goals


def _now(one) -> dict[str, Any]:
    """What an entry says now, as its form shows it."""
    origin = f"activity:{one.activity_id}" if one.activity_id else f"goal:{one.goal_id}" if one.goal_id else ""
    now = {name: getattr(one, name) for name in ("currency", "domain", "from_date", "source")}
    words = {"words": languages.original(one.words)}
    if one.words:
        words["language"] = one.words[languages.ORIGINAL]
    return {
        **now,
        **words,
        "amount": indicators.plain(one.amount),
        "last_day": one.to_date - shared.ONE_DAY,
        "comes_from": origin,
    }


def _crumb(one) -> Crumb:
    return Crumb(shared.title(one), reverse("reciprocity:entry", args=[one.id]))


@opens_to(access.entry_to_change, offline=True)
def take_back(request: HttpRequest, found) -> HttpResponse:
    """Take an entry back that should not have been there."""
    sight, one = found
    form = forms.TakeBack.of(request, sight.partnership.base)
    if form.did(lambda said: actions.take_back(entry=one, **said, deed=request.deed)):
        return redirect("reciprocity:entry", entry_id=one.id)
    title = _("Take it back")
    sentences = [f"{shared.direction(one, sight.names)} · {_crumb(one).label} · {shared.days(one)}"]
    trail = shared.crumbs(sight, _crumb(one), Crumb(title))
    return ask(request, form, title=title, button=title, trail=trail, words=one.words, sentences=sentences)
