"""What rounds tell the rooms before them: that one can talk about them. Never what a side said in one."""

from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.rounds import queries
from partnerhood.pathway.rounds.models import Round


def listen() -> None:
    """Say where rounds can be heard."""
    conversations.register("rounds.round", subject, shelf)


def subject(person: Standing, round_id: UUID) -> conversations.Subject | None:
    """A round as something to talk about: for the people of its partners."""
    found = queries.visible_to(person).filter(pk=round_id).select_related("hospital", "partnership", "own").first()
    if found is None:
        return None
    sides, url = frozenset(map(UUID, found.sides)), reverse("rounds:round", args=[found.id])
    return conversations.Subject("rounds.round", found.id, _title(found), url, sides, book_of(found.partnership_id))


def _title(which: Round) -> str:
    month = formats.date_format(timezone.localtime(which.opened_at), "F Y")
    asks = queries.of_round(which)
    if asks.is_ladder:
        return _("Round of %(month)s: %(hospital)s") % {"month": month, "hospital": queries.looked_at(which)}
    named = {"instrument": vocabulary.say(asks.name), "month": month, "name": queries.looked_at(which)}
    return _("%(instrument)s, %(month)s: %(name)s") % named


def shelf(round_id: UUID) -> BookOf | None:
    """The book of the partnership that a round belongs to."""
    found = queries.partnership_of_round(round_id)
    return book_of(found) if found else None
