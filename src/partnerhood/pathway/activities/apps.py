"""What happens when the room opens: goals and needs show what was done for them."""

from django.apps import AppConfig


class Activities(AppConfig):
    """What partners do together."""

    name = "partnerhood.pathway.activities"

    def ready(self) -> None:
        """Stand at the station of activities, and beside goals and needs."""
        from partnerhood.pathway.activities import listeners

        listeners.listen()
