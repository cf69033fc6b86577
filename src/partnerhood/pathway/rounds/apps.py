"""What happens when the room opens: one can talk about a round."""

from django.apps import AppConfig


class Rounds(AppConfig):
    """Score apart, then agree."""

    name = "partnerhood.pathway.rounds"

    def ready(self) -> None:
        """Let people talk about rounds."""
        from partnerhood.pathway.rounds import listeners

        listeners.listen()
