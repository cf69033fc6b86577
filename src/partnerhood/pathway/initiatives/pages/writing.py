"""Pages where initiatives are brought in, kept true, joined and ended."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.initiatives import access, actions, forms, queries
from partnerhood.pathway.initiatives.choices import How
from partnerhood.pathway.initiatives.pages import shown
from partnerhood.pathway.initiatives.queries import finding
from partnerhood.pathway.initiatives.rules import pasting
from partnerhood.pathway.partnerships.pages.asking import ask

MOST_SHOWN = 5


@opens_to(access.network_to_enter)
def new(request: HttpRequest, entering) -> HttpResponse:
    """Bring in an initiative: paste what one has, change what was read off it, and see first who does the same already."""
    network, themes, places = (
        entering.network,
        queries.themes(entering.network.id),
        queries.neighbourhoods(entering.network.id),
    )
    form = forms.Enter.of(request, network.base, is_new=True, **_asked(entering, themes, places))
    if forms.Enter.MORE in form.data:
        _read(form, themes, places)
    deed = request.deed  # type: ignore[attr-defined]
    near = _near(request, form, network, places) if form.is_bound else []
    if _was_shown(form, near) and form.did(lambda said: actions.enter(network=network, deed=deed, **said)):
        return redirect("initiatives:initiative", initiative_id=form.result.id)
    if near:
        form.seen([line["key"] for line in near])
    told = {"form": form, "near": near, "title": _("Bring in an initiative"), "runs": entering.runs}
    told["trail"] = shown.crumbs(network, Crumb(_("Bring in an initiative")))
    return render(request, "initiatives/enter.html", told)


def _asked(entering, themes, places) -> dict[str, Any]:
    """What the form has to know to ask its questions."""
    reader = get_language() or "en"
    return {"themes": themes, "places": places, "houses": entering.houses, "runs": entering.runs, "reader": reader}


def _read(form, themes, places) -> None:
    """Fill in what can be read off what was pasted."""
    text = str(form.data.get("pasted", ""))[: forms.Enter.LONGEST_PASTED]
    known = {str(one.id): finding.words_of(one) for one in themes}
    under = pasting.themes_in(finding.tells(text), known)
    form.fill(pasting.read(text), under, pasting.places_in(text, finding.names_of(places)))


def _near(request: HttpRequest, form, network, places) -> list[dict[str, Any]]:
    """What goes on already and resembles what somebody is about to bring in; each with why, and a way to join."""
    data = form.data
    said = finding.Spoken(
        key="new",
        tongue=str(data.get("language", "")),
        **{name: str(data.get(name, ""))[:4000] for name in ("name", "what", "audience", "looks_for", "offers")},
        themes=tuple(data.getlist("themes")),
        aims=tuple(data.getlist("aims")),
        places=tuple(data.getlist("neighbourhoods")),
    )
    person = request.person  # type: ignore[attr-defined]
    found = finding.resembling(said, network.id, person, places)[:MOST_SHOWN]
    if not found:
        return []
    there = shown.named(queries.themes(network.id), places)
    by_id = {str(one.id): one for one in queries.going_on(person, network.id)}
    this = _unsaved(said)
    lines = []
    for pair in found:
        one = by_id[pair.other]
        why = shown.reasons(pair.reasons, this, one, there)
        lines.append({"key": pair.other, "one": one, "title": shown.title(one), "owner": shown.owner(one), "why": why})
    return lines


def _unsaved(said: finding.Spoken) -> Any:
    """What is about to be brought in, as sentences speak of it."""
    return SimpleNamespace(name=languages.said(said.name, said.tongue or "en"))


def _was_shown(form, near: list[dict[str, Any]]) -> bool:
    """Whether everything that resembles it was shown before it is kept."""
    return form.is_bound and {line["key"] for line in near} <= form.shown_before


@opens_to(access.initiative_to_keep)
def description(request: HttpRequest, one) -> HttpResponse:
    """Say anew what an initiative is, in the reader's language."""
    runs = queries.runs(request.person, one.network)  # type: ignore[attr-defined]
    houses = queries.members(one.network_id) if runs else [one.organisation]
    entering = access.Entering(one.network, runs, houses)
    themes, places = queries.themes(one.network_id), queries.neighbourhoods(one.network_id)
    initial = forms.Enter.initial_of(one, get_language() or "en")
    form = forms.Enter.of(request, operations.last_touch(one.id), initial=initial, **_asked(entering, themes, places))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.describe(initiative=one, deed=deed, **_kept(one, said, runs))):
        return redirect("initiatives:initiative", initiative_id=one.id)
    title = _("Change what is said")
    told = {"form": form, "title": title, "trail": _trail(one, title), "runs": runs}
    return render(request, "initiatives/enter.html", told)


