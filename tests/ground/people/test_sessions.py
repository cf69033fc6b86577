"""A sign-in lasts for a time, sooner over on a shared tablet; it can be ended everywhere else; a GET writes nothing."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerhood.ground.people import accounts, rules
from partnerhood.ground.people.models import Account
from tests.cast import Cast

REAL = time.time
PASSWORD = "een lange zin om te onthouden"


@pytest.fixture
def lotte(client: Client, who: Cast) -> Client:
    accounts.open_account(who.lotte, "lotte@wilgenbeke.example", PASSWORD)
    return signed_in(client)


def signed_in(client: Client) -> Client:
    client.post("/accounts/login/", {"login": "lotte@wilgenbeke.example", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """So many seconds after the real moment; the clock itself is moved, as it moves for a browser."""
    monkeypatch.setattr(time, "time", lambda: REAL() + seconds)


def test_a_session_that_expired_or_is_gone_knows_nobody(lotte: Client) -> None:
    assert is_in(lotte)
    lotte.session.model.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(lotte)
    lotte.session.model.objects.all().delete()
    assert not is_in(lotte)


def test_an_account_that_was_closed_knows_nobody_from_the_next_page_on(lotte: Client, who: Cast) -> None:
    assert is_in(lotte)
    Account.objects.filter(person=who.lotte).update(is_active=False)
    assert not is_in(lotte)


def test_a_sign_in_is_over_when_nobody_was_there_for_three_days(lotte: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, rules.RESTS.total_seconds() - 60)
    assert is_in(lotte)
    later(monkeypatch, rules.RESTS.total_seconds() * 2 - 200)
    assert is_in(lotte)
    later(monkeypatch, rules.RESTS.total_seconds() * 3)
    assert not is_in(lotte)


def test_a_sign_in_is_over_after_thirty_days_even_for_who_comes_daily(
    lotte: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.time()
    for day in range(1, 30):
        monkeypatch.setattr(time, "time", lambda day=day: began + day * 86400)
        assert is_in(lotte)

    monkeypatch.setattr(time, "time", lambda: began + 30 * 86400 + 60)
    assert not is_in(lotte)


def test_with_a_card_a_sign_in_rests_an_hour_at_most(
    client: Client, who: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, pin = accounts.issue_card(who.mireille)
    client.post("/card/", {"card": code, "pin": pin})
    assert is_in(client)

    later(monkeypatch, rules.RESTS_WITH_CARD.total_seconds() + 60)

    assert not is_in(client)


def test_a_mark_of_another_session_keeps_nothing_awake(lotte: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    other = signed_in(Client())
    later(monkeypatch, 2000)
    assert is_in(lotte)
    other.cookies["seen"] = lotte.cookies["seen"].value

    later(monkeypatch, rules.RESTS.total_seconds() + 1000)

    assert (is_in(lotte), is_in(other)) == (True, False)


def test_signing_out_everywhere_else_counts_at_once(lotte: Client) -> None:
    elsewhere = signed_in(Client())
    assert is_in(elsewhere)

    lotte.post("/accounts/sessions/")

    assert (is_in(lotte), is_in(elsewhere)) == (True, False)


def test_a_new_password_ends_every_other_session(lotte: Client) -> None:
    elsewhere = signed_in(Client())

    lotte.post("/me/password/", {"old": PASSWORD, "new": "een andere lange zin"})

    assert (is_in(lotte), is_in(elsewhere)) == (True, False)


def test_the_old_password_is_asked_and_guessing_it_is_slow(lotte: Client) -> None:
    said = []
    for _ in range(rules.FREE_TRIES + 1):
        form = lotte.post("/me/password/", {"old": "wrong", "new": "een andere lange zin"}).context["form"]
        said.append(form.errors.as_data()["old"][0].code)

    assert (said[0], said[-1]) == (None, "waits")


def test_a_pin_of_ones_own_is_no_row_of_digits(client: Client, who: Cast) -> None:
    code, pin = accounts.issue_card(who.mireille)
    client.post("/card/", {"card": code, "pin": pin})
    for weak in ("123456", "000000", "987654", "12345", "abcdef"):
        assert "new" in client.post("/me/password/", {"old": pin, "new": weak}).context["form"].errors

    client.post("/me/password/", {"old": pin, "new": "583920"})

    client.post("/accounts/logout/")
    client.post("/card/", {"card": code, "pin": "583920"})
    assert is_in(client)


PAGES = [
    "/me/",
    "/me/correction/",
    "/me/data/",
    "/me/data.json",
    "/me/erasure/",
    "/me/password/",
    "/me/address/",
    "/card/",
]


@pytest.mark.parametrize(
    "path", [*PAGES, "/link/", "/link/sent/", "/accounts/login/", "/accounts/logout/", "/accounts/safety/"]
)
def test_a_get_writes_nothing(lotte: Client, path: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        lotte.get(path)

    assert [one["sql"] for one in seen if not one["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
