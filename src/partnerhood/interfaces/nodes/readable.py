"""A partner's record for people: one sheet per kind of record, which any spreadsheet opens, and a page that says what is what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from partnerhood.ground.operations import snapshots
from partnerhood.ground.operations.snapshots import Place, Record
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.records import canonical, languages
from partnerhood.interfaces.exchange.sheets import writing
from partnerhood.interfaces.nodes import rules


def sheets(
    own: Iterable[Place], others: Sequence[Record], kept: Mapping[str, str]
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """A sheet for each kind of record, with names beside the ids of what it points at; files by the name they have here."""
    told = {row.id for row in others}
    kinds: dict[str, set[UUID]] = defaultdict(set)
    for label, key in [*own, *((row.label, row.id) for row in others)]:
        kinds[label].add(key)
    names = {
        row.id: str(row.name)  # type: ignore[attr-defined]
        for label, keys in kinds.items()
        if any(field.name == "name" for field in apps.get_model(label)._meta.concrete_fields)
        for row in snapshots.in_order(label, keys)
    }
    for label, keys in sorted(kinds.items()):
        fields = apps.get_model(label)._meta.concrete_fields
        headings = [heading for field in fields for heading in _headings(field)]
        cells = (
            [cell for field in fields for cell in _cells(field, _said(row, field, told), names, kept)]
            for row in snapshots.in_order(label, keys)
        )
        yield f"{label.replace('.', '-')}.csv", writing.pieces(headings, cells)


def _said(row: Record, field: Any, told: set[UUID]) -> Any:
    """What stands in a field; nothing where a row of others is told of without it."""
    is_left_out = row.id in told and field.attname in rules.LEFT_OUT.get(row.label, ())
    return None if is_left_out else getattr(row, field.attname)


def _headings(field: Any) -> list[str]:
    name = field.name.replace("_", " ")
    return [name, f"{name} (id)"] if field.is_relation else [name]


def _cells(field: Any, value: Any, names: Mapping[UUID, str], kept: Mapping[str, str]) -> list[writing.Cell]:
    if field.is_relation:
        return [names.get(value, ""), str(value or "")]
    if isinstance(value, dict) and languages.ORIGINAL in value:
        return [languages.original(value)]
    if isinstance(value, dict | list):
        return [canonical.text(value) if value else ""]
    if field.name in rules.NAMES_FILES and value in kept:
        return [kept[value]]
    return [value if value is None or isinstance(value, bool | int) else str(value)]


def about(organisation: UUID, now: datetime) -> str:
    """What this file is and how to read it, in every language of the house."""
    name = organisations.name_of(organisation)
    pages = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages.append(
                "\n".join(
                    [
                        _("The whole record of %(name)s, as it stood on %(day)s.")
                        % {"name": name, "day": now.date().isoformat()},
                        _("In the folder readable is one list for each kind of record. Any spreadsheet opens it."),
                        _("In the folder files are the photos, recordings and papers that the lists name."),
                        _(
                            "The folder record is for Partnerhood itself. partnerhood import makes a running node of it."
                        ),
                        _("Personal data is in this file. Keep it as carefully as the paper files of your hospital."),
                    ]
                )
            )
    return "\n\n".join(pages) + "\n"
