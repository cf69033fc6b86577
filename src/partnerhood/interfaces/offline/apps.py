"""The offline room, for Django."""

from django.apps import AppConfig

from partnerhood.ground.look import context
from partnerhood.ground.records.addresses import reverse
from partnerhood.interfaces.offline import scripts


class OfflineConfig(AppConfig):
    """Pages and forms without a connection."""

    name = "partnerhood.interfaces.offline"
    label = "offline"

    def ready(self) -> None:
        """Hang the script on every page of who signed in."""
        context.hang_script(lambda: reverse("offline:script", args=[scripts.name("page")]))
