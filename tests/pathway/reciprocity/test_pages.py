"""The pages of the ledger: both sides beside each other, every number opens, nothing typed is lost."""

import random
from datetime import date
from decimal import Decimal as D
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.reciprocity import actions
from partnerhood.pathway.reciprocity.models import Entry, Withdrawal
from tests.cast import OPERATOR, Cast, by
from tests.ground.look.sizes import FIRST_VIEW, first_view_bytes
from tests.pathway.activities.story import began, held, listed, planned
from tests.pathway.reciprocity.story import YEAR, also_said, said
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOWHERE = uuid4()


@pytest.fixture
def going(who: Cast) -> Cast:
    """A partnership that began, whose people read English here."""
    return began(who)


def page(who: Person | None, name: str, *key: object, ask: str = "") -> str:
    """What a page says to somebody."""
    answer = browser(who, "en").get(reverse(f"reciprocity:{name}", args=key) + ask)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_opens_what(going: Cast) -> None:
    one, there = said(going), going.partnership.id
    inside = {"writer": going.albertine, "other side": going.lotte, "member": going.mireille}
    outside = {"stranger": going.rekia, "suspended": going.suspended, "nobody": None}
    read = {**dict.fromkeys(inside, 200), **dict.fromkeys(outside, 404)}
    write = {**read, "member": 404}

    for name, key, missing, expected in [
        ("ledger", (there,), (NOWHERE,), read),
        ("said", (there,), (NOWHERE,), read),
        ("records", (there,), (NOWHERE,), read),
        ("choose", (there,), (NOWHERE,), write),
        ("say", (there, "cost"), (NOWHERE, "cost"), write),
        ("entry", (one.id,), (NOWHERE,), read),
        ("correct", (one.id,), (NOWHERE,), {**write, "other side": 404}),
        ("take_back", (one.id,), (NOWHERE,), {**write, "other side": 404}),
    ]:
        address, nowhere = (reverse(f"reciprocity:{name}", args=key) for key in (key, missing))
        assert seen_by(address, {**inside, **outside}, nowhere) == expected, name
    unknown = reverse("reciprocity:say", args=[there, "miracles"])
    assert browser(going.albertine).get(unknown).status_code == 404


def test_who_coordinates_the_network_alone_reads_nothing_of_it(going: Cast) -> None:
    secretariat = organisations.found(key=ids.named("zo"), name="Zorg Overal", kind="ngo", country="BE", deed=OPERATOR)
    network = organisations.found_network(name="Zending", kind="twinning", coordinator=secretariat, deed=OPERATOR)
    for house in (going.lukanga, going.sonwerou):
        organisations.join_network(network=network, organisation=house, deed=OPERATOR)
    other = partnerships.propose(
        key=ids.named("of the network"),
        name="Lukanga – La Source",
        kind="twinning",
        network=network,
        partners=[going.lukanga, going.sonwerou],
        works_at=[going.lukanga],
        deed=OPERATOR,
    )
    joke = people.welcome(organisation=secretariat, name="Joke", kind="coordinator", deed=OPERATOR)

    assert browser(joke).get(reverse("partnerships:partnership", args=[other.id])).status_code == 200
    assert browser(joke).get(reverse("reciprocity:ledger", args=[other.id])).status_code == 404
    assert reverse("reciprocity:ledger", args=[other.id]) not in _partnership(joke, other.id)
    assert reverse("reciprocity:ledger", args=[other.id]) in _partnership(going.mireille, other.id)


def _partnership(person: Person, key: object) -> str:
    return browser(person).get(reverse("partnerships:partnership", args=[key])).content.decode()


def test_both_sides_stand_beside_each_other_and_a_blank_says_whose_it_is(going: Cast) -> None:
    said(going, amount=D(1940))
    also_said(going, amount=D(1030))

    text = page(going.mireille, "ledger", going.partnership.id)

    assert "1,940" in text and "1,030" in text
    hours = text.split("<h3>Hours</h3>")[1].split("</ul>")[0]
    assert hours.count("has not said anything") == 0 and hours.count("Nobody has said anything about this yet.") == 1
    said(going, "visits", amount=D(2))
    visits = page(going.mireille, "ledger", going.partnership.id).split("<h3>Visits</h3>")[1].split("</ul>")[0]
    assert visits.count("Wilgenbeke has not said anything about this yet.") == 1
    say = f"{reverse('reciprocity:say', args=[going.partnership.id, 'visits'])}?way=got&amp;about={going.lukanga.id}"
    shown_to = {one.name: say in page(one, "ledger", going.partnership.id) for one in (going.lotte, going.albertine)}
    assert shown_to == {going.lotte.name: True, going.albertine.name: False}


