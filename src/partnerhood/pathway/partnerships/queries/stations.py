"""What waits at the seven stations of the pathway: every room says its own, and all are asked in one query."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import Combinable

from partnerhood.ground.look.components import Station
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.partnerships.models import Partnership


class Number(Subquery):
    """How many rows a question about each partnership finds: for what stations ask."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class YourStation(Station):
    """A station where something waits for the very reader: it is the next thing to do."""


Facts = Mapping[str, Any]
Asks = Callable[[Standing | None], Mapping[str, Combinable]]
Tells = Callable[[Facts, Standing | None], Station]
_stations: dict[str, tuple[Asks, Tells]] = {}
STATIONS = ("need", "goal", "people", "activity", "evidence", "self-reliance", "hand-over")


def at_station(kind: str, asks: Asks, tells: Tells) -> None:
    """Say what waits at a station. `asks` gives expressions about a partnership (`OuterRef("pk")`), which all stations
    ask in one query for any number of partnerships; `tells` makes the station of the answers, and of `id` and `state`."""
    _stations[kind] = (asks, tells)
    plans.forget()


def stations(partnerships: Iterable[UUID], person: Standing | None) -> dict[UUID, list[Station]]:
    """The seven stations of partnerships as one reader may know them, in one query whatever the number."""
    return {row["id"]: _line(row, person) for row in _asked(list(partnerships), person)}


@plans.planned
def _asked(partnerships: list[UUID], person: Standing | None) -> QuerySet[Any, Any]:
    wanted = {_column(kind, name): what for kind in _stations for name, what in _stations[kind][0](person).items()}
    found: QuerySet[Any, Any] = Partnership.objects.filter(pk__in=partnerships).annotate(**wanted)
    return found.values("id", "state", *wanted)


def _line(row: Mapping[str, Any], person: Standing | None) -> list[Station]:
    known = [kind for kind in STATIONS if kind in _stations]
    told = {kind: _stations[kind][1](_facts(row, kind), person) for kind in known}
    return [told.get(kind, Station(kind)) for kind in STATIONS]


def _facts(row: Mapping[str, Any], kind: str) -> Facts:
    start = _column(kind, "")
    own = {name.removeprefix(start): value for name, value in row.items() if name.startswith(start)}
    return {"id": row["id"], "state": row["state"], **own}


def _column(kind: str, name: str) -> str:
    return f"at_{kind}_{name}".replace("-", "_")
