"""Who comes back: the session and the account that every request begins with, each found the short way.

A QuerySet for either takes longer than all the rest of an answer that says 'unchanged'.
"""

from typing import Any

from allauth.account import auth_backends
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from partnerhood.ground.people.models import Account
from partnerhood.ground.records import rows


class SessionStore(db.SessionStore):
    """Sessions as Django keeps them."""

    def _get_session_from_db(self) -> Session | None:
        kept = rows.find(Session, self.session_key)
        if kept is None or kept.expire_date <= timezone.now():
            self._session_key = None
            return None
        return kept


class Returning(ModelBackend):
    """Know an account again by the session that it signed in with."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account, while it is open."""
        account = rows.find(Account, user_id)
        return account if account and self.user_can_authenticate(account) else None


class MailBackend(Returning, auth_backends.AuthenticationBackend):
    """Sign in with an e-mail address and a password, a passkey or a mailed link: allauth's own way."""
