"""A planned question answers as the plain one does, for every reader, and keeps nothing of who asked first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Prefetch, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person, Role
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partner, Partnership
from tests.cast import Cast, need

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    plans.forget()
    yield
    plans.forget()


@plans.planned
def readable(person: Standing | None) -> QuerySet[Need]:
    return needs.complete(needs.visible_to(person))


@plans.planned
def known(person: Standing | None) -> QuerySet[Partnership]:
    return partnerships.open_to(person)


@plans.planned
def of_ids(wanted: list[UUID]) -> QuerySet[Organisation, UUID]:
    return Organisation.objects.filter(pk__in=wanted).order_by("name").values_list("pk", flat=True)


def everybody(who: Cast) -> list[Standing | None]:
    cast = [who.lotte, who.mireille, who.makiese, who.katrien, who.rekia, who.suspended]
    return [*(people.standing(one.id) for one in cast), None]


def test_every_reader_gets_their_own_answer_from_one_plan(who: Cast) -> None:
    need(who)

    for _again in range(2):
        for person in everybody(who):
            plain = needs.complete(needs.visible_to(person))
            assert [one.id for one in readable(person)] == [one.id for one in plain]
            assert readable.count(person) == plain.count()


def test_two_with_the_same_roles_elsewhere_share_a_plan_and_no_row(who: Cast) -> None:
    need(who)
    mine = people.standing(who.mireille.id)
    theirs = replace(mine, id=uuid4(), organisation=(there := uuid4()), roles={there: next(iter(mine.roles.values()))})

    first = readable(mine)
    kept = len(plans._plans)

    assert len(first) == 1
    assert readable(theirs) == []
    assert len(plans._plans) == kept


def test_what_belongs_to_rows_comes_along_in_one_query(who: Cast) -> None:
    person = people.standing(who.lotte.id)
    known(person)

    with CaptureQueriesContext(connection) as asked:
        found = known(person)
        told = {one.id: [part.organisation.name for part in one.partners.all()] for one in found}

    assert len(asked) == 2
    assert told == {
        one.id: [part.organisation.name for part in one.partners.all()] for one in partnerships.open_to(person)
    }
    assert found[0].partners.all()[0].partnership is found[0]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 9])
def test_lists_of_any_length_find_what_they_name(who: Cast, number: int) -> None:
    wanted = list(Organisation.objects.values_list("pk", flat=True))[:number] + [uuid4()] * (number > 1)

    assert sorted(of_ids(wanted)) == sorted(set(wanted) & set(Organisation.objects.values_list("pk", flat=True)))
    assert of_ids.count(wanted) == len(of_ids(wanted))


def test_lists_of_a_similar_length_share_a_plan(who: Cast) -> None:
    for number in (5, 6, 7, 8):
        of_ids([uuid4() for _ in range(number)])

    assert len(plans._plans) == 1


def test_one_id_in_two_places_is_one_id_in_both(who: Cast) -> None:
    @plans.planned
    def member(person: UUID, of: UUID, other: UUID) -> QuerySet[Role]:
        return Role.objects.filter(person=person, organisation=of, ended_at=None).exclude(organisation=other)

    wilgenbeke, lukanga = who.wilgenbeke.id, who.lukanga.id

    assert member(who.lotte.id, wilgenbeke, lukanga)
    assert member(who.lotte.id, wilgenbeke, wilgenbeke) == []
    assert member(who.lotte.id, lukanga, wilgenbeke) == []


def test_a_moment_takes_its_place(who: Cast) -> None:
    one = need(who)

    @plans.planned
    def since(moment: datetime) -> QuerySet[Need]:
        return Need.objects.filter(voiced_at__gt=moment)

    assert since(one.voiced_at - timedelta(microseconds=1)) == [one]
    assert since(one.voiced_at) == []


def test_a_plan_lives_for_a_day(who: Cast) -> None:
    @plans.planned
    def today() -> QuerySet[Organisation, object]:
        return Organisation.objects.annotate(day=Value(str(clock.today()))).values_list("day", flat=True)

    with clock.at(datetime.fromisoformat("2026-03-01T23:59:00+00:00")):
        before = today()
    with clock.at(datetime.fromisoformat("2026-03-02T00:01:00+00:00")):
        after = today()

    assert {*before, *after} == {"2026-03-01", "2026-03-02"}


def looks_at_the_clock(key: UUID) -> QuerySet[Need]:
    return Need.objects.filter(voiced_at__gt=clock.now())


def asks_the_database(key: UUID) -> QuerySet[Need]:
    return Need.objects.filter(hospital__in=list(Organisation.objects.values_list("pk", flat=True)))


def hides_an_id_in_words(key: UUID) -> QuerySet[Need]:
    return Need.objects.filter(domain=f"about {key}")


def reckons_with_a_moment(moment: datetime) -> QuerySet[Need]:
    return Need.objects.filter(voiced_at__gt=moment - timedelta(days=60))


def brings_rows_of_many(key: UUID) -> QuerySet[Person]:
    return Person.objects.prefetch_related(Prefetch("roles__organisation"))


@pytest.mark.parametrize("question", [looks_at_the_clock, asks_the_database, hides_an_id_in_words, brings_rows_of_many])
def test_what_depends_on_something_else_cannot_be_planned(who: Cast, question: Callable[[UUID], QuerySet]) -> None:
    with pytest.raises((plans.CannotPlan, clock.OnlyTheDay)):
        plans.planned(question)(uuid4())

    assert plans._plans == {}


def test_a_moment_that_is_reckoned_inside_cannot_be_planned(who: Cast) -> None:
    with pytest.raises(plans.CannotPlan):
        plans.planned(reckons_with_a_moment)(clock.now())


def test_what_has_no_shape_cannot_be_asked_about(who: Cast) -> None:
    with pytest.raises(plans.CannotPlan):
        of_ids([object()])  # type: ignore[list-item]


def test_plans_are_forgotten_before_they_fill_the_house(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "AT_MOST", 3)

    for number in range(8):
        of_ids([uuid4() for _ in range(1 << number)])

    assert len(plans._plans) <= 3


def test_a_row_that_is_there_for_nobody_costs_no_question(who: Cast) -> None:
    @plans.planned
    def nobody() -> QuerySet[Need]:
        return Need.objects.none()

    with CaptureQueriesContext(connection) as asked:
        assert nobody() == [] and nobody.count() == 0

    assert len(asked) == 0


@plans.planned
def with_roles(wanted: list[UUID]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=wanted).prefetch_related("roles")


def test_what_came_along_with_a_row_can_be_asked_further_and_stays_its_own(who: Cast) -> None:
    for one in with_roles([who.lukanga.id, who.wilgenbeke.id]):
        everybody_there = {role.id for role in one.roles.all()}

        asked_again = set(one.roles.filter(ended_at=None).values_list("id", flat=True))

        assert asked_again <= everybody_there
        assert {role.organisation_id for role in one.roles.exclude(kind="nobody")} == {one.id}


def test_partners_of_a_partnership_are_fetched_for_every_number_of_partnerships(who: Cast) -> None:
    for number in (1, 2, 3):
        found = known(people.standing(who.lotte.id)) * number

        told = [part for one in found for part in one.partners.all()]

        assert len(told) == number * Partner.objects.count() > 0
