"""Pages of programmes: open to everybody, attributed, few queries, keys for who holds them."""

import re

import pytest

from partnerhood.ground.operations.models import Operation
from partnerhood.pathway.programmes.models import Programme, Result
from tests.cast import Cast, agreed_goal, by
from tests.pathway.programmes.activities import activity, bring_in, result, transaction
from tests.pathway.programmes.test_keys import OURS, THEIRS, _identify, promised, sign, told
from tests.visits import AT_MOST, browser, queries_of

pytestmark = pytest.mark.django_db
__all__ = ["promised"]


def page(address: str, person: object = None, language: str = "en") -> str:
    """What somebody reads at an address, without line breaks."""
    answer = browser(person, language).get(address)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def of(programme: Programme) -> str:
    """The address of a programme."""
    return f"/programmes/{programme.id}/"


def test_a_programme_says_who_published_it_and_that_nobody_agreed_yet(who: Cast) -> None:
    read = page(of(bring_in()))

    assert "Published by Samenwaarts in IATI" in read
    assert "published, not yet agreed by its partners here" in read
    assert "waits for the signatures of" in read
    for shown in (
        "Newborn care 1",
        "Nurses learn",
        "DR Congo",
        "Basic health care",
        "1,250.50 EUR",
        "20 % (2024)",
        "35 %",
        "60 %",
    ):
        assert shown in read, shown


def test_a_programme_reads_in_the_readers_language_and_says_when_its_words_do_not(who: Cast) -> None:
    both = activity(title={"en": "Newborn care", "fr": "Soins aux nouveau-nés"})
    read = page(of(bring_in(both)), language="fr")

    assert "Soins aux nouveau-nés" in read
    assert 'lang="en"' in read


def test_words_from_a_file_are_shown_and_never_run(who: Cast) -> None:
    evil = "<script>alert(1)</script>"
    told_ = activity(
        title={"en": evil},
        descriptions=[{"text": {"und": evil}}],
        participants=[{"role": "4", "name": {"en": evil}}],
        documents=[{"address": 'https://example.org/"><script>', "title": {"en": evil}}],
        results=[result(evil)],
        transactions=[transaction(description={"en": evil})],
    )
    programme = bring_in(told_)

    for address in (
        of(programme),
        f"{of(programme)}money/",
        f"/programmes/results/{Result.objects.get().id}/",
        "/programmes/",
    ):
        assert "<script>" not in page(address)
    assert 'rel="noopener' in page(of(programme))


def test_a_programme_with_nothing_in_it_is_still_a_page(who: Cast) -> None:
    bare = {"identifier": "X-1", "reporter": {"identifier": "X"}, "title": {"und": "Bare"}}

    read = page(of(bring_in(bare)))

    for shown in ("names no results", "tells of no money", "names nobody"):
        assert shown in read


def test_sums_open_and_currencies_are_never_mixed(who: Cast) -> None:
    dollars = transaction("99", money={"amount": "99", "currency": "USD"})
    programme = bring_in(activity(transactions=[transaction("10"), transaction("-4"), dollars]))

    read = page(of(programme))
    entries = page(f"{of(programme)}money/?kind=transaction&type=3&currency=EUR")

    assert "6 EUR" in read
    assert "99 USD" in read
    assert "2 transactions, by their day; corrections count below zero" in read
    assert "99 USD" not in entries
    assert "-4 EUR" in entries


def test_programmes_are_found_by_country_sector_organisation_and_words(who: Cast) -> None:
    bring_in(activity(1))
    other = activity(2, countries=[{"code": "BJ"}], sectors=[{"code": "12281"}], participants=[])
    bring_in({**other, "title": {"en": "Training in Parakou"}})
    doer = Programme.objects.get(name="Newborn care 1").participants[1]["organisation"]

    found = {
        asked: [name in page(f"/programmes/?{asked}") for name in ("Newborn care 1", "Training in Parakou")]
        for asked in (
            "",
            "country=BJ",
            "sector=12220",
            f"organisation={doer}",
            "q=kivuma",
            "q=parakou+training",
            "q=nothing",
        )
    }

    assert found == {
        "": [True, True],
        "country=BJ": [False, True],
        "sector=12220": [True, False],
        f"organisation={doer}": [True, False],
        "q=kivuma": [True, False],
        "q=parakou+training": [False, True],
        "q=nothing": [False, False],
    }


@pytest.mark.once
def test_a_list_costs_the_same_with_one_row_and_with_many(who: Cast) -> None:
    bring_in(activity(1))
    client = browser(who.lotte)
    one = queries_of(client, "/programmes/")

    for number in range(2, 34):
        bring_in(activity(number))

    assert queries_of(client, "/programmes/") == one <= AT_MOST
    assert "1–30 of 33" in page("/programmes/")
    assert "Newborn care" in page("/programmes/?page=2")


