"""Who writes an agenda, who keeps an initiative, and what becomes of two who are introduced."""

from datetime import timedelta

import pytest

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.operations.guard import building
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.initiatives import access, actions, queries
from partnerhood.pathway.initiatives.models import Initiative, Introduction, Joining, StillRunning, Theme
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.partnerships.models import Partnership
from tests.cast import OPERATOR, Cast, by
from tests.pathway.initiatives.story import MOTHERS, content, entered, introduced, part, theme, there

pytestmark = pytest.mark.django_db


def test_who_coordinates_the_network_writes_its_agenda_in_several_languages(who: Cast) -> None:
    one = theme(who)
    said = {"language": "nl", "code": "T1", "name": "Begrijpen", "aim": "Elke moeder begrijpt het."}

    actions.change_theme(theme=one, content=said_of.Theme(**said), deed=by(who.lotte))

    kept = Theme.objects.get()
    assert (kept.name["_"], kept.name["fr"]["words"], kept.name["nl"]["words"]) == ("fr", "Comprendre", "Begrijpen")
    for person in (who.albertine, who.katrien, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            theme(who, person=person or who.suspended)
        with pytest.raises(NotThere):
            actions.change_theme(theme=one, content=said_of.Theme(**said), deed=by(person))
    with pytest.raises(Refused) as refused:
        theme(who, code="t1")
    assert refused.value.field == "code"
    with pytest.raises(Refused):
        part(who, "Bas", latitude="5.1")


def test_an_agenda_is_one_for_each_network_and_ends_after_it_begins(who: Cast) -> None:
    said = {"language": "fr", "about": "Ensemble", "from_year": 2025, "to_year": 2030}
    actions.write_agenda(network=who.network, content=said_of.Agenda(**said), deed=by(who.lotte))
    actions.write_agenda(network=who.network, content=said_of.Agenda(**{**said, "to_year": 2031}), deed=by(who.lotte))

    found = queries.agenda(who.network.id)

    assert found is not None and found.to_year == 2031
    with pytest.raises(Refused):
        wrong = said_of.Agenda(**{**said, "to_year": 2020})
        actions.write_agenda(network=who.network, content=wrong, deed=by(who.lotte))


def test_a_pearl_comes_in_half_filled_and_says_what_it_lacks(who: Cast) -> None:
    one = entered(who, name="Une soupe le vendredi")

    assert queries.missing(one) == ["what", "audience", "where", "since", "owner", "contact", "themes", "aims", "kind"]
    with pytest.raises(Refused):
        entered(who, phone="+243 1")


def test_a_member_notes_its_own_and_only_who_coordinates_notes_for_others(who: Cast) -> None:
    own = entered(who, who.albertine, who.lukanga, name="Les mamans")

    assert own.organisation == who.lukanga
    for person in (who.mireille, who.makiese, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.enter(network=who.network, content=content(name="x"), organisation=who.lukanga, deed=by(person))
    with pytest.raises(NotThere):
        entered(who, who.albertine, name="sans maison")
    stranger = organisations.found(key=ids.named("x"), name="X", kind="company", country="BE", deed=OPERATOR)
    with pytest.raises(actions.keeping.NotAMember):
        entered(who, who.lotte, stranger, name="x")


def test_themes_and_places_of_another_network_are_refused(who: Cast) -> None:
    other = organisations.found_network(name="Ailleurs", kind="care_city", coordinator=who.wilgenbeke, deed=OPERATOR)
    strange = actions.set_theme(
        network=other, content=said_of.Theme(language="fr", code="A", name="Autre"), deed=by(who.lotte)
    )

    for more in ({"themes": [strange.id]}, {"neighbourhoods": [strange.id]}, {"aims": ["glory"]}, {"since_year": 2190}):
        with pytest.raises(Refused) as refused:
            entered(who, name="x", **more)
        assert refused.value.field == next(iter(more))


def test_an_owner_keeps_its_own_and_gives_it_to_nobody(who: Cast) -> None:
    made = there(who)

    said = content(**{**MOTHERS, "name": "Mamans du jeudi"})
    actions.describe(initiative=made.mothers, content=said, organisation=who.lukanga, deed=by(who.albertine))
    with pytest.raises(Refused):
        actions.describe(initiative=Initiative.objects.get(pk=made.mothers.pk), content=said, deed=by(who.albertine))
    for person in (who.mireille, who.katrien, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.describe(initiative=made.mothers, content=said, organisation=who.lukanga, deed=by(person))
    with pytest.raises(NotThere):
        actions.describe(initiative=made.moeders, content=said, deed=by(who.albertine))


def test_two_people_at_once_keep_what_each_changed_and_a_double_click_makes_one(who: Cast) -> None:
    once = Claim(who.lotte.id, ids.named("telephone"), number=3)
    for _ in range(2):
        one = actions.enter(network=who.network, content=content(name="Soupe"), deed=once)
    assert Initiative.objects.count() == 1
    seen = journal.last_touch(one.id)

    actions.describe(initiative=one, content=content(name="Soupe", place="École"), deed=by(who.lotte, seen))
    again = Initiative.objects.get()
    actions.describe(
        initiative=again, content=content(name="Soupe", place="École", phone="+243 1"), deed=by(who.lotte, seen)
    )

    kept = Initiative.objects.get()
    assert (kept.place, kept.phone) == ("École", "+243 1")


def test_it_says_once_a_day_that_it_runs_and_a_link_says_nothing_else(who: Cast) -> None:
    made = there(who)
    today = clock.today()
    token = access.token_of(made.moeders.id, today)

    actions.confirm_by_link(initiative=made.moeders, token=token, deed=by(None))
    with pytest.raises(Refused):
        actions.confirm_by_link(initiative=made.moeders, token=token, deed=by(None))

    assert [(one.how, one.person) for one in StillRunning.objects.all()] == [("link", None)]
    old = access.token_of(made.mothers.id, today - timedelta(days=91))
    for wrong in (token, old, f"{made.mothers.id}.20260101", "x" * 5000):
        with pytest.raises(NotThere):
            actions.confirm_by_link(initiative=made.mothers, token=wrong, deed=by(None))
    for person in (who.mireille, who.rekia, None):
        with pytest.raises(NotThere):
            actions.confirm(initiative=made.mothers, deed=by(person))
    actions.confirm(initiative=made.mothers, deed=by(who.albertine))


def test_what_is_over_says_why_and_is_changed_no_more(who: Cast) -> None:
    made = there(who)

    with pytest.raises(Refused):
        actions.end(initiative=made.mothers, words=" ", language="fr", deed=by(who.albertine))
    actions.end(initiative=made.mothers, words="Plus de salle", language="fr", deed=by(who.albertine))

    assert [one.id for one in queries.going_on(None, who.network.id)] == [made.moeders.id]
    with pytest.raises(actions.keeping.Ended):
        actions.confirm(initiative=Initiative.objects.get(pk=made.mothers.pk), deed=by(who.albertine))


def test_who_joins_does_not_begin_the_same_again_and_joins_once(who: Cast) -> None:
    made = there(who)
    said = {"words": "Quatre collègues", "language": "fr"}

    actions.join(initiative=made.moeders, organisation=who.lukanga, **said, deed=by(who.albertine))
    with pytest.raises(Refused):
        actions.join(initiative=made.moeders, organisation=who.lukanga, **said, deed=by(who.albertine))
    with pytest.raises(Refused):
        actions.join(initiative=made.mothers, organisation=who.lukanga, **said, deed=by(who.albertine))
    for person in (who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.join(initiative=made.moeders, organisation=who.lukanga, **said, deed=by(person))
    actions.join(initiative=made.moeders, name="Une firme", **said, deed=by(who.lotte))

    assert Joining.objects.count() == 2


def test_it_came_from_elsewhere_and_never_from_itself(who: Cast) -> None:
    made = there(who)

    actions.tell_origin(initiative=made.moeders, came_from=made.mothers, deed=by(who.lotte))

    assert [one.id for one in queries.spread_of(None, made.mothers.id)] == [made.moeders.id]
    for one, other in ((made.mothers, made.mothers), (made.mothers, Initiative.objects.get(pk=made.moeders.pk))):
        with pytest.raises(Refused):
            actions.tell_origin(initiative=one, came_from=other, deed=by(who.albertine))


def test_two_owners_are_introduced_once_and_each_may_say_no(who: Cast) -> None:
    made = there(who)
    one = introduced(who, made)

    with pytest.raises(actions.meeting.Introduced):
        said = {"reasons": [], "words": "encore", "language": "fr"}
        actions.introduce(one=made.moeders, other=made.mothers, **said, deed=by(who.lotte))
    for person in (who.lotte, who.mireille, who.rekia, None):
        with pytest.raises(NotThere):
            actions.answer(introduction=one, initiative=made.mothers, agrees=True, language="fr", deed=by(person))
    actions.answer(introduction=one, initiative=made.mothers, agrees=False, language="fr", deed=by(who.albertine))
    assert not queries.both_agreed(one)
    actions.answer(introduction=one, initiative=made.mothers, agrees=True, language="fr", deed=by(who.albertine))
    actions.answer(
        introduction=one, initiative=made.moeders, agrees=True, words="ja", language="nl", deed=by(who.lotte)
    )

    told = Introduction.objects.get()
    assert queries.both_agreed(told)
    assert not queries.unanswered([who.lukanga.id]).exists()
    with pytest.raises(NotThere):
        actions.tell_outcome(introduction=told, words="x", language="fr", deed=by(who.mireille))
    actions.tell_outcome(introduction=told, words="Une salle pour deux", language="fr", deed=by(who.albertine))
    assert Introduction.objects.get().became["fr"]["words"] == "Une salle pour deux"


def test_what_a_hidden_house_does_is_found_by_nobody_outside(who: Cast) -> None:
    made = there(who)
    assert queries.visible_to(None).count() == 2

    with building():
        Partnership.objects.filter(pk=who.partnership.pk).update(state="suspended")

    assert [one.id for one in queries.visible_to(None)] == [made.moeders.id]
    assert queries.visible_to(None).count() == queries.found_by(None).count()


def test_what_has_no_name_yet_is_read_by_nobody_outside(who: Cast) -> None:
    one = entered(who, what="Une soupe, mais de qui ?")
    own = entered(who, who.albertine, who.lukanga, what="À nous")

    assert queries.one(None, one.id) is None
    assert queries.one(people.standing(who.rekia.id), one.id) is None
    assert queries.one(people.standing(who.mireille.id), one.id) is None
    assert queries.one(people.standing(who.mireille.id), own.id) == own
    assert queries.one(people.standing(who.lotte.id), one.id) == one
