"""The pages of initiatives: read by everybody, brought in within a minute, introduced with a reason; nothing leaks or doubles."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.records import clock
from partnerhood.pathway.initiatives import access, actions
from partnerhood.pathway.initiatives.models import Initiative, Introduction, Joining, StillRunning, Theme
from tests.cast import Cast, by
from tests.ground.look.sizes import FIRST_VIEW, first_view_bytes
from tests.pathway.initiatives.story import entered, introduced, there
from tests.visits import AT_MOST, base_on, browser, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PASTED = "Subject: Fwd: Le café des mamans\n\nBonjour,\nDes mamans avec leur bébé, dans le Bas.\nPour qui : jeunes mères\nTél. +243 81 22 33 44"


def address(name: str, *key: object) -> str:
    return reverse(f"initiatives:{name}", args=key)


def read(person, where: str, language: str = "en") -> str:  # type: ignore[no-untyped-def]
    """What a page says to somebody."""
    answer = browser(person, language).get(where)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_mail_becomes_a_pearl_and_what_goes_on_already_is_shown_before_it_is_kept(who: Cast) -> None:
    made = there(who)
    client, where = browser(who.lotte), address("new", who.network.id)
    sent = {"base": base_on(client.get(where)), "language": "fr", "pasted": PASTED}
    before = Operation.objects.count()

    page = client.post(where, {**sent, "more": "read"}).content.decode()

    assert Operation.objects.count() == before
    for said in ("Le café des mamans", "+243 81 22 33 44", "jeunes mères", f'value="{made.bas.id}" id', "checked"):
        assert said in page, said
    assert "This goes on already" in page and "Mamans en chemin" in page
    assert "Both are for young parents." in page
    assert address("joining", made.mothers.id) in page
    filled = {**sent, "name": "Le café des mamans", "audience": "jeunes mères", "what": "avec bébé"}
    again = client.post(where, filled).content.decode()
    assert "It is another one: keep it" in again
    assert Initiative.objects.count() == 2
    looked = {"looked": f"{made.mothers.id},{made.moeders.id}"}
    for _ in range(2):
        client.post(where, {**filled, **looked})
    one = Initiative.objects.get(audience__fr__words="jeunes mères", owner="", organisation=None)
    assert one.name["fr"]["words"] == "Le café des mamans"
    assert "It stands under no theme of the agenda." in read(who.lotte, address("initiative", one.id))
    assert "It stands under no theme of the agenda." not in read(None, address("initiative", one.id))


def test_a_company_joins_in_the_place_of_beginning_again(who: Cast) -> None:
    made = there(who)
    client, where = browser(who.albertine), address("joining", made.moeders.id)
    sent = {
        "base": base_on(client.get(where)),
        "organisation": str(who.lukanga.id),
        "words": "4 mains",
        "language": "fr",
    }

    for _ in range(2):
        client.post(where, sent)

    assert [one.organisation for one in Joining.objects.all()] == [who.lukanga]
    assert "4 mains" in read(None, address("initiative", made.moeders.id))


def test_everybody_reads_what_is_done_by_theme_and_place_but_not_how_to_reach_who_did_not_agree(who: Cast) -> None:
    made = there(who)
    hidden = entered(who, name="Soupe", phone="+243 99 777", contact="Papa Joseph", source="mail secret")

    page = read(None, address("initiatives", who.network.id))
    of_place = read(None, address("initiatives", who.network.id) + f"?place={made.haut.id}&theme={made.theme.id}")

    assert "Mamans en chemin" in page and "Soupe" in page and "2" in page
    assert "Stap voor stap" in of_place and "Mamans en chemin" not in of_place
    one = read(None, address("initiative", hidden.id))
    assert "secret" not in one and "Papa Joseph" not in one and "99 777" not in one
    assert "secret" in read(who.lotte, address("initiative", hidden.id))
    assert "tel:+24381000" in read(None, address("initiative", made.mothers.id))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("who does something for mothers in the Haut?", {"Stap voor stap"}),
        ("babies", {"Stap voor stap", "Mamans en chemin"}),
        ("donderdag", {"Stap voor stap"}),
        ("bas", {"Mamans en chemin"}),
        ("singing", set()),
    ],
)
def test_a_question_in_any_language_is_answered_by_what_it_is_about(who: Cast, question: str, found: set[str]) -> None:
    there(who)

    page = read(None, address("initiatives", who.network.id) + f"?words={question}")

    assert {name for name in ("Stap voor stap", "Mamans en chemin") if name in page} == found


@pytest.mark.parametrize(
    "ask",
    [
        "?theme=x",
        "?place=00000000-0000-4000-8000-000000000000",
        "?words=%00%25<script>",
        "?page=-1",
        "?kind=x&seeks=on",
        "?words=maman",
    ],
)
def test_whatever_is_asked_gets_a_page_and_writes_nothing(who: Cast, ask: str) -> None:
    there(who)
    before = Operation.objects.count()

    assert "<script>" not in read(None, address("initiatives", who.network.id) + ask)
    assert Operation.objects.count() == before


def test_a_mailed_link_is_a_page_with_one_button_and_to_open_it_says_nothing(who: Cast) -> None:
    made = there(who)
    where = address("still", access.token_of(made.moeders.id, clock.today()))
    client = browser(None)

    page = client.get(where)
    assert "no-store" in page.headers["Cache-Control"]
    assert not StillRunning.objects.exists()
    for _ in range(2):
        client.post(where, {"base": base_on(page)})
    assert StillRunning.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=91)):
        for wrong in (where, address("still", "never-ours"), where[:-2] + "x/"):
            assert "This link is over" in client.get(wrong).content.decode()
            client.post(wrong, {})
    assert StillRunning.objects.count() == 1


def test_what_was_silent_for_a_year_waits_and_is_asked(who: Cast) -> None:
    made = there(who)

    with clock.at(clock.now() + timedelta(days=400)):
        assert address("running", made.mothers.id) in read(who.albertine, "/my/")
        assert address("to_ask", who.network.id) in read(who.lotte, "/my/")
        assert "not confirmed for over a year" in read(None, address("initiatives", who.network.id))
        page = read(who.lotte, address("to_ask", who.network.id))
        assert "Mamans en chemin" in page
        client, where = browser(who.albertine), address("running", made.mothers.id)
        client.post(where, {"base": base_on(client.get(where)), "how": "ourselves"})
        assert address("running", made.mothers.id) not in read(who.albertine, "/my/")
    with clock.at(clock.now() + timedelta(days=800)):
        page = read(None, address("initiatives", who.network.id))
        assert "not heard of since" in page


def test_the_finder_says_why_and_two_owners_meet(who: Cast) -> None:
    made = there(who)
    page = read(who.lotte, address("finder", who.network.id))
    assert "They are told in two languages" in page
    assert (
        address("pair", made.mothers.id, made.moeders.id) in page
        or address("pair", made.moeders.id, made.mothers.id) in page
    )
    inside = read(who.mireille, address("finder", who.network.id))
    assert "They are told in two languages" in inside and "Introduce the two" not in inside
    assert browser(None).get(address("finder", who.network.id)).status_code == 404
    client, where = browser(who.lotte), address("pair", made.moeders.id, made.mothers.id)

    sent = {"base": base_on(client.get(where)), "words": "Jeudi ?", "language": "fr"}
    for _ in range(2):
        client.post(where, sent)

    told = Introduction.objects.get()
    assert [one["code"] for one in told.reasons][:2] == ["audience", "activity"]
    here = address("introduction", told.id)
    assert here in read(who.albertine, "/my/")
    page = read(who.albertine, here, "fr")
    assert "Les deux sont pour : jeunes parents." in page.replace("\u00a0", " ") and "Jeudi ?" in page
    assert browser(None).get(here).status_code == 404
    owner, lotte = browser(who.albertine), browser(who.lotte)
    there_to = address("answer", told.id)
    owner.post(
        there_to,
        {"base": base_on(owner.get(there_to)), "initiative": str(made.mothers.id), "agrees": "yes", "language": "fr"},
    )
    assert "Met through an introduction" not in read(None, address("initiative", made.mothers.id))
    lotte.post(
        there_to,
        {"base": base_on(lotte.get(there_to)), "initiative": str(made.moeders.id), "agrees": "yes", "language": "nl"},
    )
    became = address("became", told.id)
    owner.post(became, {"base": base_on(owner.get(became)), "words": "Une salle pour deux", "language": "fr"})
    assert "Une salle pour deux" in read(None, address("initiative", made.mothers.id))


def test_an_agenda_is_written_in_two_languages_and_its_parts_named(who: Cast) -> None:
    lotte = browser(who.lotte, "nl")
    for name, sent in (
        ("words", {"about": "Samen", "from_year": "2025", "to_year": "2030", "policy_note": "stad.example/nota"}),
        ("theme_new", {"code": "T1", "name": "Begrijpen", "aim": "Jonge moeders begrijpen het."}),
        ("neighbourhood_new", {"name": "Haut", "latitude": "50.9", "longitude": "5.3"}),
    ):
        where = address(name, who.network.id)
        lotte.post(where, {"base": base_on(lotte.get(where)), "language": "nl", **sent})
    one = Theme.objects.get()
    where = address("theme", one.id)
    fr = browser(who.lotte, "fr")
    fr.post(where, {"base": base_on(fr.get(where)), "language": "fr", "code": "T1", "name": "Comprendre"})

    page = read(None, address("agenda", who.network.id), "fr")

    for said in ("Comprendre", "Haut", "https://stad.example/nota", "Samen"):
        assert said in page, said
    bad = lotte.post(address("neighbourhood_new", who.network.id), {"name": "X", "latitude": "north", "longitude": "5"})
    assert bad.status_code == 200


def test_a_long_list_costs_as_much_as_a_short_one_and_is_small(who: Cast) -> None:
    made = there(who)
    introduced(who, made)
    pages = [
        *(address(name, who.network.id) for name in ("initiatives", "agenda", "finder", "to_ask", "together")),
        address("initiative", made.mothers.id),
        reverse("partnerships:network", args=[who.network.id]),
    ]
    once = [queries_of(browser(who.lotte), page) for page in pages]
    for number in range(32):
        entered(who, name=f"Mamans {number}", what="bébé", audience="jeunes mères", themes=[made.theme.id])

    assert [queries_of(browser(who.lotte), page) for page in pages] == once
    assert max(once) <= AT_MOST, dict(zip(pages, once, strict=True))
    for page in pages:
        assert (
            first_view_bytes(browser(None if "finder" not in page and "asking" not in page else who.lotte).get(page))
            <= FIRST_VIEW
        )
    page = read(None, pages[0])
    assert page.count("/initiatives/") > 30 and "page=2" in page


def test_search_and_the_pages_around_lead_to_what_is_done(who: Cast) -> None:
    made = there(who)
    ended = entered(who, name="Mamans finies")
    actions.end(initiative=ended, words="fini", language="fr", deed=by(who.lotte))

    page = read(None, "/search/?q=mamans")

    assert address("initiative", made.mothers.id) in page and address("initiative", ended.id) not in page
    assert address("initiatives", who.network.id) in read(None, reverse("partnerships:network", args=[who.network.id]))
    assert address("initiatives", who.network.id) in read(None, "/")


def test_it_came_from_another_that_is_found_by_name(who: Cast) -> None:
    made = there(who)
    client, where = browser(who.lotte), address("origin", made.moeders.id) + "?name=mamans"

    client.post(where, {"base": base_on(client.get(where)), "came_from": str(made.mothers.id)})

    assert "Spread to" in read(None, address("initiative", made.mothers.id))
    assert "Came from" in read(None, address("initiative", made.moeders.id))


def test_the_picture_says_who_works_with_whom_and_whom_to_call(who: Cast) -> None:
    made = there(who)
    actions.join(initiative=made.moeders, organisation=who.lukanga, words="4", language="fr", deed=by(who.albertine))

    page = read(who.lotte, address("together", who.network.id))

    assert page.count("<g><circle") == 3
    assert "Stap voor stap" in page and "Maison de l&#x27;enfant" in page
    assert "Islands" in page and "La Source" in page.split("Islands")[1]
    assert "Islands" not in read(None, address("together", who.network.id))
