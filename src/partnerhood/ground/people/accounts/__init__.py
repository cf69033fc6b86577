"""How one signs in: the account beside a person. Accounts stay on this node and are no deeds."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.people.accounts import devices
from partnerhood.ground.people.accounts.guessing import (
    DEVICE,
    checked,
    guarded,
    known_device,
    may_ask_again,
    may_prove,
)
from partnerhood.ground.people.accounts.links import (
    LINK_SECONDS,
    account_of_link,
    address_token,
    invitation_of,
    invitation_token,
    link_for,
    take_address,
    use_link,
)
from partnerhood.ground.people.accounts.opening import (
    PIN_DIGITS,
    card_code,
    close,
    is_taken,
    issue_card,
    open_account,
    open_card,
)
from partnerhood.ground.people.accounts.signing import (
    account_of,
    end_hands,
    hands,
    is_put_by,
    know_hand,
    put_by,
)
from partnerhood.ground.people.models import Account

__all__ = [
    "DEVICE",
    "PIN_DIGITS",
    "account_of",
    "account_of_link",
    "address_token",
    "card_code",
    "checked",
    "close",
    "devices",
    "end_hands",
    "guarded",
    "hands",
    "invitation_of",
    "invitation_token",
    "is_put_by",
    "is_taken",
    "issue_card",
    "know_hand",
    "known_device",
    "link_for",
    "may_ask_again",
    "may_prove",
    "open_account",
    "open_card",
    "put_by",
    "take_address",
    "use_link",
]


class AccountAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: one comes in on an invitation or with a card."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and this password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never open."""
        return False

    def authenticate(self, request: HttpRequest, **said: Any) -> Account | None:
        """The account with this e-mail address and password; guessing is slow."""
        email, password = said.get("email"), said.get("password")
        if not email or not password:
            return None
        name = email.strip().lower()
        account = Account.objects.filter(email=name, is_active=True).first()
        found = guarded(request, name, lambda: checked(account, password))
        if found:
            found.backend = "partnerhood.ground.people.accounts.returning.MailBackend"
        return found

    def add_message(self, *args: Any, **more: Any) -> None:
        """Our pages say themselves what happened; a second sentence would only repeat it."""


def sign_in(request: HttpRequest, account: Account, method: str, back: str | None = None) -> HttpResponse:
    """Let somebody in who proved who they are: in a fresh session, after their second step if they have one."""
    record_authentication(request, account, method=method)
    answer: HttpResponse = perform_login(request, Login(user=account, email=account.email, redirect_url=back))
    return answer


def came_by_link(request: HttpRequest) -> bool:
    """Whether somebody proved a moment ago that the mailbox is theirs, as who forgot a password does."""
    last = get_authentication_records(request, request.user)[-1:]
    return bool(last) and last[0]["method"] == "link" and time.time() - last[0]["at"] < LINK_SECONDS


def set_secret(request: HttpRequest, secret: str) -> None:
    """Give oneself another password or PIN; every other session ends."""
    account = request.user
    assert isinstance(account, Account)
    account.set_password(secret)
    account.save(update_fields=["password"])
    update_session_auth_hash(request, account)
