"""Activities as a publisher would tell them, and how they come in."""

from typing import Any

from partnerhood.ground.organisations.models import Network
from partnerhood.pathway.programmes import actions
from partnerhood.pathway.programmes.models import Programme
from tests.cast import OPERATOR

REPORTER = {"identifier": "BE-BCE_KBO-0400000000", "name": {"nl": "Samenwaarts"}, "type": "22"}
FUNDER = {"role": "1", "identifier": "XM-DAC-2-10", "name": {"en": "Directorate for Development"}, "type": "10"}
DOER = {"role": "4", "name": {"fr": "Hôpital de Kivuma"}, "type": "24"}


def result(title: str = "More babies are helped to breathe", **more: Any) -> dict[str, Any]:
    """A result with one indicator: from 20 to 60, and 35 so far."""
    period = {
        "first_day": "2025-01-01",
        "last_day": "2025-12-31",
        "targets": [{"value": "60"}],
        "actuals": [{"value": "35"}],
    }
    indicator = {
        "measure": "2",
        "title": {"en": "Helped within a minute"},
        "baselines": [{"value": "20", "year": 2024}],
        "periods": [period],
    }
    return {"type": "2", "title": {"en": title}, "indicators": [indicator], **more}


def transaction(amount: str = "1250.50", day: str = "2025-03-01", **more: Any) -> dict[str, Any]:
    """Money paid by the funder."""
    money = {"amount": amount, "currency": "EUR", "value_date": day}
    return {"type": "3", "day": day, "money": money, "provider": {"identifier": FUNDER["identifier"]}, **more}


def activity(number: int = 1, **more: Any) -> dict[str, Any]:
    """An activity with three organisations, a country, a sector, a result and a payment."""
    return {
        "identifier": f"{REPORTER['identifier']}-{number}",
        "reporter": REPORTER,
        "title": {"en": f"Newborn care {number}"},
        "language": "en",
        "currency": "EUR",
        "status": "2",
        "dates": [{"type": "2", "day": "2025-01-01"}, {"type": "3", "day": "2027-12-31"}],
        "descriptions": [{"text": {"en": "Nurses learn to help a baby breathe."}}],
        "participants": [FUNDER, DOER],
        "countries": [{"code": "CD", "percentage": "100"}],
        "sectors": [{"code": "12220", "percentage": "100"}],
        "transactions": [transaction()],
        "results": [result()],
        **more,
    }


def bring_in(told: dict[str, Any] | None = None, network: Network | None = None, deed: Any = OPERATOR) -> Programme:
    """Bring in one activity; the one with everything where none is given."""
    given = {"network": network} if network else {}
    return actions.bring_in(activity=told or activity(), source="activities.xml", **given, deed=deed)  # type: ignore[no-any-return]
