"""What stands in a dossier: the question and the time, the areas with their groups, and the facts of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from pydantic import BaseModel

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import clock, languages
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Wording
from partnerhood.ground.signatures.rules import Keyring, is_agreed, missing_keys
from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.models import Area, Closable, Exploration, Figure, Phase, Statement, Telling
from partnerhood.pathway.exploration.queries.sight import Sight
from partnerhood.pathway.partnerships.models import Body, Seat

C = TypeVar("C", bound=BaseModel)


@dataclass(frozen=True)
class Signed:
    """A statement with the keys that are turned under it."""

    statement: Statement
    signatures: list[Signature]
    keyring: Keyring

    @property
    def is_agreed(self) -> bool:
        """Whether every key is turned."""
        return is_agreed(self.keyring)

    @property
    def missing(self) -> frozenset[UUID]:
        """The partners whose key is still waited for."""
        return missing_keys(self.keyring)


@dataclass(frozen=True)
class Group:
    """A working group with who chairs it, each for a house."""

    body: Body
    chairs: list[Seat] = field(default_factory=list)


def of_partnership(partnership: UUID) -> Exploration | None:
    """The exploration of a partnership, whoever may read it."""
    return Exploration.objects.filter(partnership=partnership).first()


def mandate(exploration: UUID) -> Statement | None:
    """The question and the mandate as they are worded now."""
    return statements(exploration, choices.StatementKind.MANDATE).first()


def statements(exploration: UUID, *kinds: choices.StatementKind) -> QuerySet[Statement]:
    """What both boards say or are asked to say, the newest first."""
    found = Statement.objects.filter(exploration=exploration, kind__in=kinds)
    return found.select_related("wording", "option").order_by("-written_at", "-id")


def signed(found: list[Statement]) -> list[Signed]:
    """Statements with their keys: one query."""
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for one in keys.signatures([statement.wording_id for statement in found]):
        turned[one.wording_id].append(one)
    return [Signed(one, turned[one.wording_id], keys.ring(one.wording, turned[one.wording_id])) for one in found]


def statement(statement_id: UUID) -> Statement | None:
    """One statement, whoever may read it."""
    return Statement.objects.filter(pk=statement_id).select_related("wording", "option").first()


def wording_before(statement: Statement, fingerprint: str) -> Wording | None:
    """The words of a statement that somebody read before they changed."""
    return keys.history(statement.id).filter(fingerprint=fingerprint).first()


def phases(exploration: UUID) -> QuerySet[Phase]:
    """The parts of the time, in their order."""
    return Phase.objects.filter(exploration=exploration).order_by("due_date", "id")


def phase(phase_id: UUID) -> Phase | None:
    """One part of the time, whoever may read it."""
    return Phase.objects.filter(pk=phase_id).first()


def areas(sight: Sight) -> list[Area]:
    """The areas that this reader may know of: what exists already first, the strongest on top, then what is new."""
    found = Area.objects.filter(exploration=sight.exploration).select_related("body").order_by("id")
    return sorted(
        sight.open(found),
        key=lambda area: (area.kind != "existing", -(area.strength or 0), languages.original(area.name)),
    )


def area(area_id: UUID) -> Area | None:
    """One area, whoever may read it."""
    return Area.objects.filter(pk=area_id).select_related("body").first()


def figures(sight: Sight, area: Area) -> list[Figure]:
    """The facts of an area that this reader may know of, the newest first."""
    found = Figure.objects.filter(area=area).select_related("organisation").order_by("-on_date", "id")
    return sight.open(found)


def figure(figure_id: UUID) -> Figure | None:
    """One fact, whoever may read it."""
    return Figure.objects.filter(pk=figure_id).select_related("area").first()


def groups(areas: Iterable[Area]) -> dict[UUID, Group]:
    """The groups that look at these areas, with who chairs each now, for which house: one query."""
    found = {one.body.id: Group(one.body) for one in areas if one.body}
    today = clock.today()
    now = Q(from_date__lte=today) & (Q(to_date=None) | Q(to_date__gt=today))
    seats = Seat.objects.filter(now, body__in=found, kind="chair").select_related("person__organisation")
    for seat in seats.order_by("person__organisation__name", "person__name"):
        found[seat.body_id].chairs.append(seat)
    return found


def is_late(area: Area) -> bool:
    """Whether a group owes its paper, or brought it after its day."""
    return rules.is_late(area.due_date, area.delivered_date, clock.today())


def reads_statement(sight: Sight, one: Signed) -> bool:
    """Whether a reader may know of a statement that is asked for alone."""
    is_communique = one.statement.kind == choices.StatementKind.COMMUNIQUE
    told_of = told([one.statement.id]).get(one.statement.id, {}) if is_communique and not sight.is_inside else {}
    return may_read(sight, one, told_of)


def may_read(sight: Sight, one: Signed, told_of: Mapping[str, datetime]) -> bool:
    """Whether a reader may know of a statement: boards and groups of each; everybody else of the mandate and the outcome once
    both keys are turned, of a communiqué once they were told, and of scores never."""
    if sight.is_inside:
        return True
    if one.statement.kind == choices.StatementKind.COMMUNIQUE:
        return one.is_agreed and bool(told_to(sight) & set(told_of))
    return one.is_agreed and one.statement.kind in (choices.StatementKind.MANDATE, choices.StatementKind.OUTCOME)


def told_to(sight: Sight) -> set[str]:
    """The audiences that a reader belongs to: everybody, and staff of either house."""
    everybody = {str(choices.Audience.PUBLIC), str(choices.Audience.PRESS)}
    return everybody | {str(choices.Audience.STAFF)} if sight.is_of else everybody


def told(statements: list[UUID]) -> dict[UUID, dict[str, datetime]]:
    """When which audiences were told of which communiqués."""
    found: dict[UUID, dict[str, datetime]] = defaultdict(dict)
    rows = Telling.objects.filter(statement__in=statements)
    for which, audience, at in rows.values_list("statement", "audience", "told_at"):
        found[which][audience] = at
    return found


def read(shape: type[C], one: Signed) -> C:
    """What both boards say, as the rules know it."""
    return shape.model_validate(one.statement.wording.content)


def is_closed(thing: Closable) -> bool:
    """Whether something is confidential today."""
    return thing.closed_until is not None and thing.closed_until > clock.today()


def body(key: object) -> Body | None:
    """A body by its id; none where none was chosen."""
    return Body.objects.filter(pk=str(key)).first() if key else None


def partner(sight: Sight, key: object) -> Organisation | None:
    """One of the partners by its id; none where none was chosen."""
    return next((one for one in sight.partners if str(one.id) == str(key)), None)
