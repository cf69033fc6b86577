"""What waits for one person, room by room: what it is, since when, and where it is done. The most pressing first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships import rules as partnership_rules

FRESH = timedelta(days=60)
DECIDES = (RoleKind.HEAD, RoleKind.SIGNATORY, RoleKind.COORDINATOR)


@dataclass(frozen=True)
class Item:
    """Something that waits. `address` and `key` name the page where it is done; `button` is what one does there."""

    sentence: str
    button: str
    address: str
    key: UUID
    since: date | datetime | None
    is_yours: bool = True
    on_whom: str = ""


def items(person: Standing) -> list[Item]:
    """Everything that waits for somebody, the most pressing first."""
    return [
        *_keys(person),
        *_papers(person),
        *_answers(person),
        *_unconfirmed(person),
        *_unanswered(person),
        *_laid_before(person),
        *_standing_still(person),
    ]


def _keys(person: Standing) -> Iterator[Item]:
    for row in goals.waiting_for(person):
        yield Item(
            sentence=_("A goal waits for your key: %(goal)s") % {"goal": row.statement},
            button=_("Read and sign"),
            address="goals:signature",
            key=row.goal.id,
            since=row.goal.wording.made_at,
        )


def _papers(person: Standing) -> Iterator[Item]:
    mine = [which for which in person.organisations if person.has(which, RoleKind.SIGNATORY)]
    for paper in keys.unconfirmed_papers(mine):
        if paper.wording.kind == "goal":
            yield Item(
                sentence=_("A signed page of %(signer)s waits for your confirmation") % {"signer": paper.signer},
                button=_("Look and confirm"),
                address="goals:goal",
                key=paper.wording.subject,
                since=paper.entered_at,
            )


def _answers(person: Standing) -> Iterator[Item]:
    """Answers of the last weeks to what this person voiced."""
    for need in needs.complete(needs.voiced_by(person.id)):
        row = needs.row(need, person)
        if row.last_answer and row.last_answer.answered_at > clock.now() - FRESH:
            yield Item(
                sentence=_("Your request has an answer."),
                button=_("Read the answer"),
                address="needs:need",
                key=need.id,
                since=row.last_answer.answered_at,
            )


def _unconfirmed(person: Standing) -> Iterator[Item]:
    for need in needs.unconfirmed(_decided_by(person)):
        yield Item(
            sentence=_("Noted from a call with %(who)s: is this what your hospital asks?") % {"who": need.noted_from},
            button=_("Read and confirm"),
            address="needs:need",
            key=need.id,
            since=need.voiced_at,
        )


def _unanswered(person: Standing) -> Iterator[Item]:
    """Needs of the own hospital that nobody answered yet: one line per hospital."""
    for hospital, count, oldest in needs.unanswered(_decided_by(person)):
        yield Item(
            sentence=ngettext("%(count)d need is not yet answered.", "%(count)d needs are not yet answered.", count)
            % {"count": count},
            button=_("Read and put in order"),
            address="needs:of_hospital",
            key=hospital,
            since=oldest,
        )


def _decided_by(person: Standing) -> list[UUID]:
    return [which for which in person.organisations if person.has(which, *DECIDES)]


def _laid_before(person: Standing) -> Iterator[Item]:
    """Needs that a partner laid before this person's organisation and nobody took on."""
    for offer in needs.laid_before(_decided_by(person)):
        yield Item(
            sentence=_("%(hospital)s lays a need before you.") % {"hospital": offer.need.hospital.known_as},
            button=_("Read the need"),
            address="needs:need",
            key=offer.need_id,
            since=offer.offered_at,
        )


def _standing_still(person: Standing) -> Iterator[Item]:
    """Suspensions that have to be looked at again, or soon."""
    mine = partnerships.visible_to(person).filter(state="suspended")
    for partnership in mine:
        if not any(person.has(party, *DECIDES) for party in partnerships.party_ids(partnership)):
            continue
        for suspension in partnerships.suspensions(partnership.id)[:1]:
            looked = [review.reviewed_at.date() for review in suspension.reviews.all()]
            due = partnership_rules.next_review(suspension.since_date, looked)
            if due <= clock.today() + timedelta(days=14):
                yield Item(
                    sentence=_("%(partnership)s stands still. Is it still so?") % {"partnership": partnership.name},
                    button=_("Look at it again"),
                    address="partnerships:partnership",
                    key=partnership.id,
                    since=due,
                )