def test_every_number_opens_to_its_entries_and_each_of_them_to_person_day_and_source(going: Cast) -> None:
    one = said(going, amount=D(1900))
    said(going, amount=D(40), from_date=date(2024, 5, 1), to_date=date(2024, 6, 1))
    also_said(going, amount=D(1030))
    there = reverse("reciprocity:said", args=[going.partnership.id])

    text = page(going.lotte, "ledger", going.partnership.id)
    (address,) = [part.split('"')[0] for part in text.split('href="') if part.startswith(there) and "1,940" in part]
    behind = browser(going.lotte).get(address.replace("&amp;", "&")).content.decode()
    opened = page(going.lotte, "entry", one.id)

    assert ("1,900" in behind, ">40<" in behind, "1,030" in behind) == (True, True, False)
    assert "<b>1,940</b>" in behind
    assert "Together" not in page(going.lotte, "said", going.partnership.id, ask="?kind=hours")
    assert reverse("reciprocity:entry", args=[one.id]) in behind
    assert "<h1>Hours: 1,900</h1>" in opened
    for told in ("cahier du nursing", "Sr Albertine Nsimba", "1 January 2025", "31 December 2025"):
        assert told in opened, told


def test_a_year_shows_what_began_in_it(going: Cast) -> None:
    said(going, amount=D(610))
    said(going, amount=D(40), from_date=date(2024, 12, 20), to_date=date(2025, 1, 10))
    said(going, "cost", domain="staff", words="Deux gardes", from_date=date(2024, 12, 20), to_date=date(2024, 12, 21))

    all_years, one, other = (
        page(going.lotte, "ledger", going.partnership.id, ask=ask) for ask in ("", "?year=2024", "?year=2025")
    )

    assert ("650" in all_years, "Deux gardes" in all_years) == (True, True)
    assert (">40<" in one, "Deux gardes" in one) == (True, True)
    assert (">610<" in other, "Deux gardes" in other) == (True, False)
    for nonsense in ("?year=1999", "?year=x", "?between=x~y", "?year=99999"):
        assert "650" in page(going.lotte, "ledger", going.partnership.id, ask=nonsense)


def test_the_records_stand_beside_and_open_to_the_sessions_they_were_counted_from(going: Cast) -> None:
    activity = planned(going)
    listed(going, held(going, activity))
    said(going, amount=D(7))

    text = page(going.mireille, "ledger", going.partnership.id)
    beside = text.split('id="records"')[1]
    address = beside.split('href="')[1].split('"')[0].replace("&amp;", "&")
    behind = browser(going.mireille).get(address).content.decode()

    assert ("1 session" in beside, "4 days" in beside, "3 came" in beside) == (True, True, True)
    assert reverse("activities:activity", args=[activity.id]) in behind
    assert "4 days" not in text.split('id="records"')[0].split("<h2>What each side says</h2>")[1]
    assert "No session was held yet." in page(going.mireille, "records", going.partnership.id, ask="?led=visitor")


def test_of_three_partners_two_stand_beside_each_other(going: Cast) -> None:
    three = partnerships.propose(
        key=ids.named("three"),
        name="À trois",
        kind="regional",
        partners=[going.lukanga, going.wilgenbeke, going.sonwerou],
        works_at=[going.lukanga],
        deed=OPERATOR,
    )
    going.partnership = three
    said(going, amount=D(11))
    said(going, amount=D(22), partner=going.sonwerou)

    text = page(going.albertine, "ledger", three.id)
    (other,) = [
        browser(going.albertine).get(address).content.decode()
        for address in _addresses(text)
        if "between=" in address and str(going.wilgenbeke.id) in address and str(going.lukanga.id) in address
    ]

    assert text.count(" ⇄ ") == 3
    assert [(">11<" in one, ">22<" in one) for one in (text, other)] == [(False, True), (True, False)]
    form = browser(going.albertine).get(reverse("reciprocity:say", args=[three.id, "idea"])).content.decode()
    chosen = reverse("reciprocity:say", args=[three.id, "idea"]) + f"?about={going.wilgenbeke.id}"
    assert f'value="{going.wilgenbeke.id}" selected' in browser(going.albertine).get(chosen).content.decode()
    assert f'value="{going.sonwerou.id}"' in form and f'value="{going.wilgenbeke.id}"' in form


