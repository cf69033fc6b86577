"""What happens when the room opens: what people wrote in the ledger can be found by its words."""

from django.apps import AppConfig


class Reciprocity(AppConfig):
    """What flows in both directions."""

    name = "partnerhood.pathway.reciprocity"

    def ready(self) -> None:
        """Let the words of the ledger be found."""
        from partnerhood.pathway.reciprocity import listeners

        listeners.listen()
