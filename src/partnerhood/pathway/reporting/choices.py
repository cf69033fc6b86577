"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """How a report came in."""

    BY_HAND = "by-hand", _("entered by hand")
    SHEET = "sheet", _("from a spreadsheet")
    DHIS2 = "dhis2", _("from DHIS2")
    ADX = "adx", _("from an ADX file")


class Side(TextChoices):
    """As what a number of a national system counts."""

    NUMERATOR = "numerator", _("how many")
    DENOMINATOR = "denominator", _("out of how many")
