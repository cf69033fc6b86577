"""What happens when the room opens: needs show which goals took them up, and the pathway learns which goals wait."""

from django.apps import AppConfig


class Goals(AppConfig):
    """What the partners agree to reach, under the key of every partner."""

    name = "partnerhood.pathway.goals"

    def ready(self) -> None:
        """Stand at the station of goals, and beside needs."""
        from partnerhood.pathway.goals import listeners

        listeners.listen()
