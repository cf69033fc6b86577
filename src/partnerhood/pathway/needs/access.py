"""Who may see a need and act on it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.needs import queries
from partnerhood.pathway.needs.models import Answer, Need, Offer
from partnerhood.pathway.partnerships import queries as partnerships

RANKERS = queries.DECIDING


def need(person: Standing | None, need_id: UUID) -> Need:
    """A need that somebody may read."""
    found = _one(person, need_id)
    if not found:
        raise Http404
    return found[0]


@plans.planned
def _one(person: Standing | None, need_id: UUID) -> QuerySet[Need]:
    kept = queries.with_base(queries.complete(queries.visible_to(person))).filter(pk=need_id)
    return kept.annotate(remarks_number=conversations.number_of("pk"), made_in=journal.made_in("pk"))


def need_to_hear(person: Standing | None, need_id: UUID) -> Need:
    """A need whose voice and photo somebody may have: they are never public, for a voice is as good as a name."""
    found = need(person, need_id)
    if not queries.is_close_to(person, found):
        raise Http404
    return found


def need_to_reword(person: Standing | None, need_id: UUID) -> Need:
    """A need whose words somebody may change."""
    found = need(person, need_id)
    if person is None or not rewords(person, found):
        raise Http404
    return found


def offer_to_take(person: Standing | None, offer_id: UUID) -> Offer:
    """A need that was laid before one's own organisation."""
    found = Offer.objects.filter(pk=offer_id).select_related("need__hospital", "partner").first()
    if found is None or person is None or not takes_on(person, found):
        raise Http404
    return found


def rewords(person: Standing, which: Need) -> bool:
    """Whether the words of a need are somebody's own: voiced or noted by them, or noted for the hospital they answer for."""
    own = person.is_active and person.id in (which.voiced_by_id, which.noted_by_id)
    return own or (which.noted_by_id is not None and person.has(which.hospital_id, *RANKERS))


def answer_to_read(person: Standing | None, answer_id: UUID) -> Answer:
    """An answer to what somebody voiced themselves: they alone say that they have read it."""
    found = Answer.objects.filter(pk=answer_id).select_related("need__hospital").first()
    if found is None or not _asked(person, found):
        raise Http404
    return found


def _asked(person: Standing | None, answer: Answer) -> bool:
    own = person is not None and person.id == answer.need.voiced_by_id
    return own and person is not None and person.is_of(answer.need.hospital_id)


def decides(person: Standing | None, which: Need) -> bool:
    """Whether somebody answers in the name of a need's hospital."""
    return person is not None and person.has(which.hospital_id, *RANKERS)


def takes_on(person: Standing, offer: Offer) -> bool:
    """Whether somebody may say for a partner: this one we take on."""
    return person.has(offer.partner_id, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def own_need(person: Standing | None, need_id: UUID) -> Need:
    """A need of one's own organisation."""
    found = need(person, need_id)
    if person is None or not person.is_of(found.hospital_id):
        raise Http404
    return found


def need_to_decide(person: Standing | None, need_id: UUID) -> Need:
    """A need that somebody may answer in the hospital's name."""
    found = need(person, need_id)
    if not decides(person, found):
        raise Http404
    return found


def hospital_to_ask_for(person: Standing | None) -> object:
    """The organisation in whose name somebody voices a need: their own."""
    if person is None:
        return SIGN_IN
    mine = person.organisation if person.is_of(person.organisation) else next(iter(person.organisations), None)
    if mine is None:
        raise Http404
    return queries.hospital(mine)


def hospital_to_read(person: Standing | None, hospital_id: UUID) -> Organisation:
    """A hospital some of whose needs somebody may read."""
    found = queries.hospital_seen_by(person, hospital_id)
    inside = person is not None and (person.is_of(hospital_id) or getattr(found, "is_partner", False))
    if found is None or not (inside or found.has_readable):  # type: ignore[attr-defined]
        raise Http404
    return found


def hospital_of_mine(person: Standing | None, hospital_id: UUID) -> Organisation:
    """One's own hospital."""
    found = queries.hospital(hospital_id) if person and person.is_of(hospital_id) else None
    if found is None:
        raise Http404
    return found


def hospital_to_rank(person: Standing | None, hospital_id: UUID) -> Organisation:
    """A hospital whose needs somebody may put in order."""
    found = queries.hospital(hospital_id) if person and person.has(hospital_id, *RANKERS) else None
    if found is None:
        raise Http404
    return found


def hospital_of_colleague(person: Standing | None, hospital_id: UUID) -> Organisation:
    """A partner hospital for which somebody may note what they heard on the phone."""
    found = queries.hospital(hospital_id) if person and is_partner(person, hospital_id) else None
    if found is None:
        raise Http404
    return found


def is_partner(person: Standing, hospital: UUID) -> bool:
    """Whether somebody speaks for a partner of a hospital."""
    mine = person.organisations
    return partnerships.partners_of(hospital).filter(pk__in=mine).exists()


def may_voice(deed: Deed, *, hospital: Organisation, **_: object) -> bool:
    """Only an organisation's own people voice its needs."""
    standing = people.standing(deed.author)
    return standing is not None and standing.is_of(hospital.id)


def may_note(deed: Deed, *, hospital: Organisation, **_: object) -> bool:
    """A partner's people may note what they heard; it counts when the hospital confirms it."""
    standing = people.standing(deed.author)
    return standing is not None and is_partner(standing, hospital.id)


def may_second(deed: Deed, *, need: Need, **_: object) -> bool:
    """Colleagues of the same organisation second a need."""
    return may_voice(deed, hospital=need.hospital)


def may_decide(deed: Deed, *, need: Need, **_: object) -> bool:
    """Heads, coordinators and signatories of the hospital decide on its needs."""
    return may_rank(deed, hospital=need.hospital)


def may_rank(deed: Deed, *, hospital: Organisation, **_: object) -> bool:
    """The hospital alone ranks its needs."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(hospital.id, *RANKERS)


def may_take(deed: Deed, *, offer: Offer, **_: object) -> bool:
    """A need is taken on by people of the partner it was laid before."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(offer.partner_id, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def may_say_read(deed: Deed, *, answer: Answer, **_: object) -> bool:
    """Who asked says that they have read what became of it, and nobody says so for them."""
    return _asked(people.standing(deed.author), answer)


def may_reopen(deed: Deed, *, need: Need, **_: object) -> bool:
    """A need may be asked again by any of the hospital's own people, the asker first of all."""
    return may_voice(deed, hospital=need.hospital)


def may_reword(deed: Deed, *, need: Need, **_: object) -> bool:
    """The asker's own words are changed by the asker alone; what was noted for a hospital, by the hospital too."""
    standing = people.standing(deed.author)
    return standing is not None and rewords(standing, need)
