"""A second partnership of the same network, for what hospitals know of each other."""

from dataclasses import replace

from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import OPERATOR, Cast, by


def with_la_source(who: Cast) -> Cast:
    """La Source with Wilgenbeke: another partnership of the same network, seen from there."""
    second = partnerships.propose(
        key=ids.named("second"),
        name="La Source – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.sonwerou, who.wilgenbeke],
        works_at=[who.sonwerou],
        deed=OPERATOR,
    )
    partnerships.move(partnership=second, state="active", reason="2011", deed=by(who.lotte))
    return replace(who, partnership=second, lukanga=who.sonwerou, makiese=who.rekia, mireille=who.rekia)
