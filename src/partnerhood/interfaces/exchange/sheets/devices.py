"""The devices of a hospital as a sheet: the columns in which such a list comes in, and beside them how each device is."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.sheets import columns, writing
from partnerhood.interfaces.exchange.sheets.columns import Column
from partnerhood.interfaces.exchange.sheets.writing import Cell
from partnerhood.pathway.equipment import choices
from partnerhood.pathway.equipment.queries import Row


def comma_separated(hospital: str, rows: Sequence[Row]) -> bytes:
    """The devices as a CSV file in the reader's language, the dangerous and the longest broken first."""
    language = (get_language() or "en").split("-")[0]
    listed = [column.heading.get(language, column.heading["en"]) for column in _columns()]
    headings = [*listed, _("How it is"), _("Since"), _("Waits for")]
    return writing.comma_separated(headings, [_line(hospital, row) for row in rows])


def _columns() -> list[Column]:
    """What a list of devices says, but for what was said in words: that stays beside the device, with who said it."""
    return [column for column in columns.kind("devices").columns if column.field != "words"]


def _line(hospital: str, row: Row) -> list[Cell]:
    one, now = row.device, row.now
    said: dict[str, Cell] = {
        "name": one.name,
        "kind": vocabulary.name("device_kinds", one.kind),
        "hospital": hospital,
        "ward": one.ward.name if one.ward else "",
        "broken": _("yes") if now.is_out else "",
        "maker": one.maker,
        "model": one.model,
        "came_from": one.came_from,
        "in_use_since": one.in_use_since,
    }
    state, waits = str(choices.State(now.state).label), now.waits_for
    more: list[Cell] = [state, now.since, str(choices.WaitsFor(waits).label) if waits else ""]
    return [*(said[column.field] for column in _columns()), *more]
