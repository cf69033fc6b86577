"""Bring in what was still to be done before the partnership kept its record here."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import access, choices, rules
from partnerhood.pathway.rounds.models import Action

What = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
Owner = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Code = Annotated[str, Field(max_length=60)]


@operation(
    "rounds.bring_in_open_point",
    version=1,
    who=access.may_bring_in,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("brought in an open point from before Partnerhood"),
)
def bring_in_open_point(
    *,
    partnership: Partnership,
    hospital: Organisation,
    what: What,
    language: str,
    owner: Owner,
    owner_of: Organisation,
    by_date: date,
    domain: Code = "",
    earlier: rules.Earlier | None = None,
    deed: Deed,
) -> Action:
    """Bring in what was still open at a hospital, with who does it; its day may have passed, and then it is late."""
    parties = partnerships.party_ids(partnership)
    outside = hospital.id not in parties
    deed.refuse_if(outside, Refused(_("This hospital is not one of the partners."), field="hospital"))
    strange = owner_of.id not in parties
    deed.refuse_if(strange, Refused(_("Choose one of the partners."), field="owner_of"))
    unknown = domain and not vocabulary.is_known("domains", domain)
    deed.refuse_if(unknown, Refused(_("There is no such care domain."), field="domain"))
    raised = earlier.raised_date if earlier else None
    deed.refuse_if(
        raised and raised > deed.recorded_at.date(),
        Refused(_("This day is still to come. An open point was raised before today."), field="raised_date"),
    )
    return deed.add(
        Action(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            domain=domain,
            what=languages.said(what, language),
            owner=owner.strip(),
            owner_of=owner_of,
            by_date=by_date,
            planned_at=deed.recorded_at,
            provenance=choices.BEFORE,
            earlier=earlier.model_dump(mode="json", exclude_defaults=True) if earlier else {},
        )
    )
