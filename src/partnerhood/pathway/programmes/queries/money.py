"""What a programme's money adds up to: by year, by kind and by currency, which are never mixed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from partnerhood.ground.records import rows
from partnerhood.ground.records.models import Record
from partnerhood.pathway.programmes.models import Entry, Programme, Trait
from partnerhood.pathway.programmes.rules import telling

AT_ONCE = 200


@dataclass(frozen=True)
class Total:
    """What entries of one kind in one currency and one year add up to, and how many they are."""

    kind: str
    type: str
    currency: str
    year: int
    amount: Decimal
    number: int


def totals(programme: UUID) -> list[Total]:
    """Every sum of a programme, in one query; a budget counts in the year in which its period begins."""
    found = Entry.objects.filter(programme=programme).annotate(year=ExtractYear("first_day"))
    sums = found.values("kind", "type", "currency", "year").annotate(total=Sum("amount"), number=Count("id"))
    order = sums.order_by("currency", "year", "kind", "type")
    return [Total(one["kind"], one["type"], one["currency"], one["year"], one["total"], one["number"]) for one in order]


def entries(programme: UUID, kind: str = "", currency: str = "", type_: str = "") -> QuerySet[Entry]:
    """What a sum is made of, by day."""
    wanted = {"kind": kind, "currency": currency, "type": type_}
    found = Entry.objects.filter(programme=programme, **{name: said for name, said in wanted.items() if said})
    return found.select_related("provider", "receiver").order_by("first_day", "id")


def derive(key: UUID, programme: Record | None) -> None:
    """Make again what is derived from a programme: what it can be found by, and its entries."""
    for model in (Trait, Entry):
        _forget(model, key)
    if isinstance(programme, Programme):
        for made in (_traits(programme), _entries(programme)):
            while some := list(islice(made, AT_ONCE)):
                rows.insert_numbered(some)


def _forget(model: type[Trait] | type[Entry], programme: UUID) -> None:
    quote = connection.ops.quote_name
    field = model._meta.get_field("programme")
    statement = f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(field.column)} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_value(programme, connection)])


def _traits(programme: Programme) -> Iterator[Trait]:
    for code in telling.countries(programme.places, programme.transactions):
        yield Trait(programme=programme, kind="country", code=code)
    for code in telling.sectors(programme.themes, programme.transactions):
        yield Trait(programme=programme, kind="sector", code=code)
    for one in programme.participants:
        if one["organisation"]:
            key = UUID(one["organisation"])
            yield Trait(programme=programme, kind="organisation", code=",".join(one["roles"]), organisation_id=key)


def _entries(programme: Programme) -> Iterator[Entry]:
    known = {one["identifier"]: UUID(one["organisation"]) for one in programme.participants if _is_named(one)}
    told = telling.money(programme.budgets, programme.planned_disbursements, programme.transactions)
    for one in told:
        yield Entry(
            programme=programme,
            kind=one.kind,
            type=one.type,
            first_day=one.first_day,
            last_day=one.last_day,
            amount=one.amount,
            currency=one.currency,
            value_date=one.value_date,
            provider_id=known.get(one.provider),
            receiver_id=known.get(one.receiver),
            told=one.told,
        )


def _is_named(participant: dict[str, object]) -> bool:
    return bool(participant.get("identifier") and participant["organisation"])
