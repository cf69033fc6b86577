"""What several deeds of this room need."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.records import languages
from partnerhood.pathway.exploration import rules
from partnerhood.pathway.exploration.models import Exploration
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Body


class NotOfThisExploration(Refused):
    """What belongs to another exploration, or to no partner of this one."""

    sentence = _("This does not belong to this exploration.")


class StandsStill(Refused):
    """No key is turned while a partnership stands still."""

    sentence = _("This partnership stands still. Words can be prepared; keys are turned when it goes on.")


def shelf(exploration: Exploration) -> BookOf:
    """The book of the partnership that explores."""
    return book_of(exploration.partnership_id)


def said(words: str, language: str) -> languages.Words:
    """Words in their language; nothing where nothing was said."""
    return languages.said(words, language) if words.strip() else {}


def closed(closing: rules.Closing | None, exploration: Exploration, deed: Deed) -> dict[str, object]:
    """The fields of something that is closed until a day, or open."""
    if closing is None:
        return {"closed_until": None, "closed_why": "", "readers": []}
    over = closing.until <= deed.recorded_at.date()
    deed.refuse_if(over, Refused(_("Choose a day to come: then it opens by itself."), field="closed_until"))
    known = set(Body.objects.filter(partnership=exploration.partnership_id).values_list("id", flat=True))
    deed.refuse_if(set(closing.readers) - known, Refused(_("Name groups of these partners."), field="readers"))
    readers = sorted(str(one) for one in set(closing.readers))
    return {"closed_until": closing.until, "closed_why": closing.why.strip(), "readers": readers}


def judge_group(body: Body | None, exploration: Exploration, deed: Deed) -> None:
    """A group that works on it is one of these partners'."""
    strange = body is not None and body.partnership_id != exploration.partnership_id
    deed.refuse_if(strange, Refused(_("Name a group of these partners."), field="body"))


def judge_party(organisation_id: object, exploration: Exploration, deed: Deed, field: str) -> None:
    """A house that is named is one of the partners."""
    strange = organisation_id not in partnerships.party_ids(exploration.partnership)
    deed.refuse_if(strange, Refused(_("Choose one of the partners."), field=field))
