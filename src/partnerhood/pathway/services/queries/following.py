"""What directories that follow ours may ask of the editions: what is there now, one of them, and what came after what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.services.models import Edition as Edition
from partnerhood.pathway.services.queries.editions import HOUSE, PLACE, SERVICE, WARD, compared

OLDEST, NEWEST, BY_KEY = "oldest", "newest", "key"
__all__ = ["BY_KEY", "HOUSE", "NEWEST", "OLDEST", "PLACE", "SERVICE", "WARD", "Between", "Edition", "Known"]


@dataclass(frozen=True)
class Between:
    """From a moment on, until before another one."""

    since: datetime | None = None
    before: datetime | None = None
    outside: bool = False
    """Everything but what lies between."""


@dataclass(frozen=True)
class Known:
    """A number in a register: which one where it is said."""

    value: str
    register: str | None = None


def there(kind: str) -> QuerySet[Edition]:
    """Everything of a kind that everybody may find now."""
    return Edition.objects.filter(kind=kind, latest=True, gone=False)


def one(kind: str, key: UUID, number: int | None = None) -> Edition | None:
    """An edition by its number, else the last one, also where that says that it is gone."""
    found = Edition.objects.filter(kind=kind, key=key)
    return found.filter(**({"latest": True} if number is None else {"number": number})).first()


def last_gone(kind: str, key: UUID) -> Edition | None:
    """The last edition that says that something is gone."""
    return Edition.objects.filter(kind=kind, key=key, gone=True).order_by("-number").first()


def those(wanted: Iterable[tuple[str, UUID]]) -> list[Edition]:
    """The last editions of these, where they are there."""
    pairs = set(wanted)
    found = Edition.objects.filter(key__in={key for _kind, key in pairs}, latest=True, gone=False).order_by("id")
    return [one for one in found if (one.kind, one.key) in pairs]


def newest() -> datetime | None:
    """The moment of the last edition of all that can be read now."""
    return Edition.objects.order_by("-at").values_list("at", flat=True).first()


def before(kind: str, key: UUID | None, since: datetime | None, cursor: int | None) -> QuerySet[Edition]:
    """What was told of a kind (or of one thing) since a moment, the newest first. Earlier editions of what is gone are not
    told; that it is gone is."""
    found = Edition.objects.filter(kind=kind).filter(Q(gone=True) | ~Q(code="", plain=""))
    if key:
        found = found.filter(key=key)
    if since:
        found = found.filter(at__gte=since)
    return (found.filter(id__lt=cursor) if cursor else found).order_by("-id")


def in_order(found: QuerySet[Edition], order: str, after: str) -> QuerySet[Edition]:
    """Editions in an order that pages keep, from after where the last page ended."""
    if order == BY_KEY:
        return (found.filter(key__gt=UUID(after)) if after else found).order_by("key")
    if order == NEWEST:
        return (found.filter(id__lt=int(after)) if after else found).order_by("-id")
    return (found.filter(id__gt=int(after)) if after else found).order_by("id")


def cursor(last: Edition, order: str) -> str:
    """Where a page ended."""
    return str(last.key) if order == BY_KEY else str(last.id)


def called(names: Sequence[str], how: str) -> Q:
    """Whose name or short name begins with one of these, holds it or is it."""
    found = Q(pk__in=())
    for name in names:
        words = compared(name)
        if how == "exact":
            found |= Q(_begins("plain", words), told__name=name) | Q(_begins("alias", words), told__short_name=name)
        elif how == "contains":
            found |= Q(plain__contains=words) | Q(alias__contains=words)
        else:
            found |= _begins("plain", words) | _begins("alias", words)
    return found


def _begins(column: str, words: str) -> Q:
    """The stretch of the index of names that begin so, as each database reads it."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": words, f"{column}__lt": words + chr(0x10FFFF)})
    return Q(**{f"{column}__startswith": words})


def numbered(numbers: Sequence[Known], keys: Sequence[UUID]) -> Q:
    """What bears one of these numbers, or one of these ids of our own."""
    found = Q(key__in=list(keys))
    for one in numbers:
        if one.register:
            found |= Q(identifier=one.value, told__identifier=f"{one.register}|{one.value}")
        elif one.register is None:
            found |= Q(identifier=one.value)
        else:
            found |= Q(identifier=one.value, told__identifier=one.value)
    return found


def changed(within: Sequence[Between]) -> Q:
    """What was last changed in one of these stretches of time."""
    found = Q(pk__in=())
    for one in within:
        inside = Q()
        if one.since:
            inside &= Q(at__gte=one.since)
        if one.before:
            inside &= Q(at__lt=one.before)
        found |= ~inside if one.outside else inside
    return found


def of_kind(codes: Sequence[str]) -> Q:
    """Of one of these kinds."""
    return Q(code__in=list(codes))


def with_keys(keys: Sequence[UUID]) -> Q:
    """One of these."""
    return Q(key__in=list(keys))


def of_house(keys: Sequence[UUID]) -> Q:
    """Of one of these houses."""
    return Q(house__in=list(keys))


def inside_of(keys: Sequence[UUID]) -> Q:
    """Owned by, within, or given at one of these."""
    return Q(upper__in=list(keys))


def nothing() -> Q:
    """What nothing answers."""
    return Q(pk__in=())


def care_giving() -> list[str]:
    """The kinds of organisation that treat or nurse people."""
    return [one.code for one in vocabulary.organisation_kinds() if one.gives_care]
