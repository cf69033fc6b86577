"""What happens when the room opens: every service is found by its words, its place and its languages."""

from django.apps import AppConfig


class Services(AppConfig):
    """Who offers what care where."""

    name = "partnerhood.pathway.services"

    def ready(self) -> None:
        """Keep the index and the editions beside the services that they tell of; once, those of before there were any."""
        from django.db.models.signals import post_migrate

        from partnerhood.pathway.services import listeners

        listeners.listen()
        post_migrate.connect(listeners.begin, sender=self)
