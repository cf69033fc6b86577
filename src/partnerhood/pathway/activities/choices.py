"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BEFORE = "before Partnerhood"
"""The provenance of what was held before a partnership kept its record here."""


class Led(TextChoices):
    """Who leads what is done together."""

    LOCAL = "local", _("by the hospital's own people")
    SOUTH_SOUTH = "south-south", _("by a hospital of the region (South–South)")
    VISITOR = "visitor", _("by visitors")
    MIXED = "mixed", _("by visitors and own people together")


class Sex(TextChoices):
    """What somebody wrote on the list, if anything."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    OTHER = "other", _("other")


class State(TextChoices):
    """Where an activity stands."""

    PLANNED = "planned", _("planned")
    WAITS = "waits", _("over, and nobody said yet what came of it")
    HELD = "held", _("took place")
    CANCELLED = "cancelled", _("did not happen")