def _kept(one, said: dict[str, Any], runs: bool) -> dict[str, Any]:
    """What an owner is not asked stays what it was."""
    if runs:
        return said
    return {
        **said,
        "content": said["content"].model_copy(update={"owner": one.owner}),
        "organisation": one.organisation,
    }


def _trail(one, last: str) -> list[Crumb]:
    there = reverse("initiatives:initiative", args=[one.id])
    return shown.crumbs(one.network, Crumb(shown.title(one), there), Crumb(last))


@opens_to(access.initiative_to_keep)
def running(request: HttpRequest, one) -> HttpResponse:
    """Say that an initiative still runs."""
    own = one.organisation_id and request.person.is_of(one.organisation_id)  # type: ignore[attr-defined]
    start = {"how": How.OURSELVES if own else How.PHONE}
    form = forms.Running.of(request, operations.last_touch(one.id), initial=start)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.confirm(initiative=one, deed=deed, **said)):
        messages.success(request, _("Thank you. Whoever reads it now knows that it runs."))
        return redirect("initiatives:initiative", initiative_id=one.id)
    title = _("Does it still run?")
    line = _("If something changed, change it first. If it is over, say so: that helps as much.")
    return ask(request, form, title=title, button=_("Yes, it still runs"), trail=_trail(one, title), sentences=[line])


@opens_to(access.link_in_hand, kept=False)
def still(request: HttpRequest, hand) -> HttpResponse:
    """The page of a mailed link: one button that says that an initiative still runs. To open it says nothing yet."""
    one = hand.initiative
    if one is None:
        return render(request, "initiatives/link_over.html", status=200)
    form = forms.Yes.of(request, operations.last_touch(one.id))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.confirm_by_link(initiative=one, token=hand.token, deed=deed)):
        messages.success(request, _("Thank you. Whoever reads it now knows that it runs."))
        return redirect("initiatives:initiative", initiative_id=one.id)
    title = _("Does “%(name)s” still run?") % {"name": shown.title(one)}
    lines = [_("One touch is enough. If something changed or it is over, answer the mail that brought you here.")]
    trail = shown.crumbs(one.network, Crumb(shown.title(one)))
    return ask(request, form, title=title, button=_("Yes, it still runs"), trail=trail, sentences=lines)


@opens_to(access.initiative_to_keep)
def end(request: HttpRequest, one) -> HttpResponse:
    """Say that an initiative is over."""
    form = forms.End.of(request, operations.last_touch(one.id))
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.end(initiative=one, deed=deed, **said)):
        return redirect("initiatives:initiative", initiative_id=one.id)
    title = _("Is it over?")
    return ask(request, form, title=title, button=_("It is over"), trail=_trail(one, title))


@opens_to(access.initiative_to_keep)
def origin(request: HttpRequest, one) -> HttpResponse:
    """Say from which initiative elsewhere this one came: found by its name, then chosen."""
    wanted = request.GET.get("name", "")[:200].strip()
    found = queries.found_by_name(request.person, wanted, one) if wanted else []  # type: ignore[attr-defined]
    named = [
        (other, ", ".join(part for part in (shown.title(other), shown.owner(other), other.network.name) if part))
        for other in found
    ]
    form = forms.Origin.of(request, operations.last_touch(one.id), found=named)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.tell_origin(initiative=one, deed=deed, **said)):
        return redirect("initiatives:initiative", initiative_id=one.id)
    title = _("It came from another place")
    told = {"form": form, "wanted": wanted, "found": found, "title": title, "trail": _trail(one, title)}
    return render(request, "initiatives/origin.html", told)


@opens_to(access.initiative_to_join)
def joining(request: HttpRequest, joins) -> HttpResponse:
    """Take part in what others do already."""
    one = joins.initiative
    form = forms.Join.of(request, operations.last_touch(one.id), houses=joins.houses, runs=joins.runs)
    deed = request.deed  # type: ignore[attr-defined]
    if form.did(lambda said: actions.join(initiative=one, deed=deed, **said)):
        messages.success(request, _("Noted. The owner reads who takes part."))
        return redirect("initiatives:initiative", initiative_id=one.id)
    title = _("Take part")
    lines = [_("You join “%(name)s”.") % {"name": shown.title(one)}]
    return ask(request, form, title=title, button=_("Take part"), trail=_trail(one, title), sentences=lines)
