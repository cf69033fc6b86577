"""Bring in a file of a national system, or what its server says: each value once, and an answer about each that is refused."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from partnerhood.config.commands import Trouble, migrate, progress, say
from partnerhood.ground.operations import chain, door, registry
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.organisations.queries import Organisation
from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.dhis2 import bringing, mapping_file, metadata, opening, reading
from partnerhood.interfaces.exchange.dhis2.bringing import Brought, Desk, Places
from partnerhood.interfaces.exchange.dhis2.mapping_file import MappingFile
from partnerhood.interfaces.exchange.dhis2.metadata import Metadata
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.rules.national import Target

MOST_SHOWN = 1_000
CLAIM = Claim(author=None, device=ids.named("import-dhis2"), base=LATEST, operator=True)


def run(said: argparse.Namespace) -> int:
    """Bring a file in; 1 where it cannot be read or a value or a mapping was refused."""
    migrate()
    if not said.dry_run:
        chain.open_node()
    try:
        content, names, source = _file(said)
        read = reading.read(content, source)
        asked = mapping_file.read(_bytes(said.mapping), names) if said.mapping else MappingFile()
        places = _places(read, said, asked, names)
        wrong = [] if said.dry_run else _map(places.hospitals.values(), asked.targets)
        desk = Desk(CLAIM, places, source, names)
        brought = bringing.bring_in(
            read, desk, dry_run=said.dry_run, told=lambda done, of: progress(done, of, "values")
        )
    except FileRefused as refused:
        raise Trouble(f"Line {refused.line}: {refused}" if refused.line else str(refused)) from refused
    if said.dry_run:
        counted = {one.element for one in asked.targets}
        brought.unmapped = {code: name for code, name in brought.unmapped.items() if code not in counted}
    _say(brought, places, wrong, said)
    return 1 if wrong or brought.counts[bringing.REFUSED] else 0


def _file(said: argparse.Namespace) -> tuple[bytes, Metadata, str]:
    """The values, the names behind their codes, and where both come from."""
    if (said.file is None) == (said.server is None):
        raise Trouble("Say which file to bring in, or with --from which server to ask.")
    if said.server:
        return _asked(said)
    names = metadata.read(_bytes(said.metadata)) if said.metadata else Metadata()
    return _bytes(said.file), names, said.file.name


def _asked(said: argparse.Namespace) -> tuple[bytes, Metadata, str]:
    """What a server says; where it keeps the names to itself, the values come in with their codes."""
    from partnerhood.interfaces.exchange.dhis2 import server

    if not (said.dataset and said.org_unit and said.period):
        raise Trouble("Say what to ask the server for: --dataset, --org-unit and --period.")
    token = _bytes(said.token_file).decode(errors="replace") if said.token_file else ""
    there = server.at(said.server, token)
    values = there.values(said.dataset, said.org_unit, said.period)
    if said.metadata:
        return values, metadata.read(_bytes(said.metadata)), there.host
    try:
        names = metadata.read(there.metadata(said.dataset, said.org_unit))
    except FileRefused as refused:
        print(f"The names stay away, and codes stand in their place. {refused}", file=sys.stderr)
        names = Metadata()
    return values, names, there.host


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise Trouble(f"There is no file {path}.")
    if path.stat().st_size > opening.Limits().file_bytes:
        raise Trouble(
            f"{path} is larger than {opening.Limits().file_bytes // opening.MEGABYTE} MB. Bring it in by parts."
        )
    return path.read_bytes()


def _places(read: reading.Read, said: argparse.Namespace, asked: MappingFile, names: Metadata) -> Places:
    units = dict.fromkeys(one.key.org_unit for one in read.values)
    known = list(organisations.everybody())
    told = {unit: _organisation(name, known) for unit, name in asked.hospitals.items()}
    chosen = _organisation(said.hospital, known) if said.hospital else None
    if said.org_unit and not chosen and not said.server:
        raise Trouble("Say with --hospital which hospital the place is.")
    unit = said.org_unit if chosen and said.org_unit else ""
    return bringing.places(units, known, names=names, said=told, chosen=chosen, unit=unit)


def _organisation(said: str, known: Iterable[Organisation]) -> Organisation:
    """An organisation by its id, its identifier or one of its names."""
    found = [one for one in known if said in (str(one.id), one.identifier)]
    found = found or [one for one in known if said.casefold() in (one.name.casefold(), one.short_name.casefold())]
    if len(found) != 1:
        many = "There are several hospitals" if found else "There is no hospital"
        raise Trouble(f"{many} called {said}. Give its id.")
    return found[0]


def _map(hospitals: Iterable[Organisation], targets: Iterable[Target]) -> list[str]:
    """Say for each hospital where its numbers count, where nobody said so yet; gives what was refused."""
    wanted = {one.id: one for one in hospitals}
    wrong = []
    kind = registry.kinds["reporting.map"]
    for hospital in wanted.values():
        there = set(queries.targets(hospital.id))
        fresh = [one for one in dict.fromkeys(targets) if one not in there]
        said = [door.Said(kind, _payload(hospital.id, one), replace(CLAIM)) for one in fresh]
        for one, outcome in zip(fresh, door.perform_many(said), strict=True):
            if outcome.refusal:
                wrong.append(f"{one.element} as {one.indicator} at {hospital.known_as}: {_reason(outcome.refusal)}")
    return wrong


def _payload(hospital: UUID, one: Target) -> dict[str, object]:
    told = {"element": one.element, "part": one.part, "indicator": one.indicator, "side": one.side, "split": one.split}
    return {"hospital": str(hospital), **told}


def _reason(refusal: Refused) -> str:
    return str(refusal.sentence)


def _say(brought: Brought, places: Places, wrong: list[str], said: argparse.Namespace) -> None:
    """Tell what came of the file: for machines whole, for people what they can act on."""
    if sys.stderr.isatty():
        print(file=sys.stderr)
    counts = {state: brought.counts[state] for state in bringing.STATES}
    if said.json:
        say(True, {**counts, **_facts(brought, wrong), "dry_run": said.dry_run}, "")
        return
    for one in brought.refused:
        print(f"Line {one.line}: {one.written}: {one.reason}", file=sys.stderr)
    for unit, times in brought.strangers.items():
        print(
            f"{places.called(unit)}: no hospital here is known by this. Its {times} values stay out.", file=sys.stderr
        )
    for sentence in wrong:
        print(f"Not mapped: {sentence}", file=sys.stderr)
    print(_sentence(counts, brought, dry_run=said.dry_run))


def _facts(brought: Brought, wrong: list[str]) -> dict[str, object]:
    return {
        "refusals": [
            {"position": one.position, "line": one.line, "written": one.written, "reason": str(one.reason)}
            for one in brought.refused
        ],
        "unknown_places": dict(brought.strangers),
        "not_mapped": wrong,
        "unmapped": brought.unmapped,
        "repeated": brought.repeated,
        "periods": [
            {"hospital": hospital, "days": rules.name_of(*days), **counted}
            for (hospital, days), counted in brought.periods.items()
        ],
    }


def _sentence(counts: Mapping[str, int], brought: Brought, *, dry_run: bool) -> str:
    lines = [", ".join(f"{number} {state}" for state, number in counts.items()) + "."]
    if dry_run:
        lines[0] += " Nothing was written: this was a dry run."
    if brought.repeated:
        lines.append(f"{brought.repeated} stand in the file more than once; the last one counts.")
    if brought.unmapped:
        lines.append(
            f"Counts nowhere until the hospital says where, on its page of national numbers: {len(brought.unmapped)}"
        )
        lines += [f"  {code}  {name}" for code, name in list(brought.unmapped.items())[:10]]
        lines += [f"  … and {len(brought.unmapped) - 10} more."] if len(brought.unmapped) > 10 else []
    return "\n".join(lines)
