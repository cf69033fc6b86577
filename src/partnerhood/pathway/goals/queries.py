"""What one may ask about goals."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.utils.translation import get_language

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.operations.models import Conflict
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import PaperKey, Signature, Wording
from partnerhood.ground.signatures.rules import Keyring, is_agreed, missing_keys
from partnerhood.pathway.goals import rules
from partnerhood.pathway.goals.models import DistrictOpinion, Goal, GoalNeed, Measure, Reading
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partner
from partnerhood.pathway.partnerships.queries import Number, Panels

WRITERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)
"""Who proposes and words goals in a partner's name."""

panels: Panels[Goal] = Panels()
"""What later rooms show beside a goal, such as what was measured and what was done for it."""

flags: dict[str, Callable[[Standing | None], Combinable]] = {}
"""What later rooms ask of a goal in the very question that reads it, so that a panel with nothing to show asks nothing more."""

who_could_help: Panels[Organisation] = Panels()
"""What later rooms show beside the needs of a hospital while a goal is written: who could help."""


@dataclass(frozen=True)
class Row:
    """A goal as a list shows it, with who signed and whom it waits for."""

    goal: Goal
    statement: str
    """As it is signed."""
    language: str
    said: str
    """As this reader understands it best: a reading in their language where there is one."""
    said_in: str
    state: str
    keyring: Keyring
    signatures: Sequence[Signature]
    missing: frozenset[UUID]
    days: int


def visible_to(person: Standing | None) -> QuerySet[Goal]:
    """The goals somebody may read: of the partnerships they see, and what was agreed by all, which is public."""
    if person is None:
        return agreed()
    return Goal.objects.filter(Q(partnership__in=partnerships.visible_to(person)) | _is_public())


def agreed() -> QuerySet[Goal]:
    """The goals whose present wording carries every key, of partnerships that everybody may know of."""
    return Goal.objects.filter(_is_public())


@plans.planned
def aims(person: Standing | None, hospital: UUID) -> QuerySet[Measure]:
    """Where the signed goals of a hospital that somebody may read want an indicator to be, the newest goal first."""
    there = visible_to(person).filter(keys.agreed(), hospital=hospital, ended_at=None)
    found = Measure.objects.filter(goal__in=there.values("pk"), wording=F("goal__wording"))
    wanted = found.exclude(indicator="").exclude(target=None)
    return wanted.select_related("goal__wording").order_by("-goal__proposed_at", "goal", "key")


def _is_public() -> Q:
    return keys.agreed() & Q(partnership__in=partnerships.public())


