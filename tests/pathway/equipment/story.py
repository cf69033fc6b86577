"""Devices of Lukanga, as the tests tell of them."""

from datetime import UTC, date, datetime

from partnerhood.pathway.equipment import actions
from partnerhood.pathway.equipment.models import Device, Question, Status
from tests.cast import Cast, by

CONCENTRATOR = "oxygen_concentrator"


def morning(day: date) -> datetime:
    """Eight o'clock of a day."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def added(who: Cast, label: str = "OC-11", **more: object) -> Device:
    """A concentrator in the newborn ward that works."""
    said = {"hospital": who.lukanga, "kind": CONCENTRATOR, "ward": who.newborn, **more}
    return actions.add(name=label, **said, deed=by(who.mireille))


def broken(who: Cast, device: Device, **more: object) -> Status:
    """Mireille says that it is broken."""
    said = {"state": "broken", "words": "Il siffle et s'arrête.", "language": "fr", **more}
    return actions.report(device=device, **said, deed=by(who.mireille))


def back(who: Cast, device: Device, repaired_by: str = "own", **more: object) -> Status:
    """The nursing director says that it works again."""
    return actions.back_in_use(device=device, repaired_by=repaired_by, **more, deed=by(who.albertine))


def asked(who: Cast, device: Device, words: str = "Quel filtre va sur le modèle C ?") -> Question:
    """Mireille asks Lotte of Wilgenbeke."""
    return actions.ask(device=device, to=who.lotte, words=words, language="fr", deed=by(who.mireille))
