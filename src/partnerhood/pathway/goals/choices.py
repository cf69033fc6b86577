"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a goal stands."""

    PROPOSED = "proposed", _("waits for signatures")
    AGREED = "agreed", _("agreed by all partners")
    WITHDRAWN = "withdrawn", _("a key was taken back")
    CLOSED = "closed", _("closed")


class Level(TextChoices):
    """Where a goal stands in the chain of results."""

    IMPACT = "impact", _("impact: what changes for patients in the end")
    OUTCOME = "outcome", _("outcome: what the hospital does otherwise")
    OUTPUT = "output", _("output: what is there afterwards")


class Opinion(TextChoices):
    """What the health authority of the district says of a goal."""

    IN_FAVOUR = "in-favour", _("in favour")
    WITH_REMARKS = "with-remarks", _("in favour, with remarks")
    AGAINST = "against", _("against")


class Unit(TextChoices):
    """How a measure is written."""

    PERCENT = "percent", _("per cent")
    PER_HUNDRED = "per-hundred", _("per hundred")
    PER_THOUSAND = "per-thousand", _("per thousand")
    NUMBER = "number", _("number")
    DAYS = "days", _("days")
    SECONDS = "seconds", _("seconds")
    MONEY = "money", _("money")


class Direction(TextChoices):
    """Which way is better."""

    UP = "up", _("more is better")
    DOWN = "down", _("less is better")


class Ending(TextChoices):
    """How a goal ends; none is called failure."""

    REACHED = "reached", _("reached")
    OTHER_PRIORITIES = "other-priorities", _("the hospital chose other priorities")
    ANOTHER_CARRIES_ON = "another-carries-on", _("somebody else carries on")
    NOT_POSSIBLE = "not-possible", _("not possible")
