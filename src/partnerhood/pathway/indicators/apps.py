"""What the room is called; nothing yet asks it to listen."""

from django.apps import AppConfig


class Indicators(AppConfig):
    """What partners count, and how a count becomes a figure."""

    name = "partnerhood.pathway.indicators"
