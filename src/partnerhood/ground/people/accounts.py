"""How one signs in: the account beside a person. Accounts stay on this node and are no deeds.

Guessing is made slow per name, whether the name exists or not; a device on which somebody signed in before is counted
apart, so that nobody can lock a colleague out.
"""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NoReturn
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerhood.ground.people import rules
from partnerhood.ground.people.models import Account, Person, Tries
from partnerhood.ground.records import clock, ids

LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"  # none that are mistaken for another on a printed card
CARD_LENGTH = 6
PIN_DIGITS = 6
DEVICE = "device"
FORGOTTEN_AFTER = timedelta(days=1)
LINK_SECONDS = 15 * 60


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
            found.backend = "allauth.account.auth_backends.AuthenticationBackend"  # type: ignore[attr-defined]
        return found

    def add_message(self, *args: Any, **more: Any) -> None:
        """Our pages say themselves what happened; a second sentence would only repeat it."""


def checked(account: Account | None, secret: str) -> Account | None:
    """The account when the secret is its own; takes as long when there is no such account."""
    if account is None or not account.has_usable_password():
        Account().set_password(secret)
        return None
    return account if account.check_password(secret) else None


def guarded(request: HttpRequest | None, name: str, check: Callable[[], Account | None]) -> Account | None:
    """Look whether a name and its secret belong together, unless the name has to wait; raises ValidationError then."""
    tries = _tries(request, name)
    found = check()
    now = clock.now()
    if tries.closed_until and tries.closed_until > now:
        _wait(int((tries.closed_until - now).total_seconds() // 60) + 1)
    if found is None:
        _count(tries)
    else:
        _remember(request, name)
    return found


def _wait(minutes: int) -> NoReturn:
    said = ngettext(
        "That was wrong too often. Try again in %(minutes)s minute, or ask for a link or a new PIN.",
        "That was wrong too often. Try again in %(minutes)s minutes, or ask for a link or a new PIN.",
        minutes,
    )
    raise ValidationError(said % {"minutes": minutes}, code="waits")


def _tries(request: HttpRequest | None, name: str) -> Tries:
    """What was tried in vain under a name: on this device if it is known for that name, else by strangers."""
    device = known_device(request)
    here = Tries.objects.filter(key=_key(name, device), is_known=True).first() if device else None
    return here or Tries.objects.filter(key=_key(name)).first() or Tries(key=_key(name))


def _key(name: str, device: str = "") -> str:
    return salted_hmac("people.tries", f"{name}|{device}", algorithm="sha256").hexdigest()


def known_device(request: HttpRequest | None) -> str:
    """The name that this browser was given when somebody signed in on it; empty for a new one."""
    if request is None:
        return ""
    try:
        return str(signing.Signer(salt="people.device").unsign(request.COOKIES.get(DEVICE, "")))
    except signing.BadSignature:
        return ""


def _count(tries: Tries) -> None:
    now = clock.now()
    Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER, is_known=False).delete()
    Tries.objects.get_or_create(key=tries.key, defaults={"last_at": now})
    Tries.objects.filter(key=tries.key).update(wrong=F("wrong") + 1, last_at=now)
    tries.refresh_from_db()
    Tries.objects.filter(key=tries.key).update(closed_until=now + rules.wait_after(tries.wrong))


def _remember(request: HttpRequest | None, name: str) -> None:
    """Begin counting anew, and know this device the next time."""
    Tries.objects.filter(key=_key(name)).delete()
    if request is not None:
        device = known_device(request) or str(ids.fresh())
        request.fresh_device = signing.Signer(salt="people.device").sign(device)  # type: ignore[attr-defined]
        kept = {"wrong": 0, "closed_until": None, "is_known": True, "last_at": clock.now()}
        Tries.objects.update_or_create(key=_key(name, device), defaults=kept)


def sign_in(request: HttpRequest, account: Account, method: str, back: str | None = None) -> HttpResponse:
    """Let somebody in who proved who they are: in a fresh session, after their second step if they have one."""
    record_authentication(request, account, method=method)
    return perform_login(request, Login(user=account, email=account.email, redirect_url=back))


def open_account(person: Person, email: str, password: str | None) -> Account:
    """Let a person sign in with an e-mail address and a password, or by mailed link where there is none."""
    account, _made = Account.objects.get_or_create(person=person)
    account.email = email.strip().lower()
    account.set_password(password)
    account.save()
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    return account


def card_code(said: str) -> str:
    """A card's code as it is kept, however it was typed."""
    return "".join(said.split()).replace("-", "").upper()


def issue_card(person: Person) -> tuple[str, str]:
    """A card code and a fresh PIN for a person; the code stays the same when a PIN is issued again."""
    kept = Account.objects.filter(person=person).values_list("card", flat=True).first()
    card = kept or _free_code()
    pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
    open_card(person, card, pin)
    return card, pin


def open_card(person: Person, card: str, pin: str) -> Account:
    """Let a person sign in with a name card; an earlier PIN stops working, and whoever came in with it is out."""
    account, _made = Account.objects.get_or_create(person=person)
    account.card = card_code(card)
    account.set_password(pin)
    account.save()
    Tries.objects.filter(key=_key(account.card)).delete()
    return account


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CARD_LENGTH))
        if not Account.objects.filter(card=code).exists():
            return code


