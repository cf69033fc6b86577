"""What one may ask about needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.utils.translation import get_language

from partnerhood.ground.operations.models import Conflict
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.choices import PersonState, RoleKind
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages, plans
from partnerhood.pathway.needs import rules
from partnerhood.pathway.needs.models import Answer, Confirmation, Need, Offer, Ranking, Release
from partnerhood.pathway.partnerships.models import Partner
from partnerhood.pathway.partnerships.queries import Number, Panels, last_in_book

DECIDING = (RoleKind.HEAD, RoleKind.SIGNATORY, RoleKind.COORDINATOR)
"""Who answers and ranks in a hospital's name, and so reads what is voiced first."""

panels: Panels[Need] = Panels()
"""What later rooms show beside a need, such as the goals that took it up."""

who_could_help: Panels[Need] = Panels()
"""What later rooms show on a need's own page, and there alone: who could help."""


@dataclass(frozen=True)
class Row:
    """A need as a list shows it."""

    need: Need
    state: str
    rank: int | None
    voices: int
    last_answer: Answer | None
    days: int
    hospital: str
    ward: str
    offers: Sequence[Offer]
    taken_by: Sequence[str]
    is_public: bool
    said: str
    language: str
    waited: bool

    @property
    def place(self) -> str:
        """Where it was asked, as this reader may know it."""
        return f"{self.hospital}, {self.ward}" if self.ward else self.hospital


def visible_to(person: Standing | None) -> QuerySet[Need]:
    """The needs somebody may read: of their own organisations, laid before them, noted by themselves, or public."""
    if person is None or not person.is_active:
        return Need.objects.filter(_is_public())
    return Need.objects.filter(_is_close_to(person) | Q(_is_public()))


def _is_public() -> Exists:
    return Exists(Release.objects.filter(need=OuterRef("pk"), withdrawn_at=None))


def _is_close_to(person: Standing) -> Q:
    before = Exists(Offer.objects.filter(need=OuterRef("pk"), partner__in=person.organisations))
    return Q(hospital__in=person.organisations) | Q(noted_by=person.id) | Q(before)


def is_close_to(person: Standing | None, need: Need) -> bool:
    """Whether somebody reads a need that was loaded whole as more than a member of the public."""
    if person is None:
        return False
    before = any(offer.partner_id in person.organisations for offer in need.offers.all())
    return person.is_of(need.hospital_id) or before or need.noted_by_id == person.id


