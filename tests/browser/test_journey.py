"""The walk of a partnership, from a need that a nurse voices on her phone to a hand-over; nothing of it needs a script."""

from contextlib import closing
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import PHONE, Hands

pytestmark = pytest.mark.browser

ID = r"[0-9a-f-]{36}"
NEED = "Le soir, il n'y a qu'une lampe pour quatre couveuses, et nous posons les voies dans l'ombre."
STATEMENT = "D'ici fin 2027, chaque couveuse de l'unité néonatale a sa lampe, et elle éclaire chaque nuit."
MEASURE = "Nuits avec de la lumière à chaque couveuse"
TRAINING = "Poser une voie chez un nouveau-né"
MAKIESE, LOTTE, KATRIEN = "makiese@lukanga.example", "lotte@wilgenbeke.example", "katrien@wilgenbeke.example"
NEWBORNS, READY_IN = "newborn_care", "pharmacy_stock"


@dataclass
class Walk:
    """One partnership on its way, with everybody who takes a step."""

    browser: Browser
    node: str
    people: dict[str, Hands] = field(default_factory=dict)
    hospital: str = ""
    partnership: str = ""
    need: str = ""
    goal: str = ""

    def of(self, who: str, pin: str = "", width: int = 1280) -> Hands:
        """Somebody who is signed in, once for the whole walk."""
        if who not in self.people:
            self.people[who] = Hands(self.browser, self.node, width).comes_in(who, pin)
        return self.people[who]

    def close(self) -> None:
        """Everybody goes home."""
        for one in self.people.values():
            one.context.close()


def test_a_partnership_walks_from_a_need_to_a_hand_over(browser: Browser, node: str) -> None:
    with closing(Walk(browser, node)) as walk:
        for step in STEPS:
            step(walk)


def a_nurse_voices_a_need_on_her_phone(walk: Walk) -> None:
    mireille = walk.of("ENFANT", pin="274913", width=PHONE)

    mireille.goes("/needs/new/").sends(words=NEED, button="button.act >> nth=0")

    walk.need = mireille.path
    assert mireille.reads(NEED)
    walk.hospital = mireille.link(f"/hospitals/{ID}/.*").split("/")[2]


def her_director_ranks_it_first_and_lays_it_before_wilgenbeke(walk: Walk) -> None:
    makiese = walk.of(MAKIESE)

    makiese.goes(f"/hospitals/{walk.hospital}/needs/order/").sends(**{f"place-{walk.need.split('/')[2]}": "0"})
    makiese.goes(f"/hospitals/{walk.hospital}/needs/")
    assert makiese.link(f"/needs/{ID}/") == walk.need
    makiese.goes(f"{walk.need}partners/")
    partner = makiese.page.locator("label", has_text="Wilgenbeke").locator("input").get_attribute("value")
    makiese.sends(partners=partner)

    assert makiese.goes(walk.need).reads("Wilgenbeke")


def a_coordinator_proposes_a_goal_from_it(walk: Walk) -> None:
    lotte = walk.of(LOTTE)
    lotte.goes("/partnerships/")
    named = lotte.page.locator("main a[href^='/partnerships/']", has_text="Lukanga")
    walk.partnership = (named.first.get_attribute("href") or "").rstrip("/")

    lotte.goes(f"{walk.partnership}/goals/new/?need={walk.need.split('/')[2]}").sends(
        statement=STATEMENT, domain=NEWBORNS, language="fr", m1_name=MEASURE, m1_unit="percent",
        m1_baseline="20", m1_baseline_date="2026-10-31", m1_target="95", m1_target_date="2027-12-31",
    )  # fmt: skip

    walk.goal = lotte.path
    assert lotte.reads(NEED)


def it_is_agreed_when_both_keys_are_turned(walk: Walk) -> None:
    stranger = Hands(walk.browser, walk.node)
    for who in (KATRIEN, MAKIESE):
        assert stranger.page.goto(walk.goal).status == 404
        walk.of(who).goes(f"{walk.goal}signature/").sends(wording=None)
        assert walk.of(who).goes(walk.goal).page.locator("ul.keys li.turned").count() >= 1

    assert walk.of(LOTTE).goes(walk.goal).page.locator("ul.keys li:not(.turned)").count() == 0
    stranger.context.close()


