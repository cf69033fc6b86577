"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoleKind(TextChoices):
    """What somebody may do in the name of an organisation."""

    MEMBER = "member", _("member")
    HEAD = "head", _("head of department: ranks needs and scores")
    COORDINATOR = "coordinator", _("coordinator: invites people, prepares texts")
    SIGNATORY = "signatory", _("turns the organisation's key")
    VOLUNTEER = "volunteer", _("volunteer")


class PersonState(TextChoices):
    """Whether somebody takes part now."""

    ACTIVE = "active", _("takes part")
    SUSPENDED = "suspended", _("suspended")
    ERASED = "erased", _("erased at their own request")


SPEAKING = [RoleKind.MEMBER, RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY]
"""The roles of an organisation's own people."""
