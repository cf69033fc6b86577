"""Closed lists of words that the pictures use."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATIONS = {
    "need": _("Needs"),
    "goal": _("Goals"),
    "people": _("People"),
    "activity": _("Activities"),
    "evidence": _("Evidence"),
    "self-reliance": _("Self-reliance"),
    "hand-over": _("Hand-over"),
}
STATES = {
    "quiet": pgettext_lazy("station", "nothing yet"),
    "moving": pgettext_lazy("station", "under way"),
    "waits": pgettext_lazy("station", "waits for somebody"),
    "done": pgettext_lazy("station", "done"),
}
TONGUES = {
    "rw": _("Kinyarwanda"),
    "ln": _("Lingala"),
    "kg": _("Kikongo"),
    "lua": _("Tshiluba"),
    "bba": _("Baatonum"),
    "fon": _("Fon"),
}
