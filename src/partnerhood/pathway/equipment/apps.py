"""What happens when the room opens: the rooms that ask learn whether the things work and who repaired them."""

from django.apps import AppConfig


class Equipment(AppConfig):
    """The devices that keep people alive."""

    name = "partnerhood.pathway.equipment"

    def ready(self) -> None:
        """Answer what other rooms ask."""
        from partnerhood.pathway.equipment import listeners

        listeners.answer()
