"""The pages of care: found by everybody, written by its house, checked by its network; nothing leaks, nothing doubles."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.records import clock
from partnerhood.pathway.services import actions, queries
from partnerhood.pathway.services.models import Check, Elsewhere, Service
from tests.cast import OPERATOR, Cast, by
from tests.ground.look.sizes import FIRST_VIEW, first_view_bytes
from tests.pathway.services.story import at, house, noted, offered
from tests.visits import AT_MOST, base_on, browser, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def address(name: str, *key: object) -> str:
    return reverse(f"services:{name}", args=key)


def read(person, where: str, language: str = "en") -> str:  # type: ignore[no-untyped-def]
    """What a page says to somebody."""
    answer = browser(person, language).get(where)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_everybody_finds_care_with_what_one_needs_to_call(who: Cast) -> None:
    actions.check(service=offered(who), how="phone", deed=by(who.lotte))

    with clock.at(MORNING):
        page = read(None, address("find") + "?what=sucre")

    for said in (
        "Consultation du sucre",
        "tel:+243810000000",
        "open now, until 12:30",
        "French, Kikongo",
        "checked on",
    ):
        assert said in page, said
    assert "no-store" in browser(None).get(address("find")).headers["Cache-Control"]


@pytest.mark.parametrize(
    "ask",
    [
        *("", "?what=", "?km=abc&language=xx&what=x", "?page=-3&what=sucre", "?page=999999999999&what=sucre"),
        *("?near=abc&kind=diabetes", "?near=1,2,3&kind=diabetes", "?near=99,200&kind=diabetes", "?near=nan,inf&what=a"),
        *("?what=%00%25'\"<script>", "?kind=%23&what=*", "?place=%40%40&km=5", "?what=" + "a+" * 90),
    ],
)
def test_whatever_is_asked_gets_a_page(who: Cast, ask: str) -> None:
    offered(who)
    before = Operation.objects.count()

    assert "<script>" not in read(None, address("find") + ask)
    assert Operation.objects.count() == before


def test_what_waits_for_a_yes_is_told_to_nobody_outside(who: Cast) -> None:
    noted(who, name="Dialyse secrète")

    for page in (address("house", who.lukanga.id), address("find") + "?what=dialyse"):
        assert "secrète" not in read(None, page)
        assert "secrète" not in read(who.rekia, page)
    assert "secrète" in read(who.mireille, address("house", who.lukanga.id))


def test_a_coordinator_says_what_her_house_offers_and_twice_is_once(who: Cast) -> None:
    client, there = browser(who.albertine), address("offer", who.lukanga.id)
    sent = {
        "base": base_on(client.get(there)),
        "kind": "diabetes",
        "name": "Le sucre",
        "phone": "+243 1",
        "language": "fr",
    }
    sent |= {
        "day_1": "9-12, 13u30-17",
        "day_5": "22-2",
        "holidays": "call",
        "zone": "Africa/Kinshasa",
        "languages": ["fr"],
    }

    assert "cannot read this" in client.post(there, {**sent, "day_2": "in the morning"}).content.decode()
    assert Service.objects.count() == 0
    for _ in range(2):
        client.post(there, sent)

    one = Service.objects.get()
    assert one.hours == {"1": [["09:00", "12:00"], ["13:30", "17:00"]], "5": [["22:00", "02:00"]], "holidays": "call"}
    assert (one.noted_by, one.languages, one.zone) == (None, ["fr"], "Africa/Kinshasa")
    page = read(who.albertine, address("service", one.id))
    assert "What it costs is not said." in page
    assert "What it costs is not said." not in read(None, address("service", one.id))


def test_a_network_notes_the_house_says_yes_and_both_check(who: Cast) -> None:
    lotte, albertine = browser(who.lotte), browser(who.albertine)
    there = address("offer", who.lukanga.id)
    sent = {"base": base_on(lotte.get(there)), "kind": "dialysis", "language": "fr", "zone": "Africa/Kinshasa"}
    sent |= {"holidays": "call"}
    assert lotte.post(there, sent).status_code == 200
    assert Service.objects.count() == 0
    lotte.post(there, {**sent, "noted_from": "Dr Makiese, au téléphone"})
    one = Service.objects.get()
    assert one.noted_by == who.lotte

    yes = address("confirmation", one.id)
    albertine.post(yes, {"base": base_on(albertine.get(yes))})
    assert queries.is_confirmed(one)
    assert albertine.get(yes).status_code == 302
    check = address("check", one.id)
    lotte.post(check, {"base": base_on(lotte.get(check)), "how": "phone"})
    assert [(done.how, done.person) for done in Check.objects.all()] == [("phone", who.lotte)]
    assert lotte.post(check, {"how": "guess"}).status_code == 200
    assert Check.objects.count() == 1


def test_what_is_changed_in_another_language_stands_beside_the_first(who: Cast) -> None:
    one = offered(who)
    client, there = browser(who.albertine, "nl"), address("description", one.id)
    page = client.get(there).content.decode()
    assert 'value="08:00–12:30"' in page
    sent = {"base": base_on(client.get(there)), "kind": "diabetes", "name": "Suikerraadpleging", "language": "nl"}
    sent |= {"day_1": "08:00–12:30", "holidays": "call", "zone": "Africa/Lubumbashi", "phone": one.phone}

    client.post(there, sent)

    kept = Service.objects.get()
    assert (kept.name["fr"]["words"], kept.name["nl"]["words"]) == ("Consultation du sucre", "Suikerraadpleging")
    assert kept.zone == "Africa/Lubumbashi"
    assert "Suikerraadpleging" in read(None, address("service", one.id), "nl")


def test_a_house_says_what_cannot_be_had_and_shows_the_nearest(who: Cast) -> None:
    near, far = house("CH Matadi", "-5.82", "13.46"), house("CH Kinshasa", "-4.32", "15.32")
    for one in (near, far):
        at(one, "surgery", route="letter")
    own = house("Poste Songololo", "-5.70", "14.02", country="CD")
    actions.say_elsewhere(organisation=own, kind="surgery", words="La pirogue", language="fr", deed=OPERATOR)

    page = read(None, address("house", own.id))

    assert "CH Matadi" in page
    assert "CH Kinshasa" not in page
    assert "with a letter of your doctor" in page
    client, there = browser(who.albertine), address("elsewhere", who.lukanga.id)
    client.post(there, {"base": base_on(client.get(there)), "kind": "dialysis", "words": "Kinshasa", "language": "fr"})
    one = Elsewhere.objects.get(organisation=who.lukanga)
    again = address("here_again", one.id)
    client.post(again, {"base": base_on(client.get(again))})
    assert not queries.not_here(who.lukanga.id).exists()


def test_a_long_list_costs_as_much_as_a_short_one(who: Cast) -> None:
    offered(who)
    pages = (address("find") + "?what=sucre", address("house", who.lukanga.id))
    once = [queries_of(browser(who.mireille), page) for page in pages]
    for number in range(32):
        offered(who, name=f"Sucre {number}")

    assert [queries_of(browser(who.mireille), page) for page in pages] == once
    assert max(once) <= AT_MOST
    page = read(None, pages[0])
    assert page.count('href="tel:') == 30
    assert "page=2" in page
    assert first_view_bytes(browser(None).get(pages[0])) <= FIRST_VIEW


def test_what_was_noted_waits_on_the_page_of_who_coordinates_the_house(who: Cast) -> None:
    one = noted(who)

    assert address("service", one.id) in read(who.albertine, "/my/")
    assert address("service", one.id) not in read(who.lotte, "/my/")
    actions.confirm(service=one, deed=by(who.albertine))
    assert address("service", one.id) not in read(who.albertine, "/my/")
