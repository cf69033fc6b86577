"""What happens when the room opens: hand-overs learn whether the things work."""

from django.apps import AppConfig


class Equipment(AppConfig):
    """The devices that keep people alive."""

    name = "partnerhood.pathway.equipment"

    def ready(self) -> None:
        """Answer the fact that hand-overs ask."""
        from partnerhood.pathway.equipment import listeners

        listeners.answer()
