"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoleKind(TextChoices):
    """What somebody may do in the name of an organisation."""

    MEMBER = "member", _("member")
    HEAD = "head", _("head of department")
    COORDINATOR = "coordinator", _("coordinator")
    SIGNATORY = "signatory", _("signatory")
    VOLUNTEER = "volunteer", _("volunteer")


EXPLAINED = [
    (RoleKind.MEMBER, _("member: voices needs, takes part")),
    (RoleKind.HEAD, _("head of department: ranks needs and scores")),
    (RoleKind.COORDINATOR, _("coordinator: invites people, prepares texts")),
    (RoleKind.SIGNATORY, _("signatory: turns the organisation's key")),
    (RoleKind.VOLUNTEER, _("volunteer: goes out or helps from afar, speaks for nobody")),
]
"""The same, as somebody who gives a role reads them."""


class PersonState(TextChoices):
    """Whether somebody takes part now."""

    ACTIVE = "active", _("takes part")
    SUSPENDED = "suspended", _("suspended")
    ERASED = "erased", _("erased at their own request")


SPEAKING = [RoleKind.MEMBER, RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY]
"""The roles of an organisation's own people."""
