"""How a partnership begins and goes from state to state."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.records import ids
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.pathway.partnerships import access, choices, queries, rules
from partnerhood.pathway.partnerships.actions.books import book_of
from partnerhood.pathway.partnerships.models import (
    Charter,
    Invited,
    Move,
    Partner,
    Partnership,
    Suspension,
)


class CannotMove(Refused):
    """A partnership does not go that way."""

    sentence = _("A partnership does not go from where it stands to there.")


class StillAlone(Refused):
    """One partner is no partnership."""

    sentence = _("No other partner has said yes yet.")


class CharterNotSigned(Refused):
    """The charter does not carry every key."""

    sentence = _("The charter does not carry every key yet. Sign it first, or say why you begin without it.")


@operation(
    "partnerships.propose",
    version=1,
    who=access.may_propose,
    book=lambda key, **_: book_of(key),
    says=_("proposed a partnership"),
)
def propose(
    *,
    key: UUID,
    name: str,
    kind: choices.Kind,
    partners: list[Organisation],
    works_at: list[Organisation],
    network: Network | None = None,
    since_date: date | None = None,
    about: dict[str, object] | None = None,
    deed: Deed,
) -> Partnership:
    """Propose that organisations work together, and say where the work is done. Who proposes speaks for their own house;
    the others are asked, and are partners once their own people say yes."""
    deed.refuse_if(len(set(partners)) < 2, Refused(_("It takes two to be partners."), field="partners"))
    known = Partnership.objects.filter(pk=key).first()
    if known:
        return known
    partnership = deed.add(
        Partnership(id=key, name=name, kind=kind, network=network, since_date=since_date, about=about or {})
    )
    for one in partners:
        works_here = one in works_at
        if access.speaks_for(deed, one):
            deed.add(Partner(partnership=partnership, organisation=one, works_here=works_here))
        else:
            asked = Invited(partnership=partnership, organisation=one, works_here=works_here)
            asked.asked_at = deed.recorded_at
            deed.add(asked)
    return partnership


@operation(
    "partnerships.answer",
    version=1,
    who=access.may_answer,
    book=lambda invited, **_: book_of(invited.partnership_id),
    says=_("answered whether they join"),
)
def answer(*, invited: Invited, answer: choices.Answer, deed: Deed) -> Invited:
    """Say yes or no to being a partner, in the name of one's own house. A charter that was written asks for its key too."""
    deed.refuse_if(bool(invited.answer), Refused(_("This was answered already.")))
    partnership = invited.partnership
    if answer == choices.Answer.JOINS:
        facts = {"organisation": invited.organisation, "works_here": invited.works_here}
        deed.add(Partner(id=ids.derived(invited.id, "partner"), partnership=partnership, **facts))
        charter = deed.look_up("charter", Charter.objects.filter(partnership=partnership))
        if charter:
            parties, content = queries.party_ids(partnership), charter.wording.content
            wording = signatures.word(subject=charter.id, kind="charter", parties=parties, content=content, deed=deed)
            deed.change(charter, wording=wording)
    return deed.change(invited, answer=answer, answered_at=deed.recorded_at)


@operation(
    "partnerships.move",
    version=1,
    who=access.may_prepare,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("moved the partnership on"),
)
def move(*, partnership: Partnership, state: choices.State, reason: str = "", deed: Deed) -> Partnership:
    """Let a partnership move to another state; to begin without a signed charter asks for a reason that stays visible."""
    deed.refuse_if(not rules.may_move(partnership.state, state), CannotMove())
    deed.refuse_if(rules.needs_charter(state) and len(queries.party_ids(partnership)) < rules.LEAST, StillAlone())
    unsigned = rules.needs_charter(state) and not _charter_agreed(partnership)
    deed.refuse_if(unsigned and not reason, CharterNotSigned(field="reason"))
    if partnership.state == choices.State.SUSPENDED:
        let_clocks_run(queries.suspension_now(partnership.id), deed)
    return go_to(partnership, state, reason, deed)


def _charter_agreed(partnership: Partnership) -> bool:
    charter = queries.charter(partnership)
    return charter is not None and is_agreed(keys.keyring(charter.wording))


def let_clocks_run(suspension: Suspension | None, deed: Deed) -> None:
    """Let the clocks run again."""
    if suspension:
        deed.change(suspension, lifted_at=deed.recorded_at)


def go_to(partnership: Partnership, state: choices.State, reason: str, deed: Deed) -> Partnership:
    """Write the move, and where the partnership stands now."""
    deed.add(
        Move(partnership=partnership, state=state, reason=reason, person_id=deed.author, moved_at=deed.recorded_at)
    )
    return deed.change(partnership, state=state)
