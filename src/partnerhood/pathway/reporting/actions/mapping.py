"""Where a number of a national system counts at a hospital: somebody there says so, and may take it back."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.actions import NotInTheList
from partnerhood.pathway.indicators.rules import Code
from partnerhood.pathway.reporting import access, queries, rules
from partnerhood.pathway.reporting.actions.reporting import NotAPart
from partnerhood.pathway.reporting.models import Mapping
from partnerhood.pathway.reporting.rules import Split, national
from partnerhood.pathway.reporting.rules.national import Side, Target

Element = Annotated[str, Field(max_length=60, pattern=f"^{national.PREFIX}.")]


class AlreadyThere(Refused):
    """A number would count twice in the same place."""

    sentence = _(
        "This number counts there already, whole or in parts. Take that back first: nothing is added up twice."
    )
    field = "indicator"


class OnlyNumbers(Refused):
    """An indicator that is one number has nothing below a line."""

    sentence = _("This indicator is one number and is not divided. Let this count as “how many”.")
    field = "side"


class Unheard(Refused):
    """A part that is written as none is."""

    sentence = _("A part of a national number is written as its combo: combo:abc.")
    field = "part"


@operation(
    "reporting.map",
    version=1,
    who=access.may_map,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("said where a national number counts"),
    offline=True,
)
def map_to(
    *,
    hospital: Organisation,
    element: Element,
    part: Split = "",
    indicator: Code,
    side: Side = "numerator",
    split: Split = "",
    deed: Deed,
) -> Mapping:
    """Say that a national number, all its parts added up or one of them, counts as one side of an indicator."""
    definition = indicators.followed([indicator]).get(indicator)
    deed.refuse_if(definition is None, NotInTheList(field="indicator"))
    deed.refuse_if(not rules.is_split(split), NotAPart(field="split"))
    deed.refuse_if(not rules.is_split(part), Unheard())
    one_number = definition is not None and not definition.divides
    deed.refuse_if(one_number and side == "denominator", OnlyNumbers())
    here = Target(element, part, indicator, side, split)
    key = ids.derived(hospital.id, "mapping:" + "\n".join((element, part, indicator, side, split)))
    others = [one for one in queries.mappings(hospital.id) if one.id != key]
    deed.refuse_if(any(here.meets(queries.target(one)) for one in others), AlreadyThere())
    before = Mapping.objects.filter(pk=key).first()
    if before:
        return before if before.ended_at is None else deed.change(before, ended_at=None)
    return deed.add(
        Mapping(
            id=key,
            hospital=hospital,
            element=element,
            part=part,
            indicator=indicator,
            side=side,
            split=split,
            mapped_by_id=deed.author,
            mapped_at=deed.recorded_at,
        )
    )


@operation(
    "reporting.unmap",
    version=1,
    who=access.may_unmap,
    book=lambda mapping, **_: book_of(mapping.hospital_id),
    says=_("took back where a national number counts"),
    offline=True,
)
def unmap(*, mapping: Mapping, deed: Deed) -> Mapping:
    """Say that a national number does not count there any more, on any day."""
    return mapping if mapping.ended_at is not None else deed.change(mapping, ended_at=deed.recorded_at)
