"""Pages of self-reliance: the staircases of a hospital, one domain with its history, and making a level public."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Empty, Staircase
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.rounds.pages import shared
from partnerhood.pathway.selfreliance import access, actions, forms, queries, rules


@opens_to(access.hospital)
def hospital(request: HttpRequest, hospital) -> HttpResponse:
    """Every staircase of a hospital that this reader may see, by level of support."""
    stairs = queries.staircases(hospital.id, request.person)
    agreed = [one for one in stairs if one.agreed]
    glance = [(_group(key), [_seen(one) for one in agreed if one.group == key]) for key in rules.GROUPS]
    trail = [Crumb(hospital.known_as), Crumb(_("Staircases"))]
    return _page(request, stairs, hospital.known_as, trail, glance=[row for row in glance if row[1]])


def _seen(one: queries.Stair) -> dict[str, object]:
    return _square(vocabulary.name("domains", one.domain), one.agreed, one.hospital, one.domain, one.is_hollow)


@opens_to(access.partnership)
def partnership(request: HttpRequest, partnership) -> HttpResponse:
    """Every staircase of a partnership: one page of small multiples."""
    stairs = queries.of_partnership(partnership, request.person)
    trail = [Crumb(partnership.name, shared.partnership_address(partnership.id)), Crumb(_("Staircases"))]
    return _page(request, stairs, partnership.name, trail, partnership)


def _page(request: HttpRequest, stairs, name: str, trail, partnership=None, glance=()) -> HttpResponse:
    people = _people(partnership) if partnership else queries.names({one.partnership for one in stairs})
    several = len({(one.partnership, one.hospital) for one in stairs}) > 1
    groups = [
        {"name": _group(key), "stairs": [_drawn(one, people, several) for one in stairs if one.group == key]}
        for key in rules.GROUPS
    ]
    told = {
        "name": name,
        "groups": [group for group in groups if group["stairs"]],
        "glance": glance,
        "empty": _empty(partnership),
        "trail": trail,
        "rounds": reverse("rounds:rounds", args=[partnership.id]) if partnership else "",
    }
    return render(request, "selfreliance/staircases.html", told)


@opens_to(access.network)
def across(request: HttpRequest, network) -> HttpResponse:
    """Every hospital of a network beside the others: one square for each domain, as far as this reader may know it."""
    found = queries.across(network.id, request.person)
    groups = [
        (
            _group(key),
            [(vocabulary.name("domains", one.domain), _squares(found, one)) for one in found.lines if one.group == key],
        )
        for key in rules.GROUPS
    ]
    told = {
        "network": network,
        "hospitals": [(reverse("selfreliance:hospital", args=[key]), name) for key, name in found.hospitals],
        "groups": [(name, lines) for name, lines in groups if lines],
        "trail": [Crumb(network.name, reverse("partnerships:network", args=[network.id])), Crumb(_("Levels"))],
        "empty": Empty(
            _("Here the hospitals of the network stand beside each other, domain by domain."),
            _(
                "Levels are for the partners until a hospital lets everybody read one. Yours stand here once a round agreed on one."
            ),
        ),
    }
    return render(request, "selfreliance/across.html", told)


def _squares(found: queries.Across, line) -> list[dict[str, object] | None]:
    return [
        _square(name, one.agreed, key, line.domain, one.is_hollow) if one else None
        for (key, name), one in zip(found.hospitals, line.squares, strict=True)
    ]


def _square(name: str, agreed, hospital, domain: str, is_hollow: bool) -> dict[str, object]:
    """A step as a square that opens: of which hospital or domain it is, where several stand beside each other."""
    said = {"hospital": name, "step": agreed.step, "month": shared.month(agreed.agreed_at)}
    return {
        "name": name,
        "step": agreed.step,
        "stale": is_hollow,
        "href": reverse("selfreliance:domain", args=[agreed.partnership, hospital, domain]),
        "said": _("%(hospital)s: step %(step)s of five, %(month)s") % said,
    }


def _people(partnership) -> dict:
    """The same as `queries.names`, of a partnership that was found with its partners."""
    parties = sorted((one.organisation for one in partnership.partners.all()), key=lambda one: one.name)
    return {partnership.id: (partnership.name, parties)}


def _group(key: str) -> str:
    if key == "transversal":
        return _("Themes that come with every hospital")
    return vocabulary.name("levels_of_support", key)


def _empty(partnership) -> Empty:
    return Empty(
        _(
            "Here stands, domain by domain, where the hospital began, where both sides see it now, and where it wants to be."
        ),
        _("The first round makes the first staircases."),
        action=_("Go to the rounds") if partnership else "",
        href=reverse("rounds:rounds", args=[partnership.id]) if partnership else "",
    )


def _drawn(one: queries.Stair, people, several: bool = False) -> Staircase:
    name, parties = people[one.partnership]
    own = [party.known_as for party in parties if party.id == one.hospital]
    title = vocabulary.name("domains", one.domain)
    return Staircase(
        title=f"{title} · {name}" if several else title,
        start=one.start.step if one.start else None,
        own=shared.level(one.marks.own) if one.marks else None,
        partner=shared.level(one.marks.partner) if one.marks else None,
        agreed=one.agreed.step if one.agreed else None,
        target=one.agreed.target if one.agreed else None,
        target_when=formats.date_format(one.agreed.target_date, "F Y") if one.agreed and one.agreed.target_date else "",
        own_name=own[0] if own else "",
        partner_name=", ".join(party.known_as for party in parties if party.id != one.hospital),
        is_chosen=one.is_chosen,
        is_stale=one.is_hollow,
        href=reverse("selfreliance:domain", args=[one.partnership, one.hospital, one.domain]),
    )


@opens_to(access.stair)
def domain(request: HttpRequest, stair: queries.Stair) -> HttpResponse:
    """One domain: its staircase, what every round said, and whether everybody may read it."""
    people = queries.names([stair.partnership])
    name = vocabulary.name("domains", stair.domain)
    place = {party.id: party for party in people[stair.partnership][1]}.get(stair.hospital)
    told = {
        "stair": stair,
        "picture": replace(_drawn(stair, people), href=""),
        "name": name,
        "hospital": place,
        "history": [_look(one) for one in reversed(stair.history)],
        "may_release": access.decides(request.person, stair.hospital),
        "trail": [
            Crumb(place.known_as if place else "", reverse("selfreliance:hospital", args=[stair.hospital])),
            Crumb(name),
        ],
    }
    return render(request, "selfreliance/domain.html", told)


def _look(look: queries.Look) -> dict[str, object]:
    marks = look.marks
    return {
        "look": look,
        "month": shared.month(look.round.opened_at),
        "own": _said(marks.own),
        "partner": _said(marks.partner),
        "href": reverse("rounds:domain", args=[look.round.id, look.agreed.domain]) if look.agreed else "",
        "round": reverse("rounds:round", args=[look.round.id]),
    }


def _said(answer) -> str:
    if answer is None:
        return "–"
    return str(answer) if isinstance(answer, int) else vocabulary.step_name(answer)


@opens_to(access.stair_to_release, offline=True)
def release(request: HttpRequest, stair: queries.Stair) -> HttpResponse:
    """Let everybody read the level of one's own hospital, or take that back."""
    form = forms.Release.of(request, operations.last_in_book(stair.partnership))
    which, place = queries.place(stair.partnership, stair.hospital)
    said = {"partnership": which, "hospital": place, "domain": stair.domain, "public": not stair.is_public}
    if form.did(lambda _nothing: actions.release(**said, deed=request.deed)):
        messages.success(
            request, _("Everybody may read it now.") if said["public"] else _("It is for the partners only again.")
        )
        return redirect("selfreliance:domain", stair.partnership, stair.hospital, stair.domain)
    name = vocabulary.name("domains", stair.domain)
    back = reverse("selfreliance:domain", args=[stair.partnership, stair.hospital, stair.domain])
    button = _("Keep it for the partners") if stair.is_public else _("Let everybody read it")
    sentence = _("Everybody then reads where you began, the agreed step and the target; never what each side scored.")
    return ask(
        request, form, title=button, button=button, trail=[Crumb(name, back), Crumb(button)], sentences=[sentence]
    )
