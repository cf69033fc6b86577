"""Programmes as lists and pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.programmes.choices import TraitKind
from partnerhood.pathway.programmes.models import Programme, Result, Trait

HEAVY = ("budgets", "planned_disbursements", "transactions", "documents", "related", "themes", "terms", "descriptions")


def visible_to(person: Standing | None) -> QuerySet[Programme]:
    """Every programme: it was published before it came here."""
    return Programme.objects.all()


def complete(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Programmes with who reports them and which network they belong to; what is added up is asked apart."""
    found = programmes.select_related("reporter", "network")
    return found.defer("budgets", "planned_disbursements", "transactions")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for in the list."""

    words: str = ""
    country: str = ""
    sector: str = ""
    organisation: UUID | None = None
    network: UUID | None = None


def listed(person: Standing | None, asked: Asked) -> QuerySet[Programme]:
    """The programmes that answer a question, the latest beginning first."""
    found = visible_to(person).select_related("reporter").defer(*HEAVY)
    for kind, code in ((TraitKind.COUNTRY, asked.country), (TraitKind.SECTOR, asked.sector)):
        if code:
            found = found.filter(_has(kind=kind, code=code))
    if asked.organisation:
        takes_part = _has(kind=TraitKind.ORGANISATION, organisation=asked.organisation)
        found = found.filter(takes_part | Q(reporter=asked.organisation))
    if asked.network:
        found = found.filter(network=asked.network)
    for word in asked.words.split()[:6]:
        found = found.filter(_called(word))
    return found.order_by("-start_date", "name", "id")


def _has(**wanted: object) -> Q:
    return Q(Exists(Trait.objects.filter(programme=OuterRef("pk"), **wanted)))


def _called(word: str) -> Q:
    return (
        Q(name__icontains=word)
        | Q(identifier__icontains=word)
        | Q(reporter__name__icontains=word)
        | _has(kind=TraitKind.ORGANISATION, organisation__name__icontains=word)
    )


def codes(kind: TraitKind) -> list[tuple[str, int]]:
    """The countries or sectors that programmes have, with how many have each."""
    found = Trait.objects.filter(kind=kind).values("code").annotate(number=Count("id")).order_by("-number", "code")
    return [(one["code"], one["number"]) for one in found]


def organisations(keys: Iterable[UUID]) -> dict[UUID, Organisation]:
    """Organisations by id."""
    return Organisation.objects.in_bulk(list(set(keys)))


def of_identifiers(identifiers: Iterable[str]) -> dict[str, Programme]:
    """Those of these activities that are here too."""
    found = Programme.objects.filter(identifier__in=list(identifiers)).only("id", "identifier", "name")
    return {one.identifier: one for one in found}


def results_visible_to(person: Standing | None) -> QuerySet[Result]:
    """Every result: it was published before it came here."""
    return Result.objects.all()


def count(rows: QuerySet[Model]) -> int:
    """How many rows there are, for a list in pages."""
    return rows.order_by().count()
