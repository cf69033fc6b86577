"""What national systems counted of hospitals: a file that was brought in, and what somebody let count as what."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import FOLDER, page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.records import clock
from partnerhood.interfaces.exchange.dhis2 import metadata, reading
from partnerhood.interfaces.exchange.dhis2.bringing.cells import Cell, cell
from partnerhood.pathway.reporting import actions as reporting
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.rules import national


def scenes(network: str) -> Iterator[Scene]:
    """Every file, period by period, and then where its numbers count."""
    for hospital, told in page(network, "national").items():
        yield scene(_bring, hospital, {**told, "network": network})
        for one in told["mapped"]:
            yield scene(_map, hospital, one)


def _bring(story: Story, hospital: str, said: dict[str, Any]) -> None:
    folder = FOLDER / said["network"]
    names = metadata.read((folder / said["names"]).read_bytes())
    months: dict[tuple[Any, Any], list[Cell]] = defaultdict(list)
    for value in reading.read((folder / said["file"]).read_bytes()).values:
        months[value.key.from_date, value.key.to_date].append(cell(value, names, clock.today()))
    for (from_date, to_date), cells in months.items():
        reporting.report(
            hospital=story[hospital],
            from_date=from_date,
            to_date=to_date,
            cells=rules.columns({one.key: one.figure for one in cells}),
            source=said["source"],
            origin="dhis2",
            sure=True,
            names={code: name for one in cells for code, name in one.names.items()},
            deed=story.by(said["by"]),
        )


def _map(story: Story, hospital: str, said: dict[str, Any]) -> None:
    reporting.map_to(
        hospital=story[hospital],
        element=national.element(said["element"]),
        indicator=said["indicator"],
        side=said["side"],
        deed=story.by(said["by"]),
    )
