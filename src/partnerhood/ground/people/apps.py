"""What happens when the room opens: organisations learn who speaks for them."""

from django.apps import AppConfig


class People(AppConfig):
    """Persons, how they sign in, and what they are in their organisation."""

    name = "partnerhood.ground.people"

    def ready(self) -> None:
        """Tell the earlier room who knows its coordinators, and note when a sign-in begins."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from partnerhood.ground.organisations import access as organisations
        from partnerhood.ground.people import access, middleware, queries

        organisations.ask(access.is_coordinator, queries.has_coordinator)
        user_logged_in.connect(middleware.begin, dispatch_uid="people.begin")
        user_logged_out.connect(middleware.end, dispatch_uid="people.end")
