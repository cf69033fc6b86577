"""What was still open before Partnerhood: it stands without a round, comes back at the next one, and is ended like any other."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnerhood.ground.operations.guard import building
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere, Refused, Unreadable
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock, ids
from partnerhood.interfaces.website.queries import waiting
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Action
from tests.cast import OPERATOR, Cast, by
from tests.pathway.rounds.story import opened, planned, whole
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
PASSED = date(2023, 9, 30)


def point(who: Cast, what: str = "Étiqueter les bouteilles", **more: object) -> Action:
    """A point of Lukanga that Lotte brought in."""
    said = {"hospital": who.lukanga, "owner": "Service technique", "owner_of": who.lukanga, "by_date": PASSED}
    told = {"deed": by(who.lotte), **said, **more}
    return actions.bring_in_open_point(partnership=who.partnership, what=what, language="fr", **told)  # type: ignore[arg-type]


def listed(who: Cast) -> str:
    return reverse("rounds:open_points", args=[who.partnership.id])


def test_a_coordinator_of_a_partner_or_who_runs_the_node_brings_a_point_in_and_nobody_else(who: Cast) -> None:
    for stranger in (who.rekia, who.suspended, who.mireille, who.makiese, who.katrien):
        with pytest.raises(NotThere):
            point(who, deed=by(stranger))

    assert [point(who, "un").what, point(who, "deux", deed=OPERATOR).provenance] == [
        {"_": "fr", "fr": {"words": "un"}},
        "before Partnerhood",
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"domain": "dreams"}, "domain"),
        ({"earlier": {"raised_date": "2190-01-01"}}, "raised_date"),
        ({"owner_of": "sonwerou"}, "owner_of"),
        ({"hospital": "sonwerou"}, "hospital"),
    ],
)
def test_what_cannot_be_an_open_point_is_refused_where_it_is_wrong(
    who: Cast, said: dict[str, object], field: str
) -> None:
    more = {name: who.sonwerou if value == "sonwerou" else value for name, value in said.items()}

    with pytest.raises(Refused) as refused:
        point(who, **more)

    assert (refused.value.field, Action.objects.count()) == (field, 0)


@pytest.mark.parametrize("said", [{"owner": " "}, {"owner": "x" * 201}, {"what": " "}, {"domain": "x" * 61}])
def test_a_point_without_words_or_with_too_many_is_unreadable(who: Cast, said: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        point(who, **said)  # type: ignore[arg-type]


def test_an_action_has_one_place(who: Cast) -> None:
    which, earlier = opened(who), point(who)

    with building():
        for wrong in ({"round": which}, {"hospital": None}, {"provenance": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Action.objects.filter(pk=earlier.pk).update(**wrong)


def test_an_open_point_comes_back_at_the_next_round_and_is_ended_by_whose_it_is(who: Cast) -> None:
    earlier = point(who)
    which = opened(who)
    assert queries.on_the_plan(which) == ([], [earlier])
    assert list(queries.open_actions(who.partnership.id, who.lukanga.id, which)) == [earlier]
    for stranger in (who.rekia, who.suspended, who.mireille, who.lotte):
        with pytest.raises(NotThere):
            actions.end_action(action=earlier, ending="done", deed=by(stranger))

    actions.end_action(action=earlier, ending="done", deed=by(who.makiese))

    assert queries.on_the_plan(which) == ([], [])


def test_an_open_point_of_one_hospital_is_not_one_of_another(who: Cast) -> None:
    mine = point(who)
    point(who, "ailleurs", hospital=who.wilgenbeke)

    assert queries.on_the_plan(opened(who)) == ([], [mine])
    assert list(queries.open_actions_at(who.lukanga.id, [who.partnership.id])) == [mine]
    assert list(queries.open_actions_at(who.lukanga.id, [ids.fresh()])) == []


def test_a_double_click_is_one_point_and_two_at_once_end_it_once(who: Cast) -> None:
    once = replace(by(who.lotte), id=ids.fresh())
    first, second = point(who, deed=once), point(who, deed=once)
    assert (first.id, Action.objects.count()) == (second.id, 1)
    base = last_in_book(who.partnership.id)
    actions.end_action(action=first, ending="done", deed=by(who.makiese, base))

    with pytest.raises(Refused):
        actions.end_action(action=second, ending="dropped", words="non", language="fr", deed=by(who.albertine, base))

    assert Action.objects.get().ending == "done"


def test_the_list_opens_to_the_partners_and_to_nobody_else(who: Cast) -> None:
    point(who)
    everybody = {"own": who.mireille, "partner": who.lotte, "stranger": who.rekia, "suspended": who.suspended}

    found = seen_by(listed(who), {**everybody, "public": None}, reverse("rounds:open_points", args=[ids.fresh()]))

    assert found == {"own": 200, "partner": 200, "stranger": 404, "suspended": 404, "public": 404}


def test_the_list_says_what_is_late_where_it_comes_from_and_who_may_end_it(who: Cast) -> None:
    earlier = point(who, earlier={"raised_date": "2023-06-09", "raised_by": "Ada", "source": "Verslag"})
    planned(who, opened(who))

    own, other = (browser(person).get(listed(who)).content.decode() for person in (who.makiese, who.lotte))

    ends = reverse("rounds:end", args=[earlier.id])
    assert [page.count(">late<") for page in (own, other)] == [1, 1]
    assert ("raised by Ada" in own, "Verslag" in own, ends in own, ends in other) == (True, True, True, False)


def test_an_open_point_is_ended_on_its_page_and_leads_back_to_the_list(who: Cast) -> None:
    earlier = point(who)
    client, address = browser(who.makiese), reverse("rounds:end", args=[earlier.id])
    base = base_on(client.get(address))

    wrong = client.post(address, {"ending": "dropped", "base": base})
    right = client.post(address, {"ending": "done", "words": "fait", "language": "fr", "base": base})
    again = client.post(address, {"ending": "dropped", "words": "non", "language": "fr", "base": base})

    assert (wrong.status_code, right["Location"], again.status_code) == (200, listed(who), 200)
    assert Action.objects.get().ending == "done"
    assert "Étiqueter" not in client.get(listed(who)).content.decode()


@pytest.mark.once
def test_a_long_list_asks_as_often_as_a_short_one_and_comes_in_pages(who: Cast) -> None:
    point(who)
    client = browser(who.makiese)
    short = queries_of(client, listed(who))
    for number in range(31):
        point(who, f"point {number}")

    assert queries_of(client, listed(who)) == short <= AT_MOST
    assert client.get(listed(who)).content.decode().count("rounds/actions/") == 30
    assert client.get(f"{listed(who)}?page=2").content.decode().count("rounds/actions/") == 2


def test_a_round_shows_the_nearest_points_and_leads_to_the_others(who: Cast) -> None:
    which = opened(who)
    for number in range(13):
        point(who, f"point {number}", by_date=date(2024, 1, 1 + number))
    address = reverse("rounds:round", args=[which.id])

    text = browser(who.mireille).get(address).content.decode()

    assert [f"point {number}<" in text for number in (0, 11, 12)] == [True, True, False]
    assert (listed(who) in text, "(13)" in text) == (True, True)


def test_whoever_must_do_it_reads_it_on_their_own_page_once_its_day_passed(who: Cast) -> None:
    point(who)
    point(who, "deux")
    point(who, "plus tard", by_date=clock.today())
    point(who, "le partenaire", owner_of=who.wilgenbeke)

    def told(person: object) -> list[tuple[str, object]]:
        found = standing(person.id)  # type: ignore[attr-defined]
        assert found is not None
        return [(one.sentence, one.key) for one in waiting.items(found) if one.address == "rounds:open_points"]

    key, name = who.partnership.id, who.partnership.name
    assert told(who.makiese) == [(f"{name}: 2 open points of yours are past their day.", key)]
    assert told(who.katrien) == [(f"{name}: 1 open point of yours is past its day.", key)]
    assert (told(who.mireille), told(who.rekia)) == ([], [])


def test_who_coordinates_the_network_alone_reads_no_round_on_the_hospitals_page(who: Cast) -> None:
    secretariat = organisations.found(
        key=ids.named("secretariat"), name="Zorg Overal", kind="ngo", country="BE", deed=OPERATOR
    )
    joke = people.welcome(organisation=secretariat, name="Joke", kind="coordinator", deed=OPERATOR)
    with building():
        Network.objects.filter(pk=who.network.id).update(coordinator=secretariat)
    whole(who, (2, 2), 2, datetime(2023, 12, 1, 9, tzinfo=UTC))
    point(who)
    address = reverse("website:hospital", args=[who.lukanga.id])

    pages = [browser(person).get(address).content.decode() for person in (who.mireille, joke)]

    assert [("Étiqueter" in page, "paie" in page, "/staircases/" in page) for page in pages] == [
        (True, True, True),
        (False, False, False),
    ]
    assert who.partnership.name in pages[1]


def test_the_hospitals_page_shows_open_points_to_partners_alone(who: Cast) -> None:
    point(who)
    address = reverse("website:hospital", args=[who.lukanga.id])

    pages = [browser(person).get(address).content.decode() for person in (who.lotte, None)]

    assert [("Étiqueter" in page, listed(who) in page) for page in pages] == [(True, True), (False, False)]
