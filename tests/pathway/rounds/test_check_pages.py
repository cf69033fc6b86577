"""Pages of a health check, as somebody meets them."""

import pytest
from django.http import HttpResponse
from django.test import Client

from partnerhood.ground.operations.guard import building
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import actions as people
from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Proposal, Round, Score
from tests.cast import OPERATOR, Cast, by
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.pathway.rounds.checks import HONEST, QUESTIONS, agreed, check, held, laid, level, ours, promised, theirs
from tests.pathway.rounds.test_checks import FIRST
from tests.visits import AT_MOST, base_on, browser, queries_of

pytestmark = pytest.mark.django_db
CANARY = "ZEEVOGEL"


def opening(who: Cast, instrument: str = "health_check") -> str:
    return f"/partnerships/{who.partnership.id}/rounds/new/{instrument}/"


def page_of(which: Round, question: str = HONEST) -> str:
    return f"/rounds/{which.id}/domains/{question}/"


def said_page(page: HttpResponse) -> str:
    return page.content.decode().split("<main", 1)[1]


def answer(client: Client, which: Round, question: str, **given: str) -> HttpResponse:
    address = f"{page_of(which, question)}score/"
    start = client.get(address)
    first = start.context["form"].fields["on_behalf_of"].initial
    form = {"at": "why", "level": "2", "language": "nl", "minutes": "3", "on_behalf_of": str(first), **given}
    return client.post(address, {"base": base_on(start), **form})


def test_a_check_is_opened_from_its_page_which_says_how_long_it_takes(who: Cast) -> None:
    lotte = browser(who.lotte)
    rounds = said_page(lotte.get(f"/partnerships/{who.partnership.id}/rounds/"))
    page = lotte.get(opening(who))
    answers = [lotte.post(opening(who), {"base": base_on(page)}) for _double_click in range(2)]

    assert opening(who) in rounds and "25 minutes" in rounds
    assert "10 questions, 25 minutes for each who answers." in said_page(page)
    assert "Apache-2.0" in said_page(page)
    assert [one.url for one in answers] == [f"/rounds/{Round.objects.get().id}/"] * 2
    for wrong in ("five_conditions", "ladder", "horoscope"):
        assert lotte.get(opening(who, wrong)).status_code == 404
    for stranger in (who.mireille, who.rekia, who.suspended, None):
        assert browser(stranger).get(opening(who)).status_code == 404
        assert browser(stranger).post(opening(who)).status_code == 404


def test_the_pages_of_a_check_open_for_the_partners_and_for_nobody_else(who: Cast) -> None:
    which = check(who)
    addresses = [f"/rounds/{which.id}/", page_of(which)]
    missing = browser(who.rekia).get(f"/rounds/{who.lukanga.id}/")

    for address in addresses:
        for person in (who.mireille, who.makiese, who.lotte):
            assert browser(person).get(address).status_code == 200, address
        for stranger in (who.rekia, who.suspended, None):
            assert browser(stranger).get(address).status_code == 404, address
    unseen = browser(who.rekia).get(addresses[0]).content.decode().replace(str(which.id), str(who.lukanga.id))
    assert unseen == missing.content.decode()
    assert browser(who.mireille).get(f"{page_of(which)}score/").status_code == 404
    assert browser(who.makiese).get(f"/rounds/{which.id}/domains/newborn_care/").status_code == 404


def test_one_question_after_another_is_answered_on_one_page_each(who: Cast) -> None:
    which, makiese = check(who), browser(who.makiese)
    start = said_page(makiese.get(f"{page_of(which, QUESTIONS[0])}score/"))
    silent = answer(makiese, which, QUESTIONS[0], level="")
    bare = answer(makiese, which, QUESTIONS[0], level="3")
    lost = answer(makiese, which, QUESTIONS[0], level="5")
    first = answer(makiese, which, QUESTIONS[0], level="3", look="la liste", others="directeur, infirmière")

    assert "question 1 of 10" in start and "25 minutes" in start
    assert "Work starts from what is offered." in start
    assert silent.context["form"].errors and bare.context["form"].errors and lost.context["form"].errors
    assert first.url == f"{page_of(which, QUESTIONS[1])}score/"
    assert "directeur, infirmière" in said_page(makiese.get(first.url))
    assert "directeur, infirmière" not in said_page(browser(who.lotte).get(first.url))
    for question in QUESTIONS[1:]:
        last = answer(makiese, which, question, level="do_not_know")
    assert last.url == f"/rounds/{which.id}/"
    assert Score.objects.filter(round=which).count() == len(QUESTIONS)
    assert [one["function"] for one in Score.objects.get(domain=QUESTIONS[0]).scorers] == ["directeur", "infirmière"]


