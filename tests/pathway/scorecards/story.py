"""A scorecard of Samenwaarts, as tests tell it: newborns by sex, nights by ward, two aims blank."""

from decimal import Decimal
from typing import Any

from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.scorecards import actions, queries
from partnerhood.pathway.scorecards.models import Scorecard
from partnerhood.pathway.scorecards.rules import Chosen, Content, Group
from tests.cast import OPERATOR, Cast, by
from tests.pathway.reporting.story import DEATHS

NIGHTS = "posts_filled_at_night"
SKIN = "skin_to_skin_24h"


def content(who: Cast, **more: Any) -> Content:
    """Two indicators under better care, one under well-being, none for the population nor for what care costs."""
    groups = {
        "care_quality": [Chosen(indicator=DEATHS, target=Decimal(25), split="sex"), Chosen(indicator=SKIN)],
        "professionals_wellbeing": [Chosen(indicator=NIGHTS, target=Decimal("90.5"), split="ward")],
        **more.pop("groups", {}),
    }
    blank = {"cost": "Nog geen akkoord over hoe we het meten.", **more.pop("blank", {})}
    said = [Group(aim=aim, chosen=groups.get(aim, []), blank=blank.get(aim, "")) for aim in queries.aims()]
    return Content(hospitals=more.pop("hospitals", [who.lukanga.id, who.sonwerou.id]), aims=said, **more)


def chosen(who: Cast, what: Content | None = None, base: object = None, **more: Any) -> Scorecard:
    """Lotte says by what the network judges itself."""
    said = {"why": "Om samen te kijken", "language": "nl", **more}
    return actions.choose(network=who.network, content=what or content(who), **said, deed=by(who.lotte, base))


def close(who: Cast) -> None:
    """La Source works with Wilgenbeke too, so that Lotte reads what it counts."""
    partnerships.propose(
        key=ids.named("La Source – Wilgenbeke"),
        name="La Source – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.sonwerou, who.wilgenbeke],
        works_at=[who.sonwerou],
        deed=OPERATOR,
    )
