"""What the cast does in its network, for every test of this room. Lotte coordinates the network; Sister Albertine keeps what
Lukanga does; Rékia signs for Sonwérou, which is a member without a coordinator."""

from dataclasses import dataclass

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.pathway.initiatives import actions
from partnerhood.pathway.initiatives.models import Initiative, Introduction, Neighbourhood, Theme
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.initiatives.rules.telling import Said
from tests.cast import Cast, by

MOTHERS = {
    "name": "Mamans en chemin",
    "what": "Des mamans se retrouvent avec leur bébé.",
    "audience": "jeunes mères",
    "looks_for": "une salle le matin",
}
MOEDERS = {
    "language": "nl",
    "name": "Stap voor stap",
    "what": "Jonge moeders komen met hun baby samen.",
    "audience": "jonge moeders",
    "offers": "een zaal op donderdag",
}


@dataclass
class There:
    """An agenda with one theme, two parts of the place, and two initiatives that do the same in two languages."""

    theme: Theme
    bas: Neighbourhood
    haut: Neighbourhood
    mothers: Initiative
    """Lukanga's own."""
    moeders: Initiative
    """Of somebody who has no page here, noted by Lotte."""


def content(**more: object) -> said_of.Initiative:
    """What is said of an initiative, in French unless another language is named."""
    return said_of.Initiative(**{"language": "fr", **more})


def theme(who: Cast, code: str = "T1", name: str = "Comprendre", person: Person | None = None, **more: object) -> Theme:
    """A theme as Lotte writes it."""
    said = said_of.Theme(**{"language": "fr", "code": code, "name": name, "aim": "Chaque jeune mère comprend.", **more})
    return actions.set_theme(network=who.network, content=said, deed=by(person or who.lotte))


def part(who: Cast, name: str, person: Person | None = None, **more: object) -> Neighbourhood:
    """A part of the network's place."""
    return actions.name_neighbourhood(network=who.network, name=name, **more, deed=by(person or who.lotte))


def entered(
    who: Cast, person: Person | None = None, organisation: Organisation | None = None, **more: object
) -> Initiative:
    """An initiative as somebody brings it in."""
    said = {"organisation": organisation} if organisation else {}
    return actions.enter(network=who.network, content=content(**more), **said, deed=by(person or who.lotte))


def there(who: Cast, coordinator: Person | None = None) -> There:
    """A small city."""
    one = theme(who, person=coordinator)
    bas, haut = part(who, "Bas", coordinator, latitude="-5.1", longitude="15.1"), part(who, "Haut", coordinator)
    reach = {"phone": "+243 81 000", "contact": "Sr Albertine", "contact_is_open": True, "aims": ["population_health"]}
    mine = {**MOTHERS, **reach, "themes": [one.id], "neighbourhoods": [bas.id]}
    return There(
        one,
        bas,
        haut,
        entered(who, who.albertine, who.lukanga, **mine),
        entered(who, coordinator, owner="Maison de l'enfant", **MOEDERS, themes=[one.id], neighbourhoods=[haut.id]),
    )


def introduced(who: Cast, made: There, coordinator: Person | None = None) -> Introduction:
    """The two, introduced to each other."""
    said = {"reasons": [Said(code="audience", what=["young_parents"])], "words": "Deux langues", "language": "fr"}
    return actions.introduce(one=made.mothers, other=made.moeders, **said, deed=by(coordinator or who.lotte))
