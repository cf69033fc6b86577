"""What happens when the room opens: every service is found by its words, its place and its languages."""

from django.apps import AppConfig


class Services(AppConfig):
    """Who offers what care where."""

    name = "partnerhood.pathway.services"

    def ready(self) -> None:
        """Keep the index beside the services that it leads to."""
        from partnerhood.pathway.services import listeners

        listeners.listen()
