"""Who is in front of the screen: found once for every request, with the claim that their deeds will make."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from partnerhood.ground.operations import papers
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.people import accounts, queries, rules
from partnerhood.ground.people.models import Account
from partnerhood.ground.records import ids

Answer = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
SIGNED_IN_AT, WITH_CARD = "signed_in_at", "with_card"
SEEN_AGAIN_AFTER = 300
YEAR = 365 * 24 * 3600


def person(answer: Answer) -> Answer:
    """Give every request its person (None for a stranger) and its deed."""

    def with_person(request: HttpRequest) -> HttpResponse:
        request.afterwards = []  # type: ignore[attr-defined]
        request.person = _person(request)  # type: ignore[attr-defined]
        request.deed = SimpleLazyObject(lambda: claim(request))  # type: ignore[attr-defined]
        made = answer(request)
        made._resource_closers += request.afterwards  # type: ignore[attr-defined]  # done once the answer has left
        _keep_awake(request, made)
        if hasattr(request, "signed_out"):
            made["Clear-Site-Data"] = '"cache"'  # the next person at this screen finds nothing behind the back button
        return made

    return with_person


def _person(request: HttpRequest) -> queries.Standing | None:
    if "_auth_user_id" not in request.session:
        return None
    if _is_over(request):
        request.user = AnonymousUser()
        return None
    account = request.user
    if not isinstance(account, Account) or account.person_id is None:
        return None
    found = queries.standing(account.person_id)
    return found if found and found.state != "erased" else None


def _is_over(request: HttpRequest) -> bool:
    """Whether this sign-in was too long ago, or nobody was there for too long."""
    began = request.session.get(SIGNED_IN_AT, 0)
    return rules.has_ended(
        _moment(began),
        _moment(_seen(request)),
        _moment(time.time()),
        with_card=bool(request.session.get(WITH_CARD)),
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _seen(request: HttpRequest) -> float:
    """When this browser was last here with this session, as it carries it itself: no page has to write for it."""
    try:
        key, seconds = signing.loads(request.COOKIES.get(SEEN, ""), salt="people.seen")
    except (signing.BadSignature, ValueError, TypeError):
        return 0
    return float(seconds) if key == _session(request) else 0


def _session(request: HttpRequest) -> str:
    return str(ids.named(f"session:{request.session.session_key}"))[:8]


def _keep_awake(request: HttpRequest, made: HttpResponse) -> None:
    """Tell the browser that somebody was here, and which device it is after a sign-in."""
    if hasattr(request, "fresh_device"):
        _set(made, accounts.DEVICE, request.fresh_device, YEAR)
    if request.person is None:  # type: ignore[attr-defined]
        return
    if time.time() - max(request.session.get(SIGNED_IN_AT, 0), _seen(request)) > SEEN_AGAIN_AFTER:
        said = signing.dumps([_session(request), int(time.time())], salt="people.seen")
        _set(made, SEEN, said, int(rules.RESTS.total_seconds()))


def _set(made: HttpResponse, name: str, said: str, seconds: int) -> None:
    made.set_cookie(name, said, max_age=seconds, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True)


def begin(request: HttpRequest, user: object, **_: object) -> None:
    """Note when and how a sign-in began."""
    request.session[SIGNED_IN_AT] = int(time.time())
    request.session[WITH_CARD] = bool(isinstance(user, Account) and user.card and not user.email)


def end(request: HttpRequest | None, **_: object) -> None:
    """Note that somebody signed out."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]


def claim(request: HttpRequest) -> Claim:
    """The claim of whoever sends this form: the browser's session is the device, the form says its base."""
    said = request.POST.get("base", "") if request.method == "POST" else ""
    author = request.person.id if request.person else None  # type: ignore[attr-defined]
    device = ids.named(f"session:{request.session.session_key}") if request.session.session_key else ids.fresh()
    made = Claim(author=author, device=device, base=ids.read(said))
    return papers.claimed(made, request.GET.get(papers.NAME, ""), request.path)
