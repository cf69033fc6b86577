"""Who is in front of the screen: found once for every request, with the claim that their deeds will make."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.people import queries
from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.records import ids

Answer = Callable[[HttpRequest], HttpResponse]


def person(answer: Answer) -> Answer:
    """Give every request its person (None for a stranger) and its deed."""

    def with_person(request: HttpRequest) -> HttpResponse:
        request.person = _person(request)  # type: ignore[attr-defined]
        request.deed = SimpleLazyObject(lambda: claim(request))  # type: ignore[attr-defined]
        return answer(request)

    return with_person


def _person(request: HttpRequest) -> queries.Standing | None:
    if "_auth_user_id" not in request.session:
        return None
    account = request.user
    if not isinstance(account, Account) or account.person_id is None:
        return None
    found = Person.objects.filter(pk=account.person_id).first()
    return queries.standing_of(found) if found and found.state != "erased" else None


def claim(request: HttpRequest) -> Claim:
    """The claim of whoever sends this form: the browser's session is the device, the form says its base."""
    said = request.POST.get("base", "") if request.method == "POST" else ""
    author = request.person.id if request.person else None  # type: ignore[attr-defined]
    device = ids.named(f"session:{request.session.session_key}") if request.session.session_key else ids.fresh()
    return Claim(author=author, device=device, base=_uuid(said))


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
