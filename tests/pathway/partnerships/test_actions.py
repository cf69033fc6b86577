"""A partnership begins under a charter, stands still under two keys, and begins again."""

from datetime import date

import pytest

from partnerhood.pathway.partnerships import actions
from partnerhood.pathway.partnerships.models import Suspension
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


def proposed_suspension(who: Cast, **more: object) -> Suspension:
    """Lotte proposes to stand still."""
    said = {"words": "Les routes ne sont pas sûres", "language": "fr", "goes_on": "le téléphone", **more}
    return actions.propose_suspension(
        partnership=who.partnership, reason="security", since_date=date(2025, 2, 14), deed=by(who.lotte), **said
    )


def suspended(who: Cast) -> Suspension:
    """Both partners turned their key: the partnership stands still."""
    proposed = proposed_suspension(who)
    read = proposed.wording.fingerprint
    actions.sign_suspension(suspension=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    actions.sign_suspension(suspension=proposed, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
    return proposed
