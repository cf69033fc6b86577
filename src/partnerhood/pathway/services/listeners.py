"""What the rooms before this one do that changes what can be found."""

from partnerhood.ground.operations import summaries
from partnerhood.pathway.services.queries import keeping


def listen() -> None:
    """Keep the index beside the rows that it is made of."""
    for label, keep in keeping.FOLLOWED.items():
        summaries.follow(label, keep)
