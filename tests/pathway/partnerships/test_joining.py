"""Joining a network without an account: once, read by who coordinates it alone, and forgotten in time."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations import jobs
from partnerhood.ground.operations.claims import Claim
from partnerhood.ground.operations.models import FieldWrite, Payload
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.partnerships import actions, rules
from partnerhood.pathway.partnerships.models import Joiner
from tests.cast import Cast, by
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

NOWHERE = uuid4()
THEN = datetime(2026, 5, 4, 9, tzinfo=UTC)
SENT = {"name": "Jef Smolders", "contact": "0470 00 00 01", "part": "ambassador", "wish": "Bellen"}


def opened(who: Cast) -> Network:
    said = {"words": "Kom erbij", "language": "nl", "parts": ["ambassador", "partner"], "contact": "Lotte, 016"}
    actions.let_join(network=who.network, **said, deed=by(who.lotte))
    return who.network


def came(network: Network, contact: str = "0470 00 00 01", name: str = "Jef") -> Joiner:
    nobody = Claim(None, ids.fresh(), base=None)
    return actions.join(network=network, part="ambassador", name=name, contact=contact, language="nl", deed=nobody)


@pytest.mark.django_db
def test_who_joins_needs_no_account_and_twice_gives_the_same_friendly_sentence(who: Cast) -> None:
    address, missing = (reverse("partnerships:join", args=[key]) for key in (who.network.id, NOWHERE))
    assert seen_by(address, {"nobody": None}, missing) == {"nobody": 404}
    opened(who)
    client = browser(None)
    sent = {**SENT, "base": base_on(client.get(address))}
    for wrong in ({"name": " "}, {"contact": "12"}, {"contact": "a@b"}, {"part": "founder"}, {"wish": "a" * 1001}):
        assert client.post(address, {**sent, **wrong}).status_code == 200
    assert Joiner.objects.count() == 0

    answers = [
        client.post(address, {**sent, "contact": one}, follow=True) for one in ("0470 00 00 01", "0470/00.00.01")
    ]

    assert len({" ".join(one.content.decode().split()) for one in answers}) == 1
    assert "Thank you." in answers[0].content.decode()
    assert Joiner.objects.get().name == "Jef Smolders"
    assert sum("Smolders" in one.text for one in Payload.objects.all()) == 1


@pytest.mark.django_db
def test_only_who_coordinates_the_network_reads_answers_and_erases(who: Cast) -> None:
    network = opened(who)
    with clock.at(THEN):
        one, other = came(network), came(network, "hilde@kruimel.example", "Hilde")
    people = {"runs": who.lotte, "signs": who.katrien, "member": who.albertine, "stranger": who.rekia, "nobody": None}
    closed = {**dict.fromkeys(people, 404), "runs": 200}
    for name, key in (("joiners", network.id), ("answer_joiner", one.id), ("let_join", network.id)):
        address, missing = (reverse(f"partnerships:{name}", args=[which]) for which in (key, NOWHERE))
        assert seen_by(address, people, missing) == closed
    client = browser(who.lotte)
    assert "2 people want to join" in client.get(reverse("website:my_page")).content.decode()
    address = reverse("partnerships:answer_joiner", args=[one.id])
    sent = {"answer": "no", "language": "nl", "base": base_on(client.get(address))}
    assert client.post(address, sent).status_code == 200
    assert [client.post(address, {**sent, "words": "Te ver"}).status_code for _ in range(2)] == [302, 302]
    actions.answer_joiner(joiner=other, answer="welcome", deed=by(who.lotte))
    listed = client.get(reverse("partnerships:joiners", args=[network.id]))
    assert "Te ver" in listed.content.decode()
    assert "no-store" in listed["Cache-Control"]
    for deed in (actions.forget_joiner, lambda **said: actions.answer_joiner(answer="welcome", **said)):
        with pytest.raises(NotThere):
            deed(joiner=other, deed=by(who.katrien))

    erase = reverse("partnerships:forget_joiner", args=[other.id])
    assert client.get(erase).status_code == 405
    assert client.post(erase, {"base": ""}).status_code == 302
    jobs.work_off()
    kept = json.dumps([one.text for one in Payload.objects.all()]) + json.dumps(
        list(FieldWrite.objects.values_list("value", flat=True)), default=str
    )
    assert [word for word in ("kruimel", "Hilde", "0470") if word in kept] == ["0470"]
    assert "Hilde" not in client.get(reverse("partnerships:joiners", args=[network.id])).content.decode()


@pytest.mark.django_db
def test_who_is_never_answered_is_forgotten_after_the_stated_time_and_who_is_welcome_is_not(who: Cast) -> None:
    network = opened(who)
    with clock.at(THEN):
        waits, welcome, refused = (came(network, f"0470 00 00 0{number}", f"Jef{number}") for number in (1, 2, 3))
        actions.answer_joiner(joiner=welcome, answer="welcome", deed=by(who.lotte))
        actions.answer_joiner(joiner=refused, answer="no", words="Te ver", language="nl", deed=by(who.lotte))

    def names() -> set[str]:
        return set(Joiner.objects.exclude(name="").values_list("name", flat=True))

    for days, left in (
        (29, {"Jef1", "Jef2", "Jef3"}),
        (30, {"Jef1", "Jef2"}),
        (179, {"Jef1", "Jef2"}),
        (180, {"Jef2"}),
    ):
        with clock.at(THEN + timedelta(days=days, minutes=1)):
            jobs.work_off()
            jobs.work_off()
        assert names() == left
    assert sum("Jef1" in one.text or "Jef3" in one.text for one in Payload.objects.all()) == 0
    waits.refresh_from_db()
    assert waits.erased_at is not None


@pytest.mark.once
@pytest.mark.django_db
def test_a_flood_is_refused_and_nothing_of_it_is_kept(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    network = opened(who)
    monkeypatch.setattr(rules, "MOST_AN_HOUR", 3)
    for number in range(3):
        came(network, f"0470 00 01 0{number}")

    with pytest.raises(Refused, match="in an hour"):
        came(network, "0470 00 02 00")

    assert sum("0470 00 02 00" in one.text for one in Payload.objects.all()) == 0
    with clock.at(datetime.now(UTC) + timedelta(hours=2)):
        assert came(network, "0470 00 02 00").part == "ambassador"


@pytest.mark.once
@pytest.mark.django_db
def test_a_closed_door_is_not_there_and_the_list_of_who_joins_is_paged(who: Cast) -> None:
    network = opened(who)
    there = reverse("partnerships:joiners", args=[network.id])
    client = browser(who.lotte)
    came(network)
    few = queries_of(client, there)
    for number in range(31):
        came(network, f"0470 00 01 {number:02}")
    assert queries_of(client, there) == few <= AT_MOST
    assert "page=2" in client.get(there).content.decode()
    said = {"words": "", "language": "nl", "parts": [], "contact": "Lotte", "is_open": False}
    actions.let_join(network=network, **said, deed=by(who.lotte))
    with pytest.raises(NotThere):
        came(network, "0470 99 99 99")
    assert browser(None).get(reverse("partnerships:join", args=[network.id])).status_code == 404
    assert (
        reverse("partnerships:join", args=[network.id])
        not in browser(None).get(reverse("partnerships:network", args=[network.id])).content.decode()
    )


@pytest.mark.parametrize(
    ("contact", "reach", "fits"),
    [
        ("0470/00.00 01", "0470000001", True),
        ("+32 (0)470 00", "+32047000", True),
        (" Jef@Example.ORG ", "jef@example.org", True),
        ("jef@example", "jef@example", False),
        ("@example.org", "@example.org", False),
        ("12345", "12345", False),
        ("call me 123456", "callme123456", False),
        ("", "", False),
    ],
)
def test_a_number_and_an_address_are_compared_without_their_signs(contact: str, reach: str, fits: bool) -> None:
    assert (rules.reach(contact), rules.can_be_reached(contact)) == (reach, fits)
