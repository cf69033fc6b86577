"""What happens when the room opens: goals show how far they are."""

from django.apps import AppConfig


class Measurement(AppConfig):
    """What was counted against the measures of goals."""

    name = "partnerhood.pathway.measurement"

    def ready(self) -> None:
        """Stand at the station of evidence, and beside goals."""
        from partnerhood.pathway.measurement import listeners

        listeners.listen()
