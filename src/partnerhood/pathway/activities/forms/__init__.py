"""What comes in about activities. Nothing here saves."""

from partnerhood.pathway.activities.forms.keeping import Attendee, Correct, Hold, Paste, Strike
from partnerhood.pathway.activities.forms.planning import CallOff, Plan, PlanAnew
from partnerhood.pathway.activities.forms.shared import Names, Number, Period, Shared, hours

__all__ = [
    "Attendee",
    "CallOff",
    "Correct",
    "Hold",
    "Names",
    "Number",
    "Paste",
    "Period",
    "Plan",
    "PlanAnew",
    "Shared",
    "Strike",
    "hours",
]
