"""One <iati-activity> element, read into an activity; what makes it unusable, and what is only noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading import documents, finances, places, results
from partnerhood.interfaces.exchange.iati.reading.element import LANGUAGE, code, day, percentage, text, yes
from partnerhood.interfaces.exchange.iati.reading.notes import Notes, Remark, Unusable
from partnerhood.interfaces.exchange.iati.reading.tree import Element
from partnerhood.interfaces.exchange.sentences import say
from partnerhood.pathway.programmes.rules.activity import (
    Activity,
    ActivityDate,
    OtherIdentifier,
    Participant,
    RelatedActivity,
    Reporter,
)
from partnerhood.pathway.programmes.rules.words import Condition, Description

Read = Callable[["Element", Notes], Any]


def activity(element: Element, language: str) -> tuple[Activity, list[Remark]]:
    """The activity that an element tells of, and what is odd about it; Unusable where it cannot come in."""
    notes = Notes(
        language=(element.attributes.get(LANGUAGE) or language).strip().lower()[:35],
        currency=code(element, "default-currency").upper(),
    )
    notes.check(element, "Language", notes.language)
    notes.check(element, "Currency", notes.currency)
    found = Activity(
        identifier=_identifier(element, notes),
        reporter=_reporter(element, notes),
        title=_title(element, notes),
        language=notes.language,
        currency=notes.currency,
        hierarchy=code(element, "hierarchy") or "1",
        humanitarian=yes(element, "humanitarian") or False,
        **_parts(element, notes),
    )
    return found, notes.remarks


def _identifier(element: Element, notes: Notes) -> str:
    part = element.first("iati-identifier")
    written = part.text if part is not None else ""
    said = written.strip()
    if part is None or not said:
        raise Unusable(element.line, say(_("The activity has no identifier, so it could not be found again.")))
    if len(said) > 255 or len(said.split()) > 1:
        wording = _("“%(said)s” is not an identifier: it holds spaces, or more than 255 characters.")
        raise Unusable(part.line, say(wording, said=said))
    if said != written:
        notes.note(part, _("The activity's identifier has spaces around it; they are left out."), "1.3.1")
    return said


def _reporter(element: Element, notes: Notes) -> Reporter:
    part = element.first("reporting-org")
    if part is None:
        raise Unusable(element.line, say(_("The activity does not say which organisation reports it.")))
    reporter = Reporter(
        identifier=code(part, "ref"),
        name=text(part, notes),
        type=notes.check(part, "OrganisationType", code(part, "type")),
        secondary=yes(part, "secondary-reporter") or False,
    )
    if not reporter.identifier and not reporter.name:
        wording = _("The organisation that reports the activity has neither an identifier nor a name.")
        raise Unusable(part.line, say(wording))
    if not reporter.identifier:
        notes.note(part, _("The organisation that reports the activity has a name but no identifier."))
    return reporter


def _title(element: Element, notes: Notes) -> dict[str, str]:
    title = text(element.first("title"), notes)
    if not title:
        raise Unusable(element.line, say(_("The activity has no title.")))
    return title


def _parts(element: Element, notes: Notes) -> dict[str, Any]:
    """Every other part: lists as tuples, single ones as they are, and a remark about what we leave where it is."""
    found: dict[str, Any] = {}
    left_out: list[str] = []
    for tag, parts in element.parts.items():
        if tag in LISTS:
            name, read = LISTS[tag]
            read_parts = [read(part, notes) for part in parts]
            found[name] = tuple(part for part in read_parts if part is not None)
        elif tag in SINGLE:
            name, code_list = SINGLE[tag]
            found[name] = notes.check(parts[0], code_list, code(parts[0]))
        elif tag not in ELSEWHERE and ":" not in tag:
            left_out.append(tag)
    if (spend := element.first("capital-spend")) is not None:
        found["capital_percentage"] = percentage(spend, notes, "12.2.1")
    if (conditions := element.first("conditions")) is not None:
        found["conditions_attached"] = yes(conditions, "attached")
        found["conditions"] = tuple(_condition(one, notes) for one in conditions.every("condition"))
    if left_out:
        notes.note(element, _("Not brought in: %(parts)s."), parts=", ".join(sorted(left_out)[:10]))
    return found


def _participant(element: Element, notes: Notes) -> Participant:
    role = notes.check(element, "OrganisationRole", code(element, "role"))
    if not role:
        notes.note(element, _("A participating organisation has no role."))
    return Participant(
        role=role,
        identifier=code(element, "ref"),
        name=text(element, notes),
        type=notes.check(element, "OrganisationType", code(element, "type")),
        activity_identifier=code(element, "activity-id"),
        channel=code(element, "crs-channel-code"),
    )


def _description(element: Element, notes: Notes) -> Description | None:
    said = text(element, notes)
    kind = notes.check(element, "DescriptionType", code(element, "type")) or "1"
    if not said:
        notes.note(element, _("A description is empty; it is left out."), "4.4.1")
        return None
    return Description(type=kind, text=said)


def _date(element: Element, notes: Notes) -> ActivityDate | None:
    kind = notes.check(element, "ActivityDateType", code(element, "type"))
    if (named := day(element)) is None or not kind:
        notes.note(element, _("A date of the activity does not say which day or which kind; it is left out."))
        return None
    return ActivityDate(type=kind, day=named, text=text(element, notes))


def _other_identifier(element: Element, notes: Notes) -> OtherIdentifier | None:
    identifier = code(element, "ref")
    if not identifier:
        notes.note(element, _("Another identifier of the activity is empty; it is left out."))
        return None
    owner = element.first("owner-org")
    return OtherIdentifier(
        identifier=identifier,
        type=notes.check(element, "OtherIdentifierType", code(element, "type")),
        owner_identifier=code(owner, "ref"),
        owner_name=text(owner, notes),
    )


def _related(element: Element, notes: Notes) -> RelatedActivity | None:
    identifier = code(element, "ref")
    if not identifier:
        notes.note(element, _("A related activity has no identifier; it is left out."))
        return None
    return RelatedActivity(
        identifier=identifier, type=notes.check(element, "RelatedActivityType", code(element, "type"))
    )


def _condition(element: Element, notes: Notes) -> Condition:
    return Condition(type=notes.check(element, "ConditionType", code(element, "type")), text=text(element, notes))


LISTS: dict[str, tuple[str, Read]] = {
    "description": ("descriptions", _description),
    "participating-org": ("participants", _participant),
    "other-identifier": ("other_identifiers", _other_identifier),
    "activity-date": ("dates", _date),
    "recipient-country": ("countries", places.country),
    "recipient-region": ("regions", places.region),
    "location": ("places", places.place),
    "sector": ("sectors", places.sector),
    "tag": ("tags", places.tag),
    "humanitarian-scope": ("humanitarian_scopes", places.humanitarian_scope),
    "policy-marker": ("policy_markers", places.policy_marker),
    "default-aid-type": ("aid_types", finances.aid_type),
    "budget": ("budgets", finances.budget),
    "planned-disbursement": ("planned_disbursements", finances.planned_disbursement),
    "transaction": ("transactions", finances.transaction),
    "document-link": ("documents", documents.document),
    "related-activity": ("related_activities", _related),
    "result": ("results", results.result),
}
SINGLE = {
    "activity-status": ("status", "ActivityStatus"),
    "activity-scope": ("scope", "ActivityScope"),
    "collaboration-type": ("collaboration_type", "CollaborationType"),
    "default-flow-type": ("flow_type", "FlowType"),
    "default-finance-type": ("finance_type", "FinanceType"),
    "default-tied-status": ("tied_status", "TiedStatus"),
}
ELSEWHERE = ("iati-identifier", "reporting-org", "title", "capital-spend", "conditions")
