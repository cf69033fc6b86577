"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Place(TextChoices):
    """What kind of place inside an organisation."""

    SITE = "site", _("site")
    WARD = "ward", _("ward or department")


class Part(TextChoices):
    """What an organisation is in a network."""

    COORDINATING = "coordinating", _("coordinates")
    FOUNDER = "founder", _("founder")
    PARTNER = "partner", _("partner")
    AMBASSADOR = "ambassador", _("ambassador")
