"""Who may see a reading and act on it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.measurement import queries
from partnerhood.pathway.measurement.models import Reading
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership

DECIDING = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def partnership(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership whose evidence somebody may read; it knows whether they belong to it."""
    return partnerships.partnership(person, partnership_id)


def measure(person: Standing | None, goal_id: UUID, key: str) -> queries.Sight:
    """A measure of a goal that somebody may read."""
    found = queries.measure_seen_by(person, goal_id, key)
    if found is None:
        raise Http404
    return found


def measure_to_read(person: Standing | None, goal_id: UUID, key: str) -> queries.Sight:
    """A measure for which somebody may enter a reading."""
    found = measure(person, goal_id, key)
    if not found.own:
        raise Http404
    return found


def reading(person: Standing | None, reading_id: UUID) -> tuple[queries.Sight, list[queries.Row]]:
    """A reading that somebody may open, with the readings around it; small groups are for the partners alone."""
    found = queries.reading_seen_by(person, reading_id)
    mine = found and next(row for row in found[1] if row.reading.id == reading_id)
    if found is None or mine is None or mine.is_kept_back:
        raise Http404
    sight, rows = found
    return sight, [mine, *(row for row in rows if row is not mine)]


def reading_to_correct(person: Standing | None, reading_id: UUID) -> tuple[queries.Sight, queries.Row]:
    """A reading that somebody of the partners may put right."""
    sight, rows = reading(person, reading_id)
    if not sight.own:
        raise Http404
    return sight, rows[0]


def reading_to_verify(person: Standing | None, reading_id: UUID) -> tuple[queries.Sight, queries.Row]:
    """A reading that somebody of the other side may look at."""
    sight, row = reading_to_correct(person, reading_id)
    if not others(sight, row.reading):
        raise Http404
    return sight, row


def others(sight: queries.Sight, reading: Reading) -> list[UUID]:
    """The partners, of those one speaks for, that did not enter a reading themselves."""
    return [which for which in sight.own if which != reading.on_behalf_of_id]


def reading_to_withdraw(person: Standing | None, reading_id: UUID) -> tuple[queries.Sight, queries.Row]:
    """A reading that the side which entered it may withdraw."""
    sight, row = reading_to_correct(person, reading_id)
    if not withdraws(person, row.reading):
        raise Http404
    return sight, row


def withdraws(person: Standing | None, reading: Reading) -> bool:
    """Whether somebody may withdraw a reading: who entered it, or who decides in the house that did."""
    if person is None or not person.is_of(reading.on_behalf_of_id):
        return False
    return person.id == reading.entered_by_id or person.has(reading.on_behalf_of_id, *DECIDING)


def may_record(deed: Deed, *, measure: Measure, on_behalf_of: Organisation, **_: object) -> bool:
    """All the partners' own people enter readings, each in the name of their own house."""
    party = on_behalf_of.id in partnership_queries.party_ids(measure.goal.partnership)
    standing = people.standing(deed.author)
    return party and (deed.operator or (standing is not None and standing.is_of(on_behalf_of.id)))


def may_correct(deed: Deed, *, reading: Reading, on_behalf_of: Organisation, **_: object) -> bool:
    """Who may enter a reading may put one right; both stay readable."""
    return may_record(deed, measure=reading.measure, on_behalf_of=on_behalf_of)


def may_verify(deed: Deed, *, reading: Reading, on_behalf_of: Organisation, **_: object) -> bool:
    """All the partners' own people may say that they looked; the action asks that it be the other side."""
    return may_record(deed, measure=reading.measure, on_behalf_of=on_behalf_of)


def may_withdraw(deed: Deed, *, reading: Reading, **_: object) -> bool:
    """Who entered a reading withdraws it, or who decides in the house that did."""
    return withdraws(people.standing(deed.author), reading)
