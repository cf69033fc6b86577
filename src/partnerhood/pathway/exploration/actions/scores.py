"""Criteria, weights by whom, and scores: apart first, then together under both keys."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import canonical
from partnerhood.pathway.exploration import access, choices, queries, rules
from partnerhood.pathway.exploration.actions.mandate import reword, state
from partnerhood.pathway.exploration.actions.shared import said, shelf
from partnerhood.pathway.exploration.models import Criterion, Exploration, Scoring, Statement, Weighing
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Body

MOST = 20


class BegunAlready(Refused):
    """Criteria stay once somebody weighed or scored."""

    sentence = _("Somebody weighed or scored already. The criteria stay, so that all answer the same question.")


@operation(
    "exploration.set_criteria",
    version=1,
    who=access.may_write,
    book=lambda exploration, **_: shelf(exploration),
    says=_("chose by what the options are compared"),
)
def set_criteria(
    *,
    exploration: Exploration,
    ready: Annotated[list[choices.Ready], Field(max_length=MOST)],
    own: Annotated[list[rules.Line], Field(max_length=MOST)],
    language: rules.Tongue,
    weighers: list[Body],
    deed: Deed,
) -> Exploration:
    """Choose by what the options are compared, ready criteria first, and which bodies say what each weighs."""
    deed.refuse_if(deed.look("begun", lambda: queries.has_begun(exploration)), BegunAlready())
    words = [one.strip() for one in own if one.strip()]
    named = [*dict.fromkeys(ready), *dict.fromkeys(words)]
    deed.refuse_if(len(named) < 2, Refused(_("Choose two criteria at least."), field="ready"))
    strange = any(one.partnership_id != exploration.partnership_id for one in weighers)
    deed.refuse_if(strange, Refused(_("Name groups of these partners."), field="weighers"))
    deed.refuse_if(not weighers, Refused(_("Say who weighs them."), field="weighers"))
    for before in queries.criteria(exploration):
        deed.remove(before)
    for number, kind in enumerate(dict.fromkeys(ready), 1):
        deed.add(Criterion(exploration=exploration, number=number, ready=kind))
    for number, named_so in enumerate(dict.fromkeys(words), len(set(ready)) + 1):
        deed.add(Criterion(exploration=exploration, number=number, words=said(named_so, language)))
    return deed.change(exploration, weighers=sorted(str(one.id) for one in weighers))


@operation(
    "exploration.weigh",
    version=1,
    who=access.may_weigh,
    book=lambda exploration, **_: shelf(exploration),
    says=_("gave weights to the criteria"),
    travels=False,
)
def weigh(
    *,
    exploration: Exploration,
    body: Body,
    weights: Annotated[list[rules.Weight], Field(max_length=2 * MOST)],
    words: rules.Text = "",
    language: rules.Tongue = "en",
    deed: Deed,
) -> Weighing:
    """Say for one's own body what each criterion weighs, a hundred together; the others read it once theirs are in."""
    criteria = [one.id for one in queries.criteria(exploration)]
    deed.refuse_if(not criteria, Refused(_("The criteria are not chosen yet.")))
    whole = rules.weigh_whole(weights, criteria)
    deed.refuse_if(not whole, Refused(_("Give each criterion a weight; together they are exactly a hundred.")))
    return deed.add(
        Weighing(
            id=deed.id,
            exploration=exploration,
            body=body,
            weights={str(one.criterion): canonical.plain(one.weight) for one in weights},
            words=said(words, language),
            person_id=deed.author,
            given_at=deed.recorded_at,
        )
    )


@operation(
    "exploration.score",
    version=1,
    who=access.may_score,
    book=lambda exploration, **_: shelf(exploration),
    says=_("scored the options for one side"),
    travels=False,
)
def score(
    *,
    exploration: Exploration,
    on_behalf_of: Organisation,
    scores: Annotated[list[rules.Score], Field(max_length=400)],
    words: rules.Text = "",
    language: rules.Tongue = "en",
    deed: Deed,
) -> Scoring:
    """Score every open option on every criterion for one's own side; the other side reads it once its own is in."""
    _judge_scores(exploration, scores, deed)
    return deed.add(
        Scoring(
            id=deed.id,
            exploration=exploration,
            organisation=on_behalf_of,
            scores=rules.table(scores),
            words=said(words, language),
            person_id=deed.author,
            given_at=deed.recorded_at,
        )
    )


def _judge_scores(exploration: Exploration, scores: list[rules.Score], deed: Deed) -> None:
    if deed.told:
        return
    options = [one.id for one in queries.open_options(exploration)]
    criteria = [one.id for one in queries.criteria(exploration)]
    deed.refuse_if(len(options) < 2, Refused(_("There are two options at least to compare.")))
    deed.refuse_if(not criteria, Refused(_("The criteria are not chosen yet.")))
    whole = rules.scores_whole(scores, options, criteria)
    deed.refuse_if(not whole, Refused(_("Score every open option on every criterion, from 1 to 5.")))


@operation(
    "exploration.propose_scores",
    version=1,
    who=access.may_write,
    book=lambda exploration, **_: shelf(exploration),
    says=_("laid the scores together under both keys"),
)
def propose_scores(*, exploration: Exploration, content: rules.Scores, deed: Deed) -> Statement:
    """Lay one table of scores under both keys, once every side scored on its own; other numbers ask both keys again."""
    _judge_scores(exploration, content.scores, deed)
    sides = set(partnerships.party_ids(exploration.partnership))
    apart = deed.look("all in", lambda: sides <= queries.scored(exploration))
    deed.refuse_if(not apart, Refused(_("Each side scores on its own first.")))
    standing = queries.scores_together(exploration)
    if standing:
        return reword(standing, content.model_dump(), deed)
    return state(exploration, choices.StatementKind.SCORES, content.model_dump(), deed)
