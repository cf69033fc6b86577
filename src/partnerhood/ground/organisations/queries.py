"""What one may ask about organisations."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.operations import held
from partnerhood.ground.organisations.models import NetworkInvitation, Site
from partnerhood.ground.organisations.models import Organisation as Organisation
from partnerhood.ground.records import rows

_uses: list[Callable[[UUID], bool]] = []


def everybody() -> QuerySet[Organisation]:
    """Every organisation: that it exists, and where, is public."""
    return Organisation.objects.all()


def one(key: UUID) -> Organisation | None:
    """An organisation, whoever asks."""
    return rows.find(Organisation, key)


def named(ids: Iterable[UUID]) -> dict[UUID, Organisation]:
    """Organisations by id."""
    return Organisation.objects.in_bulk(list(ids))


def name_of(which: UUID) -> str:
    """The name of an organisation, looked up once while the door is held; nothing where it is not here."""
    return held.once(("name", which), lambda: _name(which), until=(Organisation._meta.label_lower,))


def _name(which: UUID) -> str:
    found = rows.find(Organisation, which)
    return found.name if found else ""


def sites(organisation: UUID) -> QuerySet[Site]:
    """The sites, wards and departments of an organisation that are open, by name."""
    there = Site.objects.filter(organisation=organisation, closed_at=None)
    return there.select_related("within").order_by("name")


def ask_use(uses: Callable[[UUID], bool]) -> None:
    """Register who knows whether something is still given at a site."""
    if uses not in _uses:
        _uses.append(uses)


def is_in_use(site: UUID) -> bool:
    """Whether a site has an open ward, or something is still given there."""
    return Site.objects.filter(within=site, closed_at=None).exists() or any(uses(site) for uses in _uses)


def networks_that_invite(organisations: Iterable[UUID]) -> QuerySet[NetworkInvitation]:
    """Invitations into networks that wait for a yes or a no of one of these organisations, the latest first."""
    asked = NetworkInvitation.objects.filter(organisation__in=list(organisations))
    waiting = asked.filter(accepted_at=None, declined_at=None)
    return waiting.select_related("network__coordinator").order_by("-invited_at")


def not_yet_in(network: UUID) -> QuerySet[NetworkInvitation]:
    """Whom a network asked and who has not said yes: no word yet, or a no with its reason; the latest first."""
    asked = NetworkInvitation.objects.filter(network=network, accepted_at=None)
    return asked.select_related("organisation").order_by("-invited_at", "id")


def known_as(identifier: str) -> Organisation | None:
    """The organisation that bears an identifier that the whole field knows it by."""
    return Organisation.objects.filter(identifier=identifier).first() if identifier else None
