"""What one may ask about needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.pathway.needs import rules
from partnerhood.pathway.needs.models import Answer, Need, Offer, Ranking, Release


@dataclass(frozen=True)
class Row:
    """A need as a list shows it."""

    need: Need
    state: str
    rank: int | None
    voices: int
    last_answer: Answer | None
    days: int
    place: str
    offers: Sequence[Offer]
    taken_by: Sequence[str]
    is_public: bool


def visible_to(person: Standing | None) -> QuerySet[Need]:
    """The needs somebody may read: of their own organisations, laid before them, noted by themselves, or public."""
    public = Exists(Release.objects.filter(need=OuterRef("pk"), withdrawn_at=None))
    if person is None or not person.is_active:
        return Need.objects.filter(public)
    before = Exists(Offer.objects.filter(need=OuterRef("pk"), partner__in=person.organisations))
    mine = Q(hospital__in=person.organisations) | Q(noted_by=person.id)
    return Need.objects.filter(mine | Q(before) | Q(public))


def complete(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Needs with all that a list or a page tells of them, in a fixed number of queries."""
    answers = Answer.objects.order_by("answered_at", "id")
    offers = Offer.objects.select_related("partner").order_by("offered_at")
    return (
        needs.select_related("hospital", "ward")
        .prefetch_related(Prefetch("answers", answers), Prefetch("offers", offers), "confirmations", "releases")
        .annotate(voices=Sum("seconds__voices"))
        .order_by("-voiced_at", "-id")
    )


def told(need: Need) -> rules.Told:
    """What was done with a need that was loaded whole."""
    return rules.Told(
        noted_for_somebody=need.noted_by_id is not None,
        confirmed=bool(need.confirmations.all()),
        answers=[answer.kind for answer in need.answers.all()],
    )


def told_afresh(need: Need) -> rules.Told:
    """What was done with a need, asked of the database."""
    kinds = Answer.objects.filter(need=need).order_by("answered_at", "id").values_list("kind", flat=True)
    return rules.Told(need.noted_by_id is not None, need.confirmations.exists(), list(kinds))


def row(need: Need, person: Standing | None, rank: int | None = None) -> Row:
    """A need as one reader may see it: the ward only where the asker let it show."""
    answers = list(need.answers.all())
    last = answers[-1] if answers and answers[-1].kind != "reopened" else None
    inside = person is not None and person.is_of(need.hospital_id)
    shown = need.ward if need.ward and (inside or not need.hospital_only) else None
    offers = list(need.offers.all())
    return Row(
        need=need,
        state=rules.state(told(need)),
        rank=rank,
        voices=need.voices or 0,  # type: ignore[attr-defined]
        last_answer=last,
        days=rules.days_waiting(need.voiced_at, _answered_at(answers), clock.now()),
        place=f"{need.hospital.known_as}, {shown.name}" if shown else need.hospital.known_as,
        offers=offers,
        taken_by=[offer.partner.known_as for offer in offers if offer.taken_at],
        is_public=any(release.withdrawn_at is None for release in need.releases.all()),
    )


def _answered_at(answers: Sequence[Answer]) -> datetime | None:
    final = [one for one in answers if one.kind in {"answered", "set-aside"}]
    return final[-1].answered_at if final and answers[-1].kind != "reopened" else None


def order_of(hospital: UUID) -> list[str]:
    """A hospital's own order of its needs."""
    kept = Ranking.objects.filter(hospital=hospital).values_list("order", flat=True).first()
    return list(kept or [])


def ranked(needs: Iterable[Need], person: Standing | None, hospital: UUID) -> list[Row]:
    """A hospital's needs in its own order, as one reader may see them."""
    by_id = {str(need.id): need for need in needs}
    order = order_of(hospital)
    place = {key: number for number, key in enumerate(order, 1)}
    return [row(by_id[key], person, place.get(key)) for key in rules.in_order(order, list(by_id))]


def ranking(hospital: UUID) -> Ranking | None:
    """The row that keeps a hospital's order."""
    return Ranking.objects.filter(hospital=hospital).first()


def counts(hospitals: Iterable[UUID], person: Standing | None) -> dict[UUID, int]:
    """How many needs of each hospital somebody may read."""
    found = visible_to(person).filter(hospital__in=list(hospitals)).order_by()
    return dict(found.values_list("hospital").annotate(Count("id")))


def met_by_nobody() -> QuerySet[Need]:
    """Needs that everybody may read and nobody answered or took up, the oldest first."""
    final = Answer.objects.filter(need=OuterRef("pk")).exclude(kind="reopened")
    public = Release.objects.filter(need=OuterRef("pk"), withdrawn_at=None)
    return complete(Need.objects.filter(Exists(public)).exclude(Exists(final))).order_by("voiced_at")
