"""An activity's payload as the parts that a programme keeps, so that a new version changes only the parts that changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from partnerhood.pathway.programmes.rules import parties
from partnerhood.pathway.programmes.rules.activity import Activity

Payload = Mapping[str, Any]

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
BUDGET, PLAN, TRANSACTION = "budget", "plan", "transaction"
PLACES = ("countries", "regions", "places")
THEMES = ("sectors", "tags", "policy_markers", "humanitarian", "humanitarian_scopes")
TERMS = (
    "scope",
    "hierarchy",
    "collaboration_type",
    "flow_type",
    "finance_type",
    "tied_status",
    "capital_percentage",
    "aid_types",
    "conditions_attached",
    "conditions",
    "other_identifiers",
    "currency",
)
LISTS = ("dates", "descriptions", "budgets", "planned_disbursements", "transactions", "documents")
CENT = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One budget, planned disbursement or transaction, as it is added up."""

    kind: str
    type: str
    first_day: date
    last_day: date | None
    amount: Decimal
    currency: str
    value_date: date | None
    provider: str
    receiver: str
    told: Mapping[str, Any]


def fields(activity: Activity, payload: Payload, who: parties.Cast) -> dict[str, Any]:
    """What a programme keeps of an activity, field by field."""
    days = {one.type: one.day for one in activity.dates}
    return {
        "identifier": activity.identifier,
        "name": parties.one_name(activity.title, activity.language)[:300],
        "title": payload["title"],
        "language": activity.language,
        "status": activity.status,
        "start_date": days.get(ACTUAL_START) or days.get(PLANNED_START),
        "end_date": days.get(ACTUAL_END) or days.get(PLANNED_END),
        "participants": list(parties.roles(activity, who)),
        "places": _some(payload, PLACES),
        "themes": _some(payload, THEMES),
        "terms": _some(payload, TERMS),
        "related": list(payload.get("related_activities", ())),
        **{name: list(payload.get(name, ())) for name in LISTS},
    }


def _some(payload: Payload, names: Sequence[str]) -> dict[str, Any]:
    return {name: payload[name] for name in names if name in payload}


def countries(places: Payload, transactions: Sequence[Payload]) -> list[str]:
    """The countries of a programme: those it names, and those its transactions name."""
    named = [one.get("code", "") for one in places.get("countries", ())]
    named += [one["country"].get("code", "") for one in transactions if "country" in one]
    return [code for code in dict.fromkeys(named) if code]


def sectors(themes: Payload, transactions: Sequence[Payload]) -> list[str]:
    """The sectors of a programme in the list that everybody reads, OECD DAC's with five figures."""
    told = [*themes.get("sectors", ()), *(one for item in transactions for one in item.get("sectors", ()))]
    return list(dict.fromkeys(one["code"] for one in told if one.get("vocabulary", "1") == "1"))


def money(budgets: Sequence[Payload], plans: Sequence[Payload], transactions: Sequence[Payload]) -> Iterator[Money]:
    """Everything that can be added up."""
    for one in budgets:
        yield _money(BUDGET, one, one.get("type", "1"), one["first_day"], one.get("last_day"))
    for one in plans:
        yield _money(PLAN, one, one.get("type", ""), one["first_day"], one.get("last_day"))
    for one in transactions:
        yield _money(TRANSACTION, one, one["type"], one["day"], None)


def _money(kind: str, told: Payload, type_: str, first: str, last: str | None) -> Money:
    worth = told["money"]
    value_date = worth.get("value_date")
    shown = {name: told[name] for name in ("description", "reference", "status") if name in told}
    sides = {side: told[side] for side in ("provider", "receiver") if told.get(side)}
    return Money(
        kind=kind,
        type=type_,
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last) if last else None,
        amount=Decimal(worth["amount"]).quantize(CENT),
        currency=worth["currency"],
        value_date=date.fromisoformat(value_date) if value_date else None,
        provider=told.get("provider", {}).get("identifier", ""),
        receiver=told.get("receiver", {}).get("identifier", ""),
        told={**shown, **sides},
    )
