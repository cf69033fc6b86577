"""The shape of what an operation takes: read off the types of its function, checked once at the door.

A parameter that is a kind of row travels as the row's id; the door puts the row in its place.
"""

import inspect
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pydantic

from partnerhood.ground.operations.refusals import NotThere, Unreadable
from partnerhood.ground.records import canonical, rows
from partnerhood.ground.records.models import Record

NOTHING = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The letter zero, as canonical text writes it."""
_STRICT = pydantic.ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)


@dataclass(frozen=True)
class Shape:
    """What one operation takes."""

    model: type[pydantic.BaseModel]
    single: Mapping[str, type[Record]]
    lists: Mapping[str, type[Record]]

    def said(self, arguments: Mapping[str, object]) -> dict[str, object]:
        """Typed arguments as a payload that JSON can carry: rows become their ids."""
        return {name: _plain(value) for name, value in arguments.items() if value is not None}

    def read(self, payload: Mapping[str, object]) -> dict[str, object]:
        """A payload as typed values, ids still ids; raises Unreadable with the fault of each field."""
        try:
            return dict(self.model.model_validate(dict(payload)))
        except pydantic.ValidationError as trouble:
            faults = {".".join(map(str, fault["loc"])): fault["msg"] for fault in trouble.errors()}
            raise Unreadable(faults) from trouble

    def text(self, payload: Mapping[str, object]) -> str:
        """The canonical text of a payload; raises Unreadable where letters are in it that no database keeps."""
        text = canonical.text(payload)
        try:
            text.encode()
        except UnicodeEncodeError as trouble:
            raise Unreadable({}) from trouble
        if "\\u0000" in text and NOTHING.search(text):
            raise Unreadable({})
        return text

    def resolve(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values with rows in the place of ids; raises NotThere where there is no such row."""
        found = dict(values)
        for name, row in self.single.items():
            if found.get(name) is not None:
                found[name] = _row(row, found[name])
        for name, row in self.lists.items():
            if found.get(name) is not None:
                found[name] = _rows(row, found[name])
        return found

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the payload."""
        return self.model.model_json_schema()


def shape_of(name: str, act: Callable[..., object]) -> Shape:
    """The shape that a function's keyword arguments ask for."""
    hints = typing.get_type_hints(act, include_extras=True)
    single: dict[str, type[Record]] = {}
    lists: dict[str, type[Record]] = {}
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(act).parameters.values():
        if parameter.name == "deed":
            continue
        hint, optional = _without_none(hints[parameter.name])
        if _is_row(hint):
            single[parameter.name], hint = hint, UUID
        elif typing.get_origin(hint) is list and _is_row(typing.get_args(hint)[0]):
            lists[parameter.name], hint = typing.get_args(hint)[0], list[UUID]
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[parameter.name] = (hint | None if optional else hint, default)
    model = pydantic.create_model(name.replace(".", "_"), __config__=_STRICT, **fields)
    return Shape(model, single, lists)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        left = [part for part in typing.get_args(hint) if part is not type(None)]
        if len(left) < len(typing.get_args(hint)):
            return left[0], True
    return hint, False


def _is_row(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Record)


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return str(value.id)
    if isinstance(value, pydantic.BaseModel):
        return canonical.plain(value.model_dump())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return canonical.plain(value)


def _row(row: type[Record], key: object) -> Record:
    found = rows.find(row, key)
    if found is None:
        raise NotThere
    return found


def _rows(row: type[Record], keys: object) -> list[Record]:
    assert isinstance(keys, list)
    by_id = row._default_manager.in_bulk(keys)
    if len(by_id) != len(set(keys)):
        raise NotThere
    return [by_id[key] for key in keys]
