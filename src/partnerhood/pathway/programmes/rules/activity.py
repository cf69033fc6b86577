"""One IATI activity with all its parts: what an import sends as one operation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter

from partnerhood.pathway.programmes.rules.finances import AidType, Budget, PlannedDisbursement, Transaction
from partnerhood.pathway.programmes.rules.places import (
    Country,
    HumanitarianScope,
    Place,
    PolicyMarker,
    Region,
    Sector,
    Share,
    Tag,
)
from partnerhood.pathway.programmes.rules.results import Result
from partnerhood.pathway.programmes.rules.words import Code, Condition, Description, Document, Text

ORDER_SAYS_NOTHING = (
    "participants",
    "other_identifiers",
    "dates",
    "countries",
    "regions",
    "sectors",
    "tags",
    "humanitarian_scopes",
    "policy_markers",
    "aid_types",
    "budgets",
    "planned_disbursements",
    "transactions",
    "related_activities",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """The organisation that publishes the activity; secondary when it does so for others."""

    identifier: Code = ""
    name: Text = field(default_factory=dict)
    type: Code = ""
    secondary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An organisation in the activity: 1 funding, 2 accountable, 3 extending, 4 implementing."""

    role: Code
    identifier: Code = ""
    name: Text = field(default_factory=dict)
    type: Code = ""
    activity_identifier: Code = ""
    channel: Code = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherIdentifier:
    """Another number of the activity or of its reporter, and who gave it."""

    identifier: Code
    type: Code = ""
    owner_identifier: Code = ""
    owner_name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDate:
    """A day of the activity: 1 planned start, 2 actual start, 3 planned end, 4 actual end."""

    type: Code
    day: date
    text: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedActivity:
    """Another activity: 1 above, 2 below, 3 beside it, 4 financed together, 5 somebody else's."""

    identifier: Code
    type: Code = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity as its publisher describes it; a code that is empty was not given."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    identifier: Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^\S+$")]
    reporter: Reporter
    title: Annotated[Text, Field(min_length=1)]
    language: Code = ""
    currency: Code = ""
    hierarchy: Code = "1"
    humanitarian: bool = False
    status: Code = ""
    scope: Code = ""
    collaboration_type: Code = ""
    flow_type: Code = ""
    finance_type: Code = ""
    tied_status: Code = ""
    capital_percentage: Share | None = None
    descriptions: tuple[Description, ...] = ()
    participants: tuple[Participant, ...] = ()
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    dates: tuple[ActivityDate, ...] = ()
    countries: tuple[Country, ...] = ()
    regions: tuple[Region, ...] = ()
    places: tuple[Place, ...] = ()
    sectors: tuple[Sector, ...] = ()
    tags: tuple[Tag, ...] = ()
    humanitarian_scopes: tuple[HumanitarianScope, ...] = ()
    policy_markers: tuple[PolicyMarker, ...] = ()
    aid_types: tuple[AidType, ...] = ()
    budgets: tuple[Budget, ...] = ()
    planned_disbursements: tuple[PlannedDisbursement, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[Document, ...] = ()
    related_activities: tuple[RelatedActivity, ...] = ()
    conditions_attached: bool | None = None
    conditions: tuple[Condition, ...] = ()
    results: tuple[Result, ...] = ()

    def payload(self) -> dict[str, Any]:
        """The activity as JSON holds it, always the same for the same activity: what is empty is left out,
        amounts are texts, and parts whose order says nothing stand in a fixed order."""
        said: dict[str, Any] = _ACTIVITIES.dump_python(self, mode="json", exclude_defaults=True)
        for part in ORDER_SAYS_NOTHING:
            if len(said.get(part, ())) > 1:
                said[part].sort(key=_WRITTEN.encode)
        return said

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> "Activity":
        """The activity that a payload tells of; pydantic's ValidationError where it tells something else."""
        return _ACTIVITIES.validate_python(payload)


_ACTIVITIES = TypeAdapter(Activity)

_WRITTEN = json.JSONEncoder(ensure_ascii=False)
