"""From an agenda to minutes under two keys: decisions beside their goals, action points that return by themselves."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.meetings import actions, queries
from partnerhood.pathway.meetings.models import ActionPoint, Attendance, Decision, Meeting, Point
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Partnership, Seat
from tests.cast import Cast, agreed_goal, by
from tests.pathway.meetings import story
from tests.pathway.meetings.story import MET, NEXT, Told
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

NOWHERE = uuid4()
TAGS = re.compile(r"</?time[^>]*>")


@pytest.fixture
def told(who: Cast) -> Told:
    return story.begun(who)


def page(person: Person | None, name: str, *keys: object) -> str:
    answer = browser(person).get(reverse(f"meetings:{name}", args=keys))
    assert answer.status_code == 200
    return " ".join(TAGS.sub("", answer.content.decode()).split())


@pytest.mark.django_db
def test_a_meeting_is_called_by_who_sits_there_and_a_double_click_calls_it_once(told: Told) -> None:
    who = told.who
    address, missing = (reverse("meetings:call", args=[key]) for key in (told.group.id, NOWHERE))
    people = {"sits": who.mireille, "chairs": who.katrien, "runs": who.lotte, "stranger": who.rekia, "nobody": None}
    assert seen_by(address, people, missing) == {
        "sits": 200,
        "chairs": 200,
        "runs": 200,
        "stranger": 404,
        "nobody": 404,
    }
    client = browser(who.mireille)
    sent = {"day": "2026-03-03", "clock": "15:00", "zone": "Africa/Kinshasa", "lasts": "45", "readers": "inside"}
    sent |= {"base": base_on(client.get(address)), "place": "Lukanga"}

    wrong = [
        {"place": ""},
        {"clock": "25:00"},
        {"zone": "Nowhere/At_all"},
        {"lasts": "0"},
        {"readers": "all"},
        {"day": ""},
    ]
    assert [client.post(address, {**sent, **one}).status_code for one in wrong] == [200] * len(wrong)
    assert Meeting.objects.count() == 0
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    kept = Meeting.objects.get()
    assert (kept.begins_at, kept.lasts) == (MET, 45)
    with pytest.raises(NotThere):
        actions.call(body=told.group, begins_at=MET, zone="UTC", place="ici", deed=by(who.rekia))


@pytest.mark.django_db
def test_open_action_points_return_on_the_next_agenda_by_themselves_and_wait_on_ones_own_page(told: Told) -> None:
    who = story.held(told).who
    later = story.called(told, NEXT)
    third = story.called(told, NEXT + timedelta(days=28))

    with clock.at(NEXT - timedelta(days=1)):
        assert "Acheter six bidons" in page(who.katrien, "agenda", later.id)
        own = browser(who.mireille).get(reverse("website:my_page")).content.decode()
        assert reverse("meetings:end_action", args=[told.action.id]) in own
        assert "Acheter six bidons" in own
        assert "late, by 20 March 2026" in page(who.mireille, "mine")
        other = browser(who.albertine).get(reverse("website:my_page")).content.decode()
        assert "Acheter six bidons" not in other

        address = reverse("meetings:end_action", args=[told.action.id])
        client = browser(who.mireille)
        sent = {"ending": "dropped", "language": "fr", "base": base_on(client.get(address))}
        assert client.post(address, sent).status_code == 200
        assert [client.post(address, {**sent, "words": "Reçus en don"}).status_code for _ in range(2)] == [302, 302]
    with clock.at(NEXT + timedelta(hours=1)):
        assert "Acheter six bidons" not in page(who.katrien, "agenda", later.id)
        assert "Acheter six bidons" not in page(who.katrien, "meeting", third.id)
        assert "Reçus en don" in page(who.katrien, "meeting", told.meeting.id)
        with pytest.raises(Refused, match="told already"):
            actions.end_action(action=ActionPoint.objects.get(), ending="done", deed=by(who.katrien))


@pytest.mark.django_db
def test_minutes_count_once_the_chair_and_another_house_turned_their_keys_at_the_next_meeting(told: Told) -> None:
    who = story.laid(told).who
    story.called(told, NEXT)
    nurse = who.albertine
    term = {"body": told.group, "from_date": date(2024, 1, 1), "deed": by(who.lotte)}
    partnerships.seat(person=who.lotte, **term)

    with clock.at(NEXT - timedelta(days=1)), pytest.raises(Refused, match="next meeting"):
        story.turn(told, who.katrien, who.wilgenbeke)
    with clock.at(NEXT):
        with pytest.raises(Refused, match="the chair's key"):
            story.turn(told, who.lotte, who.wilgenbeke)
        for person, house in ((nurse, who.lukanga), (who.mireille, who.wilgenbeke)):
            with pytest.raises(NotThere):
                story.turn(told, person, house)
        waits = {
            one: list(queries.lacking_key(_standing(one))) for one in (who.katrien, who.mireille, who.lotte, nurse)
        }
        assert [len(found) for found in waits.values()] == [1, 1, 0, 0]
        address = reverse("meetings:sign", args=[told.meeting.id])
        assert address in browser(who.katrien).get(reverse("website:my_page")).content.decode()
        story.turn(told, who.mireille, who.lukanga)
        assert not queries.is_approved(told.now)
        actions.minute(point=told.point, words="Presque tout le monde.", language="fr", deed=by(who.katrien))
        with pytest.raises(Refused, match="changed"):
            actions.sign(meeting=told.now, wording="0" * 64, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
        story.lay(told)
        client = browser(who.katrien)
        old = {"wording": "0" * 64, "on_behalf_of": str(who.wilgenbeke.id), "base": base_on(client.get(address))}
        assert client.post(address, old).status_code == 200
        fresh = {**old, "wording": told.now.wording.fingerprint}
        assert [client.post(address, fresh).status_code for _ in range(2)] == [302, 302]
        assert not queries.is_approved(told.now)
        story.turn(told, who.mireille, who.lukanga)

        assert queries.is_approved(told.now)
        assert list(queries.lacking_key(_standing(who.mireille))) == []
        for write in (
            lambda: actions.minute(point=told.point, words="Non", language="fr", deed=by(who.mireille)),
            lambda: actions.call_off(meeting=told.now, words="Non", language="fr", deed=by(who.mireille)),
            lambda: actions.decide(meeting=told.now, words="a", why="b", language="fr", deed=by(who.mireille)),
        ):
            with pytest.raises(Refused, match="approved"):
                write()
        actions.correct(meeting=told.now, words="Cinq bidons", language="fr", deed=by(who.mireille))
        assert "Cinq bidons" in page(who.mireille, "meeting", told.meeting.id)


def _standing(person: Person) -> object:
    from partnerhood.ground.people import queries as people

    found = people.standing(person.id)
    assert found is not None
    return found


@pytest.mark.django_db
def test_who_was_not_there_reads_agenda_and_approved_minutes_and_the_public_without_a_name(told: Told) -> None:
    who = story.laid(told).who
    address, missing = (reverse("meetings:meeting", args=[key]) for key in (told.meeting.id, NOWHERE))
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    nurse = _colleague(who)
    people = {"sits": who.mireille, "colleague": nurse, "stranger": who.rekia, "nobody": None}
    inside = {"sits": 200, "colleague": 200, "stranger": 404, "nobody": 404}

    assert seen_by(address, people, missing) == inside
    assert "Sans savon" in page(nurse, "meeting", told.meeting.id)
    assert "Tout le monde est pour" not in page(nurse, "meeting", told.meeting.id)
    assert "+243 99" not in page(nurse, "meeting", told.meeting.id)
    assert "+243 99" in page(who.mireille, "meeting", told.meeting.id)
    for readers, seen in (("members", {**inside, "colleague": 404}), ("everybody", inside)):
        actions.open_to(meeting=told.now, readers=readers, deed=by(who.katrien))
        assert seen_by(address, people, missing) == seen
    with clock.at(NEXT):
        story.turn(told, who.katrien, who.wilgenbeke)
        story.turn(told, who.mireille, who.lukanga)
        assert set(seen_by(address, people, missing).values()) == {200}
        shown = page(None, "meeting", told.meeting.id)
    assert "Tout le monde est pour" in shown
    assert "Un bidon par salle" in shown
    assert [name for name in ("Mireille", "Katrien", "+243", "Acheter six bidons") if name in shown] == [
        "Acheter six bidons"
    ]
    with pytest.raises(NotThere):
        actions.open_to(meeting=told.now, readers="members", deed=by(who.mireille))
    _stand_still(who)
    assert seen_by(address, people, missing) == inside


def _colleague(who: Cast) -> Person:
    from tests.pathway.exploration.story import colleague

    return colleague(who)


def _stand_still(who: Cast) -> None:
    said = {"reason": "security", "words": "La route", "language": "fr", "since_date": date(2026, 4, 1)}
    pause = partnerships.propose_suspension(partnership=who.partnership, **said, deed=by(who.lotte))
    for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
        read = {"wording": pause.wording.fingerprint, "on_behalf_of": house, "deed": by(person)}
        partnerships.sign_suspension(suspension=pause, **read)
    assert Partnership.objects.get(pk=who.partnership.id).state == "suspended"


@pytest.mark.django_db
def test_a_decision_stands_beside_the_goal_it_serves_for_who_may_read_it(told: Told) -> None:
    who = story.held(told, readers="members").who
    goal = agreed_goal(who)
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    with clock.at(MET + timedelta(hours=2)):
        said = {"words": "Trois mannequins.", "why": "Ils se réparent ici.", "language": "fr"}
        actions.decide(meeting=told.now, goal=goal, **said, deed=by(who.mireille))
    address = reverse("goals:goal", args=[goal.id])

    def shows(person: Person | None) -> bool:
        return "Trois mannequins." in browser(person).get(address).content.decode()

    assert [shows(one) for one in (who.mireille, who.lotte, _colleague(who), None)] == [True, True, False, False]
    assert goal.wording.content["statement"] in page(who.mireille, "meeting", told.meeting.id)
    elsewhere = Goal(id=NOWHERE)
    with pytest.raises(NotThere):
        actions.decide(meeting=told.now, goal=elsewhere, **said, deed=by(who.mireille))


@pytest.mark.once
@pytest.mark.django_db
def test_who_wrote_without_knowing_that_minutes_were_laid_is_told_so_and_keeps_every_word(told: Told) -> None:
    who = story.held(told).who
    address = reverse("meetings:minute", args=[told.point.id])
    with clock.at(MET + timedelta(days=1)):
        client = browser(who.katrien)
        sent = {"words": "Il manque un mot.", "language": "fr", "base": base_on(client.get(address))}
        story.lay(told)
        laid = told.now.wording
        answer = client.post(address, sent)

        assert answer.status_code == 200
        assert "Il manque un mot." in answer.content.decode()
        assert told.now.wording == laid
        assert client.post(address, {**sent, "base": base_on(answer)}).status_code == 302
        assert told.now.wording is None


@pytest.mark.once
@pytest.mark.django_db
def test_points_are_brought_put_right_and_taken_off_until_something_is_said(told: Told) -> None:
    who = told.who
    meeting = story.called(told)
    with clock.at(MET - timedelta(days=1)):
        address = reverse("meetings:bring", args=[meeting.id])
        client = browser(who.mireille)
        sent = {"title": "Le savon", "asks": "decide", "language": "fr", "brought_by": str(who.mireille.id)}
        sent["base"] = base_on(client.get(address))
        for wrong in ({"title": " "}, {"asks": "shout"}, {"brought_by": str(who.rekia.id)}, {"number": "0"}):
            assert client.post(address, {**sent, **wrong}).status_code == 200
        assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
        point = Point.objects.get()
        second = actions.bring(meeting=meeting, title="Les gants", language="fr", asks="inform", deed=by(who.katrien))
        change = {"title": "Les gants", "language": "fr", "asks": "inform"}
        actions.reword(point=point, number=9, title="Le savon", language="fr", asks="advise", deed=by(who.katrien))
        said = page(who.katrien, "agenda", meeting.id)
        assert said.index("Les gants") < said.index("Le savon")
        with pytest.raises(Refused, match="not begun"):
            actions.minute(point=point, words="Oui", language="fr", deed=by(who.mireille))
        there = reverse("meetings:drop", args=[second.id])
        assert client.get(there).status_code == 405
        assert client.post(there, {"base": ""}).status_code == 302
        assert Point.objects.get() == point
        with pytest.raises(NotThere):
            actions.reword(point=point, **change, deed=by(who.rekia))
    with clock.at(MET + timedelta(hours=1)):
        actions.minute(point=point, words="Oui", language="fr", deed=by(who.mireille))
        with pytest.raises(Refused, match="It stays"):
            actions.drop(point=Point.objects.get(), deed=by(who.katrien))


@pytest.mark.once
@pytest.mark.django_db
def test_who_came_is_noted_once_for_each_and_who_cannot_come_says_so_before(told: Told) -> None:
    who = told.who
    meeting = story.called(told)
    address = reverse("meetings:attend", args=[meeting.id])
    with clock.at(MET - timedelta(days=1)):
        client = browser(who.mireille)
        sent = {f"p{who.mireille.id}": "excused", "base": base_on(client.get(address))}
        assert client.post(address, {"base": sent["base"]}).status_code == 200
        assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
        with pytest.raises(Refused, match="not begun"):
            actions.attend(meeting=meeting, came=[who.mireille], deed=by(who.mireille))
    with clock.at(MET + timedelta(hours=1)):
        actions.attend(meeting=meeting, came=[who.mireille], by_line=[who.katrien], deed=by(who.katrien))
        with pytest.raises(Refused, match="sits there"):
            actions.attend(meeting=meeting, excused=[who.rekia], deed=by(who.katrien))

    noted = set(Attendance.objects.values_list("person_id", "came"))
    assert noted == {(who.mireille.id, "came"), (who.katrien.id, "by-line")}


@pytest.mark.once
@pytest.mark.django_db
def test_minutes_that_changed_are_not_laid_and_decisions_need_a_reason(told: Told) -> None:
    who = story.held(told).who
    stale = queries.minutes(told.now)
    with clock.at(MET + timedelta(hours=2)):
        at = {"meeting": told.now, "language": "fr", "deed": by(who.mireille)}
        for wrong in ({"words": " ", "why": "b"}, {"words": "a", "why": " "}):
            with pytest.raises(Refused):
                actions.decide(**wrong, **at)
        plan = {"what": "a", "by_date": date(2026, 3, 20), **at}
        for wrong in ({"owner": who.rekia}, {"owner": who.mireille, "by_date": date(2026, 3, 1)}):
            with pytest.raises(Refused):
                actions.plan(**{**plan, **wrong})
        actions.decide(words="a", why="b", **at)
        with pytest.raises(Refused, match="meanwhile"):
            actions.lay(meeting=told.now, minutes=stale, deed=by(who.mireille))
        assert Decision.objects.count() == 2
        laying = reverse("meetings:lay", args=[told.meeting.id])
        client = browser(who.mireille)
        sent = {"base": base_on(client.get(laying))}
        assert [client.post(laying, sent).status_code for _ in range(2)] == [302, 302]
        assert told.now.wording is not None
        assert Meeting.objects.get().wording.content["actions"][0]["owner"] == str(who.mireille.id)


@pytest.mark.once
@pytest.mark.django_db
def test_a_body_shows_its_mandate_and_which_house_has_more_than_its_share(told: Told) -> None:
    who = told.who
    address = reverse("meetings:mandate", args=[told.group.id])
    missing = reverse("meetings:mandate", args=[NOWHERE])
    assert seen_by(address, {"chairs": who.katrien, "sits": who.mireille}, missing) == {"chairs": 200, "sits": 404}
    client = browser(who.katrien)
    sent = {"words": "Décide du savon.", "decided_by": "les deux directions", "language": "fr"}
    sent |= {"from_date": "2026-01-01", "to_date": "2027-01-01", "base": base_on(client.get(address))}
    assert client.post(address, {**sent, "to_date": "2026-01-01"}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    for name in ("albertine", "makiese"):
        term = {"person": getattr(who, name), "from_date": date(2024, 1, 1)}
        partnerships.seat(body=told.group, **term, deed=by(who.lotte))

    with clock.at(MET):
        said = page(who.mireille, "body", told.group.id)
        assert "Décide du savon." in said
        assert "les deux directions" in said
        assert re.search(r"Lukanga: 3 seats <span class=\"?wait\"?>more than its share", said)
    with clock.at(MET + timedelta(days=366)):
        assert "No mandate holds today." in page(who.mireille, "body", told.group.id)
    assert Seat.objects.filter(body=told.group).count() == 4


@pytest.mark.once
@pytest.mark.django_db
def test_one_agenda_of_every_body_and_network_costs_as_much_for_many_as_for_one(told: Told) -> None:
    who = told.who
    there = {"network": who.network, "name": "Groupe technique", "kind": "working-group"}
    told_twice = Told(who, partnerships.open_body(**there, deed=by(who.lotte)))
    term = {"body": told_twice.group, "from_date": date(2024, 1, 1), "deed": by(who.lotte)}
    partnerships.seat(person=who.katrien, kind="chair", **term)
    story.held(told)
    story.called(told_twice, NEXT, readers="members")
    story.called(told, NEXT)
    addresses = [
        reverse("meetings:mine"),
        reverse("meetings:body", args=[told.group.id]),
        reverse("meetings:meeting", args=[told.meeting.id]),
        reverse("partnerships:body", args=[told.group.id]),
    ]
    with clock.at(NEXT - timedelta(days=1)):
        agenda = page(who.katrien, "mine")
        assert [name in agenda for name in (told.group.name, "Groupe technique", who.network.name)] == [True] * 3
        assert "Groupe technique" not in page(who.mireille, "mine")
        assert browser(None).get(addresses[0]).status_code == 302
        client = browser(who.katrien)
        few = [queries_of(client, one) for one in addresses]
    for number in range(31):
        story.called(told, NEXT + timedelta(days=number + 1))
    with clock.at(NEXT - timedelta(days=1)):
        assert [queries_of(client, one) for one in addresses] == few
        assert max(few) <= AT_MOST
        assert "page=2" in page(who.katrien, "mine")
