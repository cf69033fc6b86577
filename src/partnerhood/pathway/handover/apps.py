"""What happens when the room opens: the pathway learns how far the hand-overs are."""

from django.apps import AppConfig


class HandOver(AppConfig):
    """Letting go, and the door that stays open."""

    name = "partnerhood.pathway.handover"

    def ready(self) -> None:
        """Stand at the station of hand-over."""
        from partnerhood.pathway.handover import listeners

        listeners.listen()
        listeners.answer()
