"""Who does it well already stands beside a need and while a goal is written: by agreed steps that the reader may know."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerhood.ground.operations.guard import building
from partnerhood.ground.organisations.models import Membership, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import standing
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.selfreliance import actions, queries, rules
from tests.cast import Cast, by
from tests.pathway.rounds.story import whole
from tests.pathway.selfreliance.story import with_la_source
from tests.visits import browser, queries_of

pytestmark = pytest.mark.django_db
R0, R1 = (datetime(year, 12, 1, 9, tzinfo=UTC) for year in (2023, 2024))
TITLE = "Who does it well already"


@pytest.fixture
def source(who: Cast) -> Cast:
    """The other partnership, seen from there."""
    return with_la_source(who)


def need(who: Cast, domain: str = "newborn_care", *, laid: bool = True) -> Need:
    said = {"words": "Qui sait ?", "language": "fr", "domain": domain}
    voiced = needs.voice(hospital=who.lukanga, **said, deed=by(who.mireille))
    return needs.offer(need=voiced, partners=[who.wilgenbeke], deed=by(who.makiese)) if laid else voiced


def helping(
    who: Cast, person: Person | None, domains: Iterable[str] = ("newborn_care",)
) -> list[tuple[str, int | None]]:
    reader = standing(person.id) if person else None
    found = queries.who_could_help([who.lukanga.id], reader, domains)
    return [(one.known_as, one.agreed.step) for one in found.get(who.lukanga.id, [])]


def still(who: Cast, there: Cast) -> None:
    """La Source and Wilgenbeke let their partnership stand still."""
    proposed = partnerships.propose_suspension(
        partnership=there.partnership,
        reason="security",
        words="la route",
        language="fr",
        since_date=date(2025, 2, 14),
        deed=by(who.lotte),
    )
    for house, person in ((who.sonwerou, who.rekia), (who.wilgenbeke, who.katrien)):
        partnerships.sign_suspension(
            suspension=proposed, wording=proposed.wording.fingerprint, on_behalf_of=house, deed=by(person)
        )


@pytest.mark.parametrize(("step", "can"), [(1, False), (3, False), (4, True), (5, True)])
def test_who_does_it_alone_and_checks_it_or_teaches_it_can_help(step: int, can: bool) -> None:
    assert rules.can_help(step) is can


def test_a_partner_inside_both_knows_who_could_help_by_the_newest_agreed_step(who: Cast, source: Cast) -> None:
    whole(source, (3, 3), 3, R0)
    assert helping(who, who.lotte) == []
    whole(source, (5, 4), 4, R1)

    assert helping(who, who.lotte) == [("La Source", 4)]
    assert helping(who, who.lotte, ["maternity"]) == []
    assert helping(source, who.lotte) == []


def test_a_step_that_fell_again_helps_nobody(who: Cast, source: Cast) -> None:
    whole(source, (5, 4), 4, R0)
    whole(source, (3, 3), 3, R1)

    assert helping(who, who.lotte) == []


def test_a_hospital_of_the_network_knows_what_was_released_and_nothing_else(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    place = {"partnership": source.partnership, "hospital": who.sonwerou, "domain": "newborn_care"}
    before = helping(who, who.mireille)

    actions.release(**place, deed=by(who.rekia))
    released = helping(who, who.mireille)
    actions.release(**place, public=False, deed=by(who.rekia))

    assert (before, released, helping(who, who.mireille)) == ([], [("La Source", 5)], [])


def test_a_partnership_that_stands_still_tells_outside_nothing_that_was_released(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    place = {"partnership": source.partnership, "hospital": who.sonwerou, "domain": "newborn_care"}
    actions.release(**place, deed=by(who.rekia))
    assert helping(who, who.mireille) == [("La Source", 5)]

    still(who, source)

    assert helping(who, who.mireille) == []
    assert helping(who, who.lotte) == [("La Source", 5)]


def test_nobody_outside_reads_who_could_help(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    actions.release(partnership=source.partnership, hospital=who.sonwerou, domain="newborn_care", deed=by(who.rekia))
    wanted = need(who)
    needs.release(need=wanted, deed=by(who.makiese))
    address = reverse("needs:need", args=[wanted.id])

    texts = {
        name: browser(person).get(address).content.decode()
        for name, person in (("own", who.mireille), ("partner", who.lotte), ("stranger", who.rekia), ("public", None))
    }

    assert {name: TITLE in text for name, text in texts.items()} == {
        "own": True,
        "partner": True,
        "stranger": False,
        "public": False,
    }
    assert helping(who, None) == []


def test_who_left_the_network_is_not_beside_it(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    assert helping(who, who.lotte) == [("La Source", 5)]

    with building():
        Membership.objects.filter(organisation=who.sonwerou).update(until_date=date(2025, 1, 1))

    assert helping(who, who.lotte) == []


def test_the_page_of_a_need_leads_to_the_level_and_its_day(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    level = reverse("selfreliance:domain", args=[source.partnership.id, who.sonwerou.id, "newborn_care"])
    client = browser(who.lotte)

    shown, other, without = (
        client.get(reverse("needs:need", args=[one.id])).content.decode()
        for one in (need(who), need(who, "maternity"), need(who, ""))
    )

    assert (TITLE in shown, level in shown, "agreed in December 2023" in shown) == (True, True, True)
    assert (TITLE in other, TITLE in without) == (False, False)
    assert client.get(level).status_code == 200


def test_while_a_goal_is_written_the_hospitals_around_stand_beside_it(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    whole(source, (2, 2), 2, R0, "maternity")

    text = browser(who.lotte).get(reverse("goals:propose", args=[who.partnership.id])).content.decode()

    beside = text.split('id="helpers"')[1].split("</section>")[0]
    assert ("La Source" in beside, beside.count("<li>")) == (True, 1)


def test_who_could_help_costs_one_question_for_a_need_and_two_for_many_hospitals(who: Cast, source: Cast) -> None:
    whole(source, (5, 5), 5, R0)
    lotte, page = standing(who.lotte.id), reverse("needs:need", args=[need(who).id])
    client = browser(who.lotte)
    plain = queries_of(client, reverse("needs:need", args=[need(who, "").id]))

    with CaptureQueriesContext(connection) as one:
        queries.who_could_help([who.lukanga.id], lotte)
    with CaptureQueriesContext(connection) as many:
        found = queries.who_could_help([who.lukanga.id, who.sonwerou.id, who.wilgenbeke.id], lotte)

    assert (len(one), len(many), queries_of(client, page)) == (1, 2, plain + 1)
    assert {one.short_name: [helper.known_as for helper in found[one.id]] for one in _three(who)} == {
        "Lukanga": ["La Source"],
        "La Source": [],
        "Wilgenbeke": ["La Source"],
    }


def _three(who: Cast) -> list[Organisation]:
    return [who.lukanga, who.sonwerou, who.wilgenbeke]
