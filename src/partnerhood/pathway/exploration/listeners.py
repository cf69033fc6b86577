"""What an exploration tells the rooms before it: from which outcome a goal follows."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import access, queries
from partnerhood.pathway.exploration.models import Statement
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import Kind
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.partnerships.queries import Line, Panel


def listen() -> None:
    """Stand on the pages of partnerships that explore, and beside their goals."""
    partnerships.panels.register("exploration", on_partnerships)
    goals.panels.register("exploration", beside_goals)


def on_partnerships(wanted: Sequence[Partnership], person: Standing | None) -> Mapping[UUID, Panel]:
    """The dossier of a partnership that explores, for who may read it; and for who may open it, where that is done."""
    panels = {}
    for one in (one for one in wanted if one.kind == Kind.EXPLORATION):
        found = queries.sight(person, partnership=one.id)
        if found:
            href = reverse("exploration:dossier", args=[found.exploration.id])
            panels[one.id] = Panel(_("Exploration"), action=_("Open the dossier"), href=href)
        elif access.may_begin(person, one):
            href = reverse("exploration:open", args=[one.id])
            panels[one.id] = Panel(_("Exploration"), action=_("Lay a question before both boards"), href=href)
    return panels


def beside_goals(wanted: Sequence[Goal], person: Standing | None) -> Mapping[UUID, Panel]:
    """The outcome that a goal follows from; only goals of partnerships that explore are asked about."""
    there = [goal.id for goal in wanted if goal.partnership.kind == Kind.EXPLORATION]
    found = queries.outcomes_of(there) if there else {}
    return {key: Panel(_("It follows from the outcome of the exploration"), [_line(one)]) for key, one in found.items()}


def _line(one: Statement) -> Line:
    name, language = languages.best(one.option.name, get_language() or "en") if one.option else ("", "")
    letter = one.option.letter if one.option else ""
    return Line(f"{letter} · {name}", reverse("exploration:statement", args=[one.id]), language=language)
