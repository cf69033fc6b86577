"""The hospital asks, answers, takes its word back, or says that work on a domain ends in another way."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access, choices, queries, rules
from partnerhood.pathway.handover.models import Ending, Handover, Testimony
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership


class AskedAlready(Refused):
    """One hand-over at a time in a domain."""

    sentence = _("A hand-over of this domain was asked for already.")
    field = "domain"


class Settled(Refused):
    """What carries every key, or was taken back, stays as it is."""

    sentence = _("This hand-over is signed by both or was taken back; it stays as it is.")


@operation(
    "handover.ask",
    version=1,
    who=access.may_ask,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("asked for a hand-over"),
    offline=True,
)
def ask(
    *, partnership: Partnership, hospital: Organisation, domain: str, words: str, language: str, deed: Deed
) -> Handover:
    """Say as the hospital that it is ready to stand on its own in a domain, and why; nobody else says it."""
    known = vocabulary.is_known("domains", domain)
    deed.refuse_if(not known, Refused(_("There is no such care domain."), field="domain"))
    deed.refuse_if(not words.strip(), Refused(_("Say why you are ready, in your own words."), field="words"))
    deed.refuse_if(not deed.told and queries.current(partnership.id, hospital.id, domain), AskedAlready())
    criteria = deed.look("criteria", lambda: _criteria_now(partnership))
    return deed.add(
        Handover(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            domain=domain,
            words=languages.said(words, language),
            criteria=criteria,
            asked_by_id=deed.author,
            asked_at=deed.recorded_at,
        )
    )


def _criteria_now(partnership: Partnership) -> dict[str, object]:
    """What the network of a partnership asks on this day; nothing where it asks what stands ready for all."""
    found = queries.of_network(partnership.network_id)
    return {**found.content, "version": str(found.id), "network": str(partnership.network_id)} if found else {}


@operation(
    "handover.answer",
    version=1,
    who=access.may_work_on,
    book=lambda handover, **_: book_of(handover.partnership_id),
    says=_("answered a criterion of a hand-over"),
    offline=True,
)
def answer(
    *,
    handover: Handover,
    criterion: str,
    on_behalf_of: Organisation,
    met: choices.Met,
    words: str,
    language: str,
    file: str = "",
    deed: Deed,
) -> Testimony:
    """Answer a criterion that no record answers, by name, with what one can look at; what was answered before stays."""
    known = not deed.told and criterion in [one.code for one in queries.of_handover(handover)]
    deed.refuse_if(not known, Refused(_("There is no such criterion."), field="criterion"))
    deed.refuse_if(not deed.told and queries.row(handover).state in rules.SETTLED, Settled())
    bare = not words.strip() and not file
    deed.refuse_if(bare, Refused(_("Say what one can look at: a line in the budget, a name, a page."), field="words"))
    brought.judge(deed, file, brought.PAGE, field="file")
    return deed.add(
        Testimony(
            handover=handover,
            criterion=criterion,
            met=met,
            words=languages.said(words, language) if words.strip() else {},
            file=file,
            organisation=on_behalf_of,
            person_id=deed.author,
            given_at=deed.said_at,
        )
    )


@operation(
    "handover.take_back",
    version=1,
    who=access.may_take_back,
    book=lambda handover, **_: book_of(handover.partnership_id),
    says=_("took back that it is ready"),
    offline=True,
)
def take_back(*, handover: Handover, words: str, language: str, deed: Deed) -> Handover:
    """Take the hospital's word back before both keys are turned: not yet, and why."""
    deed.refuse_if(not words.strip(), Refused(_("Say why, so that your partner understands."), field="words"))
    deed.refuse_if(not deed.told and queries.row(handover).state in rules.SETTLED, Settled())
    return deed.change(handover, taken_back_at=deed.recorded_at, taken_back_words=languages.said(words, language))


@operation(
    "handover.end_domain",
    version=1,
    who=access.may_end,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("said how work on a domain ended"),
    offline=True,
)
def end_domain(
    *,
    partnership: Partnership,
    hospital: Organisation,
    domain: str,
    ending: str,
    words: str = "",
    language: str = "en",
    deed: Deed,
) -> Ending:
    """Say as the hospital that work on a domain ends in another way than by a hand-over; none is called failure."""
    known = vocabulary.is_known("domains", domain)
    deed.refuse_if(not known, Refused(_("There is no such care domain."), field="domain"))
    right = vocabulary.is_known("endings", ending) and ending != "stands_on_its_own"
    deed.refuse_if(not right, Refused(_("A domain does not end that way here."), field="ending"))
    return deed.add(
        Ending(
            partnership=partnership,
            hospital=hospital,
            domain=domain,
            kind=ending,
            words=languages.said(words, language) if words.strip() else {},
            person_id=deed.author,
            ended_at=deed.recorded_at,
        )
    )
