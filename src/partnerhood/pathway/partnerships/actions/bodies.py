"""What people do with bodies: open one, give and end a seat."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf, operation
from partnerhood.ground.organisations.actions import book_of as organisation_book
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import languages
from partnerhood.pathway.partnerships import access, choices
from partnerhood.pathway.partnerships.actions.books import book_of
from partnerhood.pathway.partnerships.models import (
    Body,
    Partnership,
    Seat,
)


@operation(
    "partnerships.open_body",
    version=1,
    who=access.may_open_body,
    book=lambda network=None, partnership=None, **_: (
        book_of(partnership.id) if partnership else organisation_book(network.coordinator_id)
    ),
    says=_("opened a body"),
)
def open_body(
    *,
    name: str,
    kind: choices.BodyKind,
    network: Network | None = None,
    partnership: Partnership | None = None,
    country: str = "",
    mandate: str = "",
    language: str = "en",
    deed: Deed,
) -> Body:
    """Open a working group, a board or a committee, in a network or in a partnership."""
    one_place = (network is None) == (partnership is None)
    deed.refuse_if(one_place, Refused(_("A body sits in a network or in a partnership."), field="network"))
    said = languages.said(mandate, language) if mandate else {}
    return deed.add(Body(name=name, kind=kind, network=network, partnership=partnership, country=country, mandate=said))


@operation(
    "partnerships.seat",
    version=1,
    who=access.may_seat,
    book=lambda body, **_: _book_of_body(body),
    says=_("gave somebody a seat"),
)
def seat(
    *,
    body: Body,
    person: Person,
    kind: choices.SeatKind = choices.SeatKind.MEMBER,
    from_date: date,
    to_date: date | None = None,
    deed: Deed,
) -> Seat:
    """Give somebody a seat in a body for a term; the end is not included and may be open."""
    wrong = to_date is not None and to_date <= from_date
    deed.refuse_if(wrong, Refused(_("A term ends after it begins."), field="to_date"))
    return deed.add(Seat(body=body, person=person, kind=kind, from_date=from_date, to_date=to_date))


def _book_of_body(body: Body) -> BookOf:
    """A body of a partnership is written in its book; one of a network in that of its coordinator."""
    if body.partnership_id:
        return book_of(body.partnership_id)
    assert body.network is not None
    return organisation_book(body.network.coordinator_id)


@operation(
    "partnerships.end_seat",
    version=1,
    who=access.may_end_seat,
    book=lambda seat, **_: _book_of_body(seat.body),
    says=_("ended a seat"),
)
def end_seat(*, seat: Seat, to_date: date, deed: Deed) -> Seat:
    """End somebody's seat on a day, which is not included: today, later, or when they left."""
    ended = seat.to_date is not None and seat.to_date <= deed.recorded_at.date()
    deed.refuse_if(ended, Refused(_("This seat ended already."), field="to_date"))
    deed.refuse_if(to_date <= seat.from_date, Refused(_("A term ends after it begins."), field="to_date"))
    longer = seat.to_date is not None and to_date > seat.to_date
    deed.refuse_if(longer, Refused(_("It ends before that day already. For longer, give a new seat."), field="to_date"))
    return deed.change(seat, to_date=to_date)