def a_training_is_planned_and_held(walk: Walk) -> None:
    lotte = walk.of(LOTTE)
    goal = walk.goal.split("/")[2]

    lotte.goes(f"{walk.partnership}/activities/new/?goal={goal}")
    ways = lotte.page.locator("[name=format] option").all()
    lotte.sends(title=TRAINING, format=ways[1].get_attribute("value"), led="local", from_date="2026-11-16")
    training = lotte.path
    lotte.goes(f"{training}held/").sends(from_date="2026-11-16", came="7", women="5")
    lotte.follows("/attendance/paste/").sends(
        people="Mireille Luzolo; infirmière; néonatologie; f; 6\nPapy; technicien"
    )

    assert lotte.page.locator("main table tbody tr").count() == 2
    assert lotte.goes(training).reads(TRAINING)
    assert lotte.link(f"/goals/{goal}/")


def a_reading_is_recorded_against_the_target(walk: Walk) -> None:
    makiese = walk.of(MAKIESE)
    makiese.goes(walk.goal)
    measure = makiese.link(f"/goals/{ID}/measures/[a-z0-9-]+/")

    makiese.goes(f"{measure}new/").sends(
        numerator="18", denominator="30", from_date="2026-10-01", last_day="2026-10-30", source="Registre de nuit"
    )

    assert makiese.goes(measure).reads("60")


def both_sides_score_apart_and_agree_a_step(walk: Walk) -> None:
    makiese, lotte = walk.of(MAKIESE), walk.of(LOTTE)
    makiese.goes(f"{walk.partnership}/rounds/").page.locator("main li.yours a").first.click()
    domain = makiese.link(f"/rounds/{ID}/domains/[a-z_]+/score/").removesuffix("score/")

    _scores(makiese, domain, "3", ward="infirmière", others="médecin", words="Nous le faisons, le matin.")
    assert "le matin" not in lotte.goes(domain).page.content()
    _scores(lotte, domain, "2", others="verpleegkundige", words="Overdag wel, 's nachts niet.")
    assert makiese.goes(domain).reads("Overdag wel") and lotte.goes(domain).reads("le matin")

    lotte.sends(words="Niemand keek 's nachts.", kind="seen", button="button")
    lotte.goes(domain).sends(step="2", words="Overdag samen, 's nachts nog niet.", target="3", target_date="2027-06-30")
    for who in (KATRIEN, MAKIESE):
        walk.of(who).goes(domain).follows("/rounds/steps/").sends(wording=None)

    assert makiese.goes(domain).page.locator("ul.keys li:not(.turned)").count() == 0


def _scores(who: Hands, domain: str, step: str, **why: str) -> None:
    """Two questions, one after the other, and then why."""
    who.goes(f"{domain}score/").sends(keeps_it_going=step).sends(as_agreed=step)
    who.sends(look="La liste de garde", **why)


def the_hospital_says_that_it_is_ready(walk: Walk) -> None:
    makiese = walk.of(MAKIESE)

    makiese.goes(f"{walk.partnership}/hand-overs/new/").sends(
        domain=READY_IN, words="Depuis un an notre équipe répare tout, la nuit aussi, sans appeler personne."
    )

    assert makiese.path.startswith("/hand-overs/")
    assert makiese.page.locator("main a[href*='/criteria/']").count() > 0


def everybody_reads_what_was_agreed(walk: Walk) -> None:
    for width in (PHONE, 1280):
        with closing(Hands(walk.browser, walk.node, width).context) as nobody:
            page = nobody.pages[0]
            assert page.goto(walk.goal).status == 200
            assert STATEMENT in page.locator("main").inner_text()
            assert "Mireille" not in page.content()


STEPS = [
    a_nurse_voices_a_need_on_her_phone,
    her_director_ranks_it_first_and_lays_it_before_wilgenbeke,
    a_coordinator_proposes_a_goal_from_it,
    it_is_agreed_when_both_keys_are_turned,
    a_training_is_planned_and_held,
    a_reading_is_recorded_against_the_target,
    both_sides_score_apart_and_agree_a_step,
    the_hospital_says_that_it_is_ready,
    everybody_reads_what_was_agreed,
]
