"""Closed lists of this room, and its sentences by code."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Whose initiative it is."""

    ASSOCIATION = "association", pgettext_lazy("initiative", "of an association")
    CARE = "care", pgettext_lazy("initiative", "of a care organisation")
    PUBLIC = "public", pgettext_lazy("initiative", "of the city or another authority")
    COMPANY = "company", pgettext_lazy("initiative", "of a company")
    STUDENTS = "students", pgettext_lazy("initiative", "a project of students")
    CITIZENS = "citizens", pgettext_lazy("initiative", "of citizens themselves")


class How(TextChoices):
    """How somebody knows that an initiative still runs."""

    OURSELVES = "ourselves", pgettext_lazy("still runs", "by its owner")
    PHONE = "phone", pgettext_lazy("still runs", "by telephone")
    LINK = "link", pgettext_lazy("still runs", "by the link in a mail")


class Heard(TextChoices):
    """How lately an initiative was heard of."""

    LATELY = "lately", _("heard of this year")
    LONG = "long", _("not confirmed for over a year")
    SILENT = "silent", _("not heard of since")


class Pair(TextChoices):
    """Why two initiatives are laid beside each other."""

    ALIKE = "alike", _("they do the same")
    STRENGTHEN = "strengthen", _("they would strengthen each other")


MISSING = {
    "name": _("It has no name yet."),
    "what": _("What happens there is not said."),
    "audience": _("For whom it is is not said."),
    "where": _("Where it is is not said."),
    "since": _("Since when is not said."),
    "owner": _("Whose it is is not said."),
    "contact": _("No telephone number, no mail and no website: nobody can reach them."),
    "themes": _("It stands under no theme of the agenda."),
    "aims": _("Which aim it serves is not said."),
    "kind": _("Whether it is of an association, a company, students or others is not said."),
}
"""What a record lacks, by the codes of the rule."""

REASONS = {
    "audience": _("Both are for %(what)s."),
    "activity": _("Both do this: %(what)s."),
    "words": _("Both use these words: %(what)s."),
    "theme": _("Both stand under “%(themes)s”."),
    "aim": _("Both serve the same aim: %(aims)s."),
    "same_place": _("Both work in %(places)s."),
    "two_places": _(
        "One works in %(one_places)s, the other in %(other_places)s: what one has learned, the other can use."
    ),
    "tongues": _("They are told in two languages, and may not know of each other."),
    "has": _("“%(one)s” looks for %(what)s, and “%(other)s” has or does that."),
    "reaches": _("“%(one)s” looks for %(what)s, and “%(other)s” reaches people who may want to do that: %(among)s."),
    "goes_with": _("“%(one)s” is about %(what)s; what helps there is %(among)s, and “%(other)s” does that."),
    "way_in": _("“%(one)s” looks for a way into %(places)s, and “%(other)s” works there."),
}
"""Why two initiatives are laid beside each other, by the codes of the finder."""
