"""One can talk about a partnership, an activity, a round and a hand-over: whoever looks into it, and nobody else."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.conversations import actions, queries
from partnerhood.ground.conversations.models import Remark
from partnerhood.ground.operations.refusals import NotThere
from partnerhood.ground.people.queries import standing
from tests.cast import by
from tests.pathway.rounds import story as rounds
from tests.spec.world import PERSONAS, World, world
from tests.visits import base_on, browser, queries_of

pytestmark = pytest.mark.django_db
KINDS = {
    "needs.need": ("needs:need", "need"),
    "goals.goal": ("goals:goal", "agreed"),
    "partnerships.partnership": ("partnerships:partnership", "partnership"),
    "activities.activity": ("activities:activity", "activity"),
    "rounds.round": ("rounds:round", "round"),
    "handover.handover": ("handover:handover", "handover"),
}
CANARY = "ZEEVOGEL"


@pytest.fixture
def made(db: None) -> World:
    return world()


def thing(made: World, about: str):  # type: ignore[no-untyped-def]
    name = KINDS[about][1]
    return made.who.partnership if name == "partnership" else getattr(made, name)


def page_of(made: World, about: str) -> str:
    return reverse(KINDS[about][0], args=[thing(made, about).id])


def talk_of(made: World, about: str) -> str:
    return reverse("conversations:conversation", args=[about, thing(made, about).id])


def test_who_talks_about_a_thing_may_read_it_and_the_page_leads_there(made: World) -> None:
    found = {}
    for about in KINDS:
        page, talk = page_of(made, about), talk_of(made, about)
        for persona in PERSONAS:
            client = browser(made.people[persona])
            there = client.get(page)
            talks = client.get(talk).status_code == 200
            found[about, persona] = (talks, talks <= (there.status_code == 200), talk in there.content.decode())

    network = {"partnerships.partnership", "activities.activity", "goals.goal"}
    inside = {one for one in PERSONAS if one.startswith(("hospital", "partner"))}
    assert found == {
        (about, persona): (talks, True, talks)
        for about in KINDS
        for persona in PERSONAS
        for talks in [persona in inside or (persona == "network coordinator" and about in network)]
    }


@pytest.mark.parametrize("about", KINDS)
def test_a_remark_is_made_by_who_takes_part_and_the_page_counts_it(made: World, about: str) -> None:
    subject = thing(made, about).id
    there = Remark.objects.filter(subject=subject).count()
    before = queries_of(browser(made.who.lotte), page_of(made, about))
    for stranger in (made.who.rekia, made.who.suspended, None):
        with pytest.raises(NotThere):
            actions.say(about=about, subject=subject, words="x", language="fr", deed=by(stranger))
    with pytest.raises(NotThere):
        actions.say(about=about, subject=uuid4(), words="x", language="fr", deed=by(made.who.lotte))
    client, talk = browser(made.who.lotte), talk_of(made, about)
    base = base_on(client.get(talk))

    said = {"words": "Wanneer?", "language": "nl", "asked_of": str(made.who.lukanga.id), "base": base}
    sent = client.post(talk, said)
    empty = client.post(talk, {**said, "words": " "})
    outside = [browser(person).post(talk, said).status_code for person in (made.who.rekia, made.who.suspended)]

    assert (sent["Location"], empty.status_code, outside) == (f"{page_of(made, about)}#conversation", 200, [404, 404])
    page = client.get(page_of(made, about)).content.decode()
    assert ('id="conversation"' in page, f"({there + 1})" in page) == (True, True)
    assert queries_of(browser(made.who.lotte), page_of(made, about)) == before
    asked = queries.unanswered([made.who.lukanga.id])
    assert [(one.about, one.subject) for one in asked] == [(about, subject)]
    assert talk in browser(made.who.makiese).get(reverse("website:my_page")).content.decode()


@pytest.mark.parametrize("about", KINDS)
def test_a_coordinator_of_a_side_moderates_and_a_hidden_remark_is_not_counted(made: World, about: str) -> None:
    subject = thing(made, about).id
    there = Remark.objects.filter(subject=subject).count()
    remark = actions.say(about=about, subject=subject, words="Hélas", language="fr", deed=by(made.who.mireille))
    for member in (made.people["partner member"], made.who.rekia, made.people["network coordinator"]):
        with pytest.raises(NotThere):
            actions.hide(remark=remark, reason="x", deed=by(member))

    actions.hide(remark=remark, reason="pas ici", deed=by(made.who.lotte))

    page = browser(made.who.albertine).get(page_of(made, about)).content.decode()
    assert ('id="conversation"' in page, f"({there + 1})" in page) == (True, False)
    assert Remark.objects.filter(subject=subject).count() == there + 1


def test_the_conversation_of_a_round_tells_nothing_of_scores_that_are_apart(made: World) -> None:
    rounds.own(made.who, made.round, 4, words=f"{CANARY} words", evidence=[rounds.Shown(words=f"{CANARY} roster")])
    actions.say(
        about="rounds.round", subject=made.round.id, words="Patience", language="fr", deed=by(made.who.mireille)
    )
    lotte = standing(made.who.lotte.id)
    assert lotte is not None

    page = browser(made.who.lotte).get(talk_of(made, "rounds.round")).content.decode()
    lines = [json.dumps(line.remark.words) for line in queries.conversation(made.round.id, lotte)]

    assert (CANARY in page, "Patience" in page, any(CANARY in line for line in lines)) == (False, True, False)
