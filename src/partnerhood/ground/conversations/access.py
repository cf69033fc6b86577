"""Who may talk about what, and who moderates. What can be talked about is registered by the rooms that come later."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from partnerhood.ground.conversations.models import Hiding, Remark
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing


@dataclass(frozen=True)
class Subject:
    """Something that is talked about, for somebody who takes part: what, where, and whose it is.

    Questions are asked of one of its organisations, and their coordinators moderate.
    """

    about: str
    id: UUID
    title: str
    url: str
    organisations: frozenset[UUID]
    book: BookOf


Finder = Callable[[Standing, UUID], Subject | None]
Shelf = Callable[[UUID], BookOf | None]
_finders: dict[str, Finder] = {}
_shelves: dict[str, Shelf] = {}


def register(about: str, finder: Finder, book: Shelf) -> None:
    """Let people talk about a kind of thing. `finder` gives the subject to who takes part in it, and None to others;
    `book` says in which book its conversation is written, whoever asks."""
    _finders[about], _shelves[about] = finder, book


def find(about: str, subject: UUID, person: Standing | None) -> Subject | None:
    """A subject as somebody sees it; None for strangers, for what is not there, and for who takes no part now."""
    finder = _finders.get(about)
    return finder(person, subject) if finder and person and person.is_active else None


def book_of(about: str, subject: UUID) -> BookOf:
    """In which book a conversation is written; raises NotThere."""
    shelf = _shelves.get(about)
    found = shelf(subject) if shelf else None
    if found is None:
        raise NotThere
    return found


def moderates(person: Standing | None, subject: Subject | None) -> bool:
    """Whether somebody coordinates one of a subject's organisations."""
    if person is None or subject is None:
        return False
    return any(person.has(organisation, RoleKind.COORDINATOR) for organisation in subject.organisations)


def subject(person: Standing | None, about: str, subject_id: UUID) -> Subject:
    """A subject that somebody takes part in."""
    found = find(about, subject_id, person)
    if found is None:
        raise Http404
    return found


def remark_to_hide(person: Standing | None, remark_id: UUID) -> Remark:
    """A remark that somebody may hide: as coordinator, or because it is their own."""
    return _remark(person, remark_id, hides)


def remark_to_show(person: Standing | None, remark_id: UUID) -> Remark:
    """A remark that somebody may show again: as coordinator, or because it is their own and they took it back."""
    return _remark(person, remark_id, shows)


def _remark(person: Standing | None, remark_id: UUID, may: Callable[[Standing | None, Remark], bool]) -> Remark:
    found = Remark.objects.filter(pk=remark_id).select_related("person").first()
    if found is None or not may(person, found):
        raise Http404
    return found


def hides(person: Standing | None, remark: Remark) -> bool:
    """Whether somebody may hide a remark."""
    there = find(remark.about, remark.subject, person)
    own = there is not None and person is not None and remark.person_id == person.id
    return own or moderates(person, there)


def shows(person: Standing | None, remark: Remark) -> bool:
    """Whether somebody may show a remark again: never its author where somebody else hid it."""
    if moderates(person, find(remark.about, remark.subject, person)):
        return True
    by_others = Hiding.objects.filter(remark=remark, ended_at=None).exclude(person=remark.person_id)
    return hides(person, remark) and not by_others.exists()


def may_say(deed: Deed, *, about: str, subject: UUID, **_: object) -> bool:
    """Whoever takes part in a thing talks about it."""
    return find(about, subject, people.standing(deed.author)) is not None


def may_hide(deed: Deed, *, remark: Remark, **_: object) -> bool:
    """A coordinator of one of the organisations moderates; everybody takes back their own words."""
    return hides(people.standing(deed.author), remark)


def may_show(deed: Deed, *, remark: Remark, **_: object) -> bool:
    """Who moderates shows again what was hidden; an author shows only what they took back themselves."""
    return shows(people.standing(deed.author), remark)
