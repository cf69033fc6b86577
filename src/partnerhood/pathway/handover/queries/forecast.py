"""When a criterion is likely to be met, in words: a range of months with its reasons, or what is missing to say more."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.templatetags import look
from partnerhood.pathway.handover import rules
from partnerhood.pathway.partnerships.queries import Course, Found


def sentences(found: Found | None, today: date) -> list[str]:
    """What the facts of a criterion let one say of when it will be met; nothing where no room counts it."""
    if found is None or found.met:
        return []
    held = [_due(*found.due)] if found.due else []
    return held + [_course(one, today) for one in found.courses]


def days(found: Found | None, today: date) -> list[rules.Outlook]:
    """What lets one say when a criterion is met, as days; nothing where no room counts it."""
    if found is None or found.met:
        return []
    held = [rules.Outlook("between", early=found.due[0], late=found.due[0])] if found.due else []
    return held + [_outlook(one, today) for one in found.courses]


def together(each: Sequence[rules.Outlook]) -> str:
    """When the last of several is likely, in a sentence; nothing where one of them has no day."""
    early, late = rules.latest(each)
    if early is None:
        return ""
    if late is None:
        return _("What can be counted is likely to be met not before %(early)s.") % {"early": _month(early)}
    told = {"early": _month(early), "late": _month(late)}
    if told["early"] == told["late"]:
        return _("What can be counted is likely to be met in %(early)s.") % told
    return _("What can be counted is likely to be met between %(early)s and %(late)s.") % told


def _outlook(one: Course, today: date) -> rules.Outlook:
    points = [rules.Point(on, value) for on, value in one.points]
    found = rules.outlook(points, one.target, up=one.up, today=today, fewest=one.fewest)
    return rules.later(found, days=one.days, months=one.months)


def _due(day: date, why: Callable[[], str]) -> str:
    return _("%(why)s So from %(day)s at the earliest.") % {"why": why(), "day": look.written(day)}


def _course(one: Course, today: date) -> str:
    return f"{capfirst(one.words())}{look.colon()} {_said(one, _outlook(one, today))}"


def _said(one: Course, found: rules.Outlook) -> str:
    match found.kind:
        case "too-few":
            return ngettext(
                "too little is known to say when. %(number)s more would help.",
                "too little is known to say when. %(number)s more would help.",
                found.lacks,
            ) % {"number": found.lacks}
        case "too-short":
            return ngettext(
                "what is known lies too close together to say when. Look again in %(number)s month.",
                "what is known lies too close together to say when. Look again in %(number)s months.",
                found.lacks,
            ) % {"number": found.lacks}
        case "still":
            return _("%(moved)s; as it goes now it does not come nearer.") % {"moved": _moved(one, found)}
        case "away":
            return _("%(moved)s; as it goes now it moves away.") % {"moved": _moved(one, found)}
        case "too-far":
            return _("%(moved)s; at that pace it takes more than ten years.") % {"moved": _moved(one, found)}
        case "not-before":
            told = {"moved": _moved(one, found), "early": _month(found.early)}
            return _("%(moved)s; at that pace not before %(early)s, and perhaps later than one can say.") % told
    early, late = _month(found.early), _month(found.late)
    if early == late:
        return _("%(moved)s; at that pace in %(early)s.") % {"moved": _moved(one, found), "early": early}
    told = {"moved": _moved(one, found), "early": early, "late": late}
    return _("%(moved)s; at that pace between %(early)s and %(late)s.") % told


def _moved(one: Course, found: rules.Outlook) -> str:
    assert found.first and found.last
    told = {"first": one.show(found.first.value), "last": one.show(found.last.value), "number": found.months}
    if told["first"] == told["last"]:
        said = ngettext("%(first)s, as %(number)s month before", "%(first)s, as %(number)s months before", found.months)
    else:
        said = ngettext(
            "from %(first)s to %(last)s in %(number)s month",
            "from %(first)s to %(last)s in %(number)s months",
            found.months,
        )
    return said % told


def _month(day: date | None) -> str:
    return date_format(day, "F Y") if day else ""