def _addresses(text: str) -> set[str]:
    """Every address that a page leads to, other than the years of the two who stand there already."""
    found = {unquote(part.split('"')[0].replace("&amp;", "&")) for part in text.split('href="')[1:]}
    return {one for one in found if "year=" not in one and "/said/" not in one}


def typed(text: object, **more: str) -> dict[str, str]:
    """What Sister Albertine types."""
    usual = {"amount": "1 940,5", "from_date": "2025-01-01", "last_day": "2025-12-31", "source": "cahier"}
    return {**usual, "language": "fr", "base": base_on(text), **more}  # type: ignore[arg-type]


def _hidden(text: str, name: str) -> str:
    return text.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]


def test_one_thing_is_written_down_and_two_presses_are_one(going: Cast) -> None:
    client, address = (
        browser(going.albertine),
        reverse("reciprocity:say", args=[going.partnership.id, "hours"]) + "?way=gave",
    )
    answer = client.get(address)
    text = answer.content.decode()
    sent = typed(answer, **{name: _hidden(text, name) for name in ("on_behalf_of", "partner")})

    answers = [client.post(address, sent) for _ in range(2)]

    one = Entry.objects.get()
    assert [answer["Location"] for answer in answers] == [reverse("reciprocity:entry", args=[one.id])] * 2
    assert (one.amount, one.from_date, one.to_date) == (D("1940.50"), date(2025, 1, 1), date(2026, 1, 1))
    assert "Read by everybody of" in text


def test_what_cannot_be_kept_is_said_beside_its_question_and_nothing_is_lost(going: Cast) -> None:
    client, address = (
        browser(going.albertine, "en"),
        reverse("reciprocity:say", args=[going.partnership.id, "money"]) + "?way=gave",
    )
    answer = client.get(address)
    sides = {name: _hidden(answer.content.decode(), name) for name in ("on_behalf_of", "partner")}

    for wrong, field in [
        ({"currency": "zzz"}, "currency"),
        ({"amount": "-3", "currency": "EUR"}, "amount"),
        ({"amount": "many", "currency": "EUR"}, "amount"),
        ({"source": "", "currency": "EUR"}, "source"),
        ({"last_day": "2024-12-30", "currency": "EUR"}, "last_day"),
        ({"last_day": "2027-12-30", "currency": "EUR"}, "last_day"),
        ({"comes_from": f"goal:{NOWHERE}", "currency": "EUR"}, "comes_from"),
    ]:
        text = client.post(address, typed(answer, **sides, **wrong)).content.decode()
        assert f'id="id_{field}_error"' in text, field
        assert 'value="2025-01-01"' in text, field
    kept = client.post(address, typed(answer, **sides, currency="usd"))

    assert kept.status_code == 302
    assert Entry.objects.get().currency == "USD"


def test_without_a_direction_one_chooses_first(going: Cast) -> None:
    address = reverse("reciprocity:say", args=[going.partnership.id, "hours"])

    for ask in ("", "?way=sideways"):
        answer = browser(going.albertine).get(address + ask)
        assert (answer.status_code, answer["Location"]) == (
            302,
            reverse("reciprocity:choose", args=[going.partnership.id]),
        )


def test_it_is_put_right_from_what_it_said_and_both_stay_readable(going: Cast) -> None:
    activity = planned(going)
    one = said(going, amount=D(1720), words="Accueillir", language="fr", activity=activity)
    client, address = browser(going.albertine, "en"), reverse("reciprocity:correct", args=[one.id])
    answer = client.get(address)
    text = answer.content.decode()

    assert ('value="1720"' in text, "Accueillir" in text, f'value="activity:{activity.id}" selected' in text) == (
        True,
        True,
        True,
    )
    sent = typed(answer, amount="720", why="Un 1 de trop", comes_from=f"activity:{activity.id}")
    places = [client.post(address, sent)["Location"] for _ in range(2)]
    late = client.post(address, {**sent, "base": "", "why": "Encore"}).content.decode()

    two = Entry.objects.get(replaces=one)
    assert places == [reverse("reciprocity:entry", args=[two.id])] * 2
    assert "put this right or took it back meanwhile" in late and "Encore" in late
    before, after = page(going.lotte, "entry", one.id), page(going.lotte, "entry", two.id)
    assert ("Un 1 de trop" in before, reverse("reciprocity:entry", args=[two.id]) in before) == (True, True)
    assert ("1,720" in after, "Un 1 de trop" in after) == (True, True)
    assert reverse("reciprocity:correct", args=[one.id]) not in page(going.albertine, "entry", one.id)


