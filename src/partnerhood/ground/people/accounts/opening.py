"""Accounts are opened for people whom a coordinator brought in, and closed with them."""

import secrets

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

from partnerhood.ground.people.accounts import devices, guessing
from partnerhood.ground.people.models import Account, Person, Signer

LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"  # none that are mistaken for another on a printed card
CARD_LENGTH = 6
PIN_DIGITS = 6


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
    guessing.begin_anew(account.card)
    return account


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CARD_LENGTH))
        if not Account.objects.filter(card=code).exists():
            return code


def close(person: Person) -> None:
    """Take away how somebody signs in, every session that is open, what devices keep for them, and the hands with which they
    sign there."""
    devices.forget(person)
    for session in UserSession.objects.filter(user__person=person):
        session.end()
    Signer.objects.filter(person=person).delete()
    Account.objects.filter(person=person).delete()


def is_taken(email: str) -> bool:
    """Whether somebody signs in with this address already."""
    return Account.objects.filter(email=email.strip().lower()).exists()
