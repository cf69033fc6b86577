"""How slow guessing is made, and how long a sign-in lasts. Plain decisions about plain values."""

import itertools
from datetime import datetime, timedelta

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=30)
ADDRESS_LASTS = timedelta(days=1)
BETWEEN_LINKS = timedelta(minutes=1)
INVITATION_LASTS = timedelta(days=14)
LASTS = timedelta(days=30)
LASTS_WITH_CARD = timedelta(hours=12)
RESTS = timedelta(days=3)
RESTS_WITH_CARD = timedelta(hours=1)


def wait_after(wrong: int) -> timedelta:
    """How long a name waits after wrong tries: nothing at first, then twice as long each time, up to half an hour.

    That leaves some sixty guesses a day: not enough for six digits, and never a locked door for a whole hospital.
    """
    if wrong < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(wrong - FREE_TRIES, 10)), LONGEST_WAIT)


def has_ended(signed_in_at: datetime, seen_at: datetime, now: datetime, *, with_card: bool) -> bool:
    """Whether a sign-in is over: too long ago, or nobody was there for too long; a shared tablet forgets sooner."""
    lasts, rests = (LASTS_WITH_CARD, RESTS_WITH_CARD) if with_card else (LASTS, RESTS)
    return now - signed_in_at > lasts or now - max(seen_at, signed_in_at) > rests


def is_guessable(pin: str) -> bool:
    """A PIN that a neighbour would try first: one digit again and again, or digits in a row."""
    steps = {int(b) - int(a) for a, b in itertools.pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
"""What browsers and systems say of themselves; the first that fits, for each also says what it resembles."""


def device_name(agent: str) -> str:
    """What a person calls the device of a browser that says this of itself: the browser, and on what."""
    found = [next((name for sign, name in known if sign in agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(name for name in found if name) or "?"
