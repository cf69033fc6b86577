"""What happens when the room opens: one can talk about a partnership, and it says who works in it."""

from django.apps import AppConfig


class Partnerships(AppConfig):
    """Partnerships of hospitals, their partners, bodies, charters and standstills."""

    name = "partnerhood.pathway.partnerships"

    def ready(self) -> None:
        """Stand at the station of people, and let people talk about partnerships."""
        from partnerhood.pathway.partnerships import listeners

        listeners.listen()
