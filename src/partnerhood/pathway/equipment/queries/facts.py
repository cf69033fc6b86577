"""What the record of devices answers when a hand-over asks whether the things work."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.rules import months_later
from partnerhood.pathway.equipment import rules
from partnerhood.pathway.equipment.queries.seeing import Row, all_of
from partnerhood.pathway.partnerships.queries import Found, Lead, Question

MOST_LEADS = 12


def things_work(question: Question) -> Found:
    """Whether a device that a domain needs was out of use for too long. That none was is not the whole answer: of water and
    of the current from the line this record knows nothing, so people answer for those."""
    kinds = [one.code for one in vocabulary.device_kinds() if _serves(one, question.domain)]
    rows = question.once("devices", lambda: all_of(question.hospital, until=question.on))
    there = [row for row in rows if row.device.kind in kinds]
    if not there:
        return Found(None, lambda: _("No device that this domain needs is on record."))
    most, months = question.thresholds.get("days", 30), question.thresholds.get("months", 6)
    start = months_later(question.on, -months)
    out = [(row, *rules.longest_out(row.now.said, start, question.on)) for row in there]
    too_long = [(row, days, since) for row, days, since in out if days > most]
    if too_long:
        return Found(False, lambda: _too_long(too_long), [_lead(row) for row, _days, _since in too_long[:MOST_LEADS]])
    return Found(None, lambda: _held(len(there), most, start))


def _serves(kind: vocabulary.DeviceKind, domain: str) -> bool:
    return domain in rules.EVERY_KIND or domain in kind.domains


def _lead(row: Row) -> Lead:
    return Lead("equipment:device", [str(row.device.id)], lambda: row.name)


def _too_long(found: list[tuple[Row, int, date | None]]) -> str:
    row, days, _since = max(found, key=lambda one: one[1])
    said = ngettext(
        "%(number)s device was out of use for too long: %(name)s for %(days)s days.",
        "%(number)s devices were out of use for too long, the longest %(name)s for %(days)s days.",
        len(found),
    )
    return said % {"number": len(found), "name": row.name, "days": days}


def _held(number: int, most: int, start: date) -> str:
    said = ngettext(
        "%(number)s device is on record and was never out of use for more than %(days)s days since %(day)s."
        " Were water and current there too? People answer that.",
        "%(number)s devices are on record and none was out of use for more than %(days)s days since %(day)s."
        " Were water and current there too? People answer that.",
        number,
    )
    return said % {"number": number, "days": most, "day": look.written(start)}
