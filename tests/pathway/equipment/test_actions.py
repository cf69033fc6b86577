"""Everybody of a house says how its devices are; nothing that anybody said is lost; colleagues elsewhere are asked by name."""

from datetime import date, timedelta

import pytest

from partnerhood.ground.operations import travelling, verifying, witness
from partnerhood.ground.operations.models import Operation
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.registry import kinds
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.equipment import actions, queries
from partnerhood.pathway.equipment.models import Device, Question, Reply, Status
from tests.cast import OPERATOR, Cast, by
from tests.files import picture_of, sound_of
from tests.ground.operations import told
from tests.pathway.equipment.story import CONCENTRATOR, added, asked, back, broken, morning

pytestmark = pytest.mark.django_db


def now(device: Device) -> queries.Present:
    return queries.present(queries.history(device))


def test_everything_that_happens_in_the_field_can_wait_for_a_connection() -> None:
    mine = [kind for kind in kinds.values() if kind.room == "equipment"]

    assert len(mine) == 9
    assert all(kind.offline for kind in mine)


def test_only_the_hospitals_own_people_say_how_its_devices_are(who: Cast) -> None:
    device = added(who)
    for stranger in [who.lotte, who.rekia, who.suspended, None]:
        for act in (
            lambda claim: actions.add(hospital=who.lukanga, kind=CONCENTRATOR, name="OC-99", deed=claim),
            lambda claim: actions.report(device=device, state="broken", deed=claim),
            lambda claim: actions.report_unlisted(hospital=who.lukanga, kind=CONCENTRATOR, state="broken", deed=claim),
            lambda claim: actions.back_in_use(device=device, repaired_by="own", deed=claim),
            lambda claim: actions.put_aside(device=device, state="gone", words="x", deed=claim),
            lambda claim: actions.describe(device=device, maker="x", deed=claim),
            lambda claim: actions.move(device=device, deed=claim),
            lambda claim: actions.ask(device=device, to=who.katrien, words="x", language="fr", deed=claim),
        ):
            with pytest.raises(NotThere):
                act(by(stranger))

    assert (Device.objects.count(), Status.objects.count(), Question.objects.count()) == (1, 1, 0)


def test_how_a_device_is_follows_from_what_was_said_of_it(who: Cast) -> None:
    with clock.at(morning(date(2026, 11, 2))):
        device = added(who)
    with clock.at(morning(date(2026, 11, 4))):
        broken(who, device, waits_for="part", from_date=date(2026, 11, 3))
    with clock.at(morning(date(2026, 11, 20))):
        down = now(device)
        back(who, device)
        again = now(device)

    assert (down.state, down.since, down.days, down.waits_for) == ("broken", date(2026, 11, 3), 17, "part")
    assert (again.state, again.days, again.waits_for) == ("working", 0, "")


def test_two_who_report_the_same_device_at_once_are_both_heard(who: Cast) -> None:
    device = added(who)
    base = Operation.objects.latest("applied").id

    actions.report(device=device, state="broken", words="Il siffle", language="fr", deed=by(who.mireille, base))
    actions.report(device=device, state="unsafe", words="Ça brûle", language="fr", deed=by(who.albertine, base))

    said = queries.history(device)
    assert [one.words["fr"]["words"] for one in said if one.words] == ["Ça brûle", "Il siffle"]
    assert now(device).state == "unsafe"


def test_two_who_list_the_same_device_list_one_and_both_are_heard(who: Cast) -> None:
    said = {"hospital": who.lukanga, "kind": CONCENTRATOR, "state": "broken", "language": "fr"}

    first = actions.report_unlisted(name="OC-11", words="Il siffle", **said, deed=by(who.mireille))
    second = actions.report_unlisted(name="oc 11", words="Il s'arrête", **said, deed=by(who.albertine))

    assert first.device_id == second.device_id
    assert (Device.objects.count(), Status.objects.count()) == (1, 2)


def test_two_nodes_that_list_the_same_device_without_knowing_of_each_other_list_one(who: Cast) -> None:
    said = {"hospital": who.lukanga, "kind": CONCENTRATOR, "state": "broken", "words": "Il siffle", "language": "fr"}
    actions.report_unlisted(name="OC-11", **said, deed=by(who.mireille))
    here = next(one for one in told.everything() if one["kind"] == "equipment.report_unlisted")
    elsewhere = told.as_told_elsewhere(here, id=str(ids.fresh()), author=str(who.albertine.id))

    arrived = [one.state for one in travelling.arrive([elsewhere])]

    assert arrived == ["applied"]
    assert (Device.objects.count(), Status.objects.count()) == (1, 2)
    assert {one.person for one in Status.objects.all()} == {who.mireille, who.albertine}
    assert list(verifying.faults(witness.Noted())) == []


def test_what_has_no_name_is_a_device_of_its_own(who: Cast) -> None:
    said = {"hospital": who.lukanga, "kind": CONCENTRATOR, "state": "broken"}

    actions.report_unlisted(**said, deed=by(who.mireille))
    actions.report_unlisted(**said, deed=by(who.mireille))

    assert Device.objects.count() == 2


