"""Say how many hours a year an organisation gives to rounds."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids
from partnerhood.pathway.rounds import access, queries
from partnerhood.pathway.rounds.models import Cap

Hours = Annotated[int, Field(ge=0, le=2000)]


@operation(
    "rounds.cap_hours",
    version=1,
    who=access.may_cap,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("said how many hours a year their house gives to rounds"),
)
def cap_hours(*, organisation: Organisation, hours: Hours | None = None, deed: Deed) -> Cap:
    """Say how many hours a year one's own organisation gives to rounds, or that there is no end to it."""
    known = queries.cap_of(organisation.id)
    if known:
        return deed.change(known, hours=hours)
    return deed.add(Cap(id=ids.derived(organisation.id, "hours for rounds"), organisation=organisation, hours=hours))