def close(person: Person) -> None:
    """Take away how somebody signs in, and every session that is open."""
    for session in UserSession.objects.filter(user__person=person):
        session.end()
    Account.objects.filter(person=person).delete()


def invitation_token(invitation: UUID) -> str:
    """What the mailed link of an invitation carries."""
    return signing.TimestampSigner(salt="people.invitation").sign(str(invitation))


def invitation_of(token: str) -> UUID | None:
    """Which invitation a link is for, as long as it lasts; None where it is too old or was never ours."""
    try:
        return UUID(signing.TimestampSigner(salt="people.invitation").unsign(token, max_age=rules.INVITATION_LASTS))
    except (signing.BadSignature, ValueError):
        return None


def link_for(email: str) -> tuple[Account, str] | None:
    """What is mailed to somebody who asks to come in without a password: their account, and a token for fifteen minutes."""
    account = Account.objects.filter(email=email, is_active=True).select_related("person").first()
    account = account or _first_account(email)
    return (account, signing.dumps([account.pk, _mark(account)], salt="people.link")) if account else None


def _first_account(email: str) -> Account | None:
    """An account for somebody whom a coordinator brought in with this address, and who never signed in."""
    there = list(Person.objects.filter(email__iexact=email, state="active", account=None)[:2])
    return open_account(there[0], email, None) if len(there) == 1 else None


def account_of_link(token: str) -> Account | None:
    """Whose link this is; None where it is too old, was used, or was never ours."""
    try:
        key, mark = signing.loads(token, salt="people.link", max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    account = Account.objects.filter(pk=key, is_active=True).select_related("person").first()
    return account if account and _mark(account) == mark else None


def use_link(account: Account) -> bool:
    """Use a link up: only the first of two that come at once gets in."""
    seen = Account.objects.filter(pk=account.pk, last_login=account.last_login)
    return bool(seen.update(last_login=clock.now()))


def _mark(account: Account) -> str:
    """What changes with every sign-in, so that a link works once."""
    return salted_hmac("people.link", f"{account.last_login}|{account.email}|{account.password}").hexdigest()[:16]


def address_token(account: Account, email: str) -> str:
    """What is mailed to a new address, to see whether it is really that person's."""
    return signing.dumps([account.pk, account.email, email.strip().lower()], salt="people.address")


def take_address(account: Account, token: str) -> str:
    """Sign in with a new address from now on; gives it, or nothing where the link is too old or not for this account."""
    try:
        key, before, email = signing.loads(token, salt="people.address", max_age=rules.ADDRESS_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    if (key, before) != (account.pk, account.email) or Account.objects.filter(email=email).exists():
        return ""
    EmailAddress.objects.filter(user=account).delete()
    Account.objects.filter(pk=account.pk).update(email=email)
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return str(email)


def is_taken(email: str) -> bool:
    """Whether somebody signs in with this address already."""
    return Account.objects.filter(email=email.strip().lower()).exists()


def may_ask_again(email: str) -> bool:
    """Whether a link may be mailed to an address now: one a minute, known or not, so that nobody's mailbox is filled."""
    now, key = clock.now(), _key(email, "link")
    Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER, is_known=False).delete()
    asked, fresh = Tries.objects.get_or_create(key=key, defaults={"last_at": now})
    if not fresh and now - asked.last_at < rules.BETWEEN_LINKS:
        return False
    Tries.objects.filter(key=key).update(last_at=now)
    return True


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