def test_what_was_written_waits_and_a_correction_finds_the_level_again(who: Cast) -> None:
    which, makiese = check(who), browser(who.makiese)
    later = answer(makiese, which, HONEST, level="1", words=CANARY, back="later")
    back = said_page(makiese.get(f"{page_of(which)}score/"))
    answer(makiese, which, HONEST, level="1", words=CANARY)
    again = makiese.get(f"{page_of(which)}score/")

    assert later.url == f"/rounds/{which.id}/"
    assert CANARY in back
    assert again.context["form"].initial["level"] == "1"
    assert CANARY not in said_page(browser(who.lotte).get(f"{page_of(which)}score/"))


def test_no_page_shows_the_other_answer_before_ones_own_is_in(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1, words=CANARY)
    pages = [f"/rounds/{which.id}/", page_of(which), f"{page_of(which)}score/", f"/rounds/{which.id}/plan/"]
    before = [said_page(browser(who.lotte).get(address)) for address in pages]
    theirs(who, which, 3)
    after = said_page(browser(who.lotte).get(page_of(which)))
    table = said_page(browser(who.lotte).get(f"/rounds/{which.id}/"))

    assert not any(CANARY in page for page in before)
    assert not any("Saying no is not done." in page for page in (before[0], before[1]))
    assert CANARY in after and "1 · Saying no is not done." in after
    assert "3 · People say no, and nothing happens to them." in after
    assert "Far apart: talk about this first." in table and "1 · Saying no is not done." in table


