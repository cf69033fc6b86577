"""What the sides said of giving and receiving."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.pathway.activities.models import Activity
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reciprocity import rules
from partnerhood.pathway.reciprocity.models import Entry, Withdrawal
from partnerhood.pathway.reciprocity.rules import Said

OFFERED = 20
TOLD_OF = ("organisation_id", "partner_id", "kind", "way", "amount", "currency", "from_date", "id")


@dataclass(frozen=True)
class Asked:
    """Which entries of a ledger are asked for; what is empty leaves everything in."""

    by: UUID | None = None
    about: UUID | None = None
    kind: str = ""
    way: str = ""
    currency: str = ""
    year: int | None = None


def visible_to(person: Standing | None) -> QuerySet[Entry]:
    """The entries that somebody may read: of the partnerships of their own houses, and nobody else's."""
    if person is None or not person.is_active:
        return Entry.objects.none()
    return Entry.objects.filter(partnership__in=partnerships.of_organisations(person.organisations).values("pk"))


def withdrawals_visible_to(person: Standing | None) -> QuerySet[Withdrawal]:
    """Which of those entries were taken back."""
    return Withdrawal.objects.filter(entry__in=visible_to(person).values("pk"))


def said(partnership: UUID) -> list[Said]:
    """Everything that stands in a ledger, the newest first; an entry counts in the year in which it begins."""
    found = _standing(partnership, Asked()).order_by("-from_date", "-said_at", "id")
    return [Said(*row) for row in found.values_list(*TOLD_OF)]


def years(said: Iterable[Said]) -> list[int]:
    """The years that somebody said something about, the newest first."""
    return sorted({one.day.year for one in said}, reverse=True)


def told(wanted: Iterable[Said]) -> dict[UUID, Entry]:
    """Some of what was said, with its words: one query."""
    return Entry.objects.in_bulk([one.key for one in wanted if one.key])


def found_by(person: Standing | None) -> QuerySet[Entry]:
    """The entries that somebody may find by their words: those that stand."""
    return visible_to(person).filter(replaced_by=None, withdrawals=None)


def page_of(partnership: UUID, asked: Asked, start: int = 0, end: int | None = None) -> QuerySet[Entry]:
    """Entries that stand, those that are asked for, the newest first."""
    found = _standing(partnership, asked).select_related("said_by").order_by("-from_date", "-said_at", "id")
    return found[start:end] if end else found


def together(partnership: UUID, asked: Asked) -> Decimal | None:
    """What the entries that are asked for add up to, where they can be added: of one kind, as one side says it one way."""
    if (
        asked.kind not in rules.COUNTED
        or not (asked.by and asked.way)
        or (asked.kind == "money" and not asked.currency)
    ):
        return None
    amounts = _standing(partnership, asked).values_list("amount", flat=True)
    return sum((one for one in amounts if one is not None), Decimal(0))


def _standing(partnership: UUID, asked: Asked) -> QuerySet[Entry]:
    found = Entry.objects.filter(partnership=partnership, replaced_by=None, withdrawals=None)
    wanted: dict[str, object] = {"organisation": asked.by, "partner": asked.about, "kind": asked.kind}
    wanted |= {"way": asked.way, "currency": asked.currency, "from_date__year": asked.year}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def is_standing(entry: Entry) -> bool:
    """Whether an entry counts: nobody put it right or took it back."""
    return not entry.replaced_by.all() and not entry.withdrawals.all()


def history(entry_id: UUID) -> list[Entry]:
    """An entry with everything that stood in its place, the oldest first."""
    first = Entry.objects.filter(pk=entry_id).values("first")
    near = Q(pk=entry_id) | Q(first=entry_id) | Q(pk__in=first) | Q(first__in=first)
    found = Entry.objects.filter(near).select_related("said_by", "activity", "goal__wording")
    return list(found.prefetch_related("replaced_by", "withdrawals__person").order_by("said_at", "id"))


def origins(partnership: UUID) -> tuple[Sequence[tuple[UUID, str]], Sequence[tuple[UUID, str]]]:
    """What an entry may come from: the last activities and goals of a partnership, by what they are called."""
    activities = Activity.objects.filter(partnership=partnership).order_by("-from_date", "-id")
    goals = Goal.objects.filter(partnership=partnership).select_related("wording").order_by("-proposed_at", "-id")
    return (
        [(one.id, languages.original(one.title)) for one in activities.only("title")[:OFFERED]],
        [(one.id, one.wording.content["statement"]) for one in goals.only("wording__content")[:OFFERED]],
    )
