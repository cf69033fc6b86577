"""What the pages of this room show in the same way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Key, Keyring
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.records import clock, languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.meetings import queries, rules
from partnerhood.pathway.meetings.queries import Sight


@dataclass(frozen=True)
class When:
    """When a meeting is, by the clock that was named, and what clocks elsewhere show then."""

    day: date
    clock: str
    until: str
    town: str
    elsewhere: list[tuple[str, str]]


def when(one, zones: Iterable[str] = ()) -> When:
    """When a meeting is, as people read it."""
    there = rules.clock_there(one.begins_at, one.zone) or one.begins_at
    until = rules.clock_there(one.begins_at + one.lasting, one.zone) or one.begins_at
    others = rules.other_clocks(one.begins_at, one.zone, [zone for zone in zones if zone != "UTC"])
    return When(there.date(), _clock(there), _clock(until), town(one.zone), [(town(z), _clock(at)) for z, at in others])


def _clock(at: datetime) -> str:
    return formats.date_format(at, "H:i")


def town(zone: str) -> str:
    """A clock by the town that it is named after."""
    return zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def called(one) -> str:
    """A meeting by its day."""
    there = rules.clock_there(one.begins_at, one.zone) or one.begins_at
    return look.written(there.date())


def crumbs(sight: Sight, *rest: Crumb) -> list[Crumb]:
    """The way back to where a body sits, to the body, and to its meetings."""
    body = sight.body
    if body.network:
        first = Crumb(body.network.name, reverse("partnerships:network", args=[body.network_id]))
    else:
        assert body.partnership is not None
        first = Crumb(body.partnership.name, reverse("partnerships:partnership", args=[body.partnership_id]))
    there = reverse("meetings:body", args=[body.id]) if rest else ""
    return [first, Crumb(_("%(body)s: meetings") % {"body": body.name}, there), *rest]


def to_meeting(sight: Sight, one, *rest: Crumb) -> list[Crumb]:
    """The way back to a meeting, and from there on."""
    return crumbs(sight, Crumb(called(one), reverse("meetings:meeting", args=[one.id])), *rest)


def action(one, sight: Sight | None, *, names: bool) -> dict[str, object]:
    """An action point as a line shows it: who, by when, whether it is late, and where one says what came of it."""
    mine = sight is not None and sight.person is not None and one.owner_id == sight.person.id
    ends = not one.ended_at and (mine or (sight is not None and sight.writes))
    return {
        "action": one,
        "who": one.owner.name if names else one.owner.organisation.known_as,
        "is_late": not one.ended_at and one.by_date < clock.today(),
        "is_mine": mine,
        "href": reverse("meetings:end_action", args=[one.id]) if ends else "",
    }


def keyring(sight: Sight, one, turned: Iterable) -> Keyring:
    """The keys under minutes: those that were turned, and the reader's own where it is waited for."""
    kept = {key.organisation_id: key for key in turned}
    shown = [_turned(key, by_name=sight.is_inside or sight.writes) for key in kept.values()]
    if may_sign(sight, one, kept):
        assert sight.person is not None
        own = next(seat.person.organisation for seat in sight.seats if seat.person_id == sight.person.id)
        href = reverse("meetings:sign", args=[one.id])
        waits = one.wording.made_at if one.wording else None
        shown.append(Key(own.known_as, waits_since=waits, href=href, action=_("Read and approve")))
    return Keyring(tuple(shown))


def _turned(key, *, by_name: bool) -> Key:
    who = ", ".join(part for part in (key.signer, key.function) if part) if by_name else ""
    return Key(key.organisation.known_as, who=who, at=key.signed_at, how=key.get_assurance_display())


def may_sign(sight: Sight, one, turned: Iterable[UUID]) -> bool:
    """Whether the reader's key is waited for: a chair's, and that of one other house."""
    if not (sight.sits and sight.person and one.wording_id) or queries.is_approved(one):
        return False
    house = sight.person.organisation
    if house in set(turned) or not queries.can_be_approved(one):
        return False
    chaired = any(seat.kind == "chair" and seat.person.organisation_id == house for seat in sight.seats)
    return sight.chairs or (not chaired and (not one.houses or bool(one.by_chair)))  # type: ignore[attr-defined]


def best(words: languages.Words) -> tuple[str, str]:
    """Words as their reader understands them best, and their language."""
    return languages.best(words, get_language() or "en")
