"""Bring in what was held before the partnership kept its record here."""

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
from partnerhood.pathway.activities import access, choices, rules
from partnerhood.pathway.activities.actions.judging import judge_days
from partnerhood.pathway.activities.actions.refusals import NotYet
from partnerhood.pathway.activities.models import Activity, Leader, Session
from partnerhood.pathway.goals.rules import Line
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership

Title = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
Account = Annotated[str, Field(max_length=5000)]
Address = Annotated[str, Field(max_length=2000, pattern=r"^(https?://[^\s<>\"]+)?$")]


@operation(
    "activities.bring_in_earlier",
    version=1,
    who=access.may_bring_in,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("brought in what was held before Partnerhood"),
)
def bring_in_earlier(
    *,
    partnership: Partnership,
    hospital: Organisation,
    title: Title,
    language: str,
    from_date: date,
    to_date: date,
    purpose: Line = "",
    domain: Line = "",
    people: list[rules.Name] | None = None,
    words: Account = "",
    report: Address = "",
    deed: Deed,
) -> Activity:
    """Bring in an earlier mission as an activity that was held, with its provenance: it answers no goal of today."""
    outside = hospital.id not in partnerships.party_ids(partnership)
    deed.refuse_if(outside, Refused(_("This hospital is not one of the partners."), field="hospital"))
    judge_days(from_date, to_date, deed)
    deed.refuse_if(not rules.has_come(to_date, deed.recorded_at.date()), NotYet())
    _judge_codes(purpose, domain, deed)
    form, led = rules.way_of(purpose)
    said = {"purpose": purpose, "domain": domain, "report": report}
    activity = deed.add(
        Activity(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            title=languages.said(title, language),
            format=form,
            at_work_site=False,
            clinical_practice=False,
            from_date=from_date,
            to_date=to_date,
            led=led,
            planned_at=deed.recorded_at,
            provenance=choices.BEFORE,
            earlier={name: value for name, value in said.items() if value},
        )
    )
    _tell(activity, words, language, deed)
    for name in dict.fromkeys(people or []):
        deed.add(Leader(activity=activity, name=name))
    return activity


def _judge_codes(purpose: str, domain: str, deed: Deed) -> None:
    strange = purpose and not vocabulary.is_known("mission_purposes", purpose)
    deed.refuse_if(strange, Refused(_("There is no such purpose."), field="purpose"))
    strange = domain and not vocabulary.is_known("domains", domain)
    deed.refuse_if(strange, Refused(_("There is no such care domain."), field="domain"))


def _tell(activity: Activity, words: str, language: str, deed: Deed) -> None:
    """It was held as it was planned, as far as anybody wrote down."""
    deed.add(
        Session(
            activity=activity,
            from_date=activity.from_date,
            to_date=activity.to_date,
            led=activity.led,
            words=languages.said(words, language) if words.strip() else {},
            told_by_id=deed.author,
            told_at=deed.recorded_at,
        )
    )
