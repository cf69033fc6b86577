"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Length(TextChoices):
    """How long the periods are that a network looks at."""

    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")


class Reported(TextChoices):
    """What a hospital did with what it was asked in a period."""

    WHOLE = "whole", _("reported")
    PARTLY = "partly", _("reported in part")
    SILENT = "silent", _("silent")