def test_a_name_that_was_put_right_leaves_the_old_one_free(who: Cast) -> None:
    device = actions.describe(device=added(who, "OC-12"), name="OC-11", deed=by(who.mireille))
    said = {"hospital": who.lukanga, "kind": CONCENTRATOR, "state": "broken"}

    other = actions.report_unlisted(name="OC-12", **said, deed=by(who.mireille)).device
    same = actions.report_unlisted(name="OC-11", **said, deed=by(who.mireille)).device

    assert (other.id != device.id, same.id) == (True, device.id)


def test_a_device_is_listed_once_by_kind_and_name(who: Cast) -> None:
    device = added(who, "OC-11")

    with pytest.raises(actions.ListedAlready):
        added(who, "oc-11")
    with pytest.raises(actions.ListedAlready):
        actions.describe(device=added(who, "OC-12"), name="OC 11", deed=by(who.mireille))
    assert actions.describe(device=device, name="oc-11", deed=by(who.mireille)).name == "oc-11"
    assert added(who, "OC-11", kind="blood_fridge").id != device.id


def test_what_cannot_be_is_refused_with_a_sentence(who: Cast) -> None:
    device, tomorrow = added(who), clock.today() + timedelta(days=2)
    elsewhere = organisations.open_site(organisation=who.sonwerou, name="Chirurgie", deed=OPERATOR)
    refused = [
        lambda: added(who, " "),
        lambda: added(who, "X", kind="microscope"),
        lambda: added(who, "X", ward=elsewhere),
        lambda: broken(who, device, state="working"),
        lambda: broken(who, device, from_date=tomorrow),
        lambda: broken(who, device, from_date=date(26, 1, 1)),
        lambda: broken(who, device, photo=sound_of(who.mireille)),
        lambda: broken(who, device, photo=picture_of(who.lotte)),
        lambda: actions.put_aside(device=device, state="gone", words=" ", deed=by(who.mireille)),
        lambda: actions.put_aside(device=device, state="broken", words="x", deed=by(who.mireille)),
        lambda: actions.move(device=device, ward=elsewhere, deed=by(who.mireille)),
        lambda: actions.describe(device=device, name="--", deed=by(who.mireille)),
        lambda: asked(who, device, " "),
        lambda: actions.ask(device=device, to=who.rekia, words="x", language="fr", deed=by(who.mireille)),
        lambda: actions.ask(device=device, to=who.albertine, words="x", language="fr", deed=by(who.mireille)),
    ]

    for act in refused:
        with pytest.raises(Refused):
            act()

    assert (Device.objects.count(), Status.objects.count(), Question.objects.count()) == (1, 1, 0)


def test_what_is_put_away_is_not_needed_and_may_come_back(who: Cast) -> None:
    device = added(who)
    actions.put_aside(device=device, state="stored", words="trop vieux", language="fr", deed=by(who.mireille))
    away = now(device)

    back(who, device, "nobody")

    assert (away.is_needed, now(device).is_needed, now(device).state) == (False, True, "working")


def test_a_device_moves_and_different_facts_merge(who: Cast) -> None:
    device, base = added(who), Operation.objects.latest("applied").id
    theatre = organisations.open_site(organisation=who.lukanga, name="Bloc", deed=by(who.albertine))

    actions.move(device=device, ward=theatre, deed=by(who.mireille, base))
    actions.describe(device=device, model="C", deed=by(who.albertine, base))

    kept = Device.objects.get()
    assert (kept.ward, kept.model) == (theatre, "C")


def test_a_named_colleague_is_asked_and_their_house_answers(who: Cast) -> None:
    question = asked(who, added(who))
    before = list(queries.unanswered(who.lotte.id))

    for stranger in [who.rekia, who.mireille, who.suspended, None]:
        with pytest.raises(NotThere):
            actions.answer(question=question, words="x", language="nl", deed=by(stranger))
    with pytest.raises(Refused):
        actions.answer(question=question, words=" ", language="nl", deed=by(who.lotte))
    actions.answer(
        question=question, words="De grijze, vervang hem elke zes maanden.", language="nl", deed=by(who.katrien)
    )

    assert (before, list(queries.unanswered(who.lotte.id))) == ([question], [])
    assert Reply.objects.get().person == who.katrien


def test_in_other_houses_of_the_network_those_who_repair_devices_are_asked_and_then_read_it(who: Cast) -> None:
    organisations.join_network(network=who.network, organisation=who.wilgenbeke, deed=OPERATOR)
    said = {"organisation": who.sonwerou, "kind": "head", "deed": OPERATOR}
    moussa = people.welcome(name="Moussa", profession="biomedical_technician", **said)
    device = added(who)
    offered = [one.name for house in queries.offered(who.lukanga.id) for one in house.people]
    unseen = queries.visible_to(standing(moussa.id)).count()

    actions.ask(device=device, to=moussa, words="Le tamis ?", language="fr", deed=by(who.mireille))

    assert (moussa.name in offered, who.rekia.name in offered, who.lotte.name in offered) == (True, False, True)
    assert (unseen, list(queries.visible_to(standing(moussa.id)))) == (0, [device])


def test_who_is_suspended_is_asked_nothing(who: Cast) -> None:
    people.suspend(person=who.katrien, suspended=True, deed=OPERATOR)

    with pytest.raises(Refused):
        actions.ask(device=added(who), to=who.katrien, words="x", language="fr", deed=by(who.mireille))