def test_a_level_is_laid_signed_and_closed_on_its_pages(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    theirs(who, which, 3)
    lotte, katrien, makiese = browser(who.lotte), browser(who.katrien), browser(who.makiese)
    here = lotte.get(page_of(which))
    proposal = {"base": base_on(here), "on_behalf_of": str(who.wilgenbeke.id), "language": "nl", "words": "Samen"}
    too_high = lotte.post(f"{page_of(which)}step/", {**proposal, "step": "5"})
    done = lotte.post(f"{page_of(which)}step/", {**proposal, "step": "2"})
    key = Proposal.objects.get()
    for client, side in ((katrien, who.wilgenbeke), (makiese, who.lukanga)):
        address = f"/rounds/steps/{key.id}/signature/"
        page = client.get(address)
        turned = {"wording": key.wording.fingerprint, "on_behalf_of": str(side.id), "base": base_on(page)}
        assert "2 · No is said through silence or delay." in said_page(page)
        assert client.post(address, turned).status_code == 302
    early = lotte.post(f"/rounds/{which.id}/closing/", {"all_the_same": "on"})
    promised(who, which)
    late = lotte.post(f"/rounds/{which.id}/closing/", {"all_the_same": "on", "base": base_on(early)})

    assert too_high.context["propose"].errors
    assert (done.status_code, early.status_code, late.status_code) == (302, 200, 302)
    assert "Open points" in said_page(lotte.get(f"/partnerships/{who.partnership.id}/open-points/"))
    assert "how we work together" in said_page(lotte.get(f"/partnerships/{who.partnership.id}/open-points/"))


def test_the_next_check_says_what_was_agreed_the_time_before(who: Cast) -> None:
    held(who, {HONEST: 1}, FIRST)
    again = check(who)

    page = said_page(browser(who.lotte).get(page_of(again)))

    assert "Agreed the time before: Saying no is not done." in page
    assert "Lotte" in said_page(browser(who.lotte).get(f"/rounds/{again.id}/"))


def test_what_waits_is_said_on_ones_own_page(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    theirs(who, which, 1)
    laid(who, which, 1)

    assert "has not answered 9 questions about working together yet" in said_page(browser(who.lotte).get("/my/"))
    assert "the level for “Honest words” waits for your key" in said_page(browser(who.katrien).get("/my/"))


def test_nothing_of_a_check_stands_on_a_page_for_everybody(who: Cast) -> None:
    which = check(who)
    agreed(who, which, 1)
    promised(who, which)
    public = ["/", f"/hospitals/{who.lukanga.id}/", f"/partnerships/{who.partnership.id}/"]
    public += [f"/networks/{who.network.id}/", f"/hospitals/{who.lukanga.id}/staircases/", "/search/?q=honest"]

    for address in public:
        page = browser(None).get(address)
        assert not any(word in page.content.decode() for word in ("Honest words", "Saying no", "health check", CANARY))


@pytest.mark.once
def test_a_check_costs_no_more_than_a_page_may(who: Cast) -> None:
    which = check(who)
    for question in QUESTIONS:
        ours(who, which, 1, question)
        theirs(who, which, 4, question)
    laid(who, which, 2)
    promised(who, which)
    lotte = browser(who.lotte)

    rounds = f"/partnerships/{who.partnership.id}/rounds/"
    pages = [f"/rounds/{which.id}/", page_of(which), f"{page_of(which)}score/", opening(who), rounds, f"{rounds}new/"]
    for address in pages:
        assert queries_of(lotte, address) <= AT_MOST, address
        assert first_view_bytes(first_view(lotte, address)) <= FIRST_VIEW, address
    assert queries_of(browser(who.albertine), f"/hospitals/{who.lukanga.id}/") <= AT_MOST
    assert queries_of(browser(who.albertine), f"/organisations/{who.lukanga.id}/hours/") <= AT_MOST


def test_a_round_that_asks_of_a_questionnaire_we_do_not_know_shows_its_codes(who: Cast) -> None:
    which = check(who)
    agreed(who, which, 1)
    with building():
        Round.objects.filter(pk=which.id).update(instrument="of_a_newer_node")

    assert "honest_words" in said_page(browser(who.lotte).get(f"/rounds/{which.id}/"))
    assert queries.of_round(Round.objects.get()).code == "of_a_newer_node"


def test_where_many_answer_the_middle_of_the_others_stands_beside_who_coordinates(who: Cast) -> None:
    fourth = organisations.found(key=ids.named("fourth"), name="Hogeschool Beekland", kind="college", deed=OPERATOR)
    teacher = people.welcome(organisation=fourth, name="Ann", kind="coordinator", deed=OPERATOR)
    sides = [who.lukanga, who.sonwerou, fourth, who.wilgenbeke]
    city = partnerships.propose(
        key=ids.named("city"),
        name="Zorgstad",
        kind="city-network",
        network=who.network,
        partners=sides,
        works_at=[who.lukanga],
        deed=OPERATOR,
    )
    codes = list(queries.questionnaires()["five_conditions"].items)
    which = actions.open(partnership=city, instrument="five_conditions", domains=codes, deed=by(who.lotte))
    levels = zip(sides, (who.makiese, who.rekia, teacher, who.lotte), (1, 2, 2, 4), strict=True)
    for side, person, mark in levels:
        said = {"domain": "one_agenda", "on_behalf_of": side, "content": level(mark)}
        actions.score(round=which, **said, deed=by(person))

    page = said_page(browser(who.lotte).get(page_of(which, "one_agenda")))

    assert queries.sides(which)[0].name == "UZ Wilgenbeke"
    assert "The middle of what the others say: 2 · There is a shared text that few know." in page
    assert "What one can count: Partners with at least one initiative on the agenda" in page
    assert "4 · As 3; something was stopped or changed to fit it." in page
    assert (
        browser(who.katrien).get(f"/partnerships/{who.partnership.id}/rounds/new/five_conditions/").status_code == 404
    )
    assert "Five conditions" in said_page(browser(who.katrien).get(f"/partnerships/{city.id}/rounds/"))
