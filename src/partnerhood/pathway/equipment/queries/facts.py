"""What the record of devices answers when a hand-over asks whether the things work."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.rules import months_later
from partnerhood.pathway.equipment import rules
from partnerhood.pathway.equipment.queries.seeing import Told, told_of
from partnerhood.pathway.partnerships.queries import Found, Lead, Question

MOST_LEADS = 12


def things_work(question: Question) -> Found:
    """Whether a device that a domain needs was out of use for too long. That none was is not the whole answer: of water and
    of the current from the line this record knows nothing, so people answer for those."""
    kinds = [one.code for one in vocabulary.device_kinds() if _serves(one, question.domain)]
    known = question.once("devices", lambda: told_of(question.hospital, question.on))
    there = [one for one in known if one.kind in kinds]
    if not there:
        return Found(None, lambda: _("No device that this domain needs is on record."))
    most, months = question.thresholds.get("days", 30), question.thresholds.get("months", 6)
    start = months_later(question.on, -months)
    out = [(one, rules.longest_out(one.said, start, question.on)) for one in there]
    too_long = [(one, days) for one, days in out if days > most]
    if too_long:
        return Found(False, lambda: _too_long(too_long), [_lead(one) for one, _days in too_long[:MOST_LEADS]])
    return Found(None, lambda: _held(len(there), most, start))


def _serves(kind: vocabulary.DeviceKind, domain: str) -> bool:
    return domain in rules.EVERY_KIND or domain in kind.domains


def _lead(one: Told) -> Lead:
    return Lead("equipment:device", [str(one.id)], lambda: one.known_as)


def _too_long(found: list[tuple[Told, int]]) -> str:
    longest, days = max(found, key=lambda one: one[1])
    said = ngettext(
        "%(number)s device was out of use for too long: %(name)s for %(days)s days.",
        "%(number)s devices were out of use for too long, the longest %(name)s for %(days)s days.",
        len(found),
    )
    return said % {"number": len(found), "name": longest.known_as, "days": days}


def _held(number: int, most: int, start: date) -> str:
    said = ngettext(
        "%(number)s device is on record and was never out of use for more than %(days)s days since %(day)s."
        " Were water and current there too? People answer that.",
        "%(number)s devices are on record and none was out of use for more than %(days)s days since %(day)s."
        " Were water and current there too? People answer that.",
        number,
    )
    return said % {"number": number, "days": most, "day": look.written(start)}
