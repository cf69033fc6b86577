"""Who must be heard before a decision: ask, write down the advice, and say what was done with it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.exploration import access, choices, rules
from partnerhood.pathway.exploration.actions.shared import closed, judge_party, said, shelf
from partnerhood.pathway.exploration.models import Exploration, Hearing


@operation(
    "exploration.ask_hearing",
    version=1,
    who=access.may_write,
    book=lambda exploration, **_: shelf(exploration),
    says=_("asked somebody who must be heard"),
)
def ask_hearing(
    *,
    exploration: Exploration,
    kind: choices.Heard,
    asked_date: date,
    due_date: date,
    organisation: Organisation | None = None,
    name: rules.Line = "",
    closing: rules.Closing | None = None,
    deed: Deed,
) -> Hearing:
    """Ask somebody who must be heard, of one house or of both, and by when; a legal note may be confidential."""
    if organisation:
        judge_party(organisation.id, exploration, deed, "organisation")
    deed.refuse_if(due_date < asked_date, Refused(_("The answer comes after the question."), field="due_date"))
    nameless = kind == choices.Heard.OTHER and not name.strip()
    deed.refuse_if(nameless, Refused(_("Say who is heard."), field="name"))
    return deed.add(
        Hearing(
            id=deed.id,
            exploration=exploration,
            kind=kind,
            organisation=organisation,
            name=name.strip(),
            asked_date=asked_date,
            due_date=due_date,
            **closed(closing, exploration, deed),
        )
    )


@operation(
    "exploration.advise",
    version=1,
    who=access.may_hear,
    book=lambda hearing, **_: shelf(hearing.exploration),
    says=_("wrote down an advice"),
)
def advise(
    *,
    hearing: Hearing,
    advice: choices.Advice,
    words: rules.Text,
    language: rules.Tongue,
    given_date: date,
    deed: Deed,
) -> Hearing:
    """Write down what somebody who was heard advises, in their own words."""
    deed.refuse_if(not words.strip(), Refused(_("Say it in their own words."), field="words"))
    early = not hearing.asked_date <= given_date <= deed.recorded_at.date()
    deed.refuse_if(early, Refused(_("The day lies between the question and today."), field="given_date"))
    return deed.change(hearing, advice=advice, words=said(words, language), given_date=given_date)


@operation(
    "exploration.follow_advice",
    version=1,
    who=access.may_hear,
    book=lambda hearing, **_: shelf(hearing.exploration),
    says=_("said what was done with an advice"),
)
def follow_advice(*, hearing: Hearing, words: rules.Text, language: rules.Tongue, deed: Deed) -> Hearing:
    """Say what the boards did with an advice: followed it, or not, and why."""
    deed.refuse_if(not hearing.advice, Refused(_("No advice was given yet.")))
    deed.refuse_if(not words.strip(), Refused(_("Say what was done with it, and why."), field="words"))
    return deed.change(hearing, done=said(words, language), done_at=deed.recorded_at)
