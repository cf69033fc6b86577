"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tier(TextChoices):
    """How special the care is."""

    BASIC = "basic", pgettext_lazy("care", "basic")
    TOP_CLINICAL = "top-clinical", pgettext_lazy("care", "top-clinical")
    TOP_REFERRAL = "top-referral", pgettext_lazy("care", "top-referral")


class Route(TextChoices):
    """How one comes to the care."""

    SELF = "self", _("come or call yourself")
    LETTER = "letter", _("with a letter of your doctor")
    SPECIALIST = "specialist", _("a specialist refers")
    EMERGENCY = "emergency", _("in an emergency, without asking")


class Cost(TextChoices):
    """What one pays."""

    FREE = "free", pgettext_lazy("cost", "free")
    INSURED = "insured", _("paid by the health insurance, with your own part")
    SMALL = "small", _("a small amount")
    FULL = "full", _("you pay the full price")


class Accessible(TextChoices):
    """For whom the place is easy to use."""

    WHEELCHAIR = "wheelchair", _("wheelchair")
    LIFT = "lift", _("lift or ground floor")
    SIGNS = "signs", _("sign language")
    BUS = "bus", _("bus or train nearby")
    HOME = "home", _("comes to your home")
    PHONE = "phone", _("by telephone or screen")


class Holidays(TextChoices):
    """What happens on holidays."""

    CALL = "call", _("on holidays: call first")
    SAME = "same", _("also on holidays")
    CLOSED = "closed", _("closed on holidays")


class How(TextChoices):
    """How somebody checked what stands here."""

    OURSELVES = "ourselves", _("by the house itself")
    PHONE = "phone", pgettext_lazy("checked", "by telephone")
    VISIT = "visit", pgettext_lazy("checked", "by a visit")


MISSING = {
    "reach": _("No telephone number and no e-mail address: nobody can call."),
    "hours": _("When it is open is not said."),
    "languages": _("Which languages are spoken is not said."),
    "route": _("How one comes there is not said."),
    "how": _("Who refers is said, how is not."),
    "cost": _("What it costs is not said."),
    "accessible": _("Whether somebody in a wheelchair can come is not said."),
    "eligibility": _("For whom it is is not said."),
    "place": _("Where it is is not on the map: it is not found near a place."),
    "check": _("Nobody has checked it yet."),
    "old": _("It was last checked more than a year ago."),
}
"""What a record lacks, by the codes of the rule."""
