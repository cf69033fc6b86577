"""What the cast offers, for every test of this room."""

from decimal import Decimal

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.pathway.services import actions
from partnerhood.pathway.services.models import Service
from partnerhood.pathway.services.rules.content import Content
from tests.cast import OPERATOR, Cast, by

MORNINGS = {str(day): [["08:00", "12:30"]] for day in range(1, 6)} | {"holidays": "call"}


def content(kind: str = "diabetes", **more: object) -> Content:
    """A clinic that says everything that somebody has to know."""
    usual: dict[str, object] = {
        "language": "fr",
        "kind": kind,
        "name": "Consultation du sucre",
        "route": "letter",
        "referral": "Le billet du centre de santé.",
        "phone": "+243 81 000 00 00",
        "languages": ["fr", "kg"],
        "hours": MORNINGS,
        "zone": "Africa/Kinshasa",
        "cost": "small",
        "accessible": ["lift"],
        "eligibility": "Pour tous.",
    }
    return Content(**{**usual, **more})


def offered(who: Cast, kind: str = "diabetes", **more: object) -> Service:
    """What Lukanga offers, as Sister Albertine says it."""
    return actions.offer(organisation=who.lukanga, content=content(kind, **more), deed=by(who.albertine))


def noted(who: Cast, person: Person | None = None, kind: str = "dialysis", **more: object) -> Service:
    """What Lotte noted for Lukanga, whose network she coordinates."""
    said = {"organisation": who.lukanga, "noted_from": "au téléphone", "content": content(kind, **more)}
    return actions.note(**said, deed=by(person or who.lotte))


def house(name: str, latitude: str, longitude: str, place: str = "", country: str = "BE") -> Organisation:
    """A house somewhere."""
    at = {"latitude": Decimal(latitude), "longitude": Decimal(longitude), "place": place}
    return organisations.found(key=ids.named(name), name=name, kind="hospital", country=country, **at, deed=OPERATOR)


def at(one: Organisation, kind: str, site: Site | None = None, **more: object) -> Service:
    """What a house that nobody speaks for offers, as the directory has it."""
    said = {"language": "nl", "kind": kind, **more}
    return actions.offer(organisation=one, site=site, content=Content(**said), provenance="directory", deed=OPERATOR)
