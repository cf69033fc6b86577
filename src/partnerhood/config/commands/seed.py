"""Load organisations, people and deeds from a documented file, through operations.

The file is JSON: `{"deeds": [{"do": "needs.voice", "as": "n1", "by": "@mireille", "at": "2024-01-09T10:00:00+01:00", …}]}`.
Every other key is an argument of the operation. `"as"` names the result, `"@name"` stands for its id, `"by"` is the author
by name or id (none: who runs the node). What needs a `"key"` of its own gets one from what is said where none is given. A deed of `people.welcome` may carry `"password"` with `"email"`, or `"pin"` with `"card"`.
"""

import argparse
import json
from collections import Counter
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from partnerhood.config.commands import Trouble, migrate, progress, say
from partnerhood.ground.operations import chain, door, registry
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.refusals import Refused, Unreadable
from partnerhood.ground.people import accounts
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import canonical, clock, ids

AROUND = {"do", "as", "by", "at", "password", "pin", "card"}


def run(said: argparse.Namespace) -> int:
    """Do every deed of the file in order; the first that is refused stops it, and the file can be sent again."""
    migrate()
    chain.open_node()
    names = load(said.file)
    Path(settings.DATA, "seeded.json").write_text(json.dumps(names))
    say(said.json, names, f"{len(names)} things have a name now.")
    return 0


def load(file: Path) -> dict[str, str]:
    """Do the deeds of a file; gives the ids by name."""
    try:
        deeds = json.loads(file.read_text(encoding="utf-8"))["deeds"]
    except (OSError, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as trouble:
        raise Trouble(f"{file} is not a seed file: {trouble}") from trouble
    names: dict[str, str] = {}
    said_before: Counter[str] = Counter()
    for number, deed in enumerate(deeds, 1):
        try:
            _do(deed, names, said_before)
        except Refused as refusal:
            fault = f" ({', '.join(refusal.faults)})" if isinstance(refusal, Unreadable) else ""
            raise Trouble(f"Deed {number}, {deed['do']}: {refusal.sentence}{fault}") from refusal
        except KeyError as missing:
            raise Trouble(f"Deed {number}: there is no {missing}.") from missing
        except (ValueError, TypeError, AttributeError) as trouble:
            raise Trouble(f"Deed {number} cannot be read: {trouble}.") from trouble
        progress(number, len(deeds), "deeds")
    return names


def _do(deed: dict[str, Any], names: dict[str, str], said_before: Counter[str]) -> None:
    kind = registry.kinds[deed["do"]]
    payload = {key: _named(value, names) for key, value in deed.items() if key not in AROUND}
    if "as" in deed and "key" in kind.shape.model.model_fields:
        payload.setdefault("key", str(ids.derived(ids.named("seed"), canonical.fingerprint([deed["as"], payload]))))
    claim = _claim(deed, payload, names, said_before)
    with clock.at(datetime.fromisoformat(deed["at"])) if "at" in deed else nullcontext():
        outcome = door.perform(kind, payload, claim)
    if "as" in deed:
        names[deed["as"]] = str(outcome.answer.get("id", outcome.id))
    _let_in(deed, outcome.answer)


def _claim(deed: dict[str, Any], payload: dict[str, Any], names: dict[str, str], said_before: Counter[str]) -> Claim:
    """The same deed, in this file again or in a longer one, is the same deed; said twice in one file, it is two."""
    author = UUID(_named(deed["by"], names)) if deed.get("by") else None
    words = canonical.fingerprint([deed["do"], payload, author, deed.get("at")])
    said_before[words] += 1
    identity = ids.derived(ids.named("seed"), f"{words} {said_before[words]}")
    return Claim(author, ids.named("seed"), id=identity, base=LATEST, operator=author is None)


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return names[value[1:]]
    if isinstance(value, list):
        return [_named(item, names) for item in value]
    return value


def _let_in(deed: dict[str, Any], answer: dict[str, Any]) -> None:
    """Open the account of somebody who was welcomed with a password, or with a card and a PIN."""
    if not (deed.get("password") or deed.get("pin")):
        return
    person = people.person(UUID(answer["id"]))
    if deed.get("password"):
        accounts.open_account(person, deed["email"], deed["password"])
    else:
        accounts.open_card(person, deed["card"], deed["pin"])