@pytest.mark.once
def test_a_programme_costs_the_same_however_much_is_in_it(who: Cast) -> None:
    small = bring_in(activity(1))
    many = [result(f"result {number}") for number in range(40)]
    paid = [transaction(str(number + 1), f"20{number % 20 + 10}-01-01") for number in range(60)]
    large = bring_in(
        activity(2, results=many, transactions=paid, related_activities=[{"identifier": small.identifier}])
    )
    client = browser(who.lotte)
    client.get(of(small))

    assert queries_of(client, of(small)) <= AT_MOST
    assert queries_of(client, of(large)) <= AT_MOST
    assert queries_of(client, f"{of(large)}money/") <= AT_MOST
    assert "result 30" not in page(of(large))
    assert "result 30" in page(f"{of(large)}?page=2")
    assert small.name in page(of(large))


def test_a_result_costs_few_queries_and_shows_its_keys(who: Cast, promised: Result) -> None:
    address = f"/programmes/results/{promised.id}/"
    sign(promised, who.wilgenbeke, who.katrien)
    client = browser(who.makiese)
    client.get(address)

    assert queries_of(client, address) <= AT_MOST
    assert "Read and sign" in page(address, who.makiese)
    assert "prof. Katrien" in page(address, who.makiese)
    for other in (None, who.rekia, who.lotte):
        assert "Read and sign" not in page(address, other)
    assert "prof. Katrien" not in page(address)


def test_keys_are_turned_on_the_page_by_who_holds_them(who: Cast, promised: Result) -> None:
    address = f"/programmes/results/{promised.id}/signature/"
    for stranger in (None, who.rekia, who.lotte, who.mireille, who.suspended):
        assert browser(stranger).get(address).status_code == 404
    for person, organisation in ((who.katrien, who.wilgenbeke), (who.makiese, who.lukanga)):
        client = browser(person)
        assert client.get(address).status_code == 200
        said = {"wording": promised.wording.fingerprint, "on_behalf_of": str(organisation.id)}
        assert client.post(address, said).status_code == 302

    assert "agreed by all partners" in page(f"/programmes/results/{promised.id}/")
    assert browser(who.katrien).get(address).status_code == 302


def test_words_that_changed_meanwhile_are_shown_before_they_are_signed(who: Cast, promised: Result) -> None:
    address = f"/programmes/results/{promised.id}/signature/"
    said = {"wording": promised.wording.fingerprint, "on_behalf_of": str(who.lukanga.id)}
    harder = result()
    harder["indicators"][0]["periods"][0]["targets"] = [{"value": "80"}]
    bring_in(told(results=[harder]), who.network)

    answer = browser(who.makiese).post(address, said)

    body = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>60</del>" in body and "<ins>80</ins>" in body
    assert Result.objects.get().wording.fingerprint in body


def test_a_key_is_taken_back_on_the_page(who: Cast, promised: Result) -> None:
    sign(promised, who.lukanga, who.makiese)
    address = f"/programmes/results/{promised.id}/withdrawal/"
    said = {"reason": "The money went elsewhere", "on_behalf_of": str(who.lukanga.id)}

    assert browser(who.rekia).get(address).status_code == 404
    assert browser(who.makiese).get(address).status_code == 200
    assert browser(who.makiese).post(address, said).status_code == 302
    assert "Taken back" in page(f"/programmes/results/{promised.id}/")


def test_a_goal_is_laid_beside_a_result_and_taken_away(who: Cast, promised: Result) -> None:
    goal = agreed_goal(who)
    address = f"/programmes/results/{promised.id}/goals/"

    for stranger in (None, who.rekia, who.mireille):
        assert browser(stranger).get(address).status_code == 404
    client = browser(who.albertine)
    assert str(goal) in client.get(address).content.decode().replace("&#x27;", "'")
    assert client.post(address, {"goal": str(goal.id)}).status_code == 302
    link = promised.goal_links.get()
    assert browser(who.rekia).post(f"/programmes/goals/{link.id}/away/").status_code == 404
    assert client.post(f"/programmes/goals/{link.id}/away/").status_code == 302
    assert not promised.goal_links.exists()


def test_reading_writes_nothing(who: Cast, promised: Result) -> None:
    before = Operation.objects.count()

    for address in ("/programmes/", of(promised.programme), f"/programmes/results/{promised.id}/"):
        page(address, who.makiese)

    assert Operation.objects.count() == before


def test_the_identifiers_of_the_cast_are_those_of_the_programme(who: Cast) -> None:
    _identify(who.wilgenbeke, OURS)
    _identify(who.lukanga, THEIRS)

    bring_in(told(), who.network, by(who.lotte))

    parties = {one["organisation"] for one in Programme.objects.get().participants}
    assert parties == {str(who.wilgenbeke.id), str(who.lukanga.id)}
