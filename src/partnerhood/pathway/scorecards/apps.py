"""What happens when the room opens: a network shows by what it judges itself."""

from django.apps import AppConfig


class Scorecards(AppConfig):
    """By what a network judges itself."""

    name = "partnerhood.pathway.scorecards"

    def ready(self) -> None:
        """Stand beside networks."""
        from partnerhood.pathway.scorecards import listeners

        listeners.listen()
