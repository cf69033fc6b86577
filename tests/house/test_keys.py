"""What is remembered points back along the pathway, never ahead."""

from collections.abc import Iterable

from django.apps import apps

from tests.house.rooms import order


def ahead(keys: Iterable[tuple[str, str, str]], rooms: list[str]) -> list[str]:
    """The keys (where from, which field, where to) that point at a later room."""
    place = {name: number for number, name in enumerate(rooms)}
    return [
        f"{origin}.{field} points ahead at {target}"
        for origin, field, target in keys
        if place.get(target, -1) > place.get(origin, len(rooms))
    ]


def keys_of_the_house() -> Iterable[tuple[str, str, str]]:
    """Every foreign key between our own models."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if (
                field.is_relation
                and field.concrete
                and field.related_model
                and model.__module__.startswith("partnerhood.")
            ):
                yield model._meta.app_label, f"{model.__name__}.{field.name}", field.related_model._meta.app_label


def test_foreign_keys_point_back_only() -> None:
    assert ahead(keys_of_the_house(), order()) == []


def test_a_key_that_points_ahead_is_found() -> None:
    keys = [("needs", "Need.goal", "goals"), ("goals", "Goal.need", "needs"), ("goals", "Goal.owner", "auth")]

    assert ahead(keys, ["records", "needs", "goals"]) == ["needs.Need.goal points ahead at goals"]
