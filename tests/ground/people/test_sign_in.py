"""How people come in: with a password, with a card, and out again; guessing is slow and tells nothing."""

import contextlib
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.people import accounts, queries, rules
from partnerhood.ground.people.models import Tries
from partnerhood.ground.records import clock
from tests.cast import Cast

PASSWORD = "een lange zin om te onthouden"


@pytest.fixture
def lotte(who: Cast) -> str:
    return accounts.open_account(who.lotte, "Lotte@wilgenbeke.example", PASSWORD).email


def sign_in(client: Client, email: str, password: str, **more: str):
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/accounts/sessions/").status_code == 200


def test_one_signs_in_with_email_and_password_and_comes_where_one_was_going(client: Client, lotte: str) -> None:
    answer = sign_in(client, "LOTTE@wilgenbeke.example", PASSWORD, next="/look/")

    assert (answer.status_code, answer["Location"]) == (302, "/look/")
    assert is_in(client)


def test_one_never_goes_to_another_site_after_signing_in(client: Client, lotte: str) -> None:
    assert sign_in(client, lotte, PASSWORD, next="https://elsewhere.example/")["Location"] == "/"
    client.post("/accounts/logout/")
    card, pin = "", ""
    assert client.post("/card/", {"card": card, "pin": pin, "next": "//elsewhere.example"}).context["next"] == "/"


def test_the_session_is_another_one_after_signing_in(client: Client, lotte: str) -> None:
    client.get("/accounts/login/")
    before = client.cookies.get("session")

    sign_in(client, lotte, PASSWORD)

    assert client.cookies["session"].value != (before.value if before else "")


def test_signing_out_ends_the_session_and_a_get_alone_does_not(client: Client, lotte: str) -> None:
    sign_in(client, lotte, PASSWORD)

    client.get("/accounts/logout/")
    assert is_in(client)
    answer = client.post("/accounts/logout/")
    assert not is_in(client)
    assert answer["Clear-Site-Data"] == '"cache"'


def test_a_wrong_password_and_an_unknown_address_are_told_alike(client: Client, lotte: str) -> None:
    client.get("/accounts/login/")  # the first page brings the style along

    wrong = sign_in(client, lotte, "not this one at all")
    unknown = sign_in(client, "nobody@wilgenbeke.example", "not this one at all")

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert str(wrong.context["form"].errors) == str(unknown.context["form"].errors) != ""
    assert wrong.content.replace(lotte.encode(), b"") == unknown.content.replace(b"nobody@wilgenbeke.example", b"")


class Counted(MD5PasswordHasher):
    """Counts how often a password was worked on."""

    times = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.times += 1
        return super().encode(password, salt)


