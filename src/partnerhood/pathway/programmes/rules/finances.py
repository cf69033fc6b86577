"""Money in an activity: amounts as they were published, never converted, each with its currency and its day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from partnerhood.pathway.programmes.rules.places import Country, Region, Sector
from partnerhood.pathway.programmes.rules.words import Code, Text

Amount = Annotated[Decimal, Field(gt=-(10**18), lt=10**18)]
"""As it was published: below zero where it corrects; the world's money fits in fifteen figures."""

Currency = Annotated[str, StringConstraints(min_length=1, max_length=255)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency (ISO 4217), and the day whose rate of exchange holds where it was given."""

    amount: Amount
    currency: Currency
    value_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who gives or receives, and the activity of theirs that the money comes from or goes to."""

    identifier: Code = ""
    name: Text = field(default_factory=dict)
    type: Code = ""
    activity_identifier: Code = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What is foreseen for a period; both days are included, as IATI counts them."""

    first_day: date
    last_day: date
    money: Money
    type: Code = "1"
    status: Code = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDisbursement:
    """What one organisation plans to pay another in a period; the last day is included and may be missing."""

    first_day: date
    money: Money
    last_day: date | None = None
    type: Code = ""
    provider: Party | None = None
    receiver: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AidType:
    """What form the help has, in one of IATI's vocabularies."""

    code: Code
    vocabulary: Code = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """Money promised, received, paid or spent on one day; a correction has a negative amount."""

    type: Code
    day: date
    money: Money
    reference: Code = ""
    description: Text = field(default_factory=dict)
    provider: Party | None = None
    receiver: Party | None = None
    humanitarian: bool = False
    disbursement_channel: Code = ""
    flow_type: Code = ""
    finance_type: Code = ""
    tied_status: Code = ""
    aid_types: tuple[AidType, ...] = ()
    sectors: tuple[Sector, ...] = ()
    country: Country | None = None
    region: Region | None = None
