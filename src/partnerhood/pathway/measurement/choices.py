"""The questions that are asked before an unusual reading is kept."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "less-than-nothing": _("You wrote %(value)s, which is less than nothing."),
    "nothing-counted": _("Nothing was counted in this period, so there is no value; it is shown as empty."),
    "more-than-all": _("You counted %(value)s, which is more than there are in all."),
    "jump": _("The last ones were %(low)s to %(high)s; you wrote %(value)s."),
    "ten-times": _("The last one was %(low)s; you wrote %(value)s."),
    "jump-found": _("The last ones were %(low)s to %(high)s; this gives %(value)s."),
    "ten-times-found": _("The last one was %(low)s; this gives %(value)s."),
    "same-period": _("There is a reading for these days already: %(value)s. To change that one, put it right instead."),
    "overlap": _("From %(from_date)s to %(to_date)s there is a reading already: %(value)s."),
    "gap": _("Between %(from_date)s and %(to_date)s nothing was read. Is that known?"),
    "not-over": _("This period is not over yet: it ends on %(to_date)s."),
}
