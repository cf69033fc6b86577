"""Communiqués of both boards, and the order in which people are told: staff before the press."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.records import ids
from partnerhood.pathway.exploration import access, choices, queries, rules
from partnerhood.pathway.exploration.actions.mandate import reword, state
from partnerhood.pathway.exploration.actions.shared import NotOfThisExploration, shelf
from partnerhood.pathway.exploration.models import Exploration, Statement, Telling

ORDER = {
    "twice": _("Each audience is told once."),
    "order": _("Write the audiences in the order in which they are told."),
    "staff": _("Staff know first: two hours before the public and the press at least."),
}
TURN = {
    "unknown": _("This audience is not named in what both boards signed."),
    "done": _("They were told already."),
    "early": _("It is not time yet: both boards signed a later hour."),
    "before": _("Others come first, in the order that both boards signed."),
    "staff": _("Staff were not told two hours ago. They hear it before the press."),
}


@operation(
    "exploration.write_communique",
    version=1,
    who=access.may_write_statement,
    book=lambda exploration, **_: shelf(exploration),
    says=_("laid a communiqué under both keys"),
)
def write_communique(
    *, exploration: Exploration, content: rules.Communique, statement: Statement | None = None, deed: Deed
) -> Statement:
    """Write what both boards say, and in which order to whom; other words ask both keys again, until somebody was told."""
    fault = rules.order_fault(content.audiences)
    deed.refuse_if(fault, Refused(ORDER.get(fault, ""), field="audiences"))
    if statement is None:
        return state(exploration, choices.StatementKind.COMMUNIQUE, content.model_dump(), deed)
    deed.refuse_if(statement.kind != choices.StatementKind.COMMUNIQUE, NotOfThisExploration())
    told = deed.look("told", lambda: bool(queries.told_when(statement)))
    deed.refuse_if(told, Refused(_("Somebody was told these words already. Say more in another communiqué.")))
    return reword(statement, content.model_dump(), deed)


@operation(
    "exploration.tell",
    version=1,
    who=access.may_tell,
    book=lambda statement, **_: shelf(statement.exploration),
    says=_("told an audience of a communiqué"),
)
def tell(*, statement: Statement, audience: choices.Audience, deed: Deed) -> Telling:
    """Say that an audience was told: once both keys are turned, in the signed order, and never the press before the staff."""
    if not deed.told:
        _judge(statement, audience, deed)
    key = ids.derived(statement.id, f"told {audience}")
    telling = Telling(id=key, statement=statement, audience=audience, told_at=deed.recorded_at, person_id=deed.author)
    return deed.add(telling)


def _judge(statement: Statement, audience: choices.Audience, deed: Deed) -> None:
    deed.refuse_if(statement.kind != choices.StatementKind.COMMUNIQUE, NotOfThisExploration())
    (signed,) = queries.signed([statement])
    deed.refuse_if(not signed.is_agreed, Refused(_("Nobody is told before both boards turned their key.")))
    content = queries.read(rules.Communique, signed)
    fault = rules.telling_fault(audience, content.audiences, queries.told_when(statement), deed.recorded_at)
    deed.refuse_if(fault, Refused(TURN.get(fault, "")))
