"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(TextChoices):
    """In which direction something went, for the side that says it."""

    GAVE = "gave", _("we gave it")
    GOT = "got", _("it came to us")


class Kind(TextChoices):
    """What is written down. An idea counts where it was taken up; a benefit and a cost, where they are felt."""

    VISITS = "visits", _("visits")
    DAYS = "days", _("person-days")
    HOURS = "hours", _("hours")
    MONEY = "money", _("money")
    TAUGHT = "taught", _("people taught")
    IDEA = "idea", _("ideas taken up")
    BENEFIT = "benefit", pgettext_lazy("partnership", "benefits")
    COST = "cost", pgettext_lazy("partnership", "costs")


class Benefit(TextChoices):
    """What a partnership brings. Seven domains, after the review of Jones and others of 2013, in our own words."""

    CLINICAL = "clinical", _("caring for patients: what our hands learnt")
    MANAGEMENT = "management", _("leading and organising")
    TEAMWORK = "teamwork", _("talking and working together")
    DIGNITY = "dignity", _("how patients are treated and feel")
    POLICY = "policy", _("rules and policy, in the house or beyond")
    ACADEMIC = "academic", _("teaching and research")
    PERSONAL = "personal", _("what it means to our people")


class Cost(TextChoices):
    """What a partnership costs. Five domains, after the same review, in our own words."""

    FINANCIAL = "financial", pgettext_lazy("partnership", "money and goods")
    REPUTATION = "reputation", _("our good name")
    SAFETY = "safety", _("health and safety")
    STAFF = "staff", _("people who were missing or left")
    OPPORTUNITY = "opportunity", _("what we could not do meanwhile")
