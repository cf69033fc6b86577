"""What happens when the room opens."""

from django.apps import AppConfig


class Exploration(AppConfig):
    """Two boards look at how closely their houses want to work together."""

    name = "partnerhood.pathway.exploration"