def complete(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Goals with what a list tells of them."""
    needs = GoalNeed.objects.select_related("need__hospital", "need__ward")
    return (
        goals.select_related("hospital", "partnership", "wording", "proposed_by")
        .prefetch_related(Prefetch("answers_needs", needs))
        .order_by("-proposed_at", "-id")
    )


def whole(person: Standing | None) -> QuerySet[Goal]:
    """The goals somebody may read with all that a goal's own page tells: the needs they may read, the partners, the base."""
    seen = Exists(needs.visible_to(person).filter(pk=OuterRef("need")))
    readable = GoalNeed.objects.filter(seen).select_related("need__hospital", "need__ward")
    partners = Partner.objects.select_related("organisation").order_by("works_here", "organisation__name")
    inside = partnerships.visible_to(person).filter(pk=OuterRef("partnership"))
    earlier = Wording.objects.filter(subject=OuterRef("pk")).values("pk")
    papers = PaperKey.objects.filter(wording=OuterRef("wording"), signature=None)
    return (
        visible_to(person)
        .select_related("hospital", "partnership", "wording", "proposed_by")
        .prefetch_related(Prefetch("answers_needs", readable), Prefetch("partnership__partners", partners))
        .annotate(
            is_inside=Exists(inside),
            read_as=read_as(),
            has_papers=Exists(papers),
            has_opinions=Exists(DistrictOpinion.objects.filter(goal=OuterRef("pk"))),
            has_readings=Exists(Reading.objects.filter(wording=OuterRef("wording"))),
            has_conflict=Exists(Conflict.objects.filter(row=OuterRef("pk"))),
            wordings=Number(earlier),
            remarks_number=conversations.number_of("pk"),
            needs_number=Count("answers_needs"),
            base=partnerships.last_in_book("partnership_id"),
            **{name: asks(person) for name, asks in flags.items()},
        )
    )


@plans.planned
def one(person: Standing | None, goal_id: UUID) -> QuerySet[Goal]:
    """One goal whole, if somebody may read it."""
    return whole(person).filter(pk=goal_id)


def read_as(wording: str = "wording") -> Subquery:
    """The statement of a goal's wording in the reader's language, where somebody put it so: read together with the goal."""
    readings = Reading.objects.filter(wording=OuterRef(wording), language=get_language() or "en")
    return Subquery(readings.order_by("-id").values("statement")[:1])


def spoken(goal: Goal, read: str | None = None) -> tuple[str, str]:
    """A goal's statement as a reader understands it best, and its language: what was asked as `read_as`, else as signed."""
    signed, reader = goal.wording.content, get_language() or "en"
    reading = read or getattr(goal, "read_as", None)
    if reading and signed["language"] != reader:
        return reading, reader
    return signed["statement"], signed["language"]


def rows(goals: Iterable[Goal]) -> list[Row]:
    """Goals with their keys, in one query whatever their number."""
    found = list(goals)
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in keys.signatures([goal.wording_id for goal in found]):
        turned[signature.wording_id].append(signature)
    return [_row(goal, keys.ring(goal.wording, turned[goal.wording_id]), turned[goal.wording_id]) for goal in found]


def _row(goal: Goal, ring: Keyring, turned: Sequence[Signature]) -> Row:
    taken_back = {one.organisation_id for one in turned if hasattr(one, "withdrawal")}
    withdrawn = bool(taken_back - ring.signed)
    said, said_in = spoken(goal)
    return Row(
        goal=goal,
        statement=goal.wording.content["statement"],
        language=goal.wording.content["language"],
        said=said,
        said_in=said_in,
        state=rules.state(agreed=is_agreed(ring), withdrawn=withdrawn, closed=goal.ended_at is not None),
        keyring=ring,
        signatures=turned,
        missing=missing_keys(ring),
        days=rules.days_waiting(goal.wording.made_at, clock.now()),
    )


def row(goal: Goal) -> Row:
    """One goal with its keys."""
    return rows([goal])[0]


def is_agreed_now(goal: Goal) -> bool:
    """Whether the present wording carries every key."""
    return is_agreed(keys.keyring(goal.wording))


def of_partnership(partnership: UUID) -> QuerySet[Goal]:
    """The goals of a partnership."""
    return complete(Goal.objects.filter(partnership=partnership))


def of_hospital(hospital: UUID, person: Standing | None) -> QuerySet[Goal]:
    """The goals at a hospital that somebody may read."""
    return complete(visible_to(person).filter(hospital=hospital))


def waiting_for(person: Standing) -> list[Row]:
    """The goals that wait for a key which this person may turn."""
    mine = {which for which in person.organisations if person.has(which, "signatory")}
    goals = complete(Goal.objects.filter(partnership__partners__organisation__in=mine, ended_at=None).distinct())
    return [one for one in rows(goals) if one.missing & mine]


def measures(goal: Goal) -> QuerySet[Measure]:
    """How a goal is measured, as its present wording says."""
    return Measure.objects.filter(goal=goal, wording=goal.wording_id).order_by("key")


def content(wording: Wording) -> rules.Content:
    """What a wording of a goal says."""
    said = {name: value for name, value in wording.content.items() if name in rules.Content.model_fields}
    return rules.Content.model_validate(said)


@plans.planned
def translations(wording: UUID) -> QuerySet[Reading]:
    """The readings of a wording in other languages."""
    return Reading.objects.filter(wording=wording).order_by("language")


def of_needs(asked: Iterable[UUID], person: Standing | None) -> dict[UUID, list[Goal]]:
    """The goals that took up these needs and that somebody may read, in the reader's words where there are any."""
    found: dict[UUID, list[Goal]] = defaultdict(list)
    for link in _taking_up(list(asked), person):
        link.goal.read_as = link.read_as  # type: ignore[attr-defined]
        found[link.need_id].append(link.goal)
    return found


@plans.planned
def _taking_up(asked: list[UUID], person: Standing | None) -> QuerySet[GoalNeed]:
    seen = Exists(visible_to(person).filter(pk=OuterRef("goal")))
    links = GoalNeed.objects.filter(seen, need__in=asked)
    read = read_as("goal__wording")
    return links.select_related("goal__wording", "goal__hospital").annotate(read_as=read).order_by("goal__proposed_at")


@plans.planned
def opinions(goal: UUID) -> QuerySet[DistrictOpinion]:
    """What health authorities said of a goal, the newest first."""
    return DistrictOpinion.objects.filter(goal=goal).order_by("-given_date", "-id")


def papers(wording: UUID) -> QuerySet[PaperKey]:
    """The signed pages that were brought in for a wording and wait to be confirmed."""
    waiting = PaperKey.objects.filter(wording=wording, signature=None)
    return waiting.select_related("organisation").order_by("-entered_at", "-id")


def paper(goal: Goal, key: UUID) -> PaperKey | None:
    """One signed page of a goal, if it is one."""
    return PaperKey.objects.filter(pk=key, wording__subject=goal.id).select_related("organisation", "wording").first()


def wording_read(goal: UUID, fingerprint: str) -> Wording | None:
    """The words that a fingerprint of this goal stands for."""
    return keys.history(goal).filter(fingerprint=fingerprint).first()


def signed_before(goal: Goal, parties: Sequence[UUID]) -> Signature | None:
    """The last key that one of these partners turned under other words of a goal than those of today."""
    turned = Signature.objects.filter(wording__subject=goal.id, organisation__in=parties).exclude(
        wording=goal.wording_id
    )
    return turned.select_related("wording").order_by("-signed_at").first()


def at_partnership(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of goals asks about a partnership: how many one may read, agreed, waiting, waiting for oneself."""
    there = visible_to(person).filter(partnership=OuterRef("pk"), ended_at=None)
    mine = [which for which in person.organisations if person.has(which, "signatory")] if person else []
    own_key = Signature.objects.filter(wording=OuterRef("wording"), organisation__in=mine, withdrawal=None)
    party = Partner.objects.filter(partnership=OuterRef("partnership"), organisation__in=mine)
    return {
        "all": Number(there.values("pk")),
        "agreed": Number(there.filter(keys.agreed()).values("pk")),
        "mine": Number(there.filter(Exists(party), ~Exists(own_key)).values("pk")),
    }


@plans.planned
def listed(partnership: UUID, person: Standing | None, start: int = 0, end: int | None = None) -> QuerySet[Goal]:
    """The goals of a partnership that somebody may read, as a list shows them, or some of them."""
    found = in_order(complete_list(visible_to(person).filter(partnership=partnership)))
    return found[start:end] if end else found


def in_order(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Goals as a list shows them: what waits for keys, then what was agreed, then what ended; the newest first."""
    order = Case(When(ended_at__isnull=False, then=Value(2)), When(keys.agreed(), then=Value(1)), default=Value(0))
    return goals.annotate(turn=order).order_by("turn", "-proposed_at", "-id")


def complete_list(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Goals with what a line of a list tells of them."""
    return goals.select_related("hospital", "wording").annotate(read_as=read_as())


def wordings(goal: UUID) -> QuerySet[Wording]:
    """Every wording that a goal ever had, the newest first."""
    return keys.history(goal)


def signatures_of(wordings: Iterable[Wording]) -> dict[UUID, list[Signature]]:
    """The keys turned under each of these wordings."""
    found: dict[UUID, list[Signature]] = defaultdict(list)
    for one in keys.signatures([wording.id for wording in wordings]):
        found[one.wording_id].append(one)
    return found


@plans.planned
def needs_to_answer(hospital: UUID, person: Standing | None, most: int, named: list[UUID]) -> QuerySet[Need]:
    """The needs of a hospital that somebody may read and that a goal may take up: those they named, then the newest."""
    readable = needs.visible_to(person).filter(hospital=hospital)
    is_named = Case(When(pk__in=named, then=0), default=1, output_field=IntegerField())
    first = is_named + Value(0)  # alone, the 1 of who named none would mean the first column to PostgreSQL
    return needs.rankable(readable).order_by(first, "-voiced_at", "-id")[:most]


def lacking_key(organisations: Sequence[UUID]) -> QuerySet[Goal]:
    """Goals that wait for the key of one of these organisations; none while their partnership stands still."""
    mine = Goal.objects.filter(partnership__in=partnerships.of_organisations(organisations), ended_at=None)
    return mine.exclude(partnership__state="suspended").filter(keys.lacks_key_of(organisations))


def to_propose_in(hospitals: Iterable[UUID], person: Standing | None, takers: Iterable[UUID] = ()) -> dict[UUID, UUID]:
    """In which partnership of each of these hospitals somebody may propose a goal; of several, one with a partner that took
    its need on, and then the eldest."""
    writes = [one for one in person.organisations if person.has(one, *WRITERS)] if person else []
    if not writes:
        return {}
    found = _shared_with(writes, list(hospitals), list(takers))
    return {hospital: partnership for hospital, partnership, _theirs in found}


@plans.planned
def _shared_with(
    writes: list[UUID], hospitals: list[UUID], takers: list[UUID]
) -> QuerySet[Partner, tuple[UUID, UUID, bool]]:
    """What counts most comes last, and so stays where each hospital is told once."""
    theirs = Exists(Partner.objects.filter(partnership=OuterRef("partnership"), organisation__in=takers))
    mine = Partner.objects.filter(partnership=OuterRef("partnership"), organisation__in=writes)
    there = Partner.objects.filter(organisation__in=hospitals).filter(Exists(mine))
    there = there.exclude(partnership__state="ended").annotate(theirs=theirs)
    told = there.order_by("theirs", "-partnership__since_date", "-partnership_id")
    return told.values_list("organisation_id", "partnership_id", "theirs")


def partnership_of(goal_id: UUID) -> UUID | None:
    """The partnership that a goal belongs to."""
    return Goal.objects.filter(pk=goal_id).values_list("partnership", flat=True).first()
