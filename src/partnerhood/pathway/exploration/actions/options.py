"""Options held open side by side: write one, say what it does for whom, and decide on the way with reasons."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.exploration import access, choices, queries, rules
from partnerhood.pathway.exploration.actions.shared import NotOfThisExploration, closed, said, shelf
from partnerhood.pathway.exploration.models import Decision, Effect, Exploration, Hearing, Option


@operation(
    "exploration.write_option",
    version=1,
    who=access.may_write_option,
    book=lambda exploration, **_: shelf(exploration),
    says=_("wrote down an option"),
)
def write_option(
    *,
    exploration: Exploration,
    content: rules.Option,
    closing: rules.Closing | None = None,
    option: Option | None = None,
    deed: Deed,
) -> Option:
    """Write down a way to go on together, or put its words right; its letter says how close it is, from A on."""
    others = Option.objects.filter(exploration=exploration, letter=content.letter)
    taken = others.exclude(pk=option.pk).exists() if option else others.exists()
    deed.refuse_if(taken, Refused(_("Another option has this letter."), field="letter"))
    fields = {
        "letter": content.letter,
        "name": said(content.name, content.language),
        "about": said(content.about, content.language),
        **closed(closing, exploration, deed),
    }
    return deed.change(option, **fields) if option else deed.add(Option(id=deed.id, exploration=exploration, **fields))


@operation(
    "exploration.say_effect",
    version=1,
    who=access.may_say_effect,
    book=lambda option, **_: shelf(option.exploration),
    says=_("said what an option does for somebody"),
)
def say_effect(*, option: Option, on_behalf_of: Organisation, content: rules.Effect, deed: Deed) -> Effect:
    """Say for one's own side what an option does for patients, staff, training or research, and why; the newest counts."""
    return deed.add(
        Effect(
            id=deed.id,
            option=option,
            organisation=on_behalf_of,
            aspect=content.aspect,
            words=said(content.words, content.language),
            why=said(content.why, content.language),
            said_at=deed.recorded_at,
        )
    )


@operation(
    "exploration.decide",
    version=1,
    who=access.may_decide,
    book=lambda exploration, **_: shelf(exploration),
    says=_("wrote down a decision with its reasons"),
)
def decide(
    *,
    exploration: Exploration,
    kind: choices.DecisionKind,
    words: rules.Text,
    why: rules.Text,
    language: rules.Tongue,
    decided_date: date,
    option: Option | None = None,
    rests_on: list[Hearing] | None = None,
    deed: Deed,
) -> Decision:
    """Write down what was decided on the way, and why: withdraw an option, open it again, or anything else."""
    deed.refuse_if(not words.strip(), Refused(_("Say what was decided."), field="words"))
    deed.refuse_if(not why.strip(), Refused(_("Say why: reasons are public."), field="why"))
    ahead = decided_date > deed.recorded_at.date()
    deed.refuse_if(ahead, Refused(_("This day has not come yet."), field="decided_date"))
    strange = [one for one in rests_on or [] if one.exploration_id != exploration.id]
    deed.refuse_if(strange, NotOfThisExploration())
    _judge_option(kind, option, deed)
    return deed.add(
        Decision(
            id=deed.id,
            exploration=exploration,
            option=option,
            kind=kind,
            words=said(words, language),
            why=said(why, language),
            rests_on=sorted(str(one.id) for one in rests_on or []),
            decided_date=decided_date,
            person_id=deed.author,
            written_at=deed.recorded_at,
        )
    )


def _judge_option(kind: choices.DecisionKind, option: Option | None, deed: Deed) -> None:
    """An open option is withdrawn, a withdrawn one is opened again; one that both boards chose is neither."""
    if kind not in queries.MOVES:
        return
    deed.refuse_if(option is None, Refused(_("Say which option."), field="option"))
    if option is None or deed.told:
        return
    withdrawn = queries.is_withdrawn(option)
    wrong = withdrawn == (kind == choices.DecisionKind.WITHDRAWN)
    deed.refuse_if(wrong, Refused(_("It stands like this already. Look at what was decided meanwhile."), field="kind"))
    chosen = queries.chosen_of(option.exploration).filter(option=option).exists()
    deed.refuse_if(
        chosen, Refused(_("Both boards chose this option. It takes other words under both keys."), field="kind")
    )
