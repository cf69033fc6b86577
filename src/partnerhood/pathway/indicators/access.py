"""Who may read what an organisation counts in its own way, and who says how it is counted."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.vocabulary.queries import UnknownCode
from partnerhood.pathway.indicators import queries
from partnerhood.pathway.indicators.models import Indicator, Version
from partnerhood.pathway.indicators.queries import Definition

DEFINERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)
"""Who says in the name of an organisation what it counts, and how."""


def definition(person: Standing | None, code: str) -> Definition:
    """A definition that stands ready: everybody may read it."""
    try:
        return queries.definition(code)
    except UnknownCode:
        raise Http404 from None


def indicator(person: Standing | None, indicator_id: UUID) -> Indicator:
    """An indicator of somebody's own organisation, or of one they work with, with everything that it ever said."""
    found = queries.row(indicator_id)
    if found is None or not queries.visible_to(person).filter(pk=indicator_id).exists():
        raise Http404
    return found


def indicator_to_change(person: Standing | None, indicator_id: UUID) -> Indicator:
    """An indicator that somebody defines anew: of their own organisation, and still in use."""
    found = indicator(person, indicator_id)
    if not defines(person, found):
        raise Http404
    return found


def indicator_to_translate(person: Standing | None, indicator_id: UUID, tongue: str) -> tuple[Indicator, str]:
    """An indicator that somebody says in one more language of the house than it was written in."""
    found = indicator_to_change(person, indicator_id)
    if tongue not in queries.other_languages(found.version):
        raise Http404
    return found, tongue


def defines(person: Standing | None, which: Indicator) -> bool:
    """Whether somebody says how an indicator is counted."""
    return person is not None and which.ended_at is None and person.has(which.organisation_id, *DEFINERS)


def own_houses(person: Standing | None) -> object:
    """The organisations for which somebody may define an indicator."""
    if person is None:
        return SIGN_IN
    mine = houses_of(person)
    if not mine:
        raise Http404
    return list(Organisation.objects.filter(pk__in=mine).order_by("name"))


def houses_of(person: Standing | None) -> list[UUID]:
    """The ids of the organisations for which somebody may define an indicator."""
    return [one for one in person.organisations if person.has(one, *DEFINERS)] if person else []


def may_define(deed: Deed, *, organisation: Organisation, **_: object) -> bool:
    """An organisation says itself what it counts."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(organisation.id, *DEFINERS)


def may_change(deed: Deed, *, indicator: Indicator, **_: object) -> bool:
    """The organisation whose indicator it is says how it is counted from now on."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(indicator.organisation_id, *DEFINERS)


def may_translate(deed: Deed, *, version: Version, **_: object) -> bool:
    """Who says how an indicator is counted says it in another language too."""
    return may_change(deed, indicator=version.indicator)
