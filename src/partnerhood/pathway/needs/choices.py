"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnswerKind(TextChoices):
    """What became of a need."""

    ANSWERED = "answered", _("answered")
    TAKEN_UP = "taken-up", _("taken up by a goal")
    SET_ASIDE = "set-aside", _("set aside")
    REOPENED = "reopened", _("asked again")


class State(TextChoices):
    """Where a need stands."""

    UNCONFIRMED = "unconfirmed", _("noted from a call, not yet confirmed by the hospital")
    OPEN = "open", _("not yet answered")
    TAKEN_UP = "taken-up", _("taken up by a goal")
    ANSWERED = "answered", _("answered")
    SET_ASIDE = "set-aside", _("set aside, with a reason")
