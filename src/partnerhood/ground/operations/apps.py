"""What happens when the door is hung: the guard goes on every connection, and every room says what can be done in it."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules


class Operations(AppConfig):
    """The one write door."""

    name = "partnerhood.ground.operations"

    def ready(self) -> None:
        """Watch every connection from its first moment; let rooms declare operations, jobs and listeners."""
        from partnerhood.ground.operations import door, guard, registry

        connection_created.connect(guard.watch, dispatch_uid="the door")
        registry.hang(door.perform)
        autodiscover_modules("actions", "tasks", "listeners")
