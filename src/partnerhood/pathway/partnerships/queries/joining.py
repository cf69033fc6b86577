"""Who wants to join a network without an account; asked for who coordinates it alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.pathway.partnerships.models import Joiner, Joining


def joining(network: UUID) -> Joining | None:
    """How one joins a network, whether it takes anybody now or not."""
    return Joining.objects.filter(network=network).first()


def parts_to_join_as(network: UUID) -> list[str]:
    """As what one joins a network now; nothing where it takes nobody."""
    found = Joining.objects.filter(network=network, is_open=True).first()
    return list(found.parts) if found else []


def joiners(network: UUID) -> QuerySet[Joiner]:
    """Who wants to join, those who wait first, the newest on top; whoever was erased is not there."""
    return Joiner.objects.filter(network=network, erased_at=None).order_by("answer", "-joined_at", "id")


def count_joiners(network: UUID) -> int:
    """How many want to join or did."""
    return Joiner.objects.filter(network=network, erased_at=None).count()


def joiner(joiner_id: UUID) -> Joiner | None:
    """One who wants to join."""
    return Joiner.objects.filter(pk=joiner_id).select_related("network").first()


def joined_already(network: UUID, reach: str) -> bool:
    """Whether somebody who is reached so wants to join already, and has no no for an answer."""
    return Joiner.objects.filter(network=network, reach=reach, erased_at=None).exclude(answer="no").exists()


def joined_since(network: UUID, moment: datetime) -> int:
    """How many came since a moment."""
    return Joiner.objects.filter(network=network, joined_at__gt=moment).count()


def waiting_in(network: UUID) -> int:
    """How many wait for an answer."""
    return Joiner.objects.filter(network=network, answer="", erased_at=None).count()


def joiners_waiting(organisations: Sequence[UUID]) -> QuerySet[Joiner]:
    """Who waits for an answer of a network that one of these organisations coordinates."""
    return Joiner.objects.filter(network__coordinator__in=organisations, answer="", erased_at=None)
