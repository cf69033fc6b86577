"""What a directory that follows ours may read: what everybody may find, and nothing else."""

from typing import Any
from uuid import UUID

from django.http import Http404

from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.exchange.hsds import writing
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.queries import directory


def service(person: Standing | None, service_id: UUID) -> Any:
    """A service that everybody may find."""
    found = queries.complete(directory.services().filter(pk=service_id)).first()
    if found is None:
        raise Http404
    return found


def house(person: Standing | None, organisation_id: UUID) -> Any:
    """A house that offers something to everybody."""
    found = directory.houses().filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found


def place(person: Standing | None, place_id: UUID) -> directory.Place:
    """A place where something is offered to everybody."""
    found = directory.place(place_id)
    if found is None:
        raise Http404
    return found


def taxonomy(person: Standing | None, taxonomy_id: UUID) -> None:
    """The one list that our kinds of care come from."""
    if taxonomy_id != writing.KINDS:
        raise Http404


def term(person: Standing | None, term_id: UUID) -> str:
    """A kind of care by its id."""
    found = writing.codes().get(term_id)
    if found is None:
        raise Http404
    return found
