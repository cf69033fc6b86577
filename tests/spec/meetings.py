"""A group of both houses that meets, for the small world: Katrien chairs it, Mireille sits there; and who joins a network."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnerhood.ground.operations.claims import Claim
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock, ids
from partnerhood.ground.records.models import Record
from partnerhood.pathway.meetings import queries
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Joiner
from tests.cast import Cast, by
from tests.pathway.meetings import story

if TYPE_CHECKING:
    from tests.spec.world import World

Payload = Callable[["World"], dict[str, Any]]
SAID = {"words": "ainsi", "language": "fr"}


@dataclass
class Everything:
    """Meetings that different people read, and somebody who joins the network without an account."""

    told: story.Told
    """A meeting with minutes that were laid, which the people of both houses may know of."""
    apart: story.Told
    """One of its members alone."""
    shown: story.Told
    """Approved, and everybody's."""
    joiner: Joiner


def everything(who: Cast, joke: Person | None) -> Everything:
    """Three meetings of three groups, and Jef."""
    told, apart = story.laid(story.begun(who)), story.held(story.begun(who), readers="members")
    shown = story.approved(story.begun(who), readers="everybody")
    said = {"words": "Kom erbij", "language": "nl", "parts": ["ambassador"], "contact": "Joke"}
    partnerships.let_join(network=who.network, **said, deed=by(joke))
    jef = {"part": "ambassador", "name": "Jef", "contact": "0470 00 00 01", "language": "nl"}
    with clock.at(story.MET):
        joiner = partnerships.join(network=who.network, **jef, deed=Claim(None, ids.fresh()))
    return Everything(told, apart, shown, joiner)


def names(there: Everything) -> dict[str, Record]:
    """What stands for each name in an address."""
    told = there.told
    return {
        "meeting_id": told.meeting,
        "held_id": told.meeting,
        "point_id": told.point,
        "action_point_id": told.action,
        "joiner_id": there.joiner,
    }


def others(there: Everything) -> dict[str, dict[str, str]]:
    """Other meetings, that open to others."""
    return {
        "of its members": {"meeting_id": str(there.apart.meeting.id)},
        "of everybody": {"meeting_id": str(there.shown.meeting.id)},
    }


def _meeting(made: "World") -> dict[str, Any]:
    return {"meeting": str(made.met.told.meeting.id)}


def _body(made: "World") -> dict[str, Any]:
    return {"body": str(made.met.told.group.id)}


def _point(made: "World") -> dict[str, Any]:
    return {"point": str(made.met.told.point.id)}


def _when() -> dict[str, Any]:
    return {"begins_at": "2030-03-03T14:00:00Z", "lasts": 60, "zone": "UTC", "place": "ici"}


def _joiner(made: "World") -> dict[str, Any]:
    return {"joiner": str(made.met.joiner.id)}


PAYLOADS: dict[str, Payload] = {
    "meetings.give_mandate": lambda made: {**_body(made), **SAID, "decided_by": "nous", "from_date": "2026-01-01"},
    "meetings.call": lambda made: {**_body(made), **_when()},
    "meetings.change": lambda made: {**_meeting(made), **_when()},
    "meetings.call_off": lambda made: {**_meeting(made), **SAID},
    "meetings.bring": lambda made: {**_meeting(made), "title": "Savon", "language": "fr", "asks": "inform"},
    "meetings.reword": lambda made: {**_point(made), "title": "Savon", "language": "fr", "asks": "inform"},
    "meetings.drop": _point,
    "meetings.minute": lambda made: {**_point(made), **SAID},
    "meetings.attend": lambda made: {
        **_meeting(made),
        "came": [str(made.who.mireille.id)],
    },
    "meetings.decide": lambda made: {**_meeting(made), **SAID, "why": "ainsi"},
    "meetings.plan": lambda made: {
        **_meeting(made),
        "what": "acheter",
        "language": "fr",
        "owner": str(made.who.mireille.id),
        "by_date": "2030-01-01",
    },
    "meetings.end_action": lambda made: {"action": str(made.met.told.action.id), "ending": "done"},
    "meetings.lay": lambda made: {
        **_meeting(made),
        "minutes": queries.minutes(made.met.told.now).model_dump(mode="json"),
    },
    "meetings.sign": lambda made: {
        **_meeting(made),
        "wording": made.met.told.now.wording.fingerprint,  # type: ignore[union-attr]
        "on_behalf_of": str(made.who.lukanga.id),
    },
    "meetings.correct": lambda made: {"meeting": str(made.met.shown.meeting.id), **SAID},
    "meetings.open_to": lambda made: {**_meeting(made), "readers": "members"},
    "partnerships.let_join": lambda made: {
        "network": str(made.who.network.id),
        "words": "",
        "language": "fr",
        "parts": ["partner"],
        "contact": "Joke",
    },
    "partnerships.join": lambda made: {
        "network": str(made.who.network.id),
        "part": "ambassador",
        "name": "Hilde",
        "contact": "0470 00 00 02",
        "language": "nl",
    },
    "partnerships.answer_joiner": lambda made: {**_joiner(made), "answer": "welcome"},
    "partnerships.forget_joiner": _joiner,
}
