"""Pages of a round, as somebody meets them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Proposal, Round, Score
from partnerhood.pathway.rounds.rules import Shown
from tests.cast import Cast, by
from tests.ground.records.test_photos import COLOURS, jpeg
from tests.pathway.rounds.story import opened, other, own, planned, proposed, signed
from tests.visits import browser as browser_of

pytestmark = pytest.mark.django_db
CANARY = "ZEEVOGEL"


def seen_by(person: Person | None) -> Client:
    """A browser in which somebody signed in."""
    browser = Client(SERVER_NAME="localhost")
    if person:
        account, _ = Account.objects.get_or_create(person=person, defaults={"email": f"{person.id}@example.org"})
        browser.force_login(account, backend="partnerhood.ground.people.cards.NameCardBackend")
    return browser


def addresses(who: Cast, which: Round) -> list[str]:
    here = f"/rounds/{which.id}/"
    return [f"/partnerships/{who.partnership.id}/rounds/", here, f"{here}domains/newborn_care/"]


def test_the_pages_open_for_the_partners_and_for_nobody_else(who: Cast) -> None:
    which = opened(who)

    for address in addresses(who, which):
        for person in (who.mireille, who.makiese, who.lotte):
            assert seen_by(person).get(address).status_code == 200, address
        for stranger in (who.rekia, who.suspended, None):
            assert seen_by(stranger).get(address).status_code == 404, address
    for address in (f"/rounds/{which.id}/plan/", f"/rounds/{which.id}/domains/newborn_care/score/"):
        assert seen_by(who.mireille).get(address).status_code == 404, address
        assert seen_by(who.makiese).get(address).status_code == 200, address


def test_no_page_shows_the_other_score_before_ones_own_is_in(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4, words=f"{CANARY} words", evidence=[Shown(words=f"{CANARY} roster")])
    score_page = f"/rounds/{which.id}/domains/newborn_care/score/"
    lotte = seen_by(who.lotte)
    before = [lotte.get(address).content.decode() for address in [*addresses(who, which), score_page]]
    other(who, which, 2)
    after = lotte.get(f"/rounds/{which.id}/domains/newborn_care/").content.decode()

    assert not any(CANARY in page or "check ourselves" in page.split("<form")[0] for page in before)
    assert CANARY in after


def test_a_score_is_given_one_question_after_another(who: Cast) -> None:
    which = opened(who)
    address = f"/rounds/{which.id}/domains/newborn_care/score/"
    browser = seen_by(who.makiese)
    base = browser.get(address).context["form"].initial["base"]

    second = browser.post(address, {"base": base, "at": "keeps_it_going", "keeps_it_going": "3"})
    third = browser.post(address, {"base": base, "at": "as_agreed", "keeps_it_going": "3", "as_agreed": "2"})
    whole = {
        "base": base,
        "at": "why",
        "keeps_it_going": "3",
        "as_agreed": "2",
        "words": "La nuit aussi",
        "look": "tableau\nregistre",
        "ward": "infirmière",
        "others": "directeur",
        "minutes": "7",
        "language": "fr",
        "on_behalf_of": str(who.lukanga.id),
    }
    done = [browser.post(address, whole).status_code for _ in range(2)]

    assert (second.context["stage"], third.context["stage"]) == ("as_agreed", "why")
    assert done == [302, 302]
    kept = Score.objects.get()
    assert (kept.keeps_it_going, kept.as_agreed, kept.minutes) == ("3", "2", 7)
    assert [one["words"] for one in kept.evidence] == ["tableau", "registre"]


def test_a_refused_score_loses_nothing(who: Cast) -> None:
    which = opened(who)
    address = f"/rounds/{which.id}/domains/newborn_care/score/"
    said = {
        "at": "why",
        "keeps_it_going": "4",
        "as_agreed": "4",
        "words": "Mots à garder",
        "language": "fr",
        "ward": "infirmière",
        "others": "directeur",
        "on_behalf_of": str(who.lukanga.id),
    }

    page = seen_by(who.makiese).post(address, said)

    assert page.status_code == 200
    assert "Mots à garder" in page.content.decode()
    assert list(page.context["form"].errors) == ["look"]
    assert not Score.objects.exists()


def test_from_a_proposal_to_both_keys_and_the_close(who: Cast) -> None:
    which = opened(who, ["newborn_care"])
    own(who, which, 2)
    other(who, which, 4)
    lotte, makiese, katrien = seen_by(who.lotte), seen_by(who.makiese), seen_by(who.katrien)
    here = f"/rounds/{which.id}/domains/newborn_care/"
    side = {"on_behalf_of": str(who.wilgenbeke.id)}

    assert (
        lotte.post(f"{here}words/", {**side, "kind": "seen", "words": "De nacht", "language": "nl"}).status_code == 302
    )
    step = {**side, "step": "2", "target": "4", "target_date": "2027-12-31", "words": "Samen gezien", "language": "nl"}
    assert lotte.post(f"{here}step/", step).status_code == 302
    laid = Proposal.objects.get()
    for browser, house in ((katrien, who.wilgenbeke), (makiese, who.lukanga)):
        page = browser.get(f"/rounds/steps/{laid.id}/signature/")
        read = page.context["fresh"].initial["wording"]
        answer = browser.post(f"/rounds/steps/{laid.id}/signature/", {"wording": read, "on_behalf_of": str(house.id)})
        assert answer.status_code == 302
    early = makiese.post(f"/rounds/{which.id}/closing/", {"close": "yes"})
    plan = {
        "what": "Former",
        "owner": "Sr Albertine",
        "owner_of": str(who.lukanga.id),
        "by_date": "2090-01-01",
        "language": "fr",
    }
    assert makiese.post(f"/rounds/{which.id}/plan/", plan).status_code == 302
    late = makiese.post(f"/rounds/{which.id}/closing/", {"close": "yes"})

    assert (early.status_code, late.status_code) == (200, 302)
    assert [one.step for one in queries.agreed_in(which)] == [2]
    assert Round.objects.get().closed_at
    for address in addresses(who, which):
        assert makiese.get(address).status_code == 200


def test_a_wording_that_changed_is_shown_and_not_signed(who: Cast) -> None:
    which = opened(who)
    own(who, which, 2)
    other(who, which, 3)
    first = proposed(who, which, 2)
    second = proposed(who, which, 3)

    page = seen_by(who.makiese).post(
        f"/rounds/steps/{first.id}/signature/",
        {"wording": first.wording.fingerprint, "on_behalf_of": str(who.lukanga.id)},
    )

    assert page.status_code == 200
    assert page.context["fresh"].initial["wording"] == second.wording.fingerprint
    assert queries.agreed_in(which) == []


def test_an_action_is_ended_on_its_page(who: Cast) -> None:
    which = planned(who, opened(who))
    action = queries.actions_of(which).get()
    address = f"/rounds/actions/{action.id}/end/"

    assert seen_by(who.lotte).get(address).status_code == 404
    browser = seen_by(who.makiese)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"ending": "dropped"}).context["form"].errors
    assert browser.post(address, {"ending": "done", "words": "fait", "language": "fr"}).status_code == 302


@pytest.mark.once
def test_a_list_of_rounds_asks_as_often_for_many_as_for_one(who: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    which = opened(who, ["newborn_care"])
    own(who, which, 2)
    other(who, which, 2)
    signed(who, proposed(who, which))
    planned(who, which)
    actions.close(round=which, deed=by(who.makiese))
    opened(who)

    with django_assert_max_num_queries(5):
        queries.told(who.partnership.id)


def test_opening_a_round_from_its_page(who: Cast) -> None:
    browser = seen_by(who.lotte)
    address = f"/partnerships/{who.partnership.id}/rounds/new/"

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"hospital": str(who.lukanga.id)}).context["form"].errors
    done = browser.post(address, {"hospital": str(who.lukanga.id), "domains": ["newborn_care", "maternity"]})

    assert done.status_code == 302
    assert Round.objects.get().domains == ["newborn_care", "maternity"]


def test_closing_with_a_domain_unscored_names_it_and_asks_once_more(who: Cast) -> None:
    which = planned(who, opened(who))
    own(who, which, 2)
    own(who, which, 2, "technique_it_maintenance")
    other(who, which, 2)
    signed(who, proposed(who, which))
    address, browser = f"/rounds/{which.id}/closing/", browser_of(who.makiese, "en")
    page = browser.get(address).content.decode()
    refused = browser.post(address)
    open_still = Round.objects.get().closed_at
    done = browser.post(address, {"all_the_same": "on"})
    closed = browser_of(who.lotte, "en").get(f"/rounds/{which.id}/").content.decode()
    domain = browser_of(who.lotte, "en").get(f"/rounds/{which.id}/domains/technique_it_maintenance/").content.decode()

    name = vocabulary.name("domains", "technique_it_maintenance", "en")
    assert f"Not scored by {who.wilgenbeke.known_as}: {name}." in page
    assert f"Not scored by {who.lukanga.known_as}" not in page
    assert list(refused.context["form"].errors) == ["all_the_same"]
    assert (open_still, done.status_code) == (None, 302)
    assert f"not scored by {who.wilgenbeke.known_as}" in closed
    assert "to score" not in closed
    assert "/score/" not in closed
    assert "Not scored before the round closed." in domain


def test_closing_asks_once_where_every_side_scored(who: Cast) -> None:
    which = planned(who, opened(who, ["newborn_care"]))
    own(who, which, 2)
    other(who, which, 2)
    signed(who, proposed(who, which))

    assert browser_of(who.makiese, "en").post(f"/rounds/{which.id}/closing/").status_code == 302
    assert Round.objects.get().closed_at


def test_the_score_page_says_what_is_needed_and_whose_team_is_meant(who: Cast) -> None:
    which = opened(who)
    address = f"/rounds/{which.id}/domains/newborn_care/score/"
    hospital, partner = browser_of(who.makiese, "en"), browser_of(who.lotte, "en")
    said = {"at": "as_agreed", "keeps_it_going": "3", "as_agreed": "3"}

    assert "are the team of" in partner.get(address).content.decode()
    assert "are the team of" not in hospital.get(address).content.decode()
    assert "What can one look at <small>needed from step 3</small>" in hospital.post(address, said).content.decode()


def test_coming_back_to_a_half_done_score_finds_what_was_given(who: Cast) -> None:
    which = opened(who)
    address = f"/rounds/{which.id}/domains/newborn_care/score/"
    makiese, albertine = seen_by(who.makiese), seen_by(who.albertine)
    makiese.post(address, {"at": "keeps_it_going", "keeps_it_going": "3"})

    back = makiese.get(address).context
    elsewhere = makiese.get(f"/rounds/{which.id}/domains/technique_it_maintenance/score/").context
    makiese.post(address, {"at": "as_agreed", "keeps_it_going": "3", "as_agreed": "2"})
    last = makiese.get(address)
    whole = {"at": "why", "keeps_it_going": "3", "as_agreed": "2", "ward": "infirmière", "others": "directeur"}
    said = {
        **whole,
        "language": "fr",
        "on_behalf_of": str(who.lukanga.id),
        "base": last.context["form"].initial["base"],
    }
    done = makiese.post(address, said)

    assert (back["stage"], back["marks"]) == ("as_agreed", {"keeps_it_going": "3"})
    assert (elsewhere["stage"], elsewhere["marks"]) == ("keeps_it_going", {})
    assert (last.context["stage"], albertine.get(address).context["marks"]) == ("why", {})
    assert (done.status_code, Score.objects.get().as_agreed) == (302, "2")
    assert makiese.get(address).context["marks"] == {}


def test_looking_at_a_score_page_keeps_nothing_and_nonsense_is_not_kept(who: Cast) -> None:
    which = opened(who)
    address = f"/rounds/{which.id}/domains/newborn_care/score/"
    makiese = seen_by(who.makiese)

    makiese.get(address, {"keeps_it_going": "3"})
    makiese.post(address, {"at": "keeps_it_going", "keeps_it_going": "seventeen"})

    assert "half-done scores" not in makiese.session
    assert makiese.get(address).context["stage"] == "keeps_it_going"


def at_why(who: Cast, **more: object) -> dict[str, object]:
    """What stands on the last page when one of its buttons is pressed."""
    typed = {"words": "Deux sur trois savent.", "look": "tableau de garde", "language": "fr", "ward": "infirmière"}
    marks = {"at": "why", "keeps_it_going": "2", "as_agreed": "3", "on_behalf_of": str(who.lukanga.id)}
    return {**marks, **typed, "others": "directeur", "minutes": "9", **more}


def test_what_is_written_on_the_last_page_is_there_when_one_comes_back_from_the_others(who: Cast) -> None:
    which = opened(who)
    page, makiese = f"/rounds/{which.id}/domains/newborn_care/score/", seen_by(who.makiese)

    back = makiese.post(page, at_why(who, back="as_agreed")).content.decode()
    assert 'name="as_agreed"' in back and "Deux sur trois" not in back
    there = makiese.post(page, {"at": "as_agreed", "keeps_it_going": "2", "as_agreed": "4"}).content.decode()

    for said in ("Deux sur trois savent.", "tableau de garde", 'value="infirmière"', 'value="directeur"', 'value="9"'):
        assert said in there
    assert 'name="as_agreed" value="4"' in there
    assert not Score.objects.exists()


def test_a_score_is_kept_for_later_with_its_photo_and_handed_in_another_time(who: Cast) -> None:
    which = opened(who)
    page, makiese = f"/rounds/{which.id}/domains/newborn_care/score/", seen_by(who.makiese)
    photo = SimpleUploadedFile("garde.jpg", jpeg(COLOURS), "image/jpeg")

    answer = makiese.post(page, at_why(who, back="later", file=photo))

    assert answer["Location"] == f"/rounds/{which.id}/"
    assert not Score.objects.exists()
    text = makiese.get(page).content.decode()
    name = re.search(r'name="file_name" value="([0-9a-f]{64})"', text)
    assert name and "Deux sur trois savent." in text
    assert "Deux sur trois" not in seen_by(who.albertine).get(page).content.decode()
    assert "Deux sur trois" not in seen_by(who.lotte).get(page).content.decode()
    makiese.post(page, at_why(who, file_name=name[1]))
    score = Score.objects.get()
    assert [one.get("file") for one in score.evidence if one.get("file")] == [name[1]]
    assert "half-done scores" not in makiese.session or which.id not in makiese.session["half-done scores"]


@pytest.mark.parametrize("back", ["later", "keeps_it_going", "nowhere"])
def test_only_who_scores_for_a_side_keeps_anything(who: Cast, back: str) -> None:
    which = opened(who)
    page = f"/rounds/{which.id}/domains/newborn_care/score/"

    for person in (who.rekia, who.suspended, None):
        assert seen_by(person).post(page, at_why(who, back=back)).status_code == 404


def test_what_is_too_long_is_kept_as_far_as_it_can_be_sent(who: Cast) -> None:
    which = opened(who)
    page, makiese = f"/rounds/{which.id}/domains/newborn_care/score/", seen_by(who.makiese)

    makiese.post(page, at_why(who, back="later", words="é" * 9000))

    assert "é" * 4000 in (text := makiese.get(page).content.decode()) and "é" * 4001 not in text
