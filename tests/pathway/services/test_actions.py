"""Who may say what of the care of a house, and what becomes of it."""

import pytest

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.operations.refusals import NotThere, Refused, Unreadable
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.services import actions, queries
from partnerhood.pathway.services.models import Check, Confirmation, Elsewhere, Listing, Service, Word
from tests.cast import OPERATOR, Cast, by
from tests.pathway.services.story import content, noted, offered

pytestmark = pytest.mark.django_db


def test_a_house_says_itself_what_it_offers(who: Cast) -> None:
    one = offered(who)

    assert one.name == {"_": "fr", "fr": {"words": "Consultation du sucre"}}
    assert queries.is_public(one)
    for person in (who.mireille, who.makiese, who.lotte, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.offer(organisation=who.lukanga, content=content(), deed=by(person))


def test_what_a_network_notes_is_found_by_nobody_until_the_house_says_yes(who: Cast) -> None:
    one = noted(who)

    assert not queries.is_public(one)
    assert not Listing.objects.filter(service=one.id).exists()
    with pytest.raises(NotThere):
        actions.confirm(service=one, deed=by(who.lotte))
    actions.confirm(service=one, deed=by(who.albertine))
    assert queries.is_public(Service.objects.get(pk=one.id))
    assert Listing.objects.filter(service=one.id).exists()
    with pytest.raises(actions.Confirmed):
        actions.confirm(service=one, deed=by(who.albertine))
    assert Confirmation.objects.count() == 1


def test_only_who_coordinates_the_network_notes_and_says_from_where(who: Cast) -> None:
    for person in (who.katrien, who.rekia, who.albertine, who.mireille, None):
        with pytest.raises(NotThere):
            noted(who, person) if person else actions.note(
                organisation=who.lukanga, content=content(), noted_from="x", deed=by(None)
            )
    with pytest.raises(Refused):
        actions.note(organisation=who.lukanga, content=content(), noted_from=" ", deed=by(who.lotte))


def test_who_noted_it_keeps_it_until_the_house_has_confirmed(who: Cast) -> None:
    one = noted(who)
    actions.describe(service=one, content=content("dialysis", phone="+243 99"), deed=by(who.lotte))
    actions.confirm(service=one, deed=by(who.albertine))

    with pytest.raises(NotThere):
        actions.describe(service=one, content=content("dialysis"), deed=by(who.lotte))
    assert Service.objects.get().phone == "+243 99"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "magic"}, "kind"),
        ({"languages": ["klingon"]}, "languages"),
        ({"hours": {"1": [["9", "12"]], "holidays": "call"}}, "hours"),
        ({"zone": "Mars/Olympus"}, "zone"),
    ],
)
def test_what_does_not_go_together_is_refused_beside_its_question(who: Cast, more: dict, field: str) -> None:
    said = {"kind": "diabetes", **more}

    with pytest.raises(Refused) as refused:
        offered(who, **said)

    assert refused.value.field == field


@pytest.mark.parametrize("more", [{"phone": "call me"}, {"email": "nobody"}, {"waiting_days": -1}, {"tier": "best"}])
def test_what_has_not_its_shape_does_not_come_in(who: Cast, more: dict) -> None:
    said = {**content().model_dump(), **more}

    with pytest.raises((Unreadable, ValueError)):
        actions.offer(organisation=who.lukanga, content=said, deed=by(who.albertine))


def test_a_service_is_given_in_a_place_of_its_own_house(who: Cast) -> None:
    ward = organisations.open_site(organisation=who.wilgenbeke, name="Nierziekten", deed=OPERATOR)

    with pytest.raises(actions.NotTheirPlace):
        actions.offer(organisation=who.lukanga, content=content(), site=ward, deed=by(who.albertine))


def test_a_double_click_makes_one_service(who: Cast) -> None:
    once = Claim(who.albertine.id, ids.named("tablet"), number=7)

    for _ in range(2):
        actions.offer(organisation=who.lukanga, content=content(), deed=once)

    assert Service.objects.count() == 1


def test_two_people_at_once_keep_what_each_changed(who: Cast) -> None:
    one = offered(who)
    seen = journal.last_touch(one.id)
    actions.describe(service=one, content=content(phone="+243 1"), deed=by(who.albertine, seen))
    again = Service.objects.get()
    actions.describe(service=again, content=content(phone="+243 1", cost="free"), deed=by(who.albertine, seen))

    kept = Service.objects.get()
    assert (kept.phone, kept.cost) == ("+243 1", "free")


def test_a_check_is_a_deed_of_its_own_with_its_day(who: Cast) -> None:
    one = offered(who)

    assert "check" in queries.missing(queries.complete(Service.objects.all()).get(), clock.today())
    actions.check(service=one, how="phone", deed=by(who.lotte))
    actions.check(service=one, how="ourselves", deed=by(who.albertine))

    assert Check.objects.count() == 2
    assert "check" not in queries.missing(queries.complete(Service.objects.all()).get(), clock.today())
    for person in (who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.check(service=one, deed=by(person))


def test_what_is_ended_is_found_no_more_and_says_why(who: Cast) -> None:
    one = offered(who)
    assert Word.objects.filter(listing=one.id).exists()

    with pytest.raises(Refused):
        actions.end(service=one, words=" ", language="fr", deed=by(who.albertine))
    actions.end(service=one, words="Plus de réactifs", language="fr", deed=by(who.albertine))

    assert not Word.objects.filter(listing=one.id).exists()
    assert not Listing.objects.exists()
    with pytest.raises(NotThere):
        actions.check(service=Service.objects.get(), deed=by(who.albertine))


def test_care_that_cannot_be_had_here_is_said_once_and_taken_back(who: Cast) -> None:
    said = {"organisation": who.lukanga, "language": "fr"}
    actions.say_elsewhere(kind="dialysis", words="Vers Kinshasa", **said, deed=by(who.albertine))
    actions.say_elsewhere(kind="dialysis", words="Vers Matadi", **said, deed=by(who.albertine))
    one = Elsewhere.objects.get()

    assert one.words["fr"]["words"] == "Vers Matadi"
    offered(who, "diabetes")
    with pytest.raises(actions.HereAfterAll):
        actions.say_elsewhere(kind="diabetes", **said, deed=by(who.albertine))
    for person in (who.lotte, who.mireille, who.rekia, None):
        with pytest.raises(NotThere):
            actions.take_back_elsewhere(elsewhere=one, deed=by(person))
    actions.take_back_elsewhere(elsewhere=one, deed=by(who.albertine))
    assert not queries.not_here(who.lukanga.id).exists()
