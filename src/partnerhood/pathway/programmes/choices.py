"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TraitKind(TextChoices):
    """What a programme can be found by."""

    COUNTRY = "country", _("country")
    SECTOR = "sector", _("sector")
    ORGANISATION = "organisation", _("organisation")


class EntryKind(TextChoices):
    """What kind of money is told of."""

    BUDGET = "budget", _("budget")
    PLAN = "plan", _("planned payment")
    TRANSACTION = "transaction", _("transaction")


class State(TextChoices):
    """Where a result stands between the organisations that take part."""

    PROPOSED = "proposed", _("published, not yet agreed by its partners here")
    ALONE = "alone", _("waits for a partner to be named")
    AGREED = "agreed", _("agreed by all partners")
    GONE = "gone", _("no longer published")