def test_it_is_taken_back_with_a_reason(going: Cast) -> None:
    one = said(going)
    client, address = browser(going.makiese, "en"), reverse("reciprocity:take_back", args=[one.id])
    base = base_on(client.get(address))

    silent = client.post(address, {"reason": "", "base": base})
    places = [client.post(address, {"reason": "Deux fois", "base": base}).status_code for _ in range(2)]

    assert (silent.status_code, places, Withdrawal.objects.count()) == (200, [302, 302], 1)
    assert "Deux fois" in page(going.lotte, "entry", one.id)
    assert "610" not in page(going.lotte, "ledger", going.partnership.id)


def test_an_empty_ledger_teaches_who_may_write(going: Cast) -> None:
    button = reverse("reciprocity:choose", args=[going.partnership.id])

    assert button in page(going.albertine, "ledger", going.partnership.id)
    assert button not in page(going.mireille, "ledger", going.partnership.id)


@pytest.mark.once
def test_one_entry_or_forty_cost_the_same_and_a_page_has_thirty(going: Cast) -> None:
    said(going, "idea")
    client, there = browser(going.lotte), going.partnership.id
    addresses = [reverse(f"reciprocity:{name}", args=[there]) for name in ("ledger", "said")]
    for address in addresses:
        client.get(address)
    few = [queries_of(client, address) for address in addresses]

    for number in range(40):
        said(going, "idea", words=f"Idée {number}")
    many = [queries_of(client, address) for address in addresses]

    assert many == few
    assert max(many) <= AT_MOST
    behind = client.get(addresses[1]).content.decode()
    assert behind.count('href="/reciprocity/') == 30
    for address in addresses:
        assert first_view_bytes(browser(going.lotte).get(address, headers={"accept-encoding": "br"})) <= FIRST_VIEW


@pytest.mark.once
def test_thirty_long_entries_stay_a_light_page_and_open_whole(going: Cast) -> None:
    chance = random.Random(7)
    kinds = [("idea", {}), ("benefit", {"domain": "teamwork"}), ("cost", {"domain": "staff"})]
    for _ in range(12):
        for kind, more in kinds:
            long = " ".join("".join(chance.choices("aeiounrstl", k=chance.randint(3, 9))) for _ in range(300))
            one = said(going, kind, words=long, **more)
            also_said(going, kind, words=long, **more)
        said(going, amount=D(chance.randint(1, 900)), source="".join(chance.choices("aeiounrstl ", k=290)))

    for kind, currency in [("visits", ""), ("days", ""), ("taught", ""), ("money", "EUR"), ("money", "CDF")]:
        said(going, kind, currency=currency, amount=D(chance.randint(1, 900)))
        also_said(going, kind, currency=currency, amount=D(chance.randint(1, 900)))

    for name in ("ledger", "said"):
        answer = browser(going.lotte).get(
            reverse(f"reciprocity:{name}", args=[going.partnership.id]), headers={"accept-encoding": "br"}
        )
        assert (size := first_view_bytes(answer)) <= FIRST_VIEW, (name, size)
    assert long in page(going.lotte, "entry", one.id)
    assert long not in page(going.lotte, "said", going.partnership.id)


def test_words_are_found_by_the_partners_people_alone_while_they_stand(going: Cast) -> None:
    one = said(going, "idea", words="La fiche de stock, lue à deux.")

    def finds(person: Person | None) -> bool:
        return (
            reverse("reciprocity:entry", args=[one.id])
            in browser(person).get("/search/", {"q": "fiche"}).content.decode()
        )

    assert [finds(person) for person in (going.mireille, going.lotte, going.rekia, None)] == [True, True, False, False]
    actions.take_back(entry=one, reason="Pas la nôtre", deed=by(going.albertine))
    assert not finds(going.mireille)


def test_a_correction_keeps_only_words_that_stand_in_search(going: Cast) -> None:
    one = said(going, "idea", words="La fiche de stock.")
    two = actions.correct(
        entry=one, why="mieux dit", words="Le cahier de stock.", language="fr", **YEAR, deed=by(going.albertine)
    )

    text = browser(going.mireille).get("/search/", {"q": "stock"}).content.decode()
    assert reverse("reciprocity:entry", args=[two.id]) in text
    assert reverse("reciprocity:entry", args=[one.id]) not in text
