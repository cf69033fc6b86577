"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BEFORE = "before Partnerhood"
"""The provenance of an open point that a partnership had before it kept its record here."""


LADDER = "ladder"
"""The instrument that every round begins with: the five steps of a hospital, domain by domain."""


class LooksAt(TextChoices):
    """What an instrument looks at: one hospital, or how the partners work together."""

    HOSPITAL = "hospital", _("one hospital")
    PARTNERSHIP = "partnership", _("the partnership")


class RemarkKind(TextChoices):
    """What a side says once both scores are in."""

    SEEN = "seen", _("what we saw that you did not")
    NO_STEP = "no-step", _("why we agree on nothing this time")


class ActionEnding(TextChoices):
    """How an action of a plan ends."""

    DONE = "done", _("done")
    DROPPED = "dropped", _("no longer needed")


class Stage(TextChoices):
    """Where a domain stands in a round, as one reader may know it."""

    TO_SCORE = "to-score", _("your score is not in yet")
    WAITS_FOR_OTHER = "waits-for-other", _("waits for the other side")
    TO_TALK = "to-talk", _("to talk about")
    WAITS_FOR_KEYS = "waits-for-keys", _("waits for keys")
    SETTLED = "settled", _("settled")
