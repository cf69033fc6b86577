"""Sign-in by name card and PIN, for who has no e-mail: slow to guess, and never locked for long."""

from typing import Any

from django.http import HttpRequest

from partnerhood.ground.people import accounts
from partnerhood.ground.people.accounts.returning import Returning
from partnerhood.ground.people.models import Account


class NameCardBackend(Returning):
    """Sign in with the code on the card and the PIN."""

    def authenticate(self, request: HttpRequest | None, **said: Any) -> Account | None:  # type: ignore[override]
        """The account of a card, when the PIN is right and the card does not wait."""
        card, pin = said.get("card"), said.get("pin")
        if not card or not pin:
            return None
        name = accounts.card_code(card)
        account = Account.objects.filter(card=name, is_active=True).first()
        return accounts.guarded(request, name, lambda: accounts.checked(account, pin))
