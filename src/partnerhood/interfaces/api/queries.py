"""What a program may read: each kind of thing through the same `visible_to` that the pages ask."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, When

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import canonical
from partnerhood.ground.records.rows import field_values
from partnerhood.pathway.equipment import queries as equipment
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.programmes import queries as programmes
from partnerhood.pathway.reciprocity import queries as reciprocity

MOST_CHANGES = 500


@dataclass(frozen=True)
class Readable:
    """A kind of thing that programs may read: whose it is to see, and which of its columns a reader is told.

    What is told is named one by one, so that a new column stays inside until somebody decides otherwise.
    """

    label: str
    visible: Callable[[Standing | None], QuerySet[Any]]
    tells: Callable[[Standing | None, Any], frozenset[str]]

    def keeps(self, person: Standing | None, row: Any) -> frozenset[str]:
        """The columns that somebody is not told."""
        return frozenset(field.attname for field in row._meta.concrete_fields) - self.tells(person, row)


ORGANISATION = frozenset(
    "id name short_name kind country place latitude longitude owner_id about beds power website identifier provenance".split()
)
PARTNERSHIP = frozenset("id name kind network_id state since_date about".split())
NEED = frozenset("id hospital_id ward_id hospital_only domain words voiced_at".split())
HEARD = frozenset({"voice", "voice_seconds", "photo"})
"""A voice is as good as a name, and whoever knows the name of a file knows what to ask for."""
NOTED = frozenset({"noted_by_id", "noted_from"})
BACK = frozenset({"follows"})
"""What a need follows from is for the partners: the public does not know of every hand-over."""
GOAL = frozenset(
    "id partnership_id hospital_id domain wording_id proposed_by_id proposed_at provenance ending ended_at".split()
)
PROGRAMME = frozenset(
    "id identifier reporter_id network_id name title language status start_date end_date dates descriptions participants places"
    " themes terms budgets planned_disbursements transactions documents related source fingerprint told_at".split()
)
RESULT = frozenset("id programme_id wording_id place told gone_at".split())
ENTRY = frozenset(
    "id partnership_id organisation_id partner_id kind way amount currency domain words from_date to_date source"
    " activity_id goal_id said_by_id said_at first_id replaces_id why".split()
)
"""What a side says of giving and receiving, for the partners' own people alone; which entries were taken back is told apart."""
TAKEN_BACK = frozenset("id entry_id person_id reason withdrawn_at".split())

DEVICE = frozenset("id hospital_id ward_id kind name maker model came_from in_use_since added_at".split())
SAID_OF_DEVICE = frozenset("id device_id state from_date waits_for repaired_by words said_at".split())
OF_THE_HOUSE = frozenset({"person_id", "photo"})
"""Who reported something broken never leaves the house."""


def _all_of(told: frozenset[str]) -> Callable[[Standing | None, Any], frozenset[str]]:
    """What is public of a kind is told to everybody."""
    return lambda person, row: told


def _need(person: Standing | None, need: Any) -> frozenset[str]:
    """Who voiced a need never leaves the house; a voice and a photo are for who is close; the ward, where the asker shows it;
    and nobody outside is told where, while work stands still there."""
    if person is not None and person.is_of(need.hospital_id):
        return NEED | HEARD | NOTED | BACK | {"voiced_by_id"}
    told = NEED - {"ward_id"} if need.hospital_only else NEED
    if needs.is_close_to(person, need):
        mine = person is not None and need.noted_by_id == person.id
        return told | HEARD | BACK | NOTED if mine else told | HEARD | BACK
    return told if need.is_named else told - {"hospital_id", "ward_id"}


def _goal(person: Standing | None, goal: Any) -> frozenset[str]:
    """While a partnership stands still, the public reads what was agreed, not where nor by whom."""
    if goal.is_inside:
        return GOAL
    told = GOAL - {"provenance"}
    is_hidden = goal.stands_still or not goal.is_named
    return told - {"partnership_id", "hospital_id", "wording_id", "proposed_by_id"} if is_hidden else told


