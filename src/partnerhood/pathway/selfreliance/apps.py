"""What happens when the room opens: the pathway learns how far the rounds are."""

from django.apps import AppConfig


class SelfReliance(AppConfig):
    """Where a hospital stands in each care domain."""

    name = "partnerhood.pathway.selfreliance"

    def ready(self) -> None:
        """Stand at the station of self-reliance."""
        from partnerhood.pathway.selfreliance import listeners

        listeners.listen()
