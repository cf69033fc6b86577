"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementKind(TextChoices):
    """What both boards say in one wording."""

    MANDATE = "mandate", _("the question and the mandate")
    SCORES = "scores", _("the scores together")
    COMMUNIQUE = "communique", _("a communiqué")
    OUTCOME = "outcome", _("the outcome")


class AreaKind(TextChoices):
    """Whether the houses work together there already."""

    EXISTING = "existing", _("we work together there already")
    NEW = "new", _("new")


STRENGTHS = {
    1: _("1 · they know each other and refer"),
    2: _("2 · agreements on some patients or tasks"),
    3: _("3 · one plan, shared people or a shared list"),
    4: _("4 · one team on two sites"),
}
"""How strong a cooperation is that exists already."""


class Aspect(TextChoices):
    """For whom an option has effects."""

    PATIENTS = "patients", _("patients")
    STAFF = "staff", _("staff")
    TRAINING = "training", _("training")
    RESEARCH = "research", _("research")


class OptionState(TextChoices):
    """Where an option stands."""

    OPEN = "open", _("open")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CHOSEN = "chosen", _("chosen by both boards")
    NOT_NOW = "not-now", _("not chosen, for now")


class Ready(TextChoices):
    """Criteria that stand ready, because they are asked everywhere."""

    OUTCOMES = "outcomes", _("outcomes for patients")
    CLOSE_TO_HOME = "close_to_home", _("within reach, close to home")
    ACUTE_STAYS = "acute_stays", _("acute care stays in the region")
    STAFF = "staff", _("staff")
    TRAINING = "training", _("training and research")
    COST = "cost", _("cost and feasibility")
    UNDONE = "undone", _("can be undone")


class DecisionKind(TextChoices):
    """What was decided on the way."""

    NOTED = "noted", _("decided")
    NOT_TAKEN_UP = "not-taken-up", _("not taken up")
    WITHDRAWN = "withdrawn", _("option withdrawn")
    REOPENED = "reopened", _("option open again")


class Heard(TextChoices):
    """Who must be heard before a decision."""

    WORKS_COUNCIL = "works-council", _("works council")
    CLIENT_COUNCIL = "client-council", _("client council")
    MEDICAL_STAFF = "medical-staff", _("medical staff")
    SUPERVISORY_BOARD = "supervisory-board", _("supervisory board")
    COMPETITION = "competition", _("competition check")
    OTHER = "other", _("somebody else")


class Advice(TextChoices):
    """What somebody who was heard advises."""

    POSITIVE = "positive", _("positive")
    CONDITIONS = "conditions", _("positive with conditions")
    DIVIDED = "divided", _("divided")
    NEGATIVE = "negative", _("negative")
    NOTE = "note", _("a note, neither yes nor no")


class Audience(TextChoices):
    """Who is told of a communiqué."""

    STAFF = "staff", _("staff of both houses")
    COUNCILS = "councils", _("councils and medical staffs")
    PARTNERS = "partners", _("partners, referrers and authorities")
    PUBLIC = "public", _("everybody, on this page")
    PRESS = "press", _("the press")


class Asker(TextChoices):
    """Who asks."""

    STAFF = "staff", _("staff")
    PUBLIC = "public", _("the public")
