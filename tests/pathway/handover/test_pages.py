"""Pages of a hand-over, as somebody meets them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.records import clock
from partnerhood.pathway.handover import actions, queries
from partnerhood.pathway.handover.models import Ending, Handover
from tests.cast import Cast, by
from tests.pathway.handover.story import OPEN, READY, asked, planned, ready, signed
from tests.pathway.rounds.story import whole
from tests.pathway.rounds.test_pages import seen_by

pytestmark = pytest.mark.django_db


def test_the_pages_open_for_the_partners_and_for_nobody_else(who: Cast) -> None:
    which = planned(who, asked(who))
    listed = f"/partnerships/{who.partnership.id}/hand-overs/"

    for address in (listed, f"/hand-overs/{which.id}/", f"/hand-overs/{which.id}/criteria/money/"):
        for person in (who.mireille, who.makiese, who.lotte):
            assert seen_by(person).get(address).status_code == 200, address
        for stranger in (who.rekia, who.suspended, None):
            assert seen_by(stranger).get(address).status_code == 404, address
    only = {
        f"{listed}new/": (who.makiese, who.albertine),
        f"{listed}otherwise/": (who.albertine, who.lotte),
        f"/hand-overs/{which.id}/plan/": (who.lotte, who.mireille),
        f"/hand-overs/{which.id}/signature/": (who.katrien, who.lotte),
        f"/hand-overs/{which.id}/criteria/money/answer/": (who.makiese, who.mireille),
        f"/hand-overs/{which.id}/known/": (who.makiese, who.mireille),
        f"/hand-overs/{which.id}/looks/6/": (who.lotte, who.mireille),
        f"/hand-overs/{which.id}/again/": (who.albertine, who.lotte),
        f"/hand-overs/{which.id}/not-yet/": (who.makiese, who.albertine),
    }
    for address, (may, may_not) in only.items():
        assert seen_by(may).get(address).status_code == 200, address
        assert seen_by(may_not).get(address).status_code == 404, address


def test_from_the_asking_to_both_keys(who: Cast) -> None:
    ready_one = ready(who)
    actions.take_back(handover=ready_one, words="encore", language="fr", deed=by(who.makiese))
    makiese, katrien = seen_by(who.makiese), seen_by(who.katrien)
    side = {"on_behalf_of": str(who.lukanga.id), "language": "fr"}
    with clock.at(READY):
        said = {"hospital": str(who.lukanga.id), "domain": "newborn_care", "words": "prêts", "language": "fr"}
        assert makiese.post(f"/partnerships/{who.partnership.id}/hand-overs/new/", said).status_code == 302
        which = Handover.objects.get(taken_back_at=None)
        here = f"/hand-overs/{which.id}/"
        answer = {**side, "met": "met", "words": "ligne 6.14"}
        assert makiese.post(f"{here}criteria/money/answer/", answer).status_code == 302
        plan = {
            **side,
            "owner": "Mireille",
            "deputy": "Bijou",
            "call": "Annelies",
            "half_1": "Former",
            "stops": "visite",
        }
        taken = {f"reason_{one}": "on y travaille" for one in OPEN if one != "money"}
        halfway = makiese.post(f"{here}plan/", {**plan, **taken, "stays": ["newsletter"]})
        days = {f"date_{one}": "2027-01-01" for one in OPEN if one != "money"}
        beside = {"beside_0": "Une grève en mars"}
        done = makiese.post(f"{here}plan/", {**plan, **taken, **days, **beside, "stays": ["newsletter"]})
        for browser, house in ((katrien, who.wilgenbeke), (makiese, who.lukanga)):
            page = browser.get(f"{here}signature/")
            sign = {"wording": page.context["fresh"].initial["wording"], "on_behalf_of": str(house.id)}
            assert browser.post(f"{here}signature/", sign).status_code == 302

    assert (halfway.status_code, done.status_code) == (200, 302)
    assert "Bijou" in halfway.content.decode()
    assert queries.row(which).state == "stands"
    assert makiese.get(here).status_code == 200


def test_an_open_criterion_is_named_where_one_signs(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which, *OPEN[:-1])
        browser = seen_by(who.makiese)
        page = browser.get(f"/hand-overs/{which.id}/signature/")
        read = page.context["fresh"].initial["wording"]
        refused = browser.post(
            f"/hand-overs/{which.id}/signature/", {"wording": read, "on_behalf_of": str(who.lukanga.id)}
        )
        shown = browser.get(f"/hand-overs/{which.id}/").content.decode()

    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert "La zone de santé le sait" in shown
    assert "La zone de santé le sait" in page.content.decode()
    assert page.context["open"] == [OPEN[-1]]
    assert "<br><b>La zone de santé le sait</b>" in page.content.decode()
    assert f'class="act" href="/hand-overs/{which.id}/"' in page.content.decode()
    assert 'name="wording"' not in page.content.decode()


def test_the_first_task_of_a_signatory_leads_to_the_criteria_and_never_to_a_closed_door(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which, *OPEN[:-1])
        browser = seen_by(who.katrien)
        home = browser.get("/my/").content.decode()
        here = browser.get(f"/hand-overs/{which.id}/")
        planned(who, which)
        sign = browser.get(f"/hand-overs/{which.id}/signature/").content.decode()

    assert f'href="/hand-overs/{which.id}/"' in home
    assert f"/hand-overs/{which.id}/signature/" not in home
    assert here.context["next"].href == f"/hand-overs/{which.id}/plan/"
    assert 'name="wording"' in sign


def test_what_both_sign_is_open_until_both_keys_are_turned_and_blocks_none(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which)
        browser = seen_by(who.makiese)
        before = browser.get(f"/hand-overs/{which.id}/").context
        fresh = Handover.objects.get(pk=which.id)
        for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
            actions.sign(handover=fresh, wording=fresh.wording.fingerprint, on_behalf_of=house, deed=by(person))
        after = browser.get(f"/hand-overs/{which.id}/").context

    assert before["points"][-1]["point"].asked.code == "what_stays"
    assert (before["points"][-1]["point"].fact.met, before["open"]) == ("not-met", [])
    assert after["points"][-1]["point"].fact.met == "met"
    assert after["met"] == before["met"] + 1


def test_looking_again_asking_back_and_ending_otherwise(who: Cast) -> None:
    which = signed(who)
    here = f"/hand-overs/{which.id}/"
    look = {"has_held": "no", "level": "3", "words": "deux mutations", "language": "nl"}
    look["on_behalf_of"] = str(who.wilgenbeke.id)
    with clock.at(READY.replace(year=2026, month=3)):
        assert seen_by(who.lotte).post(f"{here}looks/6/", look).status_code == 302
        again = {"words": "mutations", "asks": "neuf appels", "language": "fr"}
        assert seen_by(who.albertine).post(f"{here}again/", again).status_code == 302
        end = {"hospital": str(who.lukanga.id), "domain": "dental_care", "ending": "other_priorities", "language": "fr"}
        listed = f"/partnerships/{who.partnership.id}/hand-overs/"
        assert seen_by(who.makiese).post(f"{listed}otherwise/", end).status_code == 302
        page = seen_by(who.lotte).get(listed)

    assert queries.row(which).state == "asked-back"
    assert Ending.objects.count() == 1
    assert [one.which for one in page.context["numbers"]] == ["stands", "asked-back", "after-a-year"]


def test_a_list_costs_as_many_queries_for_many_as_for_one(who: Cast) -> None:
    planned(who, asked(who))
    with CaptureQueriesContext(connection) as for_one:
        queries.rows(Handover.objects.all())
    for domain in ("maternity", "surgery", "laboratory"):
        more = actions.ask(
            partnership=who.partnership,
            hospital=who.lukanga,
            domain=domain,
            words="prêts",
            language="fr",
            deed=by(who.makiese),
        )
        planned(who, more)

    with CaptureQueriesContext(connection) as for_many:
        queries.rows(Handover.objects.all())

    assert len(for_many) == len(for_one) <= 6


def test_asking_begins_with_no_domain_chosen_and_the_agreed_ones_first(who: Cast) -> None:
    ready(who)
    address, browser = f"/partnerships/{who.partnership.id}/hand-overs/new/", seen_by(who.makiese)

    field = browser.get(address).context["form"]["domain"]
    chosen = browser.get(f"{address}?domain=dental_care").context["form"]["domain"].value()
    said = {"hospital": str(who.lukanga.id), "domain": "", "words": "prêts", "language": "fr"}
    refused = browser.post(address, said)

    first, known, *others = field.field.choices
    assert (field.value(), first[0]) == ("", "")
    assert [code for code, _name in known[1]] == ["newborn_care"]
    assert "newborn_care" not in [code for _group, inside in others for code, _name in inside]
    assert chosen == "dental_care"
    assert list(refused.context["form"].errors) == ["domain"]


def test_how_far_a_domain_is_can_be_read_before_anybody_asks(who: Cast) -> None:
    for year, month, step in ((2024, 3, 2), (2024, 9, 3), (2025, 3, 3)):
        whole(who, (step, step), step, datetime(year, month, 3, 9, tzinfo=UTC))
    listed = f"/partnerships/{who.partnership.id}/hand-overs/"
    here = f"{listed}ready/{who.lukanga.id}/newborn_care/"
    with clock.at(READY):
        page, signs = seen_by(who.lotte).get(here), seen_by(who.makiese).get(here)
        linked = here in seen_by(who.lotte).get(listed).content.decode()
        asked(who)
        still = here in seen_by(who.lotte).get(listed).content.decode()

    points = {one["point"].asked.code: one["point"] for one in page.context["points"]}
    assert points["asked_by_hospital"].fact.met == "not-met"
    assert [(one.kind, one.months) for one in points["step_held"].days] == [("between", 12)]
    assert (len(points["step_held"].forecast), page.context["likely"] != "") == (1, True)
    assert "Het is betaald" in page.context["besides"]
    assert (page.context["ask"], signs.context["ask"]) == ("", f"{listed}new/?domain=newborn_care")
    assert (linked, still) == (True, False)
    for stranger in (who.rekia, who.suspended, None):
        assert seen_by(stranger).get(here).status_code == 404
    for wrong in (f"{who.wilgenbeke.id}/newborn_care", f"{who.lukanga.id}/astrology"):
        assert seen_by(who.lotte).get(f"{listed}ready/{wrong}/").status_code == 404


@pytest.mark.parametrize(
    "part", ["", "signature/", "plan/", "known/", "criteria/results_held/", "criteria/money/answer/"]
)
def test_no_page_of_a_hand_over_asks_more_than_twelve_questions(who: Cast, part: str) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which)
        browser = seen_by(who.makiese)
        browser.get(f"/hand-overs/{which.id}/{part}")
        with CaptureQueriesContext(connection) as made:
            assert browser.get(f"/hand-overs/{which.id}/{part}").status_code == 200

    assert len(made) <= 12
