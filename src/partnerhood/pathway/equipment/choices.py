"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How a device is."""

    WORKING = "working", _("works")
    PARTLY = "partly", _("works partly")
    BROKEN = "broken", _("broken")
    UNSAFE = "unsafe", _("unsafe: do not use")
    STORED = "stored", _("not needed now")
    GONE = "gone", _("gone from the house")


TROUBLE = (State.BROKEN, State.PARTLY, State.UNSAFE)
"""What somebody reports."""
AWAY = (State.STORED, State.GONE)
"""What nobody needs."""


class WaitsFor(TextChoices):
    """What a broken device waits for."""

    UNKNOWN = "unknown", _("we do not know yet")
    PART = "part", _("a spare part")
    TOOL = "tool", _("a tool or a test device")
    TECHNICIAN = "technician", _("a technician")
    MONEY = "money", _("money")
    CONSUMABLE = "consumable", _("a filter, a sensor or another consumable")


class RepairedBy(TextChoices):
    """Who brought a device back."""

    OWN = "own", _("the hospital's own people")
    SOUTH = "south", _("people of another hospital of the region (South–South)")
    VISITOR = "visitor", _("visitors")
    COMPANY = "company", _("a company")
    NOBODY = "nobody", _("no repair was needed")
