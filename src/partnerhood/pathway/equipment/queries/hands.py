"""Which faults a hospital's own people closed, for whoever shows how much it does with its own hands."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import rules
from partnerhood.pathway.equipment.queries.seeing import Told, is_inside, told_of
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Lead, Piece


def repairs_done(hospital: UUID, person: Standing | None) -> partnerships.Told | None:
    """Every fault that somebody closed, for who reads the hospital's devices; the others read what it counted itself."""
    if not is_inside(person, hospital):
        return None
    serves = {one.code: rules.EVERY_KIND | frozenset(one.domains) for one in vocabulary.device_kinds()}
    pieces = [piece for one in told_of(hospital, clock.today()) for piece in _pieces(one, serves.get(one.kind))]
    return partnerships.Told(_counts, lambda: _("the list of devices"), pieces) if pieces else None


def _pieces(one: Told, domains: frozenset[str] | None) -> Iterator[Piece]:
    lead = Lead("equipment:device", [str(one.id)], lambda: one.known_as)
    for fault in rules.closed(one.said, date.min, date.max):
        here = Decimal(fault.by == rules.OWN)
        yield Piece(fault.to_date or date.max, here, Decimal(1), lead, domains or rules.EVERY_KIND)


def _counts() -> str:
    return _("Faults that the hospital's own people closed, out of all that somebody repaired.")
