"""Who says by what a network judges itself, and that a former year keeps what it was judged by."""

from decimal import Decimal as D

import pytest

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import Conflicting, NotThere
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import actions as people
from partnerhood.ground.records import ids
from partnerhood.pathway.indicators import actions as indicators
from partnerhood.pathway.indicators.rules import Content as Own
from partnerhood.pathway.scorecards import actions, queries
from partnerhood.pathway.scorecards.models import Scorecard, ScorecardVersion
from partnerhood.pathway.scorecards.rules import Chosen, Content
from tests.cast import OPERATOR, Cast, by
from tests.pathway.reporting.story import DEATHS
from tests.pathway.scorecards.story import SKIN, chosen, content

pytestmark = pytest.mark.django_db
LAMPS = Own(language="fr", name="Lampes la nuit", why="On ne coud pas dans le noir.", numerator="nuits éclairées")


def test_only_who_coordinates_the_network_says_by_what_it_judges_itself(who: Cast) -> None:
    for stranger in (who.katrien, who.makiese, who.albertine, who.rekia, who.suspended):
        with pytest.raises(NotThere):
            actions.choose(network=who.network, content=content(who), why="x", language="nl", deed=by(stranger))

    chosen(who)

    kept = queries.now(who.network.id)
    assert kept is not None and queries.read(kept) == content(who)
    assert (kept.person_id, kept.why) == (who.lotte.id, {"_": "nl", "nl": {"words": "Om samen te kijken"}})


def test_a_reason_is_given_and_something_changes(who: Cast) -> None:
    with pytest.raises(actions.NoReason):
        chosen(who, why="  ")
    chosen(who)
    with pytest.raises(actions.AsBefore):
        chosen(who)
    assert ScorecardVersion.objects.count() == 1


def test_what_stood_before_stays_readable(who: Cast) -> None:
    chosen(who)
    later = content(who, groups={"care_quality": [Chosen(indicator=DEATHS, target=D(20), split="sex")]})
    chosen(who, later, why="Vijfentwintig is gehaald")

    newest, first = queries.history(who.network.id)
    assert (queries.read(newest), queries.read(first)) == (later, content(who))
    assert Scorecard.objects.get().version_id == newest.id
    assert queries.of_networks([who.network.id])[who.network.id].id == newest.id


@pytest.mark.parametrize(
    ("groups", "field"),
    [
        ({"care_quality": [], "professionals_wellbeing": []}, None),
        ({"cost": [Chosen(indicator=DEATHS)]}, "fits_cost"),
        ({"cost": [Chosen(indicator="luck")]}, "fits_cost"),
        ({"cost": [Chosen(indicator=str(ids.named("nothing")))]}, "fits_cost"),
        ({"cost": [Chosen(indicator="bed_occupancy", target=D(80))]}, "target_bed_occupancy"),
        ({"cost": [Chosen(indicator="cost_per_day", split="sex")]}, "split_cost_per_day"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(who: Cast, groups: dict, field: str | None) -> None:
    with pytest.raises(actions.CannotBe) as refused:
        chosen(who, content(who, groups=groups))

    assert refused.value.field == field
    assert ScorecardVersion.objects.count() == 0


def test_only_hospitals_of_the_network_are_asked(who: Cast) -> None:
    other = organisations.found(key=ids.named("far"), name="Far", kind="hospital", country="CD", deed=OPERATOR)

    for hospitals in ([], [who.lukanga.id, other.id]):
        with pytest.raises(actions.CannotBe) as refused:
            chosen(who, content(who, hospitals=hospitals))
        assert refused.value.field == "hospitals"


def test_what_a_member_counts_in_its_own_way_may_be_chosen_and_a_strangers_may_not(who: Cast) -> None:
    own = indicators.define(organisation=who.lukanga, content=LAMPS, deed=by(who.albertine))
    other = organisations.found(key=ids.named("far"), name="Far", kind="hospital", country="CD", deed=OPERATOR)
    theirs = people.welcome(organisation=other, name="Far", kind="coordinator", language="fr", deed=OPERATOR)
    far = indicators.define(organisation=other, content=LAMPS, deed=by(theirs))
    cost = {"cost": [Chosen(indicator=str(own.version_id))]}

    chosen(who, content(who, groups=cost))
    indicators.redefine(
        indicator=own, content=LAMPS.model_copy(update={"beware": "x"}), why="plus clair", deed=by(who.albertine)
    )
    chosen(who, content(who, groups={**cost, "population_health": [Chosen(indicator="vaccinated_before_home")]}))

    assert len(queries.history(who.network.id)) == 2
    for stranger in (far.version_id, own.id):
        with pytest.raises(actions.CannotBe):
            chosen(who, content(who, groups={"cost": [Chosen(indicator=str(stranger))]}))


def test_a_double_click_is_one_change_and_two_at_once_are_shown_both(who: Cast) -> None:
    base = last_in_book(who.wilgenbeke.id)
    for _ in range(2):
        chosen(who, base=base)
    assert ScorecardVersion.objects.count() == 1

    with pytest.raises(Conflicting):
        chosen(who, content(who, groups={"care_quality": [Chosen(indicator=SKIN)]}), base=base)
    assert ScorecardVersion.objects.count() == 1


def test_what_a_newer_node_says_beside_is_read_over(who: Cast) -> None:
    chosen(who)
    kept = queries.now(who.network.id)
    assert kept is not None

    kept.content = {**kept.content, "weather": "rain"}

    assert queries.read(kept) == content(who)
    assert isinstance(queries.read(kept), Content)
