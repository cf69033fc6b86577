"""What happens when the room opens: goals show from which outcome they follow."""

from django.apps import AppConfig


class Exploration(AppConfig):
    """Two boards look at how closely their houses want to work together."""

    name = "partnerhood.pathway.exploration"

    def ready(self) -> None:
        """Stand beside goals."""
        from partnerhood.pathway.exploration import listeners

        listeners.listen()
