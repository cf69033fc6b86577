"""What a device may ask for."""

from django.conf import settings
from django.http import Http404

from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.access import anyone as anyone
from partnerhood.ground.people.access import signed_in as signed_in
from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.offline import scripts


def page_script(person: Standing | None, mark: str) -> str:
    """The script of pages under its present name: open to everybody."""
    if mark != scripts.name("page"):
        raise Http404
    return scripts.text("page")


def tongue(person: Standing | None, language: str) -> str:
    """A language of the house: what needs no line is there in each, for everybody."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def ward(person: Standing | None) -> object:
    """The organisation on whose ward somebody stands: their own."""
    if person is None:
        return SIGN_IN
    mine = person.organisation if person.is_of(person.organisation) else next(iter(person.organisations), None)
    if mine is None:
        raise Http404
    return mine
