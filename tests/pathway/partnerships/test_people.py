"""Who works in a partnership: known inside, by name; outside nobody reads a name or a number."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations.guard import building
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person, Role
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock
from partnerhood.pathway.activities import actions as activities
from partnerhood.pathway.partnerships import actions, queries
from tests.cast import OPERATOR, Cast, by
from tests.pathway.activities.story import planned
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db


def page(who: Cast) -> str:
    return reverse("partnerships:people", args=[who.partnership.id])


def led(who: Cast, leader: Person):  # type: ignore[no-untyped-def]
    """An activity that somebody leads."""
    return planned(who, without_goal="raises_money_and_people", leaders=[leader], leader_names=[])


def station(who: Cast, person: Person | None):  # type: ignore[no-untyped-def]
    reader = standing(person.id) if person else None
    return next(
        one for one in queries.stations([who.partnership.id], reader)[who.partnership.id] if one.kind == "people"
    )


def test_the_page_opens_inside_and_to_nobody_else(who: Cast) -> None:
    everybody = {"own": who.mireille, "partner": who.lotte, "stranger": who.rekia, "suspended": who.suspended}

    found = seen_by(page(who), {**everybody, "public": None}, reverse("partnerships:people", args=[uuid4()]))

    assert found == {"own": 200, "partner": 200, "stranger": 404, "suspended": 404, "public": 404}
    assert browser(who.lotte).post(page(who)).status_code == 405


def test_each_side_names_who_decides_with_roles_deputies_and_seats(who: Cast) -> None:
    head = Role.objects.get(person=who.albertine, kind="coordinator")
    people.give_role(
        person=who.mireille, organisation=who.lukanga, kind="coordinator", deputy_for=head, deed=by(who.albertine)
    )
    body = actions.open_body(name="Groupe", kind="working-group", partnership=who.partnership, deed=by(who.lotte))
    for person, end in ((who.makiese, None), (who.katrien, date(2024, 6, 1))):
        term = {"from_date": date(2024, 1, 1), "to_date": end}
        actions.seat(body=body, person=person, kind="chair", **term, deed=by(who.lotte))

    found = {
        side.organisation.short_name: [
            (one.person.name, [role.kind for role in one.roles], [seat.kind for seat in one.seats])
            for one in side.colleagues
        ]
        for side in queries.sides(queries.with_partners(queries.visible_to(standing(who.lotte.id))).get())
    }
    text = browser(who.lotte).get(page(who)).content.decode()

    assert found == {
        "Wilgenbeke": [(who.lotte.name, ["coordinator"], []), (who.katrien.name, ["signatory"], [])],
        "Lukanga": [
            (who.mireille.name, ["coordinator"], []),
            (who.albertine.name, ["coordinator"], []),
            (who.makiese.name, ["signatory"], ["chair"]),
        ],
    }
    assert (f"deputy of {who.albertine.name}" in text, "Groupe" in text) == (True, True)


def test_somebody_who_takes_no_part_any_more_is_not_named(who: Cast) -> None:
    activity = led(who, who.katrien)
    before = browser(who.mireille).get(page(who)).content.decode()
    people.erase(person=who.katrien, deed=by(who.katrien))
    after = browser(who.mireille).get(page(who)).content.decode()

    assert activity.leaders.count() == 1
    assert (who.katrien.name in before, who.katrien.name in after) == (True, False)


def test_who_leads_what_is_named_with_how_often_and_a_called_off_activity_does_not_count(who: Cast) -> None:
    led(who, who.lotte)
    led(who, who.lotte)
    off = led(who, who.makiese)
    activities.call_off(activity=off, words="la pluie", language="fr", deed=by(who.lotte))

    text = browser(who.mireille).get(page(who)).content.decode()

    assert "2 activities, the last in" in text
    assert "1 activity, the last in" not in text


def test_the_station_says_who_decides_inside_and_nothing_outside(who: Cast) -> None:
    inside = station(who, who.mireille)
    outside = [station(who, person) for person in (who.rekia, who.suspended, None)]

    assert (inside.waits, inside.state, inside.href) == ("4 people decide for their sides", "done", page(who))
    assert {(one.waits, one.state, one.href) for one in outside} == {("", "quiet", "")}


def test_the_station_waits_for_a_partner_for_whom_nobody_signs(who: Cast) -> None:
    role = Role.objects.get(person=who.makiese, kind="signatory")
    with building():
        Role.objects.filter(pk=role.pk).update(ended_at=clock.now())

    found = station(who, who.mireille)
    text = browser(who.mireille).get(page(who)).content.decode()

    assert (found.waits, found.state) == ("1 partner has nobody who signs", "waits")
    assert "Lukanga has nobody in this role yet: signatory." in text


def test_many_people_cost_as_much_as_few(who: Cast) -> None:
    led(who, who.lotte)
    client = browser(who.mireille)
    few = queries_of(client, page(who))
    for number in range(30):
        head = people.welcome(organisation=who.lukanga, name=f"Chef {number}", kind="head", deed=OPERATOR)
        led(who, head)

    assert queries_of(client, page(who)) == few <= AT_MOST
