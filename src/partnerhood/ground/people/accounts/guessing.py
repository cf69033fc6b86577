"""Guessing is made slow: per name, whether the name exists or not; a device that somebody signed in on before is counted
apart, so that nobody can lock a colleague out."""

from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from partnerhood.ground.people import rules
from partnerhood.ground.people.models import Account, Tries
from partnerhood.ground.records import clock, ids

DEVICE = "device"
FORGOTTEN_AFTER = timedelta(days=1)


def checked(account: Account | None, secret: str) -> Account | None:
    """The account when the secret is its own; takes as long when there is no such account."""
    if account is None or not account.has_usable_password():
        Account().set_password(secret)
        return None
    return account if account.check_password(secret) else None


def guarded(request: HttpRequest | None, name: str, check: Callable[[], Account | None]) -> Account | None:
    """Look whether a name and its secret belong together, unless the name has to wait; raises ValidationError then.

    A try counts before the secret is looked at, so of many that come at once no more are looked at than one by one.
    """
    _take(request, name)
    found = check()
    if found is not None:
        _remember(request, name)
    return found


def _take(request: HttpRequest | None, name: str) -> None:
    """Count a try under a name as one in vain; raises ValidationError where the name has to wait."""
    Tries.objects.filter(last_at__lt=clock.now() - FORGOTTEN_AFTER, is_known=False).delete()
    while True:
        tries, now = _tries(request, name), clock.now()
        if tries.closed_until and tries.closed_until > now:
            _wait(int((tries.closed_until - now).total_seconds() // 60) + 1)
        wait = rules.wait_after(tries.wrong + 1)
        counted = {"wrong": tries.wrong + 1, "closed_until": now + wait if wait else None, "last_at": now}
        if Tries.objects.filter(key=tries.key, wrong=tries.wrong, closed_until=tries.closed_until).update(**counted):
            return  # else somebody counted in between: look again


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
    return here or Tries.objects.get_or_create(key=_key(name), defaults={"last_at": clock.now()})[0]


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


def _remember(request: HttpRequest | None, name: str) -> None:
    """Begin counting anew, and know this device the next time."""
    Tries.objects.filter(key=_key(name)).delete()
    if request is not None:
        device = known_device(request) or str(ids.fresh())
        request.fresh_device = signing.Signer(salt="people.device").sign(device)  # type: ignore[attr-defined]
        kept = {"wrong": 0, "closed_until": None, "is_known": True, "last_at": clock.now()}
        Tries.objects.update_or_create(key=_key(name, device), defaults=kept)


def begin_anew(name: str) -> None:
    """Forget what strangers tried in vain under a name."""
    Tries.objects.filter(key=_key(name)).delete()


def may_ask_again(email: str) -> bool:
    """Whether a link may be mailed to an address now: one a minute, known or not, so that nobody's mailbox is filled."""
    return _is_long_ago(_key(email, "link"))


def may_prove(account: Account, email: str) -> bool:
    """Whether an account may have a link mailed to what may be its new address: one a minute from it, and one to it."""
    return _is_long_ago(_key(str(account.pk), "from")) and _is_long_ago(_key(email, "address"))


def _is_long_ago(key: str) -> bool:
    """Whether nothing was mailed under a key for a while; from now on something was."""
    now = clock.now()
    Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER, is_known=False).delete()
    fresh = Tries.objects.get_or_create(key=key, defaults={"last_at": now})[1]
    return fresh or bool(Tries.objects.filter(key=key, last_at__lte=now - rules.BETWEEN_LINKS).update(last_at=now))
