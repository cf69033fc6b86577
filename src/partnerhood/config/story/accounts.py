"""How the people of the story sign in: all with one password, or with a card and one PIN."""

from typing import Any

from django.contrib.auth.hashers import make_password

from partnerhood.config.story.pages import NETWORKS, page
from partnerhood.config.story.telling import Story
from partnerhood.ground.people import accounts
from partnerhood.ground.people.models import Account, KeepingDevice
from partnerhood.ground.records import clock, ids

PASSWORD = "samen-op-weg"  # noqa: S105 - printed on purpose: everybody of the demo signs in with it
PIN = "274913"
TABLET = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/109.0 Safari/537.36"


def open_all(story: Story) -> None:
    """Open an account for everybody who came in so far; hashed once each, for it is the same password and the same PIN."""
    password, pin = make_password(PASSWORD), make_password(PIN)
    for who, said in _people(story):
        if "email" in said:
            account = accounts.open_account(story[who], said["email"], None)
            account.password = password
        else:
            account, _made = Account.objects.get_or_create(person=story[who])
            account.card, account.password = said["card"], pin
            _on_the_tablet(account)
        account.save()


def _on_the_tablet(account: Account) -> None:
    """Who comes in with a card shares the tablet of their house, which keeps their pages."""
    assert account.person is not None
    tablet = ids.derived(account.person.organisation_id, "tablet")
    fresh = {"id": ids.derived(tablet, str(account.person.id)), "agent": TABLET, "first_at": clock.now()}
    KeepingDevice.objects.get_or_create(
        device=tablet, person=account.person, defaults={**fresh, "seen_at": clock.now()}
    )


def _people(story: Story) -> list[tuple[str, dict[str, Any]]]:
    there = [one for network in NETWORKS for one in page(network, "people").items()]
    return [(who, said) for who, said in there if who in story.things]


def cast(story: Story) -> list[dict[str, str]]:
    """Whom to sign in as, in the order of the list, with what they are and how they sign in."""
    people = dict(_people(story))
    known = [one for network in NETWORKS for one in page(network, "cast").items()]
    return [_line(story, who, does, people[who]) for who, does in known if who in people]


def _line(story: Story, who: str, does: str, said: dict[str, Any]) -> dict[str, str]:
    sign_in = said.get("email") or f"card {said['card']}, PIN {PIN}"
    house = story[said["of"]].known_as
    return {"name": said["name"], "is": f"{does}, {house}", "language": said["language"], "sign_in": sign_in}
