"""Who may read a device, say something of it, ask elsewhere and answer."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import queries
from partnerhood.pathway.equipment.models import Device, Question, Status


def device(person: Standing | None, device_id: UUID) -> Device:
    """A device that somebody may read."""
    found = queries.device(person, device_id)
    if found is None:
        raise Http404
    return found


def own_device(person: Standing | None, device_id: UUID) -> Device:
    """A device of one's own house."""
    found = device(person, device_id)
    if person is None or not person.is_of(found.hospital_id):
        raise Http404
    return found


def hospital_to_read(person: Standing | None, hospital_id: UUID) -> Organisation:
    """A hospital whose devices somebody may read: their own, or a partner's."""
    found = queries.hospital(hospital_id) if queries.is_inside(person, hospital_id) else None
    if found is None:
        raise Http404
    return found


def hospital_of_mine(person: Standing | None, hospital_id: UUID) -> Organisation:
    """One's own hospital."""
    found = queries.hospital(hospital_id) if person and person.is_of(hospital_id) else None
    if found is None:
        raise Http404
    return found


def hospital_to_report_in(person: Standing | None) -> object:
    """The house in which somebody reports a broken device: their own."""
    if person is None:
        return SIGN_IN
    mine = person.organisation if person.is_of(person.organisation) else next(iter(person.organisations), None)
    found = queries.hospital(mine) if mine else None
    if found is None:
        raise Http404
    return found


def kind_to_report(person: Standing | None, device_kind: str) -> object:
    """One's own house, and a kind of device that is in the list of kinds."""
    found = hospital_to_report_in(person)
    if not vocabulary.is_known("device_kinds", device_kind):
        raise Http404
    return found if found is SIGN_IN else (found, device_kind)


def said(person: Standing | None, status_id: UUID) -> Status:
    """What was said of a device that somebody may read."""
    found = Status.objects.filter(pk=status_id).select_related("device").first()
    if found is None or not queries.is_open_to(person, found.device):
        raise Http404
    return found


def question(person: Standing | None, question_id: UUID) -> Question:
    """A question that was put to one's own house, or that one's own house put."""
    mine = person.organisations if person else []
    found = queries.questions_for(mine).filter(pk=question_id).first()
    if found is None:
        raise Http404
    return found


def answers(person: Standing | None, asked: Question) -> bool:
    """Whether somebody may answer: of the house that was asked, whoever is named."""
    return person is not None and person.is_of(asked.organisation_id)


def may_add(deed: Deed, *, hospital: Organisation, **_: object) -> bool:
    """Everybody of a house says which devices it has, and which are broken."""
    standing = people.standing(deed.author)
    return standing is not None and standing.is_of(hospital.id)


def may_say(deed: Deed, *, device: Device, **_: object) -> bool:
    """Everybody of a house says how its devices are, and asks elsewhere."""
    return may_add(deed, hospital=device.hospital)


def may_answer(deed: Deed, *, question: Question, **_: object) -> bool:
    """A question is answered by the house that was asked."""
    return answers(people.standing(deed.author), question)