def complete(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Needs with all that a list or a page tells of them, in a fixed number of queries."""
    answers = Answer.objects.order_by("answered_at", "id")
    offers = Offer.objects.select_related("partner").order_by("offered_at", "id")
    return (
        needs.select_related("hospital", "ward")
        .prefetch_related(Prefetch("answers", answers), Prefetch("offers", offers))
        .annotate(
            voices=Sum("seconds__voices"),
            is_confirmed=Exists(Confirmation.objects.filter(need=OuterRef("pk"))),
            is_public=_is_public(),
        )
        .order_by("-voiced_at", "-id")
    )


def last_answer(need: str = "pk") -> Subquery:
    """What was last said of the need that a column names: nothing where nothing was."""
    said = Answer.objects.filter(need=OuterRef(need)).order_by("-answered_at", "-id")
    return Subquery(said.values("kind")[:1])


def waiting(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Those of these needs that nobody answered, took up or set aside; what a hospital did not confirm is not counted."""
    confirmed = Q(noted_by=None) | Exists(Confirmation.objects.filter(need=OuterRef("pk")))
    return needs.annotate(last=last_answer()).filter(Q(last=None) | Q(last="reopened")).filter(confirmed)


def settled(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Those of these needs that were answered or set aside."""
    return needs.annotate(last=last_answer()).filter(last__in=["answered", "set-aside"])


def not_settled(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Those of these needs that wait, or that a goal works on."""
    return needs.annotate(last=last_answer()).filter(Q(last=None) | Q(last__in=["reopened", "taken-up"]))


def told(need: Need) -> rules.Told:
    """What was done with a need that was loaded whole."""
    return rules.Told(
        noted_for_somebody=need.noted_by_id is not None,
        confirmed=need.is_confirmed,  # type: ignore[attr-defined]
        answers=[answer.kind for answer in need.answers.all()],
    )


def taken_on_by(need: Need) -> list[UUID]:
    """The partners that take on a need that was loaded whole and still waits; nobody once it is answered or taken up."""
    takers = [offer.partner_id for offer in need.offers.all() if offer.taken_at]
    return takers if takers and rules.state(told(need)) == "open" else []


def told_afresh(need: Need) -> rules.Told:
    """What was done with a need, asked of the database."""
    kinds = Answer.objects.filter(need=need).order_by("answered_at", "id").values_list("kind", flat=True)
    return rules.Told(need.noted_by_id is not None, need.confirmations.exists(), list(kinds))


def row(
    need: Need, person: Standing | None, rank: int | None = None, nameless: Mapping[UUID, str] | None = None
) -> Row:
    """A need as one reader may see it: the ward only where the asker let it show; the hospital without its name where
    `nameless` gives other words for it."""
    answers = list(need.answers.all())
    last = answers[-1] if answers and answers[-1].kind != "reopened" else None
    inside = person is not None and person.is_of(need.hospital_id)
    unnamed = (nameless or {}).get(need.hospital_id, "")
    shown = need.ward if need.ward and not unnamed and (inside or not need.hospital_only) else None
    offers = list(need.offers.all())
    reader = get_language() or "en"
    said, language = languages.best(need.words, reader)
    return Row(
        need=need,
        state=rules.state(told(need)),
        rank=rank,
        voices=need.voices or 0,  # type: ignore[attr-defined]
        last_answer=last,
        days=rules.days_waiting(need.voiced_at, _answered_at(answers), clock.now()),
        hospital=unnamed or need.hospital.known_as,
        ward=shown.name if shown else "",
        offers=offers,
        taken_by=[offer.partner.known_as for offer in offers if offer.taken_at],
        is_public=need.is_public,  # type: ignore[attr-defined]
        said=said,
        language="" if language == reader else language,
        waited=_answered_at(answers) is not None,
    )


def _answered_at(answers: Sequence[Answer]) -> datetime | None:
    """When its waiting ended; who asks again waits on."""
    ended = None
    for one in answers:
        if one.kind in {"answered", "set-aside"}:
            ended = one.answered_at
        elif one.kind == "reopened":
            ended = None
    return ended


def order_of(hospital: UUID) -> list[str]:
    """A hospital's own order of its needs."""
    kept = Ranking.objects.filter(hospital=hospital).values_list("order", flat=True).first()
    return list(kept or [])


def ids_in_order(hospital: UUID, needs: QuerySet[Need]) -> list[str]:
    """The ids of a hospital's needs in its own order, what it did not rank yet after them, the newest first."""
    found = needs.filter(hospital=hospital).order_by("-voiced_at", "-id").values_list("id", flat=True)
    return rules.in_order(order_of(hospital), [str(key) for key in found])


def in_own_order(hospital: UUID, person: Standing | None, *, answered: bool) -> tuple[list[str], dict[str, int]]:
    """The ids of a hospital's needs that somebody may read, either what was answered or what was not, in its own order;
    and the place of each that the hospital ranked."""
    order = set(kept := order_of(hospital))
    keys = rules.in_order(kept, [str(key) for key in _ids_of(hospital, person, answered)])
    return keys, {key: number for number, key in enumerate((key for key in keys if key in order), 1)}


@plans.planned
def _ids_of(hospital: UUID, person: Standing | None, answered: bool) -> QuerySet[Need, UUID]:
    readable = visible_to(person).filter(hospital=hospital)
    wanted = settled(readable) if answered else not_settled(readable)
    return wanted.order_by("-voiced_at", "-id").values_list("id", flat=True)


def ranked(needs: Iterable[Need], person: Standing | None, hospital: UUID) -> list[Row]:
    """A hospital's needs in its own order, as one reader may see them."""
    by_id = {str(need.id): need for need in needs}
    order = order_of(hospital)
    place = {key: number for number, key in enumerate(order, 1)}
    return [row(by_id[key], person, place.get(key)) for key in rules.in_order(order, list(by_id))]


def rows(
    keys: Sequence[str], person: Standing | None, places: Mapping[str, int], nameless: Mapping[UUID, str] | None = None
) -> list[Row]:
    """The needs with these ids, in this order, as one reader may see them."""
    found = {str(need.id): need for need in _of_ids([UUID(key) for key in keys], person)}
    return [row(found[key], person, places.get(key), nameless) for key in keys if key in found]


@plans.planned
def _of_ids(keys: list[UUID], person: Standing | None) -> QuerySet[Need]:
    return complete(visible_to(person).filter(pk__in=keys))


def by_ids(keys: Sequence[str]) -> list[Need]:
    """The needs with these ids, in this order."""
    found = Need.objects.in_bulk(keys)
    return [found[key] for key in map(UUID, keys) if key in found]


def rankable(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Those of these needs that a hospital may put in order and a goal may take up: its own word, and not settled."""
    own_word = Q(noted_by=None) | Exists(Confirmation.objects.filter(need=OuterRef("pk")))
    return not_settled(needs).filter(own_word)


def of_hospital(hospital: UUID) -> QuerySet[Need]:
    """Every need of a hospital."""
    return Need.objects.filter(hospital=hospital)


def ranking(hospital: UUID) -> Ranking | None:
    """The row that keeps a hospital's order."""
    return Ranking.objects.filter(hospital=hospital).first()


def counts(hospitals: Iterable[UUID], person: Standing | None) -> dict[UUID, int]:
    """How many needs of each hospital somebody may read."""
    found = visible_to(person).filter(hospital__in=list(hospitals)).order_by()
    return dict(found.values_list("hospital").annotate(Count("id")))


def at_partners(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of needs asks about a partnership: how many one may read, and how many of them wait."""
    partners = Partner.objects.filter(partnership=OuterRef(OuterRef("pk"))).values("organisation")
    readable = visible_to(person).filter(hospital__in=partners)
    return {"all": Number(readable.values("pk")), "waiting": Number(waiting(readable).values("pk"))}


def met_by_nobody() -> QuerySet[Need]:
    """Needs that everybody may read and nobody answered or took up, the oldest first."""
    return complete(waiting(Need.objects.filter(_is_public()))).order_by("voiced_at", "id")


def wards(hospital: UUID) -> QuerySet[Site]:
    """The wards and departments of a hospital, by name."""
    return Site.objects.filter(organisation=hospital, closed_at=None).order_by("name")


def first_readers(hospital: UUID) -> list[str]:
    """The names of those who answer in a hospital's name, and so read first what is voiced in it."""
    deciding = Person.objects.filter(
        roles__organisation=hospital, roles__ended_at=None, roles__kind__in=DECIDING, state=PersonState.ACTIVE
    )
    return list(deciding.order_by("name").values_list("name", flat=True).distinct())


def hospital(organisation: UUID) -> Organisation | None:
    """A hospital; `base` is the last deed in its book."""
    return next(iter(_hospital(organisation)), None)


@plans.planned
def _hospital(organisation: UUID) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk=organisation).annotate(base=last_in_book("pk"))


def hospital_seen_by(person: Standing | None, organisation: UUID) -> Organisation | None:
    """A hospital as one reader of its needs meets it: whether they may read any, as whose partner, and whether the public
    may know where it is."""
    return next(iter(_hospital_seen(person, organisation)), None)


@plans.planned
def _hospital_seen(person: Standing | None, organisation: UUID) -> QuerySet[Organisation]:
    partners = Partner.objects.filter(
        partnership__partners__organisation=OuterRef("pk"), organisation__in=person.organisations if person else []
    )
    still = Partner.objects.filter(organisation=OuterRef("pk"), partnership__state="suspended")
    return Organisation.objects.filter(pk=organisation).annotate(
        has_readable=Exists(visible_to(person).filter(hospital=OuterRef("pk"))),
        is_partner=Exists(partners.exclude(partnership__state="ended")),
        stands_still=Exists(still),
    )


def with_base(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Needs with the last deed in their hospital's book, read in the same moment, and whether two versions wait."""
    two_versions = Exists(Conflict.objects.filter(row=OuterRef("pk")))
    return needs.annotate(base=last_in_book("hospital_id"), has_conflict=two_versions)


def versions(need: Need) -> list[languages.Words]:
    """The words of a need that two people said without knowing of each other; nothing where one version stands."""
    found = Conflict.objects.filter(row=need.id, field="words").first()
    return [one["value"] for one in found.versions] if found else []


def unconfirmed(hospitals: Iterable[UUID]) -> QuerySet[Need]:
    """Needs noted for these hospitals that wait for their own word."""
    noted = Need.objects.filter(hospital__in=list(hospitals), noted_by__isnull=False, confirmations=None)
    return noted.order_by("voiced_at")


def unanswered(hospitals: Iterable[UUID]) -> QuerySet[Need]:
    """The needs of these hospitals that nobody answered yet, or that were asked again; those to confirm come first."""
    mine = waiting(Need.objects.filter(hospital__in=list(hospitals)))
    return mine.exclude(noted_by__isnull=False, confirmations=None)


def answered_since(person: UUID, moment: datetime) -> QuerySet[Need]:
    """What somebody voiced and was answered since a moment, and neither read nor asked again, with when."""
    last = Answer.objects.filter(need=OuterRef("pk")).order_by("-answered_at", "-id")
    mine = Need.objects.filter(voiced_by=person).annotate(
        answered_at=Subquery(last.values("answered_at")[:1]),
        last_kind=Subquery(last.values("kind")[:1]),
        is_read=Subquery(last.values("read_at")[:1]),
    )
    return mine.filter(answered_at__gt=moment, is_read=None).exclude(last_kind="reopened")


def laid_before(partners: Iterable[UUID]) -> QuerySet[Offer]:
    """Needs laid before these partners that wait for their word, and are not answered or taken up; the oldest first."""
    settled = Answer.objects.filter(need=OuterRef("need")).exclude(kind="reopened")
    waiting = Offer.objects.filter(partner__in=list(partners), taken_at=None, left_at=None).exclude(Exists(settled))
    return waiting.select_related("need__hospital").order_by("offered_at")


@plans.planned
def for_the_wall(hospital: UUID, ward: UUID | None, most: int) -> QuerySet[Need]:
    """What hangs in a ward: its own needs but those whose ward is kept silent; for the whole house, every need. Answered
    first, the newest answer on top."""
    there = Need.objects.filter(hospital=hospital)
    there = there.filter(ward=ward, hospital_only=False) if ward else there
    there = there.filter(Q(noted_by=None) | Exists(Confirmation.objects.filter(need=OuterRef("pk"))))
    said = Answer.objects.filter(need=OuterRef("pk")).order_by("-answered_at")
    told = complete(there).annotate(told_at=Subquery(said.values("answered_at")[:1]))
    return told.order_by(F("told_at").desc(nulls_last=True), "-voiced_at", "-id")[:most]


def count(needs: QuerySet[Need]) -> int:
    """How many."""
    return needs.order_by().values("pk").count()


def for_one_page(person: Standing | None) -> QuerySet[Need]:
    """Needs with the few facts that one line of a page tells, and their hospital's order, in one query."""
    confirmed = Exists(Confirmation.objects.filter(need=OuterRef("pk")))
    shown = visible_to(person).select_related("ward").annotate(last=last_answer(), order=F("hospital__ranking__order"))
    return shown.annotate(is_confirmed=confirmed).order_by("-voiced_at", "-id")


def hospital_of(need_id: UUID) -> UUID | None:
    """The hospital that a need belongs to."""
    return Need.objects.filter(pk=need_id).values_list("hospital", flat=True).first()
