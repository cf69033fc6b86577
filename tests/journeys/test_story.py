"""The demo story tells without a refusal, the same when it is told again, and shows on demo day what it promises."""

from argparse import Namespace
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase

from partnerhood.config.story.stages import STAGES
from tests import told
from tests.journeys.the_story import the_story

TODAY = STAGES["today"]
TOLD = ("first-need", "before-suspension", "today")
"""The stages that these tests stop at; another one costs a telling and shows nothing that these do not."""

FIGURES = {
    "G-01": ["33.3", "58.3"],
    "G-02": ["38.6", "34.4", "28.0", "26.1"],
    "G-03": ["13.3", "13.3", "76.9", "69.2"],
    "G-04": ["19.4", "14.2", "9.1", "6.3"],
    "G-05": ["41.0", "68.0", "81.0", "83.0", "82.0", "80.0"],
    "G-06": ["25.0", "50.0", "83.3", "90.0"],
    "G-07": ["33.9", "53.8", "79.2", "69.0"],
    "G-08": ["22.0", "61.3", "58.0", "64.0"],
    "G-09": ["11.0", "8.0", "1.0", "0.0"],
    "G-11": ["0.0", "1.0", "2.0"],
    "T-1": ["29.6", "16.3"],
    "T-2": ["36.7", "62.1"],
}


