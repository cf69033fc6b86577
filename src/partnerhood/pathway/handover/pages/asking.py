"""The hand-overs of a partnership; asking for one, answering a criterion, taking one's word back."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, files
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access, actions, choices, forms, queries
from partnerhood.pathway.handover.pages import shared
from partnerhood.pathway.partnerships.pages import asking

MOST_DOMAINS = 20


@opens_to(access.partnership_to_read)
def of_partnership(request: HttpRequest, partnership) -> HttpResponse:
    """Which domains stand on their own, which asked back, and which wait for keys."""
    rows = queries.rows_of(queries.in_partnership(request.person, partnership.id))
    endings = list(queries.endings(partnership.id))
    href = reverse("handover:ask", args=[partnership.id]) if access.asks_for(request.person, partnership) else ""
    told = {
        "partnership": partnership,
        "rows": [
            {"row": one, "name": shared.name(one.handover), "state": choices.State(one.state).label} for one in rows
        ],
        "endings": [
            {"ending": one, "name": shared.name(one), "kind": vocabulary.name("endings", one.kind)} for one in endings
        ],
        "numbers": queries.in_words(queries.counted(rows), reverse("handover:standing_in", args=[partnership.id])),
        "not_asked": _not_asked(partnership, rows, endings),
        "ask": href,
        "end": reverse("handover:end", args=[partnership.id]) if access.ends_for(request.person, partnership) else "",
        "empty": _empty(href),
        "trail": shared.crumbs(partnership),
    }
    return render(request, "handover/of_partnership.html", told)


def _not_asked(partnership, rows, endings) -> list[tuple[str, str]]:
    """The domains with an agreed step for which no hand-over stands or is asked for, and that did not end otherwise: each with how far it is."""
    closed = ("taken-back", "asked-back")
    taken = {(one.handover.hospital_id, one.handover.domain) for one in rows if one.state not in closed}
    taken |= {(one.hospital_id, one.domain) for one in endings}
    there = {one.organisation_id: one.organisation.known_as for one in partnership.partners.all() if one.works_here}
    places = [place for place in queries.agreed_places(partnership.id) if place not in taken and place[0] in there]
    return [
        (
            reverse("handover:ready", args=[partnership.id, hospital, domain]),
            f"{vocabulary.name('domains', domain)}, {there[hospital]}",
        )
        for hospital, domain in places[:MOST_DOMAINS]
    ]


@opens_to(access.place_to_read)
def ready(request: HttpRequest, place) -> HttpResponse:
    """How far a domain is before anybody asks: the criteria, what is known of them, and when the rest is likely."""
    partnership, hospital, domain = place
    points = queries.before(partnership, hospital, domain, clock.today())
    likely, besides = queries.expected(points)
    asks = hospital in access.asks_for(request.person, partnership)  # type: ignore[attr-defined]
    name = vocabulary.name("domains", domain)
    told = {
        "name": name,
        "hospital": hospital,
        "points": [shared.point(one) for one in points],
        "met": sum(one.fact.met == "met" for one in points),
        "likely": likely,
        "besides": ", ".join(besides),
        "ask": f"{reverse('handover:ask', args=[partnership.id])}?domain={domain}" if asks else "",
        "trail": shared.crumbs(partnership, Crumb(name)),
    }
    return render(request, "handover/ready.html", told)


def _empty(href: str) -> Empty:
    return Empty(
        _("A hand-over begins when the hospital says: this we do on our own."),
        _("Nobody else says it, and the end of a programme is no reason. The door stays open in both directions."),
        _("Nobody dropped us. They believed us."),
        _("We are ready in a domain") if href else "",
        href,
    )


@opens_to(access.partnership_to_ask_in, offline=True)
def ask(request: HttpRequest, partnership) -> HttpResponse:
    """Say as the hospital that it is ready."""
    hospitals = {str(one.id): one for one in access.asks_for(request.person, partnership)}
    form = forms.Ask.of(
        request,
        shared.base(partnership.id),
        hospitals=[(one.id, one.known_as) for one in hospitals.values()],
        agreed=queries.agreed_domains(partnership.id),
        initial={"domain": request.GET.get("domain", "")},
    )

    def act(said: dict) -> object:
        return actions.ask(
            partnership=partnership, **{**said, "hospital": hospitals[said["hospital"]]}, deed=request.deed
        )

    if form.did(act):
        messages.success(request, _("You asked for it. Next: what is known of the criteria, and the plan."))
        return redirect("handover:handover", form.result.id)
    title = _("We are ready in a domain")
    return asking.ask(
        request, form, title=title, button=_("Ask for the hand-over"), trail=shared.crumbs(partnership, Crumb(title))
    )


@opens_to(access.criterion_to_answer, offline=True)
def answer(request: HttpRequest, found) -> HttpResponse:
    """Answer one criterion by name, with what one can look at."""
    which, criterion = found
    form = forms.Answer.of(request, which.base, sides=shared.sides(request.person, which))
    form.carry(partial(files.keep, who=request.person.id))

    def act(said: dict) -> object:
        return actions.answer(
            handover=which,
            criterion=criterion.code,
            on_behalf_of=queries.partner(said["on_behalf_of"]),
            met=said["met"],
            words=said["words"],
            language=said["language"],
            file=said["file_name"],
            deed=request.deed,
        )

    if form.did(act):
        return redirect("handover:handover", which.id)
    title = criterion.name
    sentences = [criterion.text, _("Your name stands beside your answer. What was answered before stays readable.")]
    trail = shared.inside(which, Crumb(title))
    return asking.ask(request, form, title=title, button=_("Keep our answer"), trail=trail, sentences=sentences)


@opens_to(access.handover_to_take_back, offline=True)
def take_back(request: HttpRequest, which) -> HttpResponse:
    """Take the hospital's word back: not yet."""
    form = forms.TakeBack.of(request, which.base)
    if form.did(lambda said: actions.take_back(handover=which, **said, deed=request.deed)):
        messages.success(request, _("It is taken back. You can ask again whenever you are ready."))
        return redirect("handover:of_partnership", which.partnership_id)
    title = _("Not yet")
    return asking.ask(
        request, form, title=title, button=_("Take our word back"), trail=shared.inside(which, Crumb(title))
    )
