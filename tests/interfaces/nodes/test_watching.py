"""How it is with other nodes stands on a page for who may know; what another node keeps to itself is said where it is missed."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from partnerhood.ground.operations import links, models, writing
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Account
from partnerhood.ground.records import clock, files, ids
from partnerhood.interfaces.nodes import actions, exchanging
from partnerhood.pathway.activities import actions as activities
from partnerhood.pathway.activities.rules import Attendee
from partnerhood.pathway.needs import actions as needs
from tests.cast import OPERATOR, Cast, by, need
from tests.files import picture_of
from tests.interfaces.nodes.test_strangers import Peer, link_of, linked
from tests.pathway.activities import story
from tests.visits import AT_MOST, browser, queries_of

pytestmark = pytest.mark.django_db
PAGE = "/nodes/"


def reads(client: Client, address: str = PAGE) -> str:
    """What the page says, without markup."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_page_says_how_far_another_node_is_what_waits_and_what_went_wrong(who: Cast) -> None:
    peer = linked(who, stays=["attendance", "contacts"])
    need(who)
    link = link_of(peer)
    before = reads(browser(who.albertine))
    vector = exchanging.everything(link)["upto"]
    shared = sum(number for there in vector.values() for number in there.values())

    link.upto, link.met_at, link.trouble = vector, clock.now(), "Lukanga does not answer."
    links.note(link, ["upto", "met_at", "trouble"])
    after = reads(browser(who.albertine))

    assert "Last heard not yet" in before and f"{shared} deeds wait for it." in before
    assert f"{shared} of {shared} deeds" in after and "Nothing waits for it." in after
    assert "Lukanga does not answer." in after and "not yet" not in after
    assert "the names on lists of who came, how people are reached" in after
    need(who, "encore")
    assert "2 deeds wait for it." in reads(browser(who.albertine))


def test_who_reads_it(who: Cast, settings: LazySettings) -> None:
    linked(who)
    bana = people.welcome(organisation=who.sonwerou, name="Bana", deed=OPERATOR)
    people.give_role(organisation=who.sonwerou, person=bana, kind="coordinator", deed=OPERATOR)
    readers = {"own": who.albertine, "partner": who.lotte, "nurse": who.mireille, "elsewhere": bana}

    said = {name: browser(one).get(PAGE) for name, one in readers.items()}

    assert {name: one.status_code for name, one in said.items()} == {
        "own": 200,
        "partner": 200,
        "nurse": 404,
        "elsewhere": 200,
    }
    shown = {name: b"<h2" in one.content and b"Lukanga</h2>" in one.content for name, one in said.items()}
    assert shown == {"own": True, "partner": True, "nurse": False, "elsewhere": False}
    assert Client().get(PAGE)["Location"].startswith("/accounts/login/")
    runs = browser(who.mireille)
    settings.RUN_BY = frozenset({Account.objects.get(person=who.mireille).email})
    assert "Lukanga" in reads(runs)
    settings.RUN_BY = frozenset({"somebody@example.org"})
    assert runs.get(PAGE).status_code == 404


@pytest.mark.once
def test_thirty_links_cost_no_more_questions_than_one(who: Cast) -> None:
    linked(who)
    one = queries_of(browser(who.albertine), PAGE)
    for number in range(29):
        key = f"{number:064x}"
        node = ids.named(f"node {number}")
        actions.link(node=node, name=f"Node {number}", key=key, organisations=[who.lukanga.id], deed=OPERATOR)

    assert queries_of(browser(who.albertine), PAGE) == one <= AT_MOST


def withheld(peer: Peer, *kinds: str) -> None:
    """These deeds came from that node, and their words did not."""
    told = models.Operation.objects.filter(kind__in=kinds)
    with writing.hand():
        models.Payload.objects.filter(operation__in=told).update(withheld=True)
        told.update(origin=peer.id)


def test_what_another_node_keeps_to_itself_is_said_where_it_is_missed(who: Cast) -> None:
    peer = linked(who)
    session = story.held(who)
    activities.attend(session=session, people=[Attendee(name="Un")], deed=by(who.mireille))
    people.welcome(organisation=who.lukanga, name="Papy", phone="+243 81", deed=by(who.albertine))
    pages = {
        "list": (browser(who.mireille), reverse("activities:attendance", args=[session.id])),
        "people": (browser(who.albertine), reverse("people:people", args=[who.lukanga.id])),
        "oneself": (browser(who.makiese), reverse("people:my_data")),
    }
    before = {name: reads(*page) for name, page in pages.items()}

    withheld(peer, "activities.attend", "people.welcome")
    after = {name: reads(*page) for name, page in pages.items()}

    assert {name: "kept at home by Lukanga" in one for name, one in before.items()} == dict.fromkeys(pages, False)
    assert {name: "kept at home by Lukanga" in one for name, one in after.items()} == dict.fromkeys(pages, True)


def test_a_photo_that_stays_at_home_is_said_to(who: Cast) -> None:
    peer = linked(who)
    photo = picture_of(who.mireille)
    one = needs.voice(hospital=who.lukanga, words="Un toit", language="fr", photo=photo, deed=by(who.mireille))
    files.path(photo).unlink()
    client, address = browser(who.mireille), f"/needs/{one.id}/"
    assert "The photo has not arrived here yet." in reads(client, address)

    link = link_of(peer)
    link.kept = [photo]
    links.note(link, ["kept"])

    assert "The photo: kept at home by Lukanga." in reads(client, address)
