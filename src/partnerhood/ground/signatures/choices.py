"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Assurance(TextChoices):
    """How we know that this person turned the key."""

    SESSION = "session", _("signed in")
    STEP_UP = "step-up", _("signed in, and proved it again")
    OFFLINE = "offline", _("on a device without a connection")
    PAPER = "paper", _("on paper, confirmed by the signing partner")
    BEFORE = "before", _("agreed before Partnerhood")
