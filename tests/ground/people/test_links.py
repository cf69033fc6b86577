"""Coming in without a password: by mailed link and on an invitation; each works once, and tells nobody who is known."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from partnerhood.ground.operations import jobs
from partnerhood.ground.people import accounts, actions, queries
from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.records import clock
from tests.cast import Cast, by

EMAIL = "katrien@wilgenbeke.example"


@pytest.fixture
def katrien(who: Cast) -> Account:
    return accounts.open_account(who.katrien, EMAIL, None)


def link() -> str:
    """The path of the link in the last mail."""
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]  # type: ignore[index]


def asked(client: Client, email: str = EMAIL, **more: str) -> str:
    client.post("/link/", {"email": email, **more})
    return link()


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_a_link_lets_in_once_and_only_by_its_button(client: Client, katrien: Account) -> None:
    path = asked(client, EMAIL.upper(), next="/look/")

    assert client.get(path).status_code == 200
    assert not is_in(client)
    assert client.post(path, {"next": "/look/"})["Location"] == "/look/"
    assert is_in(client)
    other = Client()
    other.post(path)
    assert not is_in(other)


def test_a_link_is_over_after_fifteen_minutes(
    client: Client, katrien: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = asked(client)
    from django.core import signing

    monkeypatch.setattr(signing.time, "time", lambda real=signing.time.time: real() + 15 * 60 + 1)
    client.post(path)
    monkeypatch.undo()

    assert not is_in(client)


def test_an_earlier_link_is_over_once_a_later_one_was_used(client: Client, katrien: Account) -> None:
    first = asked(client)
    with clock.at(clock.now() + timedelta(minutes=2)):
        client.post(asked(client))
    other = Client()
    other.post(first)

    assert not is_in(other)


def test_the_answer_is_the_same_whether_or_not_somebody_is_known(client: Client, katrien: Account) -> None:
    known = client.post("/link/", {"email": EMAIL})
    unknown = client.post("/link/", {"email": "nobody@wilgenbeke.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"]) == (302, "/link/sent/")
    assert [one.to for one in mail.outbox] == [[EMAIL]]


def test_nobodys_mailbox_is_filled(client: Client, katrien: Account) -> None:
    for _ in range(5):
        client.post("/link/", {"email": EMAIL})

    assert len(mail.outbox) == 1
    with clock.at(clock.now() + timedelta(minutes=2)):
        client.post("/link/", {"email": EMAIL})
    assert len(mail.outbox) == 2


def test_somebody_who_was_added_with_an_address_comes_in_by_link_without_ever_choosing_a_password(
    client: Client, who: Cast
) -> None:
    said = {"name": "An Peeters", "email": "an@example.org", "kind": "volunteer", "language": "nl"}
    actions.welcome(organisation=who.wilgenbeke, **said, deed=by(who.lotte))

    client.post(asked(client, "an@example.org"))

    assert is_in(client)
    with translation.override("nl"):
        assert mail.outbox[0].subject == gettext("Your link to sign in")
    assert not Account.objects.get(email="an@example.org").has_usable_password()


def test_two_people_with_one_address_get_no_link(client: Client, who: Cast) -> None:
    for name in ("An", "Jan"):
        actions.welcome(organisation=who.wilgenbeke, name=name, email="both@example.org", deed=by(who.lotte))

    client.post("/link/", {"email": "both@example.org"})

    assert mail.outbox == []


def test_whoever_came_by_link_chooses_a_password_without_the_old_one(client: Client, who: Cast) -> None:
    accounts.open_account(who.katrien, EMAIL, "forgotten long ago")
    client.post(asked(client))

    answer = client.post("/me/password/", {"new": "een nieuwe lange zin"})

    assert answer["Location"] == "/me/"
    assert is_in(client)
    other = Client()
    other.post("/accounts/login/", {"login": EMAIL, "password": "een nieuwe lange zin"})
    assert is_in(other)


def test_one_comes_in_on_an_invitation_with_a_name_and_a_password(client: Client, who: Cast) -> None:
    actions.invite(
        organisation=who.lukanga,
        name="Jean",
        email="jean@example.org",
        kind="head",
        language="fr",
        deed=by(who.albertine),
    )
    jobs.work_off()
    path = link()
    page = client.get(path)
    assert (page.status_code, mail.outbox[0].to) == (200, ["jean@example.org"])
    assert Person.objects.filter(name__startswith="Jean").count() == 0

    sent = {"name": "Dr Jean Mbala", "language": "fr", "password": "une phrase assez longue"}
    client.post(path, {**sent, "base": page.context["form"].initial["base"]})

    assert is_in(client)
    jean = Person.objects.get(name="Dr Jean Mbala")
    assert queries.standing(jean.id).has(who.lukanga.id, "head")
    assert client.get(path)["Location"] == "/"
    assert Client().get(path).status_code == 410


def test_a_weak_password_is_refused_beside_its_field_and_nothing_typed_is_lost(client: Client, who: Cast) -> None:
    actions.invite(organisation=who.lukanga, name="Jean", email="jean@example.org", deed=by(who.albertine))
    jobs.work_off()

    answer = client.post(link(), {"name": "Dr Jean Mbala", "language": "fr", "password": "short"})

    assert list(answer.context["form"].errors) == ["password"]
    assert 'value="Dr Jean Mbala"' in answer.content.decode()
    assert not Person.objects.filter(name="Dr Jean Mbala").exists()


def test_a_link_that_never_was_ours_is_told_like_one_that_is_over(client: Client, who: Cast) -> None:
    client.get("/card/")

    answers = [client.get(path) for path in ("/invitation/nonsense/", "/invitation/a:b:c/")]

    assert [one.status_code for one in answers] == [410, 410]
    assert client.get("/link/nonsense/").status_code == 200
    assert client.post("/link/nonsense/").status_code == 200


def test_somebody_who_is_here_already_signs_in_first_and_keeps_who_they_are(
    client: Client, who: Cast, katrien: Account
) -> None:
    actions.invite(organisation=who.lukanga, name="Katrien", email=EMAIL, kind="volunteer", deed=by(who.albertine))
    jobs.work_off()
    path = link()
    assert "/accounts/login/" in client.get(path).content.decode()

    client.force_login(katrien)
    client.post(path, {"base": client.get(path).context["form"].initial["base"]})

    assert queries.standing(who.katrien.id).roles[who.lukanga.id] == frozenset({"volunteer"})
    assert Person.objects.filter(email=EMAIL).count() == 0


def test_no_mail_goes_to_who_came_in_meanwhile(who: Cast) -> None:
    invited = actions.invite(organisation=who.lukanga, name="Jean", email="jean@example.org", deed=by(who.albertine))
    said = {"token": accounts.invitation_token(invited.id), "name": "Jean", "language": "fr"}
    actions.accept(invitation=invited, **said, deed=by(None))

    jobs.work_off()

    assert mail.outbox == []


def test_nobody_fills_mailboxes_by_asking_for_another_address(client: Client, katrien: Account) -> None:
    client.force_login(katrien)
    answers = [client.post("/me/address/", {"email": f"other{number % 2}@example.org"}) for number in range(4)]

    assert {answer["Location"] for answer in answers} == {"/link/sent/"}
    assert [one.to for one in mail.outbox] == [["other0@example.org"]]
    with clock.at(clock.now() + timedelta(minutes=2)):
        client.post("/me/address/", {"email": "other1@example.org"})
    assert [one.to for one in mail.outbox] == [["other0@example.org"], ["other1@example.org"]]


def test_two_people_fill_no_mailbox_together(client: Client, who: Cast, katrien: Account) -> None:
    for account in (katrien, accounts.open_account(who.lotte, "lotte@wilgenbeke.example", None)):
        client.force_login(account)
        client.post("/me/address/", {"email": "other@example.org"})

    assert len(mail.outbox) == 1


def test_another_address_counts_once_its_link_came_back(client: Client, who: Cast, katrien: Account) -> None:
    client.force_login(katrien)
    client.post("/me/address/", {"email": "new@wilgenbeke.example"})
    path = link()
    assert mail.outbox[0].to == ["new@wilgenbeke.example"]
    stranger = Client()
    stranger.force_login(accounts.open_account(who.lotte, "lotte@wilgenbeke.example", None))

    stranger.post(path)
    assert Account.objects.get(person=who.katrien).email == EMAIL
    client.post(path)

    assert Account.objects.get(person=who.katrien).email == "new@wilgenbeke.example"
    assert Account.objects.get(person=who.lotte).email == "lotte@wilgenbeke.example"
