"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What kind of partnership."""

    TWINNING = "twinning", _("twinning")
    REGIONAL = "regional", _("regional cooperation")
    EDUCATION_REGION = "education-region", _("education region")
    CITY_NETWORK = "city-network", _("city network")
    EXPLORATION = "exploration", _("exploration")


class State(TextChoices):
    """Where a partnership stands."""

    PROSPECTING = "prospecting", _("getting to know each other")
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    PHASING_OUT = "phasing-out", _("phasing out")
    ENDED = "ended", _("ended")
    FOLLOW_UP = "follow-up", _("looking in afterwards")


class Answer(TextChoices):
    """What an organisation says that was asked to be a partner."""

    JOINS = "joins", _("Yes, we join")
    DECLINES = "declines", _("No, not now")


class Reason(TextChoices):
    """Why a partnership stands still."""

    SECURITY = "security", _("security of travellers and hosts")
    EPIDEMIC = "epidemic", _("epidemic")
    AUTHORITIES = "authorities", _("decision of the authorities")
    TRUST = "trust", _("something between the partners")
    OTHER = "other", _("another reason")


class BodyKind(TextChoices):
    """What kind of body people sit in."""

    WORKING_GROUP = "working-group", _("working group")
    BOARD = "board", _("board")
    COMMITTEE = "committee", _("committee")


class SeatKind(TextChoices):
    """What somebody is in a body."""

    CHAIR = "chair", _("chair")
    MEMBER = "member", _("member")


class JoinAnswer(TextChoices):
    """What a network says to somebody who joins."""

    WELCOME = "welcome", _("Welcome")
    NO = "no", _("No, and why")


HEADINGS = [
    ("purpose", _("What we want together")),
    ("we", _("What each of us brings")),
    ("decisions", _("How we decide")),
    ("meetings", _("When we meet")),
    ("people", _("People who travel and people who receive")),
    ("money", _("Money and goods")),
    ("facts", _("Facts, privacy and what is public")),
    ("differences", _("When we disagree")),
    ("end", _("How this ends, and what stays")),
]
"""The headings of a charter, in their order."""
