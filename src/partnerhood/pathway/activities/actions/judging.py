"""What planning and holding judge alike: days that a hand may have meant."""

from datetime import date

from partnerhood.ground.operations.deed import Deed
from partnerhood.pathway.activities import rules
from partnerhood.pathway.activities.actions.refusals import NoPeriod, NotBelievable


def judge_days(from_date: date, to_date: date, deed: Deed) -> None:
    """A period ends after it begins, in a year that somebody can have meant."""
    deed.refuse_if(not rules.is_period(from_date, to_date), NoPeriod())
    today = deed.recorded_at.date()
    deed.refuse_if(not rules.is_believable(from_date, to_date, today), NotBelievable())
