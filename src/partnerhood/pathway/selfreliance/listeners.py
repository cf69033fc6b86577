"""What self-reliance tells the pathway: whether a round is open, waits for one's key, and how many steps were agreed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Station
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Line, Panel
from partnerhood.pathway.selfreliance import queries

MOST = 5
BESIDE_A_FORM = 3  # the page of a new goal is the heaviest of the house, over a slow line


def listen() -> None:
    """Say where self-reliance can be heard."""
    partnerships.at_station("self-reliance", queries.at_partnership, station)
    needs.who_could_help.register("self-reliance", beside_needs)
    goals.who_could_help.register("self-reliance", beside_hospitals)


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of self-reliance: only partners know of rounds and levels."""
    href = reverse("selfreliance:partnership", args=[facts["id"]])
    rounds = reverse("rounds:rounds", args=[facts["id"]])
    if facts["mine"] and facts["state"] != "suspended":
        said = ngettext("%(number)s step waits for your key", "%(number)s steps wait for your key", facts["mine"])
        return Station("self-reliance", said % {"number": facts["mine"]}, rounds, "waits")
    if facts["open"]:
        return Station("self-reliance", _("a round is open"), rounds, "moving")
    if facts["agreed"]:
        said = ngettext(
            "%(number)s domain with an agreed step", "%(number)s domains with an agreed step", facts["agreed"]
        )
        return Station("self-reliance", said % {"number": facts["agreed"]}, href, "done")
    return Station("self-reliance", "", rounds if facts["inside"] else "")


def beside_needs(asked: Sequence[Need], person: Standing | None) -> Mapping[UUID, Panel]:
    """Who does what a need asks well already: for the hospital that asks and for those it asked."""
    close = [need for need in asked if need.domain and needs.is_close_to(person, need)]
    hospitals, domains = [need.hospital_id for need in close], {need.domain for need in close}
    found = queries.who_could_help(hospitals, person, domains) if close else {}
    panels = {}
    for need in close:
        helpers = [one for one in found[need.hospital_id] if one.agreed.domain == need.domain]
        if helpers:
            panels[need.id] = Panel(_("Who does it well already"), [_helper(one) for one in helpers[:MOST]])
    return panels


def beside_hospitals(hospitals: Sequence[Organisation], person: Standing | None) -> Mapping[UUID, Panel]:
    """Who around a hospital does something well already, while a goal is written there; nothing leads away from the form."""
    found = queries.who_could_help([one.id for one in hospitals], person)
    title = _("Who does it well already")
    return {key: Panel(title, [_short(one) for one in some[:BESIDE_A_FORM]]) for key, some in found.items() if some}


def _short(one: queries.Helper) -> Line:
    words = f"{one.known_as}{look.colon()} {vocabulary.name('domains', one.agreed.domain)}"
    return Line(words, note=_("step %(step)s, %(month)s") % {"step": one.step, "month": _month(one, "m/Y")})


def _helper(one: queries.Helper) -> Line:
    agreed = one.agreed
    said = _("%(step)s · %(name)s, agreed in %(month)s")
    note = said % {"step": one.step, "name": vocabulary.step_name(one.step), "month": _month(one)}
    place = [agreed.partnership, agreed.hospital, agreed.domain]
    return Line(one.known_as, reverse("selfreliance:domain", args=place), note)


def _month(one: queries.Helper, written: str = "F Y") -> str:
    return formats.date_format(timezone.localtime(one.agreed.agreed_at), written)
