"""Of which hospital a file speaks: what a national system calls its places, and who that is here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.queries import Organisation
from partnerhood.interfaces.exchange.dhis2.metadata import Metadata
from partnerhood.interfaces.exchange.sentences import FileRefused, say

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a file by their codes: which hospital each is, and what its own system calls it."""

    hospitals: Mapping[str, Organisation]
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, unit: str) -> str:
        """A place by its name and its code, where the names came with it."""
        name = self.names.get(unit, "")
        return f"{name} ({unit})" if name and name != unit else unit


def places(
    units: Iterable[str],
    known: Iterable[Organisation],
    *,
    names: Metadata,
    said: Mapping[str, Organisation] | None = None,
    chosen: Organisation | None = None,
    unit: str = "",
) -> Places:
    """Which hospital each place of a file is: as somebody said, or by the identifier that both know. With `chosen` the file is
    for one hospital alone; where it speaks of several places, `unit` says which of them that is. FileRefused where it is open."""
    wanted = list(dict.fromkeys(units))
    called = {one: place.name for one in wanted if (place := names.organisation_units.called(one)) and place.name}
    said = said or {}
    if unit and chosen and unit not in wanted:
        raise FileRefused(say(_("The file does not speak of the place “%(place)s”."), place=unit))
    if unit and chosen:
        return Places({unit: chosen}, called)
    by_identifier = {one.identifier: one for one in known if one.identifier}
    found: dict[str, Organisation] = {}
    for one in wanted:
        hospital = said.get(one) or next(
            (by_identifier[name] for name in _names(one, names) if name in by_identifier), None
        )
        if hospital is not None and (chosen is None or hospital.id == chosen.id):
            found[one] = hospital
    if chosen and not found and len(wanted) == 1:
        found = {wanted[0]: chosen}
    if chosen and wanted and len(found) != 1:
        raise _open(Places({}, called), wanted, chosen)
    return Places(found, called)


def _names(unit: str, names: Metadata) -> list[str]:
    """Everything that stands for a place: what the file calls it, its identifier and its code."""
    place = names.organisation_units.called(unit)
    return list(filter(None, (unit, place.id, place.code) if place else (unit,)))


def _open(those: Places, wanted: list[str], chosen: Organisation) -> FileRefused:
    said = ", ".join(map(those.called, wanted[:MOST_NAMED])) + (", …" if len(wanted) > MOST_NAMED else "")
    wording = _("The file speaks of %(many)s places: %(places)s. Say which of them is %(hospital)s.")
    return FileRefused(say(wording, many=len(wanted), places=said, hospital=chosen.known_as))
