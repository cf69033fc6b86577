"""What is mailed to let somebody in, or to see whether an address is theirs: signed, for a time, and used once."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.core import signing
from django.utils.crypto import salted_hmac

from partnerhood.ground.people import rules
from partnerhood.ground.people.accounts import opening
from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.records import clock

LINK_SECONDS = 15 * 60


def invitation_token(invitation: UUID) -> str:
    """What the mailed link of an invitation carries: the same each time, for the invitation says until when it lasts."""
    return signing.Signer(salt="people.invitation").sign(str(invitation))


def invitation_of(token: str) -> UUID | None:
    """Which invitation a link is for; None where it was never ours."""
    try:
        return UUID(signing.Signer(salt="people.invitation").unsign(token))
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
    return opening.open_account(there[0], email, None) if len(there) == 1 else None


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
