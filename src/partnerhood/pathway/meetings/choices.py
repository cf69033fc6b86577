"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Asks(TextChoices):
    """What a point on the agenda asks of who sits there."""

    INFORM = "inform", _("to inform")
    ADVISE = "advise", _("to advise")
    DECIDE = "decide", _("to decide")


class Came(TextChoices):
    """Who was there."""

    CAME = "came", pgettext_lazy("meeting", "came")
    BY_LINE = "by-line", _("came by line")
    EXCUSED = "excused", pgettext_lazy("meeting", "excused")


class Readers(TextChoices):
    """Who reads a meeting besides those who sit in the body or say who does."""

    MEMBERS = "members", _("nobody else")
    INSIDE = "inside", _("the people of these organisations")
    EVERYBODY = "everybody", _("everybody, once the minutes are approved")


class Ending(TextChoices):
    """What came of an action point."""

    DONE = "done", _("done")
    DROPPED = "dropped", _("no longer needed")
