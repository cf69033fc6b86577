"""Closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RemarkKind(TextChoices):
    """What somebody says."""

    COMMENT = "comment", _("remark")
    QUESTION = "question", _("question")
    ANSWER = "answer", _("answer")
