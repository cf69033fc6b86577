"""Budgets, planned disbursements and transactions; money that is half there makes an activity unusable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading import places
from partnerhood.interfaces.exchange.iati.reading.element import code, code_of, day, money, text, text_of, yes
from partnerhood.interfaces.exchange.iati.reading.notes import Notes, Unusable
from partnerhood.interfaces.exchange.iati.reading.tree import Element
from partnerhood.interfaces.exchange.sentences import say
from partnerhood.pathway.programmes.rules.finances import AidType, Budget, Party, PlannedDisbursement, Transaction

Part = TypeVar("Part")


def budget(element: Element, notes: Notes) -> Budget:
    """A budget; Unusable without its first day, its last day and its amount."""
    first, last = _first_day(element), day(element.first("period-end"))
    if last is None:
        raise Unusable(element.line, say(_("A budget does not say on which day its period ends.")))
    return Budget(
        first_day=first,
        last_day=last,
        money=money(element, notes),
        type=notes.check(element, "BudgetType", code(element, "type")) or "1",
        status=notes.check(element, "BudgetStatus", code(element, "status")) or "1",
    )


def planned_disbursement(element: Element, notes: Notes) -> PlannedDisbursement:
    """A planned disbursement; Unusable without its first day and its amount."""
    return PlannedDisbursement(
        first_day=_first_day(element),
        last_day=day(element.first("period-end")),
        money=money(element, notes),
        type=notes.check(element, "BudgetType", code(element, "type")),
        provider=_party(element, "provider", notes),
        receiver=_party(element, "receiver", notes),
    )


def _first_day(element: Element) -> date:
    first = day(element.first("period-start"))
    if first is None:
        wording = _("A budget or a planned disbursement does not say on which day its period begins.")
        raise Unusable(element.line, say(wording))
    return first


def transaction(element: Element, notes: Notes) -> Transaction:
    """A transaction; Unusable without its type, its day and its amount."""
    kind = notes.check(element, "TransactionType", code_of(element, "transaction-type"))
    if not kind:
        wording = _("A transaction does not say whether money was promised, received, paid or spent.")
        raise Unusable(element.line, say(wording))
    on_day = day(element.first("transaction-date"))
    if on_day is None:
        raise Unusable(element.line, say(_("A transaction has no date.")))
    country, region = element.first("recipient-country"), element.first("recipient-region")
    return Transaction(
        type=kind,
        day=on_day,
        money=money(element, notes),
        reference=code(element, "ref"),
        description=text_of(element, "description", notes),
        provider=_party(element, "provider", notes),
        receiver=_party(element, "receiver", notes),
        humanitarian=yes(element, "humanitarian") or False,
        disbursement_channel=notes.check(element, "DisbursementChannel", code_of(element, "disbursement-channel")),
        flow_type=notes.check(element, "FlowType", code_of(element, "flow-type")),
        finance_type=notes.check(element, "FinanceType", code_of(element, "finance-type")),
        tied_status=notes.check(element, "TiedStatus", code_of(element, "tied-status")),
        aid_types=_whole(aid_type(one, notes) for one in element.every("aid-type")),
        sectors=_whole(places.sector(one, notes) for one in element.every("sector")),
        country=places.country(country, notes) if country is not None else None,
        region=places.region(region, notes) if region is not None else None,
    )


def aid_type(element: Element, notes: Notes) -> AidType | None:
    """What form the help has; left out where it has no code."""
    vocabulary = notes.check(element, "AidTypeVocabulary", code(element, "vocabulary")) or "1"
    if not code(element):
        return None
    if vocabulary == "1":
        notes.check(element, "AidType", code(element))
    return AidType(code=code(element), vocabulary=vocabulary)


def _party(element: Element, side: str, notes: Notes) -> Party | None:
    organisation = element.first(f"{side}-org")
    if organisation is None:
        return None
    party = Party(
        identifier=code(organisation, "ref"),
        name=text(organisation, notes),
        type=notes.check(organisation, "OrganisationType", code(organisation, "type")),
        activity_identifier=code(organisation, f"{side}-activity-id"),
    )
    return None if party == Party() else party


def _whole(parts: Iterable[Part | None]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not None)