@pytest.mark.slow
class TestStory(TestCase):
    """Told once for all these tests, stage by stage on one node, so that each stage tells the one before again."""

    @classmethod
    def setUpTestData(cls) -> None:
        from partnerhood.config.story import script
        from partnerhood.ground.operations.models import Operation

        cls.deeds = {}
        for stage in TOLD:
            cls.story = script.told(STAGES[stage])
            cls.deeds[stage] = Operation.objects.count()
        told.keep(the_story, None)

    def setUp(self) -> None:
        """Every question is asked on the morning of demo day."""
        from partnerhood.ground.records import clock

        self.enterContext(clock.at(TODAY))

    def fresh(self, name: str) -> Any:
        """A thing as it stands now, and not as it was when it got its name."""
        thing = self.story[name]
        return type(thing)._default_manager.get(pk=thing.pk)

    def standing(self, who: str) -> Any:
        """How the rules see somebody of the story."""
        from partnerhood.ground.people import queries as people

        return people.standing(self.story[who].id)

    def test_every_stage_adds_to_the_one_before_and_telling_twice_is_the_same_story(self) -> None:
        from partnerhood.ground.operations.models import Operation

        first, second, today = (self.deeds[stage] for stage in TOLD)
        said_by_people = Operation.objects.exclude(kind__in=["rounds.hand_in", "rounds.lay_open"])

        assert 0 < first < second < today
        assert said_by_people.count() == self.story.numbers.total()

    def test_every_deed_has_the_day_and_the_author_of_the_story(self) -> None:
        from partnerhood.ground.operations.models import Operation

        deeds = Operation.objects.order_by("recorded_at")

        assert (deeds[0].recorded_at.date(), deeds.last().recorded_at < TODAY) == (date(2023, 11, 20), True)
        operator_says = {"organisations.found", "organisations.open_site", "people.welcome", "people.give_role"}
        operator_says |= {"organisations.found_network", "organisations.join_network", "services.offer", "services.end"}
        operator_says |= {"nodes.link", "organisations.close_site"}
        passers_by_say = {"partnerships.join", "initiatives.confirm_by_link"}
        assert set(deeds.filter(author=None).values_list("kind", flat=True)) == operator_says | passers_by_say

    def test_a_newcomer_finds_the_centre_for_a_rare_tumour_and_how_to_refer(self) -> None:
        from partnerhood.pathway.services.models import Service
        from partnerhood.pathway.services.queries import search
        from partnerhood.pathway.services.queries.search import Asked

        (hit,) = search.find(Asked(words="schildkliertumor", tier="top-referral"), TODAY).hits
        found = Service.objects.select_related("organisation").get(pk=hit.key)

        assert (found.organisation.name, found.waiting_days, found.route) == ("UMC Duinvaart", 12, "letter")
        assert "verwijzing@duinvaart.example" in found.referral["nl"]["words"]
        near = search.nearest(
            search.find(Asked(place="Lindemeer", km=5.0), TODAY).near, ["kidney_transplant"], self.story["AZL"].id
        )
        assert near["kidney_transplant"].key == self.story["S-1"].id

    def test_the_finder_sees_what_lindemeer_does_twice_lacks_and_could_join(self) -> None:
        from partnerhood.pathway.initiatives import queries as initiatives
        from partnerhood.pathway.initiatives.queries import finding

        network = self.story["Zorgstad Lindemeer"].id
        themes, places = initiatives.themes(network), initiatives.neighbourhoods(network)
        shown = initiatives.lately_heard(initiatives.going_on(None, network), TODAY.date())
        names = {str(self.story[f"P{at:02}"].id): f"P{at:02}" for at in range(1, 24)}
        found = finding.answers(network, shown, themes, places)
        strong = {names[one.one] + names[one.other] for one in found.strengthening}
        empty = {(one.theme, one.place) for one in found.cells if one.is_gap}
        steenakker = str(self.story["Steenakker"].id)

        self.assertEqual(
            {frozenset((names[one.one], names[one.other])) for one in found.alike},
            {frozenset(("P01", "P02")), frozenset(("P03", "P04"))},
        )
        self.assertLessEqual(
            {frozenset(pair) for pair in (("P12", "P14"), ("P13", "P01"), ("P19", "P09"))},
            {frozenset((one[:3], one[3:])) for one in strong},
        )
        self.assertEqual([one.code for one in themes if (str(one.id), steenakker) in empty], ["T1", "T2", "T4", "T5"])
        self.assertEqual(found.unreached, ((str(self.story["T5"].id), "home_care_staff"),))
        met = initiatives.introductions(None, [self.story["P03"].id])
        self.assertEqual([(initiatives.both_agreed(one), bool(one.became)) for one in met], [(True, True)])
        joined = initiatives.joinings(None, self.story["P01"].id)
        self.assertEqual([one.organisation.known_as for one in joined], ["Lindeport"])
        asked = initiatives.unanswered([self.story["LDC"].id])
        self.assertEqual([one.id for one in asked], [self.story["studenten die bellen"].id])

    def test_the_books_fit_after_the_story(self) -> None:
        from partnerhood.ground.operations import verifying, witness

        nothing_noted_yet = witness.Noted()

        assert list(verifying.faults(nothing_noted_yet)) == []

    def test_needs_keep_their_words_ranks_and_voices(self) -> None:
        from partnerhood.pathway.needs import queries

        director = self.standing("makiese")
        rows = queries.ranked(
            queries.complete(queries.visible_to(director).filter(hospital=self.story["MBL"])),
            director,
            self.story["MBL"].id,
        )

        assert [(row.rank, row.state, row.voices) for row in rows if row.rank] == [
            (1, "taken-up", 11),
            (2, "taken-up", 4),
            (3, "taken-up", 0),
            (4, "answered", 19),
            (5, "answered", 7),
        ]
        assert "SVP pas encore un autre modèle !!" in self.story["N-102"].words["fr"]["words"]

    def test_a_need_from_the_tablet_keeps_the_day_on_which_it_was_written(self) -> None:
        assert self.fresh("N-114").voiced_at.date() == date(2026, 3, 17)

    def test_one_need_is_met_by_nobody_for_946_days(self) -> None:
        from partnerhood.pathway.needs import queries

        rows = [queries.row(need, None) for need in queries.met_by_nobody()]

        assert [(row.need.id, row.days, row.voices) for row in rows] == [(self.story["N-109"].id, 946, 23)]

    def goal_states(self) -> dict[str, tuple[str, list[str]]]:
        """Where every goal stands, and whose key it waits for."""
        from partnerhood.ground.organisations.models import Organisation
        from partnerhood.pathway.goals import queries

        names = dict(Organisation.objects.values_list("id", "short_name"))
        codes = [name for name in self.story.things if name[:2] in ("G-", "T-")]
        rows = {code: queries.row(self.fresh(code)) for code in sorted(codes)}
        return {code: (row.state, sorted(names[key] for key in row.missing)) for code, row in rows.items()}

    def test_goals_stand_where_the_story_says(self) -> None:
        agreed: tuple[str, list[str]] = ("agreed", [])
        expected = {f"G-{number:02}": agreed for number in (1, 2, 3, 4, 5, 6, 7, 8, 9)} | {"T-1": agreed, "T-2": agreed}
        expected |= {
            "G-10": ("withdrawn", ["Gishanure"]),
            "G-11": ("closed", []),
            "G-12": ("proposed", ["HGR Lukanga"]),
        }

        assert self.goal_states() == expected

    def test_two_boards_chose_b_and_read_which_weight_would_have_turned_it(self) -> None:
        from partnerhood.pathway.exploration import queries
        from partnerhood.pathway.exploration.rules import appraisal

        sight = queries.sight(self.standing("pieter"), partnership=self.story["HAA-UMD"].id)
        assert sight is not None
        found = queries.comparison(sight)
        names = {str(one.id): one.letter for one in found.options}
        whole = appraisal.mean(found.given.values())
        nearest = appraisal.turns(whole, found.scores)[0]

        totals = appraisal.totals(whole, found.scores)
        said = {names[key]: str(appraisal.rounded(value)) for key, value in totals.items()}
        assert said == {"A": "3.09", "B": "3.75", "C": "3.56", "D": "3.19"}
        turn = (float(nearest.now), str(nearest.shown), [names[key] for key in nearest.first])
        assert turn == (17.5, "24.6", ["C"])
        assert (sight.chosen, found.is_agreed, found.is_whole) == ("B", True, True)
        assert queries.comparison(sight).criteria[2].ready == "acute_stays"
        public = queries.sight(None, partnership=self.story["HAA-UMD"].id)
        assert public is not None
        assert queries.weighings(public).shown == {}
        waits = queries.waits(sight)
        assert (waits.goals, waits.questions, waits.question_by) == (3, 1, date(2026, 11, 25))

    def test_a_country_group_meets_by_line_and_both_boards_decide_under_two_keys(self) -> None:
        from partnerhood.pathway.meetings import queries

        group, boards = (
            [queries.is_approved(one) for one in queries.of_body(self.sight_of(who, body))]
            for who, body in (("albertine", "DR Congo working group"), ("pieter", "board"))
        )
        assert (group, boards) == ([False, False, True], [False, False, True])
        late = queries.open_actions(self.standing("annelies"))
        assert [(one.owner_id, one.by_date) for one in late] == [
            (self.story["furaha"].id, date(2026, 10, 31)),
            (self.story["annelies"].id, date(2026, 11, 17)),
        ]
        shares = queries.balance(self.sight_of("albertine", "DR Congo working group"))
        assert [(house.id, share.seats) for share, house in shares if share.has_more] == [(self.story["UZW"].id, 3)]
        served = queries.decided_for([self.story["G-01"].id], self.standing("albertine"))
        assert [len(found) for found in served.values()] == [2]
        public = [queries.is_approved(one) for one in queries.visible_to(None)]
        assert public == [True]
        agenda = [str(one.body.network or one.body.partnership) for one in queries.coming(self.standing("pieter"))]
        assert agenda == ["Duinvaart – Haagbeek", "Onderwijsregio Duinvaart"]

    def sight_of(self, who: str, body: str) -> Any:
        """A body as somebody of the story meets it."""
        from partnerhood.pathway.meetings import queries

        found = queries.sight(self.standing(who), self.story[body].id)
        assert found is not None
        return found

    def test_four_words_of_lukanga_made_the_first_key_fall(self) -> None:
        from partnerhood.ground.signatures import queries as keys
        from partnerhood.pathway.goals import queries

        goal = self.fresh("G-03")
        second, first = keys.history(goal.id)

        assert first.content["statement"] == "80 % des concentrateurs marchent."
        assert second.content["statement"] == "80 % des concentrateurs dont l'hôpital a besoin marchent."
        assert len(keys.signatures([first.id])) == 1
        assert queries.is_agreed_now(goal)

    def test_a_key_on_paper_counts_since_it_was_confirmed(self) -> None:
        from partnerhood.ground.records import files
        from partnerhood.ground.signatures import queries as keys

        paper = self.fresh("paper of G-06 for SON")
        key = next(one for one in keys.signatures([paper.wording_id]) if one.organisation_id == self.story["SON"].id)

        assert (paper.signed_date, key.assurance, key.signed_at.date()) == (
            date(2024, 5, 22),
            "paper",
            date(2024, 5, 30),
        )
        assert files.kind_of(files.read(paper.photo) or b"") == "image/png"

    def test_readings_are_those_of_the_story(self) -> None:
        from partnerhood.pathway.measurement.models import Reading

        found = {}
        for code in FIGURES:
            kept = Reading.objects.filter(goal=self.story[code]).order_by("from_date").values_list("value", flat=True)
            found[code] = [str(value.quantize(Decimal("0.1"))) for value in kept if value is not None]

        assert found == FIGURES

    def test_nine_of_thirteen_needed_concentrators_work_and_each_device_tells_its_year(self) -> None:
        from partnerhood.pathway.equipment import queries, rules

        rows = queries.all_of(self.story["MBL"].id)
        year = (date(2026, 1, 1), TODAY.date())
        counted = {row.device.name: rules.days(row.now.said, *year) for row in rows}
        pressing = [(row.device.name, row.now.waits_for) for row in rows if row.now.is_out]

        assert queries.working(self.story["MBL"].id) == queries.Counted(9, 13, 13)
        assert f"{queries.working(self.story['MBL'].id).percent}" == FIGURES["G-03"][-1]
        assert (counted["OC-07"], counted["OC-11"]) == ((284, 323), (306, 323))
        assert pressing == [("OC-05", "part"), ("OC-12", "part"), ("OC-13", "part"), ("OC-11", "part")]
        assert [row.now.days for row in rows if row.device.name == "OC-11"] == [17]
        first = queries.all_of(self.story["SON"].id)[0]
        assert (first.device.name, first.now.state, first.now.days) == ("AU-1", "unsafe", 40)

    def test_baraka_asks_papy_by_photo_and_papy_finds_it_at_home(self) -> None:
        from partnerhood.interfaces.website.queries import waiting

        items = [item for item in waiting.items(self.standing("papy")) if item.address == "equipment:question"]

        assert [item.key for item in items] == [self.story["question about ASP-02"].id]
        assert items[0].sentence.startswith("HGR Pambazuko asks you about a device: “Elle tourne sans aspirer.")

    def test_who_came_to_the_course(self) -> None:
        from partnerhood.pathway.activities.models import Attendance

        came = Attendance.objects.filter(session__activity=self.story["A-05"])

        assert came.count() == 24
        assert came.filter(sex="woman").count() == 16
        assert came.filter(whole=True).count() == 19
        assert sum(one.minutes or 0 for one in came) == 540 * 60

    def test_more_and_more_is_led_locally_or_by_neighbours(self) -> None:
        from partnerhood.pathway.activities import rules
        from partnerhood.pathway.activities.models import Session

        held = Session.objects.filter(activity__hospital=self.story["MBL"]).values_list(
            "from_date__year", "led", "times"
        )

        assert [(one.year, one.locally, one.all) for one in rules.taught(held)] == [
            (2024, 29, 64),
            (2025, 47, 66),
            (2026, 52, 66),
        ]

    def steps(self, partnership: str, hospital: str) -> dict[str, list[int]]:
        """The steps that were agreed, per domain, in the order of the rounds."""
        from partnerhood.pathway.rounds import queries

        found: dict[str, list[int]] = {}
        agreed = queries.agreed_steps(partnerships=[self.story[partnership].id], hospital=self.story[hospital].id)
        for one in sorted(agreed, key=lambda one: one.agreed_at):
            found.setdefault(one.domain, []).append(one.step or 0)
        return found

    def test_agreed_steps_are_those_of_the_story(self) -> None:
        assert self.steps("UZW-MBL", "MBL") == {
            "newborn_care": [2, 2, 3],
            "maternity": [2, 3, 3],
            "technique_it_maintenance": [1, 2, 2],
            "pharmacy_stock": [1, 2, 3],
            "hygiene_wound_care": [2, 2, 2],
            "hospital_organisation": [2, 2, 2],
            "dental_care": [2],
        }
        assert self.steps("UZW-SON", "SON")["hygiene_wound_care"] == [3, 4, 4, 5, 5]
        assert self.steps("UZW-GIS", "GIS")["rehabilitation"] == [3, 4, 4]
        assert self.steps("UZW-LUH", "LUH")["anaesthesia"] == [1, 2]

    def test_wilgenbeke_does_not_see_the_four_of_the_hospital_before_its_own_is_in(self) -> None:
        from partnerhood.pathway.rounds import queries

        def seen_by(who: str) -> Counter[str]:
            found = queries.scores_visible_to(self.standing(who)).filter(round=self.story["MBL R3"])
            return Counter(found.values_list("keeps_it_going", flat=True))

        assert seen_by("grace") == {"4": 3, "3": 2}
        assert seen_by("lotte") == {}
        assert {len(who) for who in queries.who_is_in([self.story["MBL R3"].id]).values()} <= {0, 1}

    def test_lukanga_and_wilgenbeke_looked_at_how_they_work_together(self) -> None:
        from partnerhood.pathway.rounds import queries

        check = self.fresh("UZW-MBL check 2026")
        rows = {row.domain: row for row in queries.table(check, self.standing("lotte"))}
        agreed = {one.domain: one.step for one in queries.agreed_in(check)}
        hours = queries.hours([self.story["MBL"].id], 2026)[self.story["MBL"].id]

        assert next(iter(rows)) == "open_about_money"
        assert [rows["open_about_money"].difference, len(agreed), agreed["open_about_money"]] == [2, 10, 2]
        assert [question for question, level in agreed.items() if level is None] == ["letting_go"]
        assert not queries.scores_visible_to(self.standing("rekia")).filter(round=check).exists()
        assert (hours.cap, [one.minutes for one in hours.rounds]) == (30, [75, 72])

    def test_luhandika_stands_still_and_is_looked_at_again_in_three_months(self) -> None:
        from partnerhood.pathway.partnerships import queries, rules

        suspension = queries.suspension_now(self.story["UZW-LUH"].id)
        assert suspension is not None
        looks = [review.reviewed_at.date() for review in suspension.reviews.all()]

        assert self.fresh("UZW-LUH").state == "suspended"
        assert len(looks) == 7
        assert rules.next_review(suspension.since_date, looks) == date(2027, 2, 10)
        assert not queries.shows_place(self.story["LUH"].id)

    def test_partnerships_stand_where_the_story_says(self) -> None:
        codes = ["UZW-SON", "UZW-MBL", "UZW-LUH", "UZW-GIS", "UZW-DOU", "SON-GBA"]

        assert [self.fresh(code).state for code in codes] == [
            "active",
            "active",
            "suspended",
            "phasing-out",
            "prospecting",
            "active",
        ]

    def test_article_seven_took_three_versions_and_the_words_of_the_hospital_stand(self) -> None:
        from partnerhood.ground.signatures import queries as keys
        from partnerhood.ground.signatures.rules import is_agreed

        charter = self.fresh("charter of UZW-LUH")
        versions = list(keys.history(charter.id))

        assert len(versions) == 3
        assert "sous la responsabilité du chef de service" in charter.wording.content["headings"]["people"]["fr"]
        assert [is_agreed(keys.keyring(one)) for one in versions] == [True, False, False]

    def test_one_domain_no_longer_needs_us_and_one_asked_us_back(self) -> None:
        from partnerhood.pathway.handover import queries

        rows = {code: queries.row(self.fresh(code)) for code in ("H-1", "H-2", "H-3")}

        assert [row.state for row in rows.values()] == ["stands", "asked-back", "waits-for-keys"]
        assert "owner_and_deputy" in queries.open_points(self.fresh("H-3"), TODAY.date())

    def test_what_both_signed_says_what_was_known_and_what_else_changed(self) -> None:
        from partnerhood.pathway.handover import queries

        plan = queries.content(self.fresh("H-1"))

        assert plan is not None
        assert plan.known is not None
        assert {one.met for one in plan.known.facts if not one.needs_keys} == {"met"}
        assert {one.figure.rpartition(":")[2] for one in plan.beside} == {"level", "hand-hygiene"}

    def test_a_lower_step_at_gishanure_became_a_light_request(self) -> None:
        check = self.fresh("H-2").checks.get()

        assert (check.is_lower, check.need.hospital, check.need.follows) == (
            True,
            self.story["GIS"],
            f"handover.handover {self.story['H-2'].id}",
        )

    def test_the_network_asks_more_since_and_the_hand_over_in_preparation_keeps_its_ten(self) -> None:
        from partnerhood.pathway.handover import queries

        now = queries.of_network(self.story["Samenwaarts"].id)

        assert now is not None
        assert "own-1" in queries.read(now.content).codes
        assert len(queries.of_handover(self.fresh("H-3"))) == 10
        assert [one.id for one in queries.touched(self.story["Samenwaarts"].id, str(now.id))] == [self.story["H-3"].id]

    def test_what_flowed_between_wilgenbeke_and_lukanga_is_what_each_says_for_itself(self) -> None:
        from partnerhood.pathway.reciprocity import queries, rules

        here, uzw, mbl = (self.story[name].id for name in ("UZW-MBL", "UZW", "MBL"))
        said = queries.said(here)
        flows = rules.flows(said, uzw, mbl)
        told = {(one.kind, one.currency): (one.drawn(one.there), one.drawn(one.back)) for one in flows}
        hours = next(one for one in flows if one.kind == "hours")
        costs = [one.words[one.words["_"]]["words"] for one in queries.told(said).values() if one.kind == "cost"]

        assert told == {
            ("visits", ""): (4, 2),
            ("days", ""): (105, 52),
            ("hours", ""): (1310, 1940),
            ("money", "EUR"): (640, None),
            ("money", "USD"): (None, 380),
            ("taught", ""): (22, 84),
            ("idea", ""): (5, 2),
        }
        assert (hours.there.receiver, hours.back.receiver) == (1030, None)
        assert sorted(costs) == [
            "Les visiteurs prennent la seule voiture le vendredi. Ce jour-là, la supervision des centres de santé attend.",
            "Twee diensten die moeilijk in te vullen waren.",
        ]

    def test_lukanga_does_more_and_more_with_its_own_hands(self) -> None:
        from partnerhood.pathway.reciprocity import queries

        found = queries.hands(self.story["MBL"].id, self.standing("albertine"))

        assert {one.name: [(year.year, year.here, year.all) for year in one.years] for one in found} == {
            "sessions_led": [(2024, 29, 64), (2025, 47, 66), (2026, 52, 66)],
            "repairs_done": [(2025, 24, 38), (2026, 24, 27)],
            "protocols_owned": [(2025, 6, 14), (2026, 9, 14)],
        }

    def test_the_network_judges_itself_by_five_things_and_what_care_costs_stays_blank(self) -> None:
        from partnerhood.pathway.scorecards import queries

        newest, first = queries.history(self.story["Samenwaarts"].id)
        houses = {self.story[code].id: code for code in ("MBL", "GIS", "SON", "LUH", "DOU")}
        judged = queries.judged(queries.read(newest), houses, TODAY.date())
        told = {one.chosen.indicator: sorted(houses[key] for key in one.told) for one in judged.lines}

        assert [under.aim for under in judged.aims if not under.lines] == ["cost"]
        assert told == {
            "newborn_deaths_in_hospital": ["GIS", "MBL"],
            "skin_to_skin_24h": ["GIS", "MBL"],
            "mother_and_baby_seen_3_days": [],
            "posts_filled_at_night": ["MBL"],
            "left_within_the_year": [],
        }
        assert judged.lines[0].gap is not None and judged.lines[0].gap.lowest.part == "sex:male"
        assert "malaria_tested_before_treated" in queries.read(first).codes

    def test_a_question_waits_for_wilgenbeke_and_an_answer_may_be_no(self) -> None:
        from partnerhood.ground.conversations import queries
        from partnerhood.ground.conversations.models import Remark

        waits = queries.unanswered(self.standing("lotte").organisations)
        answers = Remark.objects.filter(in_reply_to=self.story["Griet asks to come along"])

        assert [one.id for one in waits] == [self.story["why fewer"].id]
        assert [one.words["fr"]["words"] for one in answers] == [
            "pas cette fois, les collègues parlent plus librement entre eux"
        ]

    def test_the_cast_can_sign_in(self) -> None:
        from partnerhood.config.story import accounts
        from partnerhood.ground.people.models import Account

        accounts.open_all(self.story)
        mireille, lotte = (Account.objects.get(person=self.story[who]) for who in ("mireille", "lotte"))

        assert (mireille.card, mireille.email, mireille.check_password(accounts.PIN)) == ("ENFANT", None, True)
        assert (lotte.email, lotte.check_password(accounts.PASSWORD)) == ("lotte@wilgenbeke.example", True)
        assert next(one["name"] for one in accounts.cast(self.story)) == "Mireille Luzolo Nsenga"


