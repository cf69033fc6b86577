"""Money in an activity: amounts as they were published, never converted, each with its currency and its day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerhood.pathway.programmes.rules.places import Country, Region, Sector
from partnerhood.pathway.programmes.rules.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency (ISO 4217), and the day whose rate of exchange holds where it was given."""

    amount: Decimal
    currency: str
    value_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who gives or receives, and the activity of theirs that the money comes from or goes to."""

    identifier: str = ""
    name: Text = field(default_factory=dict)
    type: str = ""
    activity_identifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What is foreseen for a period; both days are included, as IATI counts them."""

    first_day: date
    last_day: date
    money: Money
    type: str = "1"
    status: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDisbursement:
    """What one organisation plans to pay another in a period; the last day is included and may be missing."""

    first_day: date
    money: Money
    last_day: date | None = None
    type: str = ""
    provider: Party | None = None
    receiver: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AidType:
    """What form the help has, in one of IATI's vocabularies."""

    code: str
    vocabulary: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """Money promised, received, paid or spent on one day; a correction has a negative amount."""

    type: str
    day: date
    money: Money
    reference: str = ""
    description: Text = field(default_factory=dict)
    provider: Party | None = None
    receiver: Party | None = None
    humanitarian: bool = False
    disbursement_channel: str = ""
    flow_type: str = ""
    finance_type: str = ""
    tied_status: str = ""
    aid_types: tuple[AidType, ...] = ()
    sectors: tuple[Sector, ...] = ()
    country: Country | None = None
    region: Region | None = None
