"""What the rooms before this one do that changes what can be found."""

from django.db import transaction

from partnerhood.ground.operations import summaries, writing
from partnerhood.ground.organisations import queries as organisations
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.queries import editions, keeping


def listen() -> None:
    """Keep the index and the editions beside the rows that they are made of."""
    for label, keep in keeping.FOLLOWED.items():
        summaries.follow(label, keep)
    for label, tell in editions.FOLLOWED.items():
        summaries.follow(label, tell)
    organisations.ask_use(queries.is_given_at)


def begin(**_: object) -> None:
    """Write the first editions of a node that is older than they are."""
    with transaction.atomic(), writing.hand():
        editions.begin()
