"""A hospital on one page, each part as its own room lets somebody see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.choices import State as goal_states
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.choices import State as need_states
from partnerhood.pathway.partnerships import queries as partnerships

MOST = 10


@dataclass(frozen=True)
class Page:
    """What the page of a hospital shows one reader."""

    is_inside: bool
    shows_place: bool
    partnerships: Sequence[partnerships.Partnership]
    needs: Sequence[tuple[needs.Row, str]]
    more_needs: bool
    goals: Sequence[tuple[goals.Row, str]]


def page(hospital: organisations.Organisation, person: Standing | None) -> Page:
    """Everything of a hospital's page."""
    mine = partnerships.with_partners(partnerships.open_to(person).filter(partners__organisation=hospital))
    ranked = needs.ids_in_order(hospital.id, needs.visible_to(person).filter(hospital=hospital))
    places = {key: number for number, key in enumerate(needs.order_of(hospital.id), 1)}
    is_inside = person is not None and (
        person.is_of(hospital.id) or partnerships.visible_to(person).filter(partners__organisation=hospital).exists()
    )
    return Page(
        is_inside=is_inside,
        shows_place=is_inside or partnerships.shows_place(hospital.id),
        partnerships=list(mine),
        needs=[(row, need_states(row.state).label) for row in needs.rows(ranked[:MOST], person, places)],
        more_needs=len(ranked) > MOST,
        goals=[(row, goal_states(row.state).label) for row in goals.rows(goals.of_hospital(hospital.id, person))],
    )
