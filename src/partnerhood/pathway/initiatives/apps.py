"""What happens when the room opens: a network shows what is done in it."""

from django.apps import AppConfig


class Initiatives(AppConfig):
    """What is done in a network, by theme and neighbourhood."""

    name = "partnerhood.pathway.initiatives"

    def ready(self) -> None:
        """Stand beside networks."""
        from partnerhood.pathway.initiatives import listeners

        listeners.listen()
