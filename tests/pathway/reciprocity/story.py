"""What the cast says of giving and receiving, for every test of this room."""

from datetime import date
from decimal import Decimal

from partnerhood.ground.people.models import Person
from partnerhood.pathway.reciprocity import actions
from partnerhood.pathway.reciprocity.models import Entry
from tests.cast import Cast, by

YEAR = {"from_date": date(2025, 1, 1), "to_date": date(2026, 1, 1)}


def said(who: Cast, kind: str = "hours", **more: object) -> Entry:
    """610 hours that Lukanga gave in 2025, as Sister Albertine counts them."""
    usual: dict[str, object] = {"on_behalf_of": who.lukanga, "partner": who.wilgenbeke, **YEAR}
    if kind in ("idea", "benefit", "cost"):
        usual |= {"words": "La fiche de stock, lue à deux.", "language": "fr"}
    else:
        usual |= {"way": "gave", "amount": Decimal(610), "source": "cahier du nursing"}
    return actions.say(partnership=who.partnership, kind=kind, **{**usual, **more}, deed=by(who.albertine))


def also_said(who: Cast, kind: str = "hours", *, person: Person | None = None, **more: object) -> Entry:
    """What Wilgenbeke says of it, as Lotte counts."""
    turned = {"on_behalf_of": who.wilgenbeke, "partner": who.lukanga, **YEAR}
    if kind in ("idea", "benefit", "cost"):
        turned |= {"words": "Tien minuten oefenen vóór de dienst.", "language": "nl"}
    else:
        turned |= {"way": "got", "amount": Decimal(480), "source": "lijst van Lotte"}
    deed = by(person or who.lotte)
    return actions.say(partnership=who.partnership, kind=kind, **{**turned, **more}, deed=deed)
