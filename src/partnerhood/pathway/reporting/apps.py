"""What happens when the room opens: sums are kept with the reports they are made of."""

from django.apps import AppConfig


class Reporting(AppConfig):
    """What hospitals count, period by period."""

    name = "partnerhood.pathway.reporting"

    def ready(self) -> None:
        """Follow the reports."""
        from partnerhood.pathway.reporting import listeners

        listeners.listen()
