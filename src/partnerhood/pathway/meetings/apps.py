"""What happens when the room opens: bodies show their next meeting, goals the decisions that serve them."""

from django.apps import AppConfig


class Meetings(AppConfig):
    """Meetings of bodies: agenda, minutes, decisions and action points."""

    name = "partnerhood.pathway.meetings"

    def ready(self) -> None:
        """Stand beside bodies and goals."""
        from partnerhood.pathway.meetings import listeners

        listeners.listen()
