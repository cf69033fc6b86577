"""What both boards choose, and the goals that follow: linked both ways."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.records import clock
from partnerhood.pathway.exploration import actions, queries, rules
from partnerhood.pathway.exploration.models import GoalOfOutcome, Statement
from partnerhood.pathway.goals.models import Goal
from tests.cast import Cast, by, content, need
from tests.pathway.exploration import story
from tests.pathway.exploration.story import Told
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOWHERE = uuid4()


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    """The fourteenth week."""
    with clock.at(story.MIDDLE):
        yield


@pytest.fixture
def told(who: Cast) -> Told:
    return story.begun(who)


def page(who: object, name: str, *keys: object) -> str:
    answer = browser(who).get(reverse(f"exploration:{name}", args=keys))
    assert answer.status_code == 200
    return story.plain(answer)


def test_an_option_is_chosen_once_both_boards_signed_the_outcome_and_stays_open_until_then(told: Told) -> None:
    who, option = told.who, story.option(told, "B")
    story.option(told, "A")
    address = reverse("exploration:outcome", args=[told.exploration.id])
    client = browser(who.lotte)
    sent = {"option": option.id, "words": "Une équipe", "why": "Plus proche", "clause": "En 2028 on revoit A"}
    sent |= {"language": "fr", "why_not": "A ne change rien", "base": base_on(client.get(address))}
    assert client.post(address, {**sent, "why": ""}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    kept = Statement.objects.get(kind="outcome")
    there, missing = (reverse("exploration:statement", args=[key]) for key in (kept.id, NOWHERE))

    assert seen_by(there, {"public": None, "secretary": who.lotte}, missing) == {"public": 404, "secretary": 200}
    story.turn(kept, who.lukanga, who.makiese)
    assert "chosen by both boards" not in page(None, "options", told.exploration.id)
    story.turn(kept, who.wilgenbeke, who.katrien)

    assert "chosen by both boards" in page(None, "options", told.exploration.id)
    for name in ("dossier", "decisions"):
        assert "Both boards chose option B." in page(None, name, told.exploration.id)
    said = page(None, "statement", kept.id)
    for words in ("En 2028 on revoit A", "A ne change rien", "Plus proche"):
        assert words in said
    withdrawal = {"words": "Non", "why": "Non", "language": "fr", "decided_date": date(2026, 4, 15)}
    with pytest.raises(Refused):
        actions.decide(exploration=told.exploration, kind="withdrawn", option=option, **withdrawal, deed=by(who.lotte))


@pytest.mark.once
def test_a_withdrawn_option_is_not_chosen_and_other_words_ask_both_keys_again(told: Told) -> None:
    who, gone, option = told.who, story.option(told, "C"), story.option(told, "B")
    said = {"words": "Plus de C", "why": "Hors mandat", "language": "fr", "decided_date": date(2026, 4, 15)}
    actions.decide(exploration=told.exploration, kind="withdrawn", option=gone, **said, deed=by(who.lotte))

    with pytest.raises(Refused):
        story.outcome(told, gone)
    kept = story.outcome(told, option)
    story.sign(told, kept)
    again = story.outcome(told, option, clause="Jusqu'en 2030")

    assert again.id == kept.id
    assert not queries.signed([queries.outcome(told.exploration.id)])[0].is_agreed
    with pytest.raises(NotThere):
        actions.propose_outcome(
            exploration=told.exploration,
            option=option,
            content=rules.Outcome(language="fr", option=option.id, words="a", why="a"),
            deed=by(who.mireille),
        )


def test_the_outcome_starts_a_goal_under_two_keys_and_each_leads_to_the_other(told: Told) -> None:
    who, option = told.who, story.option(told, "B", "Une équipe sur deux sites")
    kept, asked = story.outcome(told, option), need(who)
    goal = {"hospital": who.lukanga, "domain": "newborn_care", "content": content(), "needs": [asked]}
    with pytest.raises(Refused):
        actions.start_goal(statement=kept, on_behalf_of=who.wilgenbeke, **goal, deed=by(who.lotte))
    story.sign(told, kept)
    address = reverse("exploration:start_goal", args=[kept.id, who.lukanga.id])
    missing = reverse("exploration:start_goal", args=[NOWHERE, who.lukanga.id])
    assert seen_by(address, {"chair": who.mireille, "nobody": None}, missing) == {"chair": 404, "nobody": 404}
    strange = reverse("exploration:start_goal", args=[kept.id, who.sonwerou.id])
    client = browser(who.lotte)
    assert client.get(strange).status_code == 404
    sent = {"needs": [asked.id], "domain": "newborn_care", "statement": "Un seul numéro en 2027.", "language": "fr"}
    sent |= {"level": "outcome", "on_behalf_of": who.wilgenbeke.id, "base": base_on(client.get(address))}

    assert client.post(address, {**sent, "statement": ""}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]

    made = Goal.objects.get()
    assert GoalOfOutcome.objects.get().goal_id == made.id
    assert "Un seul numéro en 2027." in page(who.lotte, "statement", kept.id)
    assert "Un seul numéro" not in page(None, "statement", kept.id)
    there = reverse("goals:goal", args=[made.id])
    shown = story.plain(client.get(there))
    assert "It follows from the outcome of the exploration" in shown
    assert reverse("exploration:statement", args=[kept.id]) in shown
    kept_page = reverse("exploration:statement", args=[kept.id])
    assert max(queries_of(client, one) for one in (there, kept_page)) <= AT_MOST
    with pytest.raises(NotThere):
        actions.start_goal(statement=kept, on_behalf_of=who.lukanga, **goal, deed=by(who.lotte))


@pytest.mark.once
def test_the_page_of_the_partnership_leads_to_the_dossier_or_to_where_it_is_opened(who: Cast) -> None:
    partnership = story.partnership_of(who)
    address = reverse("partnerships:partnership", args=[partnership.id])
    opened = reverse("exploration:open", args=[partnership.id])

    assert opened in browser(who.lotte).get(address).content.decode()
    assert opened not in browser(who.mireille).get(address).content.decode()
    assert "xploration:" not in browser(None).get(address).content.decode()

    exploration = actions.open(partnership=partnership, mandate=story.MANDATE, phases=[], deed=by(who.lotte))
    there = reverse("exploration:dossier", args=[exploration.id])
    assert there in browser(who.lotte).get(address).content.decode()
    assert there not in browser(None).get(address).content.decode()
