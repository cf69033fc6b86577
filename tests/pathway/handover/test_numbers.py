"""Every number about hand-overs opens: its list says what it counts, to everybody, and hides where work stands still."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.records import clock
from partnerhood.pathway.handover import actions, queries
from partnerhood.pathway.handover.models import Handover
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import Cast, by
from tests.pathway.handover.story import asked, planned, signed
from tests.pathway.rounds.test_actions import suspend
from tests.pathway.rounds.test_pages import seen_by

pytestmark = pytest.mark.django_db


def began(who: Cast) -> None:
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))


def held_a_year(who: Cast) -> Handover:
    which = signed(who)
    with clock.at(datetime(2026, 9, 2, tzinfo=UTC)):
        actions.check(
            handover=which,
            on_behalf_of=who.wilgenbeke,
            months=12,
            has_held=True,
            level=5,
            words="tient",
            language="fr",
            deed=by(who.lotte),
        )
    return which


def test_a_number_opens_to_its_list_on_the_front_the_network_and_the_partnership(who: Cast) -> None:
    began(who)
    which = held_a_year(who)
    public, lotte = seen_by(None), seen_by(who.lotte)
    lists = ["/hand-overs/", f"/networks/{who.network.id}/hand-overs/"]
    lists += [f"/partnerships/{who.partnership.id}/hand-overs/standing/"]

    for here in lists:
        for query, number in (("stands", 1), ("asked-back", 0), ("after-a-year", 1), ("lower", 0), ("nonsense", 1)):
            page = public.get(f"{here}?which={query}")
            assert (page.status_code, len(page.context["rows"])) == (200, number), (here, query)
        assert public.get(here).context["rows"][0]["href"] == f"/partnerships/{who.partnership.id}/"
        assert lotte.get(here).context["rows"][0]["href"] == f"/hand-overs/{which.id}/"
    for address, here in (
        ("/", lists[0]),
        (f"/networks/{who.network.id}/", lists[1]),
        (f"/partnerships/{who.partnership.id}/hand-overs/", lists[2]),
    ):
        shown = (lotte if "partnerships" in address else public).get(address).content.decode()
        assert all(f"{here}?which={one}" in shown for one in ("stands", "asked-back", "after-a-year")), address


def test_where_work_stands_still_the_public_reads_no_name(who: Cast) -> None:
    began(who)
    signed(who)
    suspend(who)

    assert "Lukanga" not in seen_by(None).get("/hand-overs/").content.decode()


def test_a_partnership_that_did_not_begin_is_counted_for_nobody_else(who: Cast) -> None:
    signed(who)

    assert seen_by(None).get("/hand-overs/").context["rows"] == []
    assert seen_by(None).get(f"/partnerships/{who.partnership.id}/hand-overs/standing/").status_code == 404


def test_counting_in_the_database_and_one_by_one_is_the_same(who: Cast) -> None:
    which = held_a_year(who)
    everything = queries.Where(partnership=who.partnership.id)

    def both() -> tuple[object, object]:
        return queries.count(everything), queries.counted(queries.rows(Handover.objects.all()))

    one, other = both()
    actions.reopen(handover=which, words="mutations", asks="appels", language="fr", deed=by(who.albertine))
    planned(who, asked(who))
    later, again = both()

    assert one == other
    assert (one.stands, one.after_a_year) == (1, 1)
    assert later == again
    assert (later.stands, later.asked_back, later.after_a_year) == (0, 1, 0)


def test_a_list_costs_as_many_queries_for_many_as_for_one(who: Cast) -> None:
    began(who)
    signed(who)
    browser = seen_by(None)
    browser.get("/hand-overs/")
    with CaptureQueriesContext(connection) as made:
        browser.get("/hand-overs/")

    assert len(made) <= 6
