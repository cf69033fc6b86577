"""What both boards choose, and the goals of the new cooperation that it starts."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.exploration import access, choices, queries, rules
from partnerhood.pathway.exploration.actions.mandate import reword, state
from partnerhood.pathway.exploration.actions.shared import NotOfThisExploration, shelf
from partnerhood.pathway.exploration.models import Exploration, GoalOfOutcome, Option, Statement
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Content
from partnerhood.pathway.needs.models import Need


@operation(
    "exploration.propose_outcome",
    version=1,
    who=access.may_choose,
    book=lambda exploration, **_: shelf(exploration),
    says=_("laid the outcome under both keys"),
)
def propose_outcome(*, exploration: Exploration, option: Option, content: rules.Outcome, deed: Deed) -> Statement:
    """Lay before both boards which option they choose, with its clause and the reasons; it is chosen once both signed."""
    deed.refuse_if(content.option != option.id, NotOfThisExploration())
    gone = deed.look("withdrawn", lambda: queries.is_withdrawn(option))
    deed.refuse_if(gone, Refused(_("This option was withdrawn. Open it again first, with the reason."), field="option"))
    standing = queries.outcome(exploration.id)
    if standing is None:
        return state(exploration, choices.StatementKind.OUTCOME, content.model_dump(), deed, option=option)
    return reword(standing, content.model_dump(), deed, option=option)


@operation(
    "exploration.start_goal",
    version=1,
    who=access.may_start_goal,
    book=lambda statement, **_: shelf(statement.exploration),
    says=_("proposed a goal that follows from the outcome"),
)
def start_goal(
    *,
    statement: Statement,
    hospital: Organisation,
    domain: str,
    content: Content,
    needs: list[Need],
    on_behalf_of: Organisation,
    deed: Deed,
) -> Goal:
    """Propose a goal of the new cooperation, from needs that were heard; it counts when both partners signed it."""
    deed.refuse_if(statement.kind != choices.StatementKind.OUTCOME, NotOfThisExploration())
    agreed = deed.look("agreed", lambda: queries.signed([statement])[0].is_agreed)
    deed.refuse_if(not agreed, Refused(_("Goals follow once both boards signed the outcome.")))
    partnership = statement.exploration.partnership
    goal = goals.begin(partnership, hospital, domain, content, needs, on_behalf_of, deed)
    deed.add(GoalOfOutcome(statement=statement, goal=goal))
    return goal