def _said_of_device(person: Standing | None, said: Any) -> frozenset[str]:
    own = person is not None and person.is_of(said.device.hospital_id)
    return SAID_OF_DEVICE | OF_THE_HOUSE if own else SAID_OF_DEVICE


def _partnership(person: Standing | None, partnership: Any) -> frozenset[str]:
    """While it stands still, the public reads that there is a partnership, not between whom: no place finer than the country."""
    return PARTNERSHIP - {"name", "about"} if partnerships.keeps_name(person, partnership) else PARTNERSHIP


def _partnerships(person: Standing | None) -> QuerySet[Any]:
    return partnerships.open_to(person).prefetch_related(None).select_related(None)


def _needs(person: Standing | None) -> QuerySet[Any]:
    return needs.visible_to(person).annotate(is_named=_is_named(person)).prefetch_related("offers")


def _goals(person: Standing | None) -> QuerySet[Any]:
    inside = partnerships.visible_to(person).filter(pk=OuterRef("partnership"))
    still = Case(When(partnership__state="suspended", then=True), default=False, output_field=BooleanField())
    return goals.visible_to(person).annotate(is_named=_is_named(person), is_inside=Exists(inside), stands_still=still)


def _is_named(person: Standing | None) -> Exists:
    return Exists(partnerships.named_to(person).filter(pk=OuterRef("hospital")))


READABLE = {
    one.label: one
    for one in (
        Readable("organisations.organisation", partnerships.named_to, _all_of(ORGANISATION)),
        Readable("partnerships.partnership", _partnerships, _partnership),
        Readable("needs.need", _needs, _need),
        Readable("goals.goal", _goals, _goal),
        Readable("programmes.programme", programmes.visible_to, _all_of(PROGRAMME)),
        Readable("equipment.device", equipment.visible_to, _all_of(DEVICE)),
        Readable("equipment.status", equipment.said_visible_to, _said_of_device),
        Readable("programmes.result", programmes.results_visible_to, _all_of(RESULT)),
        Readable("reciprocity.entry", reciprocity.visible_to, _all_of(ENTRY)),
        Readable("reciprocity.withdrawal", reciprocity.withdrawals_visible_to, _all_of(TAKEN_BACK)),
    )
}


def plain(person: Standing | None, readable: Readable, row: Any) -> dict[str, Any]:
    """A row as a program reads it: what its reader is not told is left out."""
    told = readable.tells(person, row)
    said = {name: canonical.plain(value) for name, value in field_values(row).items() if name in told}
    return {"label": readable.label, **said}


def rows(person: Standing | None, readable: Readable, ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """The things of a kind that somebody may read, in a stable order."""
    found = readable.visible(person).order_by("id")
    return found if ids is None else found.filter(pk__in=list(ids))


def changes(person: Standing, cursor: Mapping[str, int], device: UUID) -> dict[str, Any]:
    """What changed since a cursor in the books that a person reads, each thing as it stands now.

    What only this device itself did is not told to it again. `base` is what a next edit of the thing builds on.
    """
    touched = journal.touched_since(books(person), cursor, MOST_CHANGES, but=device)
    by_label: dict[str, set[UUID]] = {}
    for label, row in touched.rows:
        by_label.setdefault(label, set()).add(row)
    bases = journal.last_touches(touched.rows)
    found = [
        {**plain(person, readable, row), "base": str(bases[label, row.id])}
        for label, readable in READABLE.items()
        if label in by_label
        for row in rows(person, readable, by_label[label])
    ]
    return {"changes": found, "cursor": touched.cursor, "more": touched.more}


def books(person: Standing) -> list[UUID]:
    """The books that a person reads: of their organisations, their partnerships, and who laid a need before them."""
    mine = partnerships.visible_to(person).values_list("pk", flat=True)
    hospitals = needs.visible_to(person).order_by().values_list("hospital", flat=True).distinct()
    return [*{*person.organisations, *mine, *hospitals}]
