"""Say which houses of this node are probably one, and why: somebody looks at each pair and decides. Nothing is written."""

import argparse
from typing import Any

from partnerhood.config.commands import migrate, say
from partnerhood.ground.organisations import queries as houses
from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.services.queries import duplicates
from partnerhood.pathway.services.rules.likeness import Reason

WORDS = {
    "number": "the same number in a register",
    "other_number": "another number in the same register",
    "name": "the same name",
    "name_like": "names that are {value:.0%} alike",
    "kind": "the same kind of house",
    "other_kind": "another kind of house",
    "other_marks": "another number, side or faith in the name",
    "part": "one is a part by its name",
    "place": "the same place",
    "other_place": "another place",
    "near": "{value:.1f} km apart",
    "far": "{value:.0f} km apart",
    "other_country": "another country",
}


def run(said: argparse.Namespace) -> int:
    """Print the pairs, what weighs most first."""
    migrate()
    found = duplicates.pairs()
    shown = found[: said.most]
    names = houses.named({key for pair in shown for key in (pair.one, pair.other)})
    rows: list[dict[str, Any]] = [
        {
            "one": _house(names[pair.one]),
            "other": _house(names[pair.other]),
            "weight": pair.weight,
            "reasons": [{"code": one.code, "weight": one.weight, "words": words(one)} for one in pair.reasons],
        }
        for pair in shown
    ]
    if said.json:
        say(True, {"pairs": len(found), "shown": rows}, "")
        return 0
    for row in rows:
        first, second = (
            f"{one['name']} ({one['place'] or one['country']}, {one['id']})" for one in (row["one"], row["other"])
        )
        why = ", ".join(one["words"] + (" (against)" if one["weight"] < 0 else "") for one in row["reasons"])
        print(f"{first}\n  {second}\n  {why}")
    print(
        f"{len(found)} pairs are probably one house."
        + (f" The first {said.most} are shown." if len(found) > said.most else "")
    )
    return 0


def words(one: Reason) -> str:
    """A reason in words."""
    return WORDS[one.code].format(value=one.value)


def _house(one: Organisation) -> dict[str, str]:
    told = {"id": str(one.id), "name": one.name, "place": one.place, "country": one.country}
    return {**told, "number": one.identifier, "provenance": one.provenance}
