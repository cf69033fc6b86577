"""Two boards that explore, for every test of this room: Lukanga and Wilgenbeke, who would like to know how close they could be."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.exploration import actions, choices, queries, rules
from partnerhood.pathway.exploration.models import (
    Area,
    Criterion,
    Exploration,
    Figure,
    Hearing,
    Option,
    Phase,
    Question,
    Scoring,
    Statement,
    Weighing,
)
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Body, Partnership
from tests.cast import OPERATOR, Cast, by

TIMES = re.compile(r"</?time[^>]*>")
BEGAN = date(2026, 1, 12)
NEVER = date(2200, 1, 1)
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


def partnership_of(who: Cast, name: str = "exploring") -> Partnership:
    """A partnership of the kind that explores, which began."""
    made = partnerships.propose(
        key=ids.named(name),
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
        partnerships.seat(body=board, person=who.katrien, kind="chair", **term, deed=by(who.lotte))
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


CRITERIA = (choices.Ready.CLOSE_TO_HOME, choices.Ready.ACUTE_STAYS, choices.Ready.UNDONE)


def option(told: Told, letter: str, name: str = "", *, closing: rules.Closing | None = None) -> Option:
    """A way to go on together."""
    content = rules.Option(
        language="fr", letter=letter, name=name or f"Manière {letter}", about="Deux maisons, une équipe."
    )
    return actions.write_option(exploration=told.exploration, content=content, closing=closing, deed=by(told.who.lotte))


def compared(told: Told, *letters: str) -> tuple[list[Option], list[Criterion]]:
    """Options with three ready criteria, which the board and the group weigh."""
    held = [option(told, letter) for letter in letters or "AB"]
    actions.set_criteria(
        exploration=told.exploration,
        ready=list(CRITERIA),
        own=[],
        language="fr",
        weighers=[told.board, told.group],
        deed=by(told.who.albertine),
    )
    told.exploration.refresh_from_db()
    return held, queries.criteria(told.exploration)


def weigh(told: Told, body: Body, person: Person, *weights: int) -> Weighing:
    """What each criterion weighs for one body, in its order."""
    named = queries.criteria(told.exploration)
    given = [rules.Weight(criterion=one.id, weight=weight) for one, weight in zip(named, weights, strict=True)]
    return actions.weigh(exploration=told.exploration, body=body, weights=given, deed=by(person))


def cells(options: list[Option], criteria: list[Criterion], *rows: tuple[int, ...]) -> list[rules.Score]:
    """A score for each option and criterion, a row for each option."""
    return [
        rules.Score(option=option.id, criterion=criterion.id, score=value)
        for option, row in zip(options, rows, strict=True)
        for criterion, value in zip(criteria, row, strict=True)
    ]


def score(told: Told, house: Organisation, person: Person, given: list[rules.Score]) -> Scoring:
    """How one side scores."""
    return actions.score(exploration=told.exploration, on_behalf_of=house, scores=given, deed=by(person))


def plain(answer: HttpResponse) -> str:
    """What a page says, on one line, without the marks around its days."""
    return " ".join(TIMES.sub("", answer.content.decode()).split())


def colleague(who: Cast) -> Person:
    """A nurse of Lukanga who sits in no group."""
    return people.welcome(organisation=who.lukanga, name="Espérance Mbuyi", kind="member", language="fr", deed=OPERATOR)


@dataclass
class Everything:
    """A dossier with one thing of each kind, some of it confidential."""

    told: Told
    exploring: Partnership
    """Another partnership of the kind that explores, without a dossier yet."""
    phase: Phase
    area: Area
    hidden_area: Area
    figure: Figure
    hidden_figure: Figure
    option: Option
    hidden_option: Option
    hearing: Hearing
    question: Question
    communique: Statement
    """Under no key."""
    said: Statement
    """Under both keys; nobody was told."""
    outcome: Statement
    """Under both keys."""


def everything(who: Cast) -> Everything:
    """The dossier of Lukanga and Wilgenbeke, with one thing of each kind."""
    told = begun(who)
    with clock.at(MIDDLE):
        options, _criteria = compared(told, "A", "B")
        area_shown = area(told)
        area_hidden = area(told, "Fermeture", closing=closed(told, until=NEVER))
        chosen = outcome(told, options[1])
        sign(told, chosen)
        first, second = communique(told), communique(told)
        sign(told, second)
        asked = {"exploration": told.exploration, "deed": by(who.lotte)}
        return Everything(
            told=told,
            exploring=partnership_of(who, "another exploration"),
            phase=queries.phases(told.exploration.id)[0],
            area=area_shown,
            hidden_area=area_hidden,
            figure=figure(told, area_shown),
            hidden_figure=figure(told, area_shown, closing=closed(told, until=NEVER)),
            option=options[0],
            hidden_option=option(told, "D", closing=closed(told, until=NEVER)),
            hearing=actions.ask_hearing(
                kind="works-council", asked_date=date(2026, 4, 1), due_date=date(2026, 5, 1), **asked
            ),
            question=actions.ask(words="Pourquoi ?", language="fr", **asked),
            communique=first,
            said=second,
            outcome=chosen,
        )


def figure(told: Told, area: Area, *, closing: rules.Closing | None = None) -> Figure:
    """How many nights."""
    content = rules.Figure(language="fr", what="Nuits", value="17", source="registre", on_date=date(2025, 12, 31))
    return actions.write_figure(area=area, content=content, closing=closing, deed=by(told.who.lotte))


def outcome(told: Told, option: Option, **more: object) -> Statement:
    """What both boards choose."""
    usual = {"language": "fr", "words": "Une équipe sur deux sites", "why": "La plus proche des malades"}
    said = rules.Outcome(**{**usual, "option": option.id, **more})
    return actions.propose_outcome(
        exploration=told.exploration, option=option, content=said, deed=by(told.who.albertine)
    )


def communique(told: Told, **hours: datetime) -> Statement:
    """What both boards say, and in which order to whom."""
    told_when = hours or {"staff": MIDDLE, "public": MIDDLE + timedelta(hours=2)}
    audiences = [rules.ToldAt(audience=name, at=at) for name, at in told_when.items()]
    content = rules.Communique(language="fr", title="Nous cherchons", words="Rien n'est décidé.", audiences=audiences)
    return actions.write_communique(exploration=told.exploration, content=content, deed=by(told.who.lotte))
