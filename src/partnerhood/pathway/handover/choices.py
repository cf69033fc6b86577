"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Met(TextChoices):
    """Whether a criterion is met, as far as anybody knows."""

    MET = "met", _("met")
    NOT_MET = "not-met", _("not met")
    NOT_KNOWN = "not-known", _("not known")


class State(TextChoices):
    """Where a hand-over stands."""

    ASKED = "asked", _("asked for by the hospital")
    WAITS_FOR_KEYS = "waits-for-keys", _("waits for keys")
    STANDS = "stands", _("stands on its own")
    LOWER = "lower", _("found lower at a later look")
    ASKED_BACK = "asked-back", _("asked us back")
    TAKEN_BACK = "taken-back", _("taken back by the hospital")