def test_a_refusal_in_the_story_says_where_it_stops() -> None:
    from partnerhood.config.story.telling import NotTold, Scene, tell
    from partnerhood.ground.operations.refusals import Refused

    def refuse(story: object) -> None:
        raise Refused("Not like this.")

    with pytest.raises(NotTold, match=r"The story stops at 01 January 2024, 10:00, N-1: Not like this\."):
        tell([Scene(datetime(2024, 1, 1, 10, tzinfo=TODAY.tzinfo), refuse, "N-1")], TODAY)


def test_an_unknown_stage_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    from partnerhood.config.commands import demo

    with pytest.raises(SystemExit) as stopped:
        demo.prepare(Namespace(stage="tomorrow", data=None))

    assert stopped.value.code == 2
    assert capsys.readouterr().err == f"There is no stage 'tomorrow'. The story stops at: {', '.join(STAGES)}.\n"


def test_a_folder_that_holds_something_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from partnerhood.config.commands import demo

    monkeypatch.setenv("PARTNERHOOD_DATA", str(tmp_path))
    (tmp_path / "partnerhood.sqlite3").write_text("a real node")

    with pytest.raises(SystemExit) as stopped:
        demo.prepare(Namespace(stage="today", data=str(tmp_path)))

    assert stopped.value.code == 1
    assert (tmp_path / "partnerhood.sqlite3").read_text() == "a real node"
    assert "holds something that is no demo" in capsys.readouterr().err
