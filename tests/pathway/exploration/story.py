"""Two boards that explore, for every test of this room: Lukanga and Wilgenbeke, who would like to know how close they could be."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.exploration import actions, queries, rules
from partnerhood.pathway.exploration.models import Area, Exploration, Statement
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Body, Partnership
from tests.cast import OPERATOR, Cast, by

BEGAN = date(2026, 1, 12)
MIDDLE = datetime(2026, 4, 15, 9, tzinfo=UTC)
MANDATE = rules.Mandate(
    language="fr",
    question="Comment travailler ensemble de plus près, pour que les soins aigus restent à la portée de tous ?",
    mandate="Rien n'est exclu. Les groupes de travail sont des deux maisons.",
    from_date=BEGAN,
    to_date=date(2026, 7, 10),
    decide_by=date(2026, 9, 18),
)
PHASES = [
    rules.Phase(name="Ce qui existe", due_date=date(2026, 3, 6)),
    rules.Phase(name="Les options", due_date=date(2026, 6, 26)),
]


@dataclass
class Told:
    """The cast with their dossier: a board, and a working group that Mireille and Stijn chair."""

    who: Cast
    partnership: Partnership
    exploration: Exploration
    board: Body
    group: Body

    @property
    def mandate(self) -> Statement:
        """The question and the mandate."""
        found = queries.mandate(self.exploration.id)
        assert found is not None
        return found


def partnership_of(who: Cast) -> Partnership:
    """A partnership of the kind that explores, which began."""
    made = partnerships.propose(
        key=ids.named("exploring"),
        name="Lukanga – Wilgenbeke, exploration",
        kind="exploration",
        partners=[who.lukanga, who.wilgenbeke],
        works_at=[who.lukanga],
        deed=OPERATOR,
    )
    partnerships.move(partnership=made, state="active", reason="Les deux conseils le veulent", deed=by(who.lotte))
    return Partnership.objects.get(pk=made.pk)


def begun(who: Cast, *, signed: bool = True) -> Told:
    """A dossier that Lotte opened, under both keys or none."""
    with clock.at(datetime(2026, 1, 9, 9, tzinfo=UTC)):
        partnership = partnership_of(who)
        exploration = actions.open(partnership=partnership, mandate=MANDATE, phases=PHASES, deed=by(who.lotte))
        board = _body(partnership, "Les deux conseils", "board", who)
        group = _body(partnership, "Soins aigus", "working-group", who)
        term = {"from_date": date(2026, 1, 9)}
        partnerships.seat(body=group, person=who.mireille, kind="chair", **term, deed=by(who.lotte))
        told = Told(who, partnership, exploration, board, group)
        if signed:
            sign(told, told.mandate)
    return told


def _body(partnership: Partnership, name: str, kind: str, who: Cast) -> Body:
    return partnerships.open_body(partnership=partnership, name=name, kind=kind, deed=by(who.lotte))


def sign(told: Told, statement: Statement) -> None:
    """Both keys, each by its own signatory."""
    who = told.who
    for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
        turn(statement, house, person)


def turn(statement: Statement, house: object, person: Person) -> None:
    """One key, under the words as they stand."""
    now = queries.statement(statement.id)
    assert now is not None
    actions.sign(statement=now, wording=now.wording.fingerprint, on_behalf_of=house, deed=by(person))


def area(told: Told, name: str = "Urgences de nuit", *, closing: rules.Closing | None = None, **more: object) -> Area:
    """An area that exists already, looked at by the group that Mireille chairs."""
    usual = {"language": "fr", "kind": "existing", "strength": 3, "since": "liste commune depuis 2021"}
    content = rules.Area(**{**usual, "name": name, "due_date": date(2026, 4, 1), **more})
    return actions.write_area(
        exploration=told.exploration, content=content, body=told.group, closing=closing, deed=by(told.who.lotte)
    )


def closed(told: Told, *readers: Body, until: date = date(2026, 9, 18)) -> rules.Closing:
    """Confidential until the decision, but for some groups."""
    return rules.Closing(until=until, why="avis juridique", readers=[one.id for one in readers])
