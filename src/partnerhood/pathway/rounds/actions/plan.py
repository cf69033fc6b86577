"""Who does what by when, what came of it, and the end of a round."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import languages
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.rounds import access, choices, queries
from partnerhood.pathway.rounds.actions.apart import Closed
from partnerhood.pathway.rounds.models import Action, Round


class PlanMissing(Refused):
    """A round ends with who does what by when."""

    sentence = _(
        "A round closes with at least one action: what, who, by when; at the hospital, where one was looked at."
    )


class Unsettled(Refused):
    """What all sides scored is settled before the round closes."""

    sentence = _("All sides scored this, and nothing is signed yet: a step or level, or that there is none this time.")


@operation(
    "rounds.plan",
    version=1,
    who=access.may_plan,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("planned an action"),
    offline=True,
)
def plan(
    *,
    round: Round,
    domain: str = "",
    what: str,
    language: str,
    owner: str,
    owner_of: Organisation,
    by_date: date,
    deed: Deed,
) -> Action:
    """Plan who does what by when: somebody of the hospital, or of a partner for what the partner must do."""
    deed.refuse_if(round.closed_at, Closed())
    deed.refuse_if(not what.strip(), Refused(_("Say what will be done."), field="what"))
    deed.refuse_if(not owner.strip(), Refused(_("Name who does it."), field="owner"))
    deed.refuse_if(str(owner_of.id) not in round.sides, Refused(_("Choose one of the sides."), field="owner_of"))
    strange = domain and domain not in round.domains
    deed.refuse_if(strange, Refused(_("This is not part of this round."), field="domain"))
    past = by_date < deed.said_at.date()
    deed.refuse_if(past, Refused(_("This day has passed. Choose one that is still to come."), field="by_date"))
    return deed.add(
        Action(
            round=round,
            domain=domain,
            what=languages.said(what, language),
            owner=owner.strip(),
            owner_of=owner_of,
            by_date=by_date,
            planned_at=deed.recorded_at,
        )
    )


@operation(
    "rounds.end_action",
    version=1,
    who=access.may_end,
    book=lambda action, **_: book_of(queries.partnership_of(action)),
    says=_("told what came of an action"),
    offline=True,
)
def end_action(
    *, action: Action, ending: choices.ActionEnding, words: str = "", language: str = "en", deed: Deed
) -> Action:
    """Tell what came of an action: done, or no longer needed and why."""
    deed.refuse_if(action.ended_at, Refused(_("This action was ended already.")))
    silent = ending == choices.ActionEnding.DROPPED and not words.strip()
    deed.refuse_if(silent, Refused(_("Say why it is no longer needed."), field="words"))
    said = languages.said(words, language) if words.strip() else {}
    return deed.change(action, ending=ending, came_of_it=said, ended_at=deed.recorded_at)


@operation(
    "rounds.close",
    version=1,
    who=access.may_plan,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("closed a round"),
    offline=True,
)
def close(*, round: Round, deed: Deed) -> Round:
    """Close a round: every domain that both scored is settled, and there is an action that the hospital owns."""
    deed.refuse_if(round.closed_at, Closed())
    deed.refuse_if(not deed.told and not queries.plans_something(round), PlanMissing())
    for domain in [] if deed.told else queries.unsettled(round):
        raise Unsettled(f"{queries.of_round(round).item_name(domain)}{look.colon()} {Unsettled.sentence}")
    return deed.change(round, closed_at=deed.recorded_at)
