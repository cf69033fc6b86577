"""What happens when the room opens: the pathway learns what waits at the station of needs."""

from django.apps import AppConfig


class Needs(AppConfig):
    """What a local team asks for, in its own words and in its own order."""

    name = "partnerhood.pathway.needs"

    def ready(self) -> None:
        """Stand at the station of needs."""
        from partnerhood.pathway.needs import listeners

        listeners.listen()
