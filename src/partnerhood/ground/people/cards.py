"""Sign-in by name card and PIN, for who has no e-mail: slow to guess, and never locked for long."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import F
from django.http import HttpRequest

from partnerhood.ground.people.models import Account
from partnerhood.ground.records import clock

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=30)


class NameCardBackend(ModelBackend):
    """Sign in with the code on the card and the PIN; each wrong PIN after the fifth makes the card wait longer.

    The wait is judged before the PIN is: six digits with at most about two guesses an hour are not guessed.
    """

    def authenticate(self, request: HttpRequest | None, **said: Any) -> Account | None:
        """The account of a card, when the PIN is right and the card does not wait."""
        card, pin = said.get("card"), said.get("pin")
        if not card or not pin:
            return None
        account = Account.objects.filter(card=card.strip().upper()).first()
        if account is None:
            Account().set_password(pin)  # takes as long as a wrong PIN does
            return None
        if account.closed_until and account.closed_until > clock.now():
            return None
        if account.check_password(pin) and account.is_active:
            Account.objects.filter(pk=account.pk).update(wrong_pins=0, closed_until=None)
            return account
        _count_wrong(account)
        return None


def _count_wrong(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(wrong_pins=F("wrong_pins") + 1)
    account.refresh_from_db(fields=["wrong_pins"])
    beyond = account.wrong_pins - FREE_TRIES
    if beyond >= 0:
        wait = min(timedelta(minutes=2**beyond), LONGEST_WAIT)
        Account.objects.filter(pk=account.pk).update(closed_until=clock.now() + wait)
