"""Opening a round, and the hours that rounds ask of a house."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import access, actions, forms, queries, rules
from partnerhood.pathway.rounds.choices import LooksAt
from partnerhood.pathway.rounds.pages import shared


@opens_to(access.partnership_to_open_in, offline=True)
def open(request: HttpRequest, partnership) -> HttpResponse:
    """Open a round: for which hospital, and which domains."""
    hospitals = [one.organisation for one in partnership.partners.all() if one.works_here]
    usual = queries.usual_domains(partnership.id)
    base = operations.last_in_book(partnership.id)
    form = forms.Open.of(request, base, hospitals=[(one.id, one.known_as) for one in hospitals], usual=usual)
    by_id = {str(one.id): one for one in hospitals}
    if form.did(
        lambda said: actions.open(
            partnership=partnership, hospital=by_id[said["hospital"]], domains=said["domains"], deed=request.deed
        )
    ):
        return _opened(request, form.result)
    told = {
        "form": form,
        "partnership": partnership,
        "minutes": rules.MINUTES_A_DOMAIN,
        "hours": _hours([one.organisation for one in partnership.partners.all()]),
        "crumbs": shared.crumbs_in(partnership, Crumb(_("Open a round"))),
    }
    return render(request, "rounds/open.html", told)


@opens_to(access.questionnaire_to_open, offline=True)
def ask(request: HttpRequest, found) -> HttpResponse:
    """Open a questionnaire about how the partners work together: what it asks, of whom, and how long it takes."""
    partnership, asks = found
    places = [one.organisation for one in partnership.partners.all() if one.works_here]
    wanted = places if asks.looks_at == LooksAt.HOSPITAL else []
    form = forms.Ask.of(
        request, operations.last_in_book(partnership.id), hospitals=[(one.id, one.known_as) for one in wanted]
    )
    by_id = {str(one.id): one for one in wanted}

    def act(said: dict) -> object:
        where = {"hospital": by_id[said["hospital"]]} if wanted else {}
        which = {"own": asks.own} if asks.own else {"instrument": asks.code}
        return actions.open(partnership=partnership, **which, **where, domains=list(asks.items), deed=request.deed)

    if form.did(act):
        return _opened(request, form.result)
    name = vocabulary.say(asks.name)
    told = {
        "form": form,
        "partnership": partnership,
        "asks": asks,
        "name": name,
        "explanation": vocabulary.say(asks.explanation) if asks.explanation else "",
        "questions": [asks.item_name(code) for code in asks.items],
        "hours": _hours([one.organisation for one in partnership.partners.all()]),
        "crumbs": shared.crumbs_in(partnership, Crumb(name)),
    }
    return render(request, "rounds/ask.html", told)


def _opened(request: HttpRequest, which) -> HttpResponse:
    messages.success(request, _("The round is open. Each side scores on its own now."))
    return redirect("rounds:round", which.id)


def _hours(organisations: Sequence) -> list[tuple[str, str, int | None]]:
    """What rounds asked of each side this year, and the hours that it gives."""
    found = queries.hours([one.id for one in organisations], clock.today().year)
    return [(one.known_as, queries.in_hours(found[one.id].minutes), found[one.id].cap) for one in organisations]


@opens_to(access.organisation_asked)
def hours(request: HttpRequest, organisation) -> HttpResponse:
    """What rounds ask of one's own house this year, round by round, and how many hours it gives."""
    asked = queries.hours([organisation.id], clock.today().year)[organisation.id]
    may_say = access.gives_hours(request.person, organisation)
    if request.method == "POST" and not may_say:
        raise Http404
    form = forms.Hours.of(request, operations.last_in_book(organisation.id), initial={"hours": asked.cap})
    if form.did(lambda said: actions.cap_hours(organisation=organisation, hours=said["hours"], deed=request.deed)):
        messages.success(request, _("Kept. Who opens a round for your house reads it."))
        return redirect("rounds:hours", organisation.id)
    told = {
        "organisation": organisation,
        "asked": asked,
        "whole": queries.in_hours(asked.minutes),
        "rounds": [_line(one) for one in asked.rounds[::-1][: paging.ROWS]],
        "form": form if may_say else None,
        "crumbs": [Crumb(organisation.known_as, _page_of(organisation.id)), Crumb(_("Hours for rounds"))],
    }
    return render(request, "rounds/hours.html", told)


def _line(one: queries.Asked) -> dict[str, object]:
    asks = queries.of_round(one.round)
    return {
        "title": shared.title(one.round, asks),
        "with": "" if asks.is_ladder else one.round.partnership.name,
        "href": reverse("rounds:round", args=[one.round.id]),
        "minutes": queries.in_hours(one.minutes),
    }


def _page_of(organisation: UUID) -> str:
    return reverse("website:hospital", args=[organisation])
