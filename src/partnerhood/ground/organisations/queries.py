"""What one may ask about organisations."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.operations import held
from partnerhood.ground.organisations.models import NetworkInvitation, Site
from partnerhood.ground.organisations.models import Organisation as Organisation
from partnerhood.ground.records import rows


def everybody() -> QuerySet[Organisation]:
    """Every organisation: that it exists, and where, is public."""
    return Organisation.objects.all()


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
    """The sites, wards and departments of an organisation, by name."""
    return Site.objects.filter(organisation=organisation).select_related("within").order_by("name")


def networks_that_invite(organisation: UUID) -> QuerySet[NetworkInvitation]:
    """Invitations into networks that an organisation has not said yes to, the latest first."""
    waiting = NetworkInvitation.objects.filter(organisation=organisation, accepted_at=None)
    return waiting.select_related("network__coordinator").order_by("-invited_at")


def known_as(identifier: str) -> Organisation | None:
    """The organisation that bears an identifier that the whole field knows it by."""
    return Organisation.objects.filter(identifier=identifier).first() if identifier else None
