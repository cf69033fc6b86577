"""Join a network without an account: said by whoever comes, answered by who coordinates it, and forgotten in time."""

from datetime import timedelta
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations.actions import book_of as organisation_book
from partnerhood.ground.organisations.choices import Part
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.partnerships import access, choices, queries, rules
from partnerhood.pathway.partnerships.models import Joiner, Joining

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
House = Annotated[str, Field(max_length=200)]
Wish = Annotated[str, Field(max_length=1000)]
Tongue = Annotated[str, Field(max_length=8)]
HOUR = timedelta(hours=1)


class JoinedAlready(Refused):
    """Whoever comes twice is told the same friendly sentence as the first time, and nothing is kept twice."""

    sentence = _("You joined already.")


@operation(
    "partnerships.let_join",
    version=1,
    who=organisations.may_run_network,
    book=lambda network, **_: organisation_book(network.coordinator_id),
    says=_("said how one joins a network"),
)
def let_join(
    *,
    network: Network,
    words: Annotated[str, Field(max_length=2000)],
    language: Tongue,
    parts: Annotated[list[Part], Field(max_length=4)],
    contact: Name,
    is_open: bool = True,
    deed: Deed,
) -> Joining:
    """Let people and organisations join a network without an account, or no longer: as what, and whom they ask."""
    offered = sorted(set(parts) - {Part.COORDINATING})
    deed.refuse_if(is_open and not offered, Refused(_("Say as what one may join."), field="parts"))
    said: dict[str, object] = {"words": languages.said(words, language) if words.strip() else {}, "parts": offered}
    said |= {"contact": contact.strip(), "is_open": is_open}
    known = queries.joining(network.id)
    if known:
        return deed.change(known, **said)
    return deed.add(Joining(id=ids.derived(network.id, "joining"), network=network, **said))


@operation(
    "partnerships.join",
    version=1,
    who=access.may_join,
    book=lambda network, **_: organisation_book(network.coordinator_id),
    says=_("asked to join a network"),
    travels=False,
)
def join(
    *,
    network: Network,
    part: Part,
    name: Name,
    house: House = "",
    contact: Name,
    wish: Wish = "",
    language: Tongue,
    deed: Deed,
) -> Joiner:
    """Join a network without an account: who, for which house, how one is reached, and what one wants to help with."""
    reached = rules.can_be_reached(contact)
    deed.refuse_if(
        not reached, Refused(_("We cannot call or write to this. Check the number or the address."), field="contact")
    )
    _judge_flood(network, deed)
    deed.refuse_if(not deed.told and queries.joined_already(network.id, rules.reach(contact)), JoinedAlready())
    joiner = deed.add(
        Joiner(
            network=network,
            part=part,
            name=name.strip(),
            house=house.strip(),
            contact=contact.strip(),
            reach=rules.reach(contact),
            wish=languages.said(wish, language) if wish.strip() else {},
            joined_at=deed.recorded_at,
        )
    )
    deed.later("partnerships.forget_in_time", str(joiner.id), deed.recorded_at + rules.FORGOTTEN_AFTER)
    return joiner


def _judge_flood(network: Network, deed: Deed) -> None:
    """A hall full of people may join at once; a flood may not, and nothing of it is kept."""
    if deed.told:
        return
    full = queries.joined_since(network.id, deed.recorded_at - HOUR) >= rules.MOST_AN_HOUR
    full = full or queries.waiting_in(network.id) >= rules.MOST_WAITING
    deed.refuse_if(
        full, Refused(_("So many join right now that we cannot keep up. Try again in an hour, or ask by phone."))
    )


@operation(
    "partnerships.answer_joiner",
    version=1,
    who=access.may_answer_joiner,
    book=lambda joiner, **_: organisation_book(joiner.network.coordinator_id),
    says=_("answered somebody who wants to join"),
    travels=False,
)
def answer_joiner(
    *, joiner: Joiner, answer: choices.JoinAnswer, words: Wish = "", language: Tongue = "en", deed: Deed
) -> Joiner:
    """Welcome somebody who wants to join, or say no and why; after a no what they said is forgotten in thirty days."""
    deed.refuse_if(joiner.erased_at, Refused(_("This was erased.")))
    deed.refuse_if(joiner.answer, Refused(_("Somebody answered already.")))
    silent = answer == choices.JoinAnswer.NO and not words.strip()
    deed.refuse_if(silent, Refused(_("Say why: whoever calls them tells it."), field="words"))
    if answer == choices.JoinAnswer.NO:
        deed.later("partnerships.forget_in_time", str(joiner.id), deed.recorded_at + rules.FORGOTTEN_AFTER_NO)
    said = languages.said(words, language) if words.strip() else {}
    return deed.change(joiner, answer=answer, why=said, answered_at=deed.recorded_at)


@operation(
    "partnerships.forget_joiner",
    version=1,
    who=access.may_answer_joiner,
    book=lambda joiner, **_: organisation_book(joiner.network.coordinator_id),
    says=_("erased what somebody said who wanted to join"),
    travels=False,
)
def forget_joiner(*, joiner: Joiner, deed: Deed) -> Joiner:
    """Erase who wanted to join: the name, how they are reached and what they said go, that somebody joined stays."""
    deed.refuse_if(joiner.erased_at, Refused(_("This was erased.")))
    gone = {"name": "", "house": "", "contact": "", "reach": "", "wish": {}, "why": {}}
    deed.later("partnerships.forget_words", str(joiner.id))
    return deed.change(joiner, **gone, erased_at=deed.recorded_at)
