"""An activity comes in as one deed, whole, with everybody in it, and a new version changes what changed."""

from decimal import Decimal

import pytest

from partnerhood.ground.operations import verifying, witness
from partnerhood.ground.operations.models import FieldWrite, Operation
from partnerhood.ground.operations.refusals import NotThere, Unreadable
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids
from partnerhood.pathway.programmes import actions, queries
from partnerhood.pathway.programmes.choices import State
from partnerhood.pathway.programmes.models import Entry, Programme, Result, Trait
from tests.cast import OPERATOR, Cast, by
from tests.pathway.programmes.activities import DOER, FUNDER, REPORTER, activity, bring_in, result, transaction

pytestmark = pytest.mark.django_db


def states() -> list[State]:
    """Where each result stands."""
    return [one.state for one in queries.rows(Result.objects.select_related("wording").order_by("place"))]


def test_an_activity_comes_in_with_everybody_and_everything_in_it(who: Cast) -> None:
    programme = bring_in()

    made = Organisation.objects.exclude(provenance="").order_by("name")
    assert [(one.name, one.identifier, one.country, one.provenance) for one in made] == [
        ("Directorate for Development", "XM-DAC-2-10", "", "IATI BE-BCE_KBO-0400000000"),
        ("Hôpital de Kivuma", "", "", "IATI BE-BCE_KBO-0400000000"),
        ("Samenwaarts", "BE-BCE_KBO-0400000000", "BE", "IATI BE-BCE_KBO-0400000000"),
    ]
    assert (programme.name, programme.reporter.name, programme.source) == (
        "Newborn care 1",
        "Samenwaarts",
        "activities.xml",
    )
    assert [total.amount for total in queries.totals(programme.id)] == [Decimal("1250.5")]
    assert Entry.objects.get().provider.name == "Directorate for Development"  # type: ignore[union-attr]
    assert sorted(Trait.objects.values_list("kind", "code")) == [
        ("country", "CD"),
        ("organisation", "1"),
        ("organisation", "4"),
        ("sector", "12220"),
    ]
    assert states() == [State.PROPOSED]
    assert Operation.objects.filter(kind="programmes.bring_in").count() == 1
    assert list(verifying.faults(witness.Noted())) == []


def test_an_organisation_that_describes_itself_is_left_as_it_is(who: Cast) -> None:
    key = ids.named("our own")
    organisations.found(key=key, name="Samenwaarts vzw", kind="ngo", identifier=REPORTER["identifier"], deed=OPERATOR)

    programme = bring_in()

    assert programme.reporter_id == key
    assert Organisation.objects.get(pk=key).name == "Samenwaarts vzw"
    assert Operation.objects.filter(kind="programmes.bring_in").get().book_id == key


def test_many_activities_of_one_organisation_make_it_once(who: Cast) -> None:
    before = Organisation.objects.count()

    for number in range(4):
        bring_in(activity(number))

    assert Organisation.objects.count() == before + 3
    assert Programme.objects.count() == 4


def test_a_new_version_changes_the_parts_that_changed(who: Cast) -> None:
    programme = bring_in()
    words = Result.objects.get().wording_id

    bring_in(activity(transactions=[transaction(), transaction("-50", "2025-04-01")]))

    written = FieldWrite.objects.filter(row=programme.id).exclude(field="").values_list("field", flat=True)
    assert set(written) == {"transactions", "fingerprint", "told_at"}
    assert [total.amount for total in queries.totals(programme.id)] == [Decimal("1200.5")]
    assert Result.objects.get().wording_id == words
    assert list(verifying.faults(witness.Noted())) == []


def test_a_result_in_other_words_waits_for_its_keys_again_and_one_left_out_is_gone(who: Cast) -> None:
    bring_in(activity(results=[result("one"), result("two")]))
    first = list(Result.objects.order_by("place"))

    bring_in(activity(results=[result("eins")]))

    now = list(Result.objects.order_by("place"))
    assert [one.id for one in now] == [one.id for one in first]
    assert now[0].wording_id != first[0].wording_id
    assert now[1].wording_id == first[1].wording_id
    assert states() == [State.PROPOSED, State.GONE]
    assert list(verifying.faults(witness.Noted())) == []


def test_a_report_of_what_was_reached_leaves_the_words_alone(who: Cast) -> None:
    bring_in()
    words = Result.objects.get().wording_id
    reported = result()
    reported["indicators"][0]["periods"][0]["actuals"] = [{"value": "58"}]

    bring_in(activity(results=[reported]))

    now = Result.objects.get()
    assert now.wording_id == words
    assert now.told["indicators"][0]["periods"][0]["actuals"] == [{"value": "58"}]


def test_one_organisation_alone_waits_for_a_partner_to_be_named(who: Cast) -> None:
    bring_in(activity(participants=[FUNDER]))
    alone = states()

    bring_in(activity(participants=[FUNDER, DOER]))

    assert (alone, states()) == ([State.ALONE], [State.PROPOSED])


def test_another_reporter_does_not_take_an_activity_over(who: Cast) -> None:
    bring_in()

    with pytest.raises(actions.OtherReporter):
        bring_in(activity(reporter={"identifier": "GB-CHC-1", "name": {"en": "Somebody else"}}))

    assert not Organisation.objects.filter(identifier="GB-CHC-1").exists()


def test_the_operator_and_a_coordinator_of_the_network_bring_in_and_nobody_else(who: Cast) -> None:
    assert bring_in(activity(1)).network is None
    assert bring_in(activity(2), who.network, by(who.lotte)).network == who.network

    for stranger in (who.rekia, who.albertine, who.katrien, who.mireille, who.suspended, None):
        with pytest.raises(NotThere):
            bring_in(activity(3), who.network, by(stranger))
    for network in (None, who.network):
        with pytest.raises(NotThere):
            bring_in(activity(1), network, by(who.lotte))  # without a network it is nobody's to change
    with pytest.raises(NotThere):
        bring_in(activity(4), None, by(who.lotte))


def test_a_programme_stays_with_the_network_that_brought_it_in(who: Cast) -> None:
    other = organisations.found_network(name="Elsewhere", kind="twinning", coordinator=who.sonwerou, deed=OPERATOR)
    bring_in(activity(), who.network)

    with pytest.raises(actions.OtherNetwork):
        bring_in(activity(title={"en": "Taken over"}), other)

    assert Programme.objects.get().name == "Newborn care 1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"documents": [{"address": "javascript:alert(1)"}]},
        {
            "budgets": [
                {"first_day": "2025-01-01", "last_day": "2025-12-31", "money": {"amount": "1e400", "currency": "EUR"}}
            ]
        },
        {"identifier": "two words"},
        {"identifier": ""},
        {"title": {}},
        {"approved": True},
        {"reporter": {"identifier": "x", "trusted": True}},
        {"status": "x" * 256},
    ],
)
def test_what_does_not_have_the_shape_is_refused_whole(who: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        bring_in(activity(**wrong))

    assert Programme.objects.count() == 0
