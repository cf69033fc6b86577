"""Staircases: what each reader sees of them, and who makes a level public."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.selfreliance import actions, queries, rules
from partnerhood.pathway.selfreliance.models import Release
from tests.cast import OPERATOR, Cast, by
from tests.pathway.rounds.story import opened, other, own, whole
from tests.pathway.rounds.test_pages import seen_by
from tests.visits import browser, queries_of

pytestmark = pytest.mark.django_db
R0, R1, NOW = (datetime(year, 12, 1, 9, tzinfo=UTC) for year in (2023, 2024, 2025))


def the_stair(who: Cast, person: object = None) -> queries.Stair:
    return queries.staircases(who.lukanga.id, standing(person.id) if person else None)[0]


def test_the_first_agreed_step_is_where_it_began_and_never_moves(who: Cast) -> None:
    whole(who, (2, 2), 2, R0)
    whole(who, (3, 4), 3, R1)

    with clock.at(NOW):
        stair = the_stair(who, who.makiese)

    assert (stair.start.step, stair.agreed.step, stair.agreed.target) == (2, 3, 4)
    assert (stair.marks.own, stair.marks.partner) == (3, 4)
    assert [look.agreed.step for look in stair.history] == [2, 3]


def test_the_marks_of_a_round_show_once_nothing_in_it_is_hidden(who: Cast) -> None:
    whole(who, (2, 2), 2, R0)
    with clock.at(R1):
        which = opened(who, ["newborn_care"])
        own(who, which, 4)
        here, there = the_stair(who, who.makiese).marks, the_stair(who, who.lotte).marks
        other(who, which, 3)
        after = the_stair(who, who.lotte).marks

    assert (here.own, here.partner) == (4, None)
    assert (there.own, there.partner) == (2, 2)
    assert (after.own, after.partner) == (4, 3)


def test_a_step_that_nobody_looked_at_for_a_year_is_hollow(who: Cast) -> None:
    whole(who, (2, 2), 2, R0)

    with clock.at(datetime(2024, 11, 30, tzinfo=UTC)):
        assert not the_stair(who, who.lotte).is_hollow
    with clock.at(datetime(2024, 12, 2, tzinfo=UTC)):
        assert the_stair(who, who.lotte).is_hollow


def test_a_domain_that_the_hospital_did_not_choose_is_drawn_so(who: Cast) -> None:
    which = opened(who, ["dental_care"])
    own(who, which, "not_chosen", "dental_care", scorers=[], evidence=[])

    assert not the_stair(who, who.makiese).is_chosen


def test_the_themes_of_every_hospital_stand_first() -> None:
    assert rules.group("support", True) == "transversal"
    assert rules.group("clinical.curative", False) == "clinical"


def test_the_hospital_alone_makes_a_level_public_and_takes_that_back(who: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    said = {"partnership": who.partnership, "hospital": who.lukanga, "domain": "newborn_care"}

    for stranger in (who.rekia, who.lotte, who.katrien, who.mireille, who.suspended):
        with pytest.raises(NotThere):
            actions.release(**said, deed=by(stranger))
    with pytest.raises(NotThere):
        actions.release(**{**said, "hospital": who.sonwerou}, deed=by(who.rekia))
    with pytest.raises(actions.NothingAgreed):
        actions.release(**{**said, "domain": "maternity"}, deed=by(who.makiese))
    assert queries.staircases(who.lukanga.id, None) == []
    base = last_in_book(who.partnership.id)
    for _ in range(2):
        actions.release(**said, deed=by(who.makiese, base))

    public = the_stair(who)
    assert Release.objects.count() == 1
    assert (public.agreed.step, public.marks, list(public.history)) == (2, None, [])
    actions.release(**said, public=False, deed=by(who.albertine))
    assert queries.staircases(who.lukanga.id, None) == []


def test_the_pages_show_levels_to_partners_and_what_is_public_to_everybody(who: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    hospital = f"/hospitals/{who.lukanga.id}/staircases/"
    shared = f"/partnerships/{who.partnership.id}/staircases/"
    one = f"{shared}{who.lukanga.id}/newborn_care/"

    for address in (hospital, shared, one):
        assert seen_by(who.mireille).get(address).status_code == 200, address
        assert seen_by(who.lotte).get(address).status_code == 200, address
        assert seen_by(who.rekia).get(address).status_code == 404, address
        assert seen_by(None).get(address).status_code == 404, address
    assert seen_by(who.lotte).get(f"{one}release/").status_code == 404
    assert seen_by(who.makiese).get(f"{one}release/").status_code == 200
    assert seen_by(who.makiese).post(f"{one}release/").status_code == 302
    assert seen_by(None).get(hospital).status_code == 200
    page = seen_by(None).get(one)
    assert page.status_code == 200
    assert list(page.context["history"]) == []


def test_a_hospital_stands_on_one_page_at_a_glance_by_level_of_support(who: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    whole(who, (4, 4), 4, R0, "hygiene_wound_care")
    hospital = f"/hospitals/{who.lukanga.id}/staircases/"

    page = seen_by(who.makiese).get(hospital)

    assert [[one["step"] for one in squares] for _name, squares in page.context["glance"]] == [[4], [2]]
    assert page.content.decode().count('aria-label="') >= 2
    href = f"/partnerships/{who.partnership.id}/staircases/{who.lukanga.id}/hygiene_wound_care/"
    assert page.context["glance"][0][1][0]["href"] == href
    assert page.context["glance"][1][1][0]["said"].startswith("Soins aux nouveau-nés\xa0: marche 2 sur cinq")
    assert seen_by(who.rekia).get(hospital).status_code == 404


def test_a_hospital_with_many_domains_costs_as_many_queries(who: Cast) -> None:
    whole(who, (2, 3), 2, R0)
    person = standing(who.lotte.id)
    with CaptureQueriesContext(connection) as for_one:
        queries.staircases(who.lukanga.id, person)
    for domain in ("maternity", "surgery", "laboratory"):
        whole(who, (3, 3), 3, R1, domain)

    with CaptureQueriesContext(connection) as for_many:
        queries.staircases(who.lukanga.id, person)
    assert len(rounds.agreed_steps(partnerships=[who.partnership.id])) == 4

    assert len(for_many) == len(for_one) <= 6


def test_a_partnership_at_two_hospitals_costs_as_many_queries(who: Cast) -> None:
    both = partnerships.propose(
        key=ids.named("both"),
        name="Lukanga – La Source – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.lukanga, who.sonwerou, who.wilgenbeke],
        works_at=[who.lukanga, who.sonwerou],
        deed=OPERATOR,
    )
    partnerships.move(partnership=both, state="active", reason="2011", deed=by(who.lotte))
    at_lukanga = replace(who, partnership=both)
    at_sonwerou = replace(at_lukanga, lukanga=who.sonwerou, makiese=who.rekia, mireille=who.rekia)
    page = f"/partnerships/{both.id}/staircases/"
    lotte = browser(who.lotte)
    own(at_lukanga, opened(at_lukanga), 2)
    for_one = queries_of(lotte, page)

    own(at_sonwerou, opened(at_sonwerou), 3)
    for_two = queries_of(lotte, page)

    assert for_two == for_one <= 12
    places = [one.hospital for one in queries.of_partnership(both, standing(who.lotte.id))]
    assert places == [who.lukanga.id] * 2 + [who.sonwerou.id] * 2
