"""What happens when the house opens: it looks whether every door has its lock."""

from django.apps import AppConfig
from django.core import checks


class House(AppConfig):
    """The whole house, once all its rooms are there."""

    name = "partnerhood.config"
    label = "config"

    def ready(self) -> None:
        """Ask these questions whenever Django checks itself."""
        from partnerhood.config import checks as ours

        checks.register(ours.every_address_has_a_policy)
        checks.register(ours.every_operation_is_whole)
