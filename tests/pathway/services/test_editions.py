"""Editions: their moments only rise, one deed after the other chooses them, and a node that is older than they are gets its first."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection

from partnerhood.ground.operations.guard import building
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import clock
from partnerhood.pathway.services import actions, listeners
from partnerhood.pathway.services.models import Edition
from partnerhood.pathway.services.queries import editions
from tests.cast import OPERATOR, Cast, by
from tests.pathway.services.story import content, offered

pytestmark = pytest.mark.django_db


def told() -> dict[tuple[str, str], dict[str, object]]:
    return {(one.kind, str(one.key)): one.told for one in Edition.objects.filter(latest=True, gone=False)}


def test_moments_only_rise_also_where_the_clock_goes_back(who: Cast) -> None:
    one = offered(who)
    with clock.at(clock.now() - timedelta(days=30)):
        actions.describe(service=one, content=content(phone="+243 1"), deed=by(who.albertine))
    actions.describe(service=one, content=content(phone="+243 2"), deed=by(who.albertine))

    moments = list(Edition.objects.order_by("id").values_list("at", flat=True))

    assert all(earlier < later for earlier, later in pairwise(moments))
    assert [one.number for one in Edition.objects.filter(key=one.id).order_by("id")] == [1, 2, 3]


def test_on_postgresql_the_next_deed_waits_until_this_one_can_be_read(who: Cast) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite one deed after the other goes through the door anyway")
    offered(who)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [editions.ONE_AT_A_TIME])
            assert cursor.fetchone() == (False,)
    finally:
        other.close()


def test_a_node_that_is_older_than_editions_gets_its_first_ones(who: Cast) -> None:
    offered(who)
    organisations.open_site(organisation=who.lukanga, name="Bloc", kind="site", deed=OPERATOR)
    before = told()
    with building():
        Edition.objects.all().delete()

    listeners.begin()

    assert told() == before
    assert ("place", str(who.newborn.id)) not in before
    listeners.begin()
    assert Edition.objects.count() == len(before)


def test_what_changes_nothing_for_others_is_no_edition(who: Cast) -> None:
    one = offered(who)
    number = Edition.objects.count()

    actions.check(service=one, how="phone", deed=by(who.lotte))
    organisations.open_site(organisation=who.lukanga, name="Pédiatrie", kind="ward", deed=by(who.albertine))
    actions.describe(service=one, content=content(), deed=by(who.albertine))

    assert Edition.objects.count() == number


def test_a_ward_is_told_while_care_is_given_there(who: Cast) -> None:
    ward = who.newborn
    one = actions.offer(organisation=who.lukanga, content=content(), site=ward, deed=by(who.albertine))
    assert ("place", str(ward.id)) in told()

    actions.describe(service=one, content=content(), site=None, deed=by(who.albertine))

    assert ("place", str(ward.id)) not in told()
    assert editions.latest("place", ward.id).gone