def test_known_and_unknown_names_cost_the_same_work(client: Client, who: Cast, settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    lotte = accounts.open_account(who.lotte, "lotte@wilgenbeke.example", PASSWORD).email
    client.get("/accounts/login/")
    worked = {}

    for name in (lotte, "nobody@wilgenbeke.example"):
        for turn in range(rules.FREE_TRIES + 2):
            Counted.times = 0
            with CaptureQueriesContext(connection) as asked:
                sign_in(client, name, "a guess that is wrong")
            worked[name, turn] = (Counted.times, [one["sql"].split(" ")[0] for one in asked])

    for turn in range(rules.FREE_TRIES + 2):
        assert worked[lotte, turn] == worked["nobody@wilgenbeke.example", turn]
        assert worked[lotte, turn][0] == (1 if turn < rules.FREE_TRIES else 0)


def test_guessing_makes_a_name_wait_whether_it_exists_or_not(client: Client, lotte: str) -> None:
    for name in (lotte, "nobody@wilgenbeke.example"):
        for _ in range(rules.FREE_TRIES):
            said = str(sign_in(client, name, "a guess that is wrong").context["form"].errors)
            assert "too often" not in said

        assert "too often" in str(sign_in(client, name, PASSWORD).context["form"].errors)
    assert not is_in(client)


def looked_at_together(name: str) -> int:
    """How many secrets are looked at when twenty tries begin, each while the one before is still being looked at."""
    looked = []

    def check() -> None:
        looked.append(name)
        if len(looked) < 20:
            with contextlib.suppress(ValidationError):
                accounts.guarded(None, name, check)

    accounts.guarded(None, name, check)
    return len(looked)


def test_tries_that_begin_while_another_is_looked_at_are_counted_already(lotte: str) -> None:
    assert looked_at_together(lotte) == rules.FREE_TRIES

    with clock.at(clock.now() + timedelta(minutes=2)):
        assert looked_at_together(lotte) == 1


def test_the_wait_ends_by_itself(client: Client, lotte: str) -> None:
    for _ in range(rules.FREE_TRIES):
        sign_in(client, lotte, "a guess that is wrong")

    with clock.at(clock.now() + timedelta(minutes=2)):
        sign_in(client, lotte, PASSWORD)

    assert is_in(client)


def test_strangers_who_guess_do_not_lock_out_somebody_on_her_own_device(client: Client, lotte: str) -> None:
    sign_in(client, lotte, PASSWORD)
    client.post("/accounts/logout/")
    for _ in range(rules.FREE_TRIES + 3):
        sign_in(Client(), lotte, "a guess that is wrong")

    sign_in(client, lotte, PASSWORD)

    assert is_in(client)


def test_a_device_that_somebody_else_uses_is_still_a_stranger_to_another_name(client: Client, who: Cast) -> None:
    accounts.open_account(who.lotte, "lotte@wilgenbeke.example", PASSWORD)
    accounts.open_account(who.katrien, "katrien@wilgenbeke.example", PASSWORD)
    sign_in(client, "lotte@wilgenbeke.example", PASSWORD)
    client.post("/accounts/logout/")

    for _ in range(rules.FREE_TRIES):
        sign_in(client, "katrien@wilgenbeke.example", "a guess that is wrong")

    assert "too often" in str(sign_in(Client(), "katrien@wilgenbeke.example", PASSWORD).context["form"].errors)


def test_what_was_tried_is_kept_under_no_readable_name(client: Client, lotte: str) -> None:
    sign_in(client, lotte, "a guess that is wrong")

    assert [len(kept.key) for kept in Tries.objects.all()] == [64]
    assert lotte not in str(Tries.objects.values_list())


def test_one_comes_in_with_a_card_typed_any_way(client: Client, who: Cast) -> None:
    code, pin = accounts.issue_card(who.mireille)

    answer = client.post("/card/", {"card": f" {code[:3].lower()}-{code[3:].lower()} ", "pin": f" {pin} "})

    assert answer.status_code == 302
    assert is_in(client)
    assert queries.account(who.mireille.id).email is None


def test_a_wrong_pin_and_an_unknown_card_are_told_alike(client: Client, who: Cast) -> None:
    code, pin = accounts.issue_card(who.mireille)
    other = "000000" if pin != "000000" else "111111"

    wrong = client.post("/card/", {"card": code, "pin": other})
    unknown = client.post("/card/", {"card": "ZZZZZZ", "pin": other})

    assert str(wrong.context["form"].errors) == str(unknown.context["form"].errors) != ""


def test_a_card_waits_after_five_wrong_pins_and_a_new_pin_opens_it(client: Client, who: Cast) -> None:
    code, pin = accounts.issue_card(who.mireille)
    for _ in range(rules.FREE_TRIES):
        client.post("/card/", {"card": code, "pin": "no"})
    client.post("/card/", {"card": code, "pin": pin})
    assert not is_in(client)

    _, fresh = accounts.issue_card(who.mireille)
    client.post("/card/", {"card": code, "pin": pin})
    assert not is_in(client)
    client.post("/card/", {"card": code, "pin": fresh})
    assert is_in(client)


def test_a_new_pin_puts_out_whoever_came_in_with_the_old_one(client: Client, who: Cast) -> None:
    code, pin = accounts.issue_card(who.mireille)
    client.post("/card/", {"card": code, "pin": pin})

    accounts.issue_card(who.mireille)

    assert not is_in(client)


def test_nothing_that_we_do_not_offer_is_there(client: Client, db: None) -> None:
    paths = [
        "signup/",
        "email/",
        "password/reset/",
        "password/change/",
        "password/set/",
        "login/code/",
        "confirm-email/",
    ]

    assert [client.get(f"/accounts/{path}").status_code for path in paths] == [404] * len(paths)


def test_the_language_is_kept_on_the_device_of_a_stranger(client: Client, who: Cast) -> None:
    answer = client.post("/language/", {"language": "fr", "next": "/card/"})

    assert (answer.status_code, answer["Location"]) == (302, "/card/")
    assert client.cookies["language"].value == "fr"


def test_the_language_follows_a_person_and_is_a_deed(client: Client, who: Cast) -> None:
    client.force_login(accounts.open_account(who.lotte, "lotte@wilgenbeke.example", PASSWORD))

    client.post("/language/", {"language": "fr", "next": "https://elsewhere.example/"})
    client.post("/language/", {"language": "nl", "next": "/"})
    client.post("/language/", {"language": "fr", "next": "/"})

    assert queries.person(who.lotte.id).language == "fr"


def test_a_language_we_do_not_speak_changes_nothing(client: Client, who: Cast) -> None:
    client.post("/language/", {"language": "xx", "next": "/"})

    assert "language" not in client.cookies
