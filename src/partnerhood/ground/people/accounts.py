"""How one signs in: the account beside a person. Accounts stay on this node and are no deeds."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from partnerhood.ground.people.models import Account, Person

LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"  # none that are mistaken for another on a printed card
CARD_LENGTH = 6
PIN_DIGITS = 6


class AccountAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: one comes in on an invitation or with a card."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never open."""
        return False


def open_account(person: Person, email: str, password: str) -> Account:
    """Let a person sign in with an e-mail address and a password."""
    from allauth.account.models import EmailAddress

    account, _ = Account.objects.get_or_create(person=person)
    account.email = email.lower()
    account.set_password(password)
    account.save()
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    return account


def issue_card(person: Person) -> tuple[str, str]:
    """A card code and a fresh PIN for a person; an earlier PIN stops working."""
    account, _ = Account.objects.get_or_create(person=person)
    account.card = account.card or "".join(secrets.choice(LETTERS) for _ in range(CARD_LENGTH))
    pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
    account.set_password(pin)
    account.wrong_pins, account.closed_until = 0, None
    account.save()
    return account.card, pin
