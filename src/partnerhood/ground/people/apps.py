"""What happens when the room opens: organisations learn who speaks for them."""

from django.apps import AppConfig


class People(AppConfig):
    """Persons, how they sign in, and what they are in their organisation."""

    name = "partnerhood.ground.people"

    def ready(self) -> None:
        """Tell the earlier room who knows its coordinators."""
        from partnerhood.ground.organisations import access as organisations
        from partnerhood.ground.people import access

        organisations.ask(access.is_coordinator)
