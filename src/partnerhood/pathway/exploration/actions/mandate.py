"""Lay the question before both boards, word it, turn a key under what both say, and keep the time."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import canonical, ids
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures.models import Signature, Wording
from partnerhood.pathway.exploration import access, choices, queries, rules
from partnerhood.pathway.exploration.actions.shared import StandsStill, said, shelf
from partnerhood.pathway.exploration.models import Exploration, Phase, Statement
from partnerhood.pathway.partnerships import choices as partnership_choices
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships import rules as partnership_rules
from partnerhood.pathway.partnerships.actions import StillAlone, book_of
from partnerhood.pathway.partnerships.models import Partnership

MOST_PHASES = 12


class SameWords(Refused):
    """Nothing changed."""

    sentence = _("These are the words that stand already.")


@operation(
    "exploration.open",
    version=1,
    who=access.may_open,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("laid a question before both boards"),
)
def open(
    *,
    partnership: Partnership,
    mandate: rules.Mandate,
    phases: Annotated[list[rules.Phase], Field(max_length=MOST_PHASES)],
    deed: Deed,
) -> Exploration:
    """Open the dossier of a partnership of the kind that explores: the question, the mandate, and the time in its parts."""
    kind = partnership.kind != partnership_choices.Kind.EXPLORATION
    deed.refuse_if(kind, Refused(_("This partnership does not explore anything.")))
    there = deed.look("open already", lambda: queries.of_partnership(partnership.id) is not None)
    deed.refuse_if(there, Refused(_("These partners have a dossier already.")))
    deed.refuse_if(len(partnerships.party_ids(partnership)) < partnership_rules.LEAST, StillAlone())
    _judge(mandate, deed)
    exploration = deed.add(
        Exploration(
            id=ids.derived(partnership.id, "exploration"),
            partnership=partnership,
            opened_by_id=deed.author,
            opened_at=deed.recorded_at,
        )
    )
    for number, phase in enumerate(phases, 1):
        outside = not mandate.from_date < phase.due_date <= mandate.decide_by
        deed.refuse_if(outside, Refused(_("Each part ends between the first day and the decision."), field="phases"))
        key = ids.derived(exploration.id, f"phase {number}")
        name = said(phase.name, mandate.language)
        deed.add(Phase(id=key, exploration=exploration, name=name, due_date=phase.due_date))
    state(exploration, choices.StatementKind.MANDATE, mandate.model_dump(), deed)
    return exploration


def _judge(mandate: rules.Mandate, deed: Deed) -> None:
    deed.refuse_if(
        mandate.to_date <= mandate.from_date, Refused(_("The last day comes before the first."), field="to_date")
    )
    early = mandate.decide_by < mandate.to_date
    deed.refuse_if(early, Refused(_("The decision comes after the exploration, not before."), field="decide_by"))


def state(
    exploration: Exploration, kind: choices.StatementKind, content: dict[str, object], deed: Deed, **more: object
) -> Statement:
    """Lay words before both boards: of communiqués there are as many as they want, of everything else one."""
    once = kind != choices.StatementKind.COMMUNIQUE
    key = ids.derived(exploration.id, kind) if once else deed.id
    wording = _word(exploration, key, kind, content, deed)
    kept = Statement(id=key, exploration=exploration, kind=kind, wording=wording, written_at=deed.recorded_at, **more)
    return deed.add(kept)


def reword(statement: Statement, content: dict[str, object], deed: Deed, **more: object) -> Statement:
    """Put other words in the place of those that stand: keys turned before fall."""
    same = canonical.text(canonical.plain(content)) == canonical.text(statement.wording.content)
    deed.refuse_if(same, SameWords())
    wording = _word(statement.exploration, statement.id, choices.StatementKind(statement.kind), content, deed)
    return deed.change(statement, wording=wording, written_at=deed.recorded_at, **more)


def _word(
    exploration: Exploration, subject: object, kind: choices.StatementKind, content: dict[str, object], deed: Deed
) -> Wording:
    parties = partnerships.party_ids(exploration.partnership)
    return signatures.word(subject=subject, kind=f"exploration-{kind}", parties=parties, content=content, deed=deed)  # type: ignore[arg-type]


@operation(
    "exploration.word_mandate",
    version=1,
    who=access.may_write,
    book=lambda exploration, **_: shelf(exploration),
    says=_("put the question to both boards in other words"),
)
def word_mandate(*, exploration: Exploration, mandate: rules.Mandate, deed: Deed) -> Statement:
    """Put the question and the mandate in other words; both boards sign again."""
    _judge(mandate, deed)
    standing = queries.mandate(exploration.id)
    assert standing is not None
    return reword(standing, mandate.model_dump(), deed)


@operation(
    "exploration.sign",
    version=1,
    who=access.may_sign,
    book=lambda statement, **_: shelf(statement.exploration),
    says=_("turned a key under what both boards say"),
    offline=True,
)
def sign(*, statement: Statement, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one partner's key under the very words that were displayed."""
    still = statement.exploration.partnership.state == partnership_choices.State.SUSPENDED
    deed.refuse_if(still, StandsStill())
    return signatures.turn(wording=statement.wording, read=wording, organisation=on_behalf_of, deed=deed)


@operation(
    "exploration.end_phase",
    version=1,
    who=access.may_end_phase,
    book=lambda phase, **_: shelf(phase.exploration),
    says=_("called a part of the exploration done"),
)
def end_phase(*, phase: Phase, done_date: date, deed: Deed) -> Phase:
    """Say that a part of the time is done, and since which day."""
    deed.refuse_if(phase.done_date, Refused(_("This part is done already.")))
    ahead = done_date > deed.recorded_at.date()
    deed.refuse_if(ahead, Refused(_("This day has not come yet."), field="done_date"))
    return deed.change(phase, done_date=done_date)
