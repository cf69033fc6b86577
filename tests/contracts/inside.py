"""One node's door in a process of its own, for tests that need thousands of deeds on two nodes; speaks JSON, line by line."""

import json
import sys
from typing import Any
from uuid import UUID

from partnerhood.config import command

said = command._parser().parse_args(["export"])
command._choose(said)

from partnerhood.config.commands import migrate  # noqa: E402
from partnerhood.ground.operations import chain, door, models, queries, registry, travelling  # noqa: E402
from partnerhood.ground.operations.deed import Claim  # noqa: E402
from partnerhood.ground.records import canonical, ids  # noqa: E402
from partnerhood.pathway.needs.models import Need  # noqa: E402


def say(kind: str, payload: dict[str, Any], author: str, device: str, number: int, base: str | int | None) -> Any:
    """Do one deed as a tablet sends it; gives what came of it, and its id."""
    own = UUID(device)
    alone = isinstance(base, int)
    known = ids.expand(own, base) if isinstance(base, int) else UUID(base) if base else None
    claim = Claim(UUID(author), own, number=number, base=known, alone=alone, keeps_both=True)
    outcome = next(door.perform_many([door.Said(registry.kinds[kind], payload, claim)]))
    why = str(outcome.refusal.sentence) if outcome.refusal else ""
    return {"id": outcome.id, "state": outcome.state, "answer": outcome.answer, "why": why}


def look(need: str) -> Any:
    """A need as it stands: its fields, what is disputed, and the base of who looks at it now."""
    row = Need.objects.get(pk=need)
    conflicts = {one.field: one.versions for one in models.Conflict.objects.filter(row=need)}
    fields = {"words": row.words, "domain": row.domain, "hospital_only": row.hospital_only}
    return {"fields": fields, "conflicts": conflicts, "base": queries.last_touch(UUID(need))}


def vector() -> Any:
    """How far this node is."""
    return travelling.vector(queries.books())


def since(known: dict[str, dict[str, int]]) -> Any:
    """What another node does not know yet."""
    return list(travelling.since({str(one): known.get(str(one), {}) for one in queries.books()}, limit=None))


def arrive(deeds: list[dict[str, Any]]) -> Any:
    """Take in what another node accepted."""
    return [arrival.state for arrival in travelling.arrive(deeds)]


def main() -> None:
    """Do what is asked until nobody asks."""
    migrate()
    chain.open_node()
    asked = {one.__name__: one for one in (say, look, vector, since, arrive)}
    for line in sys.stdin:
        name, words = json.loads(line)
        print(canonical.text(asked[name](*words)), flush=True)


if __name__ == "__main__":
    main()
