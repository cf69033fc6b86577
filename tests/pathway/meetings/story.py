"""A group of two houses that meets, for every test of this room: Katrien of Wilgenbeke chairs it, Mireille of Lukanga sits there."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from partnerhood.pathway.meetings import actions, queries
from partnerhood.pathway.meetings.models import ActionPoint, Decision, Meeting, Point
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Body
from tests.cast import Cast, by

MET = datetime(2026, 3, 3, 14, tzinfo=UTC)
NEXT = MET + timedelta(days=28)
BEFORE = MET - timedelta(days=14)


@dataclass
class Told:
    """The cast with their group, and its first meeting once it was called."""

    who: Cast
    group: Body
    meeting: Meeting = field(init=False)
    point: Point = field(init=False)
    decision: Decision = field(init=False)
    action: ActionPoint = field(init=False)

    @property
    def now(self) -> Meeting:
        """The first meeting as it stands."""
        found = queries.meeting(self.meeting.id)
        assert found is not None
        return found


def begun(who: Cast) -> Told:
    """A group of both houses."""
    said = {"name": "Groupe de la maternité", "kind": "working-group"}
    group = partnerships.open_body(partnership=who.partnership, **said, deed=by(who.lotte))
    term = {"body": group, "from_date": date(2024, 1, 1), "deed": by(who.lotte)}
    partnerships.seat(person=who.katrien, kind="chair", **term)
    partnerships.seat(person=who.mireille, **term)
    return Told(who, group)


def called(told: Told, at: datetime = MET, **more: object) -> Meeting:
    """A meeting that Katrien called two weeks before."""
    where = {"zone": "Africa/Kinshasa", "place": "Lukanga", "line": "+243 99", "readers": "inside"}
    with clock.at(at - timedelta(days=14)):
        return actions.call(body=told.group, begins_at=at, **{**where, **more}, deed=by(told.who.katrien))


def held(told: Told, **more: object) -> Told:
    """The first meeting: a point of Mireille's, minutes, a decision and an action point of hers."""
    who = told.who
    told.meeting = called(told, **more)
    with clock.at(BEFORE):
        said = {"title": "Le lavage des mains", "about": "Sans savon depuis mai.", "language": "fr", "asks": "decide"}
        told.point = actions.bring(meeting=told.meeting, brought_by=who.mireille, **said, deed=by(who.mireille))
    with clock.at(MET + timedelta(hours=1)):
        there = {"came": [who.mireille], "by_line": [who.katrien]}
        actions.attend(meeting=told.meeting, **there, deed=by(who.mireille))
        actions.minute(point=told.point, words="Tout le monde est pour.", language="fr", deed=by(who.mireille))
        at = {"meeting": told.meeting, "point": told.point, "language": "fr", "deed": by(who.mireille)}
        told.decision = actions.decide(words="Un bidon par salle.", why="Il tient une semaine.", **at)
        what = {"what": "Acheter six bidons", "owner": who.mireille, "by_date": date(2026, 3, 20)}
        told.action = actions.plan(**what, **at)
    return told


def laid(told: Told, **more: object) -> Told:
    """The first meeting, with its minutes laid before both."""
    held(told, **more)
    with clock.at(MET + timedelta(days=1)):
        lay(told)
    return told


def lay(told: Told) -> None:
    """The minutes as they stand, laid before both."""
    now = told.now
    actions.lay(meeting=now, minutes=queries.minutes(now), deed=by(told.who.mireille))


def turn(told: Told, person: Person, house: Organisation) -> None:
    """One key under the minutes as they stand."""
    now = told.now
    assert now.wording is not None
    actions.sign(meeting=now, wording=now.wording.fingerprint, on_behalf_of=house, deed=by(person))


def approved(told: Told, **more: object) -> Told:
    """The first meeting, with minutes under both keys at the next one."""
    laid(told, **more)
    called(told, NEXT)
    with clock.at(NEXT):
        turn(told, told.who.katrien, told.who.wilgenbeke)
        turn(told, told.who.mireille, told.who.lukanga)
    return told
