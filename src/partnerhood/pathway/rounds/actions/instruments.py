"""Bring in an instrument for which a network holds the licence."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Network
from partnerhood.pathway.rounds import access, queries, rules
from partnerhood.pathway.rounds.models import NetworkInstrument

Licence = Annotated[str, Field(max_length=1000)]


class LicenceMissing(Refused):
    """Nobody uses the words of others without saying by what right."""

    sentence = _("Say by what right your network uses it, for example: we hold the licence of its authors until 2028.")
    field = "licence"


class OursAlready(Refused):
    """An instrument of a network has a name of its own."""

    sentence = _("An instrument that comes with Partnerhood has this name. Give yours another.")
    field = "title"


class SameInstrument(Refused):
    """A version that says what the last one says."""

    sentence = _("Nothing is different from what it says now.")
    field = "file"


@operation(
    "rounds.bring_in_instrument",
    version=1,
    who=access.may_bring_in_instrument,
    book=lambda network, **_: book_of(network.coordinator_id),
    says=_("brought in an instrument of their network"),
)
def bring_in_instrument(
    *, network: Network, code: rules.Slug, content: rules.Questionnaire, licence: Licence, deed: Deed
) -> NetworkInstrument:
    """Bring in an instrument that a network may use, or its next version; rounds keep the one they were opened with."""
    deed.refuse_if(not licence.strip(), LicenceMissing())
    deed.refuse_if(queries.instrument(code) is not None, OursAlready())
    said = content.model_dump(mode="json", exclude_none=True)
    last = {one.code: one for one in queries.newest_of(network.id)}.get(code)
    same = last is not None and (last.content, last.licence) == (said, licence.strip())
    deed.refuse_if(same, SameInstrument())
    return deed.add(
        NetworkInstrument(
            id=deed.id,
            network=network,
            code=code,
            number=deed.look("number", lambda: last.number + 1 if last else 1),
            content=said,
            licence=licence.strip(),
            person_id=deed.author,
            brought_at=deed.recorded_at,
        )
    )
