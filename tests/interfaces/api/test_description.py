"""What `/api/1/openapi.json` tells of every operation is true of that operation."""

from typing import Any

import pytest
from django.test import Client

from partnerhood.ground.operations import registry

pytestmark = pytest.mark.django_db
UNSAID = ("default", None)


@pytest.fixture
def described() -> dict[str, Any]:
    """The shapes that the API describes, by name."""
    shapes: dict[str, Any] = Client().get("/api/1/openapi.json").json()["components"]["schemas"]
    return shapes


def _meant(shape: Any, shapes: dict[str, Any]) -> Any:
    """A shape with what it points at in its place, without names: equal where the same may be sent."""
    if isinstance(shape, list):
        return [_meant(one, shapes) for one in shape]
    if not isinstance(shape, dict):
        return shape
    told = {key: value for key, value in shape.items() if key not in ("title", "$defs") and (key, value) != UNSAID}
    if "allOf" in told and len(told["allOf"]) == 1:
        told |= told.pop("allOf")[0]
    if "$ref" in told:
        told = {**shapes[told.pop("$ref").rsplit("/", 1)[1]], **told}
        return _meant(told, shapes)
    return {key: _meant(value, shapes) for key, value in told.items()}


def test_every_operation_is_described_as_the_door_reads_it(described: dict[str, Any]) -> None:
    for kind in registry.kinds.values():
        own = kind.shape.schema()
        told = described[kind.name.replace(".", "_")]

        assert _meant(told, described) == _meant(own, own.get("$defs", {})), kind.name


def test_what_two_rooms_call_by_one_word_has_two_names(described: dict[str, Any]) -> None:
    assert {"goals_Content", "rounds_Content", "handover_Content"} <= set(described)
    assert "statement" in described["goals_Content"]["properties"]
    assert "keeps_it_going" in described["rounds_Content"]["properties"]
