"""A scorecard as people read it: blank stays visible, silence has a name, every number opens, and nobody guesses an address."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from partnerhood.ground.operations.guard import building
from partnerhood.ground.records import clock
from partnerhood.pathway.indicators import actions as own_indicators
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.reporting import rules as reports
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.rules import Key
from partnerhood.pathway.scorecards import queries
from partnerhood.pathway.scorecards.models import ScorecardVersion
from partnerhood.pathway.scorecards.rules import Chosen
from tests.cast import Cast, by
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.pathway.scorecards.story import NIGHTS, SKIN, chosen, close, content
from tests.pathway.scorecards.test_actions import LAMPS
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 15, 9, tzinfo=UTC)
NOWHERE = "2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10"


def here(who: Cast) -> str:
    return f"/networks/{who.network.id}/scorecard/"


def counted(who: Cast) -> None:
    """What Lukanga counted in the last quarter of 2025, and in the one before."""
    for month in (7, 8, 9):
        reported(who, {Key(DEATHS): figure(14, 400)}, days=reports.month(2025, month))
    for month in (10, 11):
        parts = {Key(DEATHS, "", "sex:female"): figure(2, 200), Key(DEATHS, "", "sex:male"): figure(6, 200)}
        reported(who, {Key(DEATHS): figure(8, 400), **parts}, days=reports.month(2025, month))


def text(page: object) -> str:
    """A page without its tags."""
    said = re.sub(r"<[^>]+>", " ", page.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", said)


def test_the_scorecard_shows_what_was_counted_what_is_blank_and_who_is_silent(who: Cast) -> None:
    close(who)
    counted(who)
    chosen(who)

    with clock.at(JANUARY):
        page = text(browser(who.lotte).get(here(who)))

    assert "20 / 1000 · before: 35 / 1000, better than before" in page
    assert "target: 25 / 1000, reached" in page
    assert "1 of 2 hospitals reported; not every month: Lukanga (2/3). Silent: La Source" in page
    assert page.count("Blank: nobody counted it in this period.") == 2
    assert page.count("Blank: nothing is counted for this aim yet.") == 2
    assert "Nog geen akkoord" in page
    assert (
        "sex: highest: men and boys 12 / 400 = 30 / 1000; lowest: women and girls 4 / 400 = 10 / 1000; 20 / 1000 apart"
        in page
    )
    assert "ward: Blank: nobody counted its parts." in page
    assert "Well-being of who cares has only one" in page


def test_a_former_year_keeps_what_it_was_judged_by(who: Cast) -> None:
    close(who)
    counted(who)
    with clock.at(datetime(2025, 2, 1, tzinfo=UTC)):
        chosen(who)
    with clock.at(JANUARY):
        chosen(
            who, content(who, groups={"care_quality": [Chosen(indicator=DEATHS, target=Decimal(15))]}), why="Beter kan"
        )
    first = ScorecardVersion.objects.order_by("chosen_at")[0]

    with clock.at(datetime(2026, 8, 1, tzinfo=UTC)):
        before = text(browser(who.lotte).get(f"{here(who)}{first.id}/"))
        now = text(browser(who.lotte).get(here(who)))
        opened = text(browser(who.lotte).get(f"{here(who)}{first.id}/{DEATHS}/"))

    assert "in quarter 4 of 2025" in before and "This is how it was judged until 15 January 2026 ." in before
    assert "target: 25 / 1000, reached" in before and "target: 25 / 1000, reached" in opened
    assert "in quarter 2 of 2026" in now and "target: 15 / 1000" in now and "Beter kan" in now


def test_years_are_their_quarters_unless_a_year_was_written(who: Cast) -> None:
    close(who)
    counted(who)
    reported(who, {Key(DEATHS): figure(50, 1000)}, days=reports.days_named("2024"), sure=True)
    chosen(who, content(who, length="year"))

    with clock.at(JANUARY):
        page = text(browser(who.lotte).get(here(who)))
        opened = text(browser(who.lotte).get(f"{here(who)}{ScorecardVersion.objects.get().id}/{DEATHS}/"))

    assert "in 2025; beside it 2024" in page
    assert "29 / 1000 · before: 50 / 1000" in page  # (42 + 16) / (1,200 + 800)
    assert "Lukanga – – – 50 / 1000 29 / 1000 (5/12)" in opened


def test_every_number_opens_to_its_hospitals_and_from_there_to_what_was_sent(who: Cast) -> None:
    close(who)
    counted(who)
    chosen(who)
    client = browser(who.lotte)

    with clock.at(JANUARY):
        page = client.get(here(who)).content.decode()
        version = ScorecardVersion.objects.get().id
        address = f"{here(who)}{version}/{DEATHS}/"
        opened = client.get(address).content.decode()

    assert f'href="{address}"' in page
    hospital = f"/hospitals/{who.lukanga.id}/figures/{DEATHS}/"
    assert f'href="{hospital}"' in opened
    assert client.get(hospital).status_code == 200
    assert "<li>women and girls: 4 / 400 = 10 / 1000</li>" in opened
    assert "La Source" in opened and "20 / 1000" in opened


def test_each_reads_of_the_figures_what_they_read_of_hospitals(who: Cast) -> None:
    counted(who)
    reported(
        who, {Key(DEATHS): figure(5, 100)}, hospital=who.sonwerou, deed=by(who.rekia), days=reports.month(2025, 12)
    )
    chosen(who)
    readers = {"hers": who.mireille, "chooses": who.lotte, "other": who.rekia, "nobody": None, "out": who.suspended}
    missing = f"/networks/{NOWHERE}/scorecard/"
    version = ScorecardVersion.objects.get().id
    expected = {"hers": 200, "chooses": 200, "other": 200, "nobody": 404, "out": 404}

    for rest in ("", "reports/", f"{version}/", f"{version}/{DEATHS}/"):
        assert seen_by(here(who) + rest, readers, missing) == expected
    choosing = {**readers, "signs": who.katrien, "makiese": who.makiese}
    found = seen_by(f"{here(who)}change/", choosing, missing)
    assert [name for name, status in found.items() if status == 200] == ["chooses"]

    with clock.at(JANUARY):
        hers, other = (text(browser(one).get(here(who))) for one in (who.mireille, who.rekia))
    assert "20 / 1000" in hers and "50 / 1000" in other
    assert "20 / 1000" not in other and "Lukanga" not in other
    assert "1 more hospital is asked, whose counts you do not read." in other


def test_what_nobody_chose_teaches_and_strange_addresses_are_not_there(who: Cast) -> None:
    lotte, albertine = browser(who.lotte), browser(who.albertine)

    empty, theirs = lotte.get(here(who)), albertine.get(here(who))
    assert "a few indicators for each of four aims" in text(empty)
    assert f"{here(who)}change/" in empty.content.decode() and f"{here(who)}change/" not in theirs.content.decode()
    assert lotte.get(f"{here(who)}reports/").status_code == 404
    chosen(who)
    version = ScorecardVersion.objects.get().id
    for rest in (f"{NOWHERE}/", f"{NOWHERE}/{DEATHS}/", f"{version}/luck/", f"{version}/bed_occupancy/"):
        assert lotte.get(here(who) + rest).status_code == 404
    assert lotte.post(here(who)).status_code == 405
    assert lotte.get(f"{here(who)}{version}/{DEATHS}/?page=zz").status_code == 200


def test_who_reported_and_who_is_silent_opens_what_was_sent(who: Cast) -> None:
    close(who)
    counted(who)
    chosen(who)

    with clock.at(JANUARY):
        page = browser(who.lotte).get(f"{here(who)}reports/")

    last = Report.objects.order_by("from_date").last()
    assert last is not None and f'<a href="/reports/{last.id}/">1/3</a>' in page.content.decode()
    assert "La Source silent silent" in text(page)
    assert "Silent in quarter 4 of 2025" in text(page)
    assert text(page).count("La Source") == 2 and "Ask how it goes before you ask for numbers" in text(page)
    assert "nobody is asked for numbers now" not in text(page)
    with building():
        Partnership.objects.filter(partners__organisation=who.sonwerou).update(state="suspended")
    with clock.at(JANUARY):
        assert "nobody is asked for numbers now" in text(browser(who.lotte).get(f"{here(who)}reports/"))


def posted(page: object, **more: object) -> dict[str, object]:
    """What the form on a page would send, with something filled in otherwise."""
    form = page.context["form"]  # type: ignore[attr-defined]
    start = {one.name: one.value() for one in form if one.value() not in (None, "", False, [])}
    return {**start, "language": "nl", **more}


def test_one_composes_it_aim_by_aim_and_then_says_why(who: Cast) -> None:
    lotte, address = browser(who.lotte), f"{here(who)}change/"
    page = lotte.get(address)
    assert [one.name for one in page.context["form"].ticks] == ["fits_care_quality", "others_care_quality"]
    assert page.context["form"]["hospitals"].value() == [str(who.lukanga.id)]

    said = posted(page, fits_care_quality=[DEATHS, SKIN], more="population_health")
    second = lotte.post(address, said)
    said = posted(second, blank_population_health="Nog niet", more="rest")
    rest = lotte.post(address, said)
    assert ScorecardVersion.objects.count() == 0
    assert rest.context["form"][f"split_{DEATHS}"].value() == "sex"
    silent = lotte.post(address, posted(rest, why="", **{f"target_{DEATHS}": "25"}))
    wrong = lotte.post(address, posted(rest, why="x", **{f"target_{DEATHS}": "veel"}))
    done = lotte.post(address, posted(rest, why="Samen kijken", **{f"target_{DEATHS}": "25"}))
    again = lotte.post(address, posted(rest, why="Samen kijken", **{f"target_{DEATHS}": "25"}))

    assert list(silent.context["form"].errors) == ["why"]
    assert list(wrong.context["form"].errors) == [f"target_{DEATHS}"]
    assert (done.status_code, again.status_code) == (302, 302)
    kept = queries.read(ScorecardVersion.objects.get())
    assert [one.indicator for one in kept.chosen] == [DEATHS, SKIN]
    assert (kept.chosen[0].target, kept.chosen[0].split) == (Decimal(25), "sex")
    assert kept.aims[1].blank == "Nog niet"


def test_the_form_shows_what_stands_and_warns_of_a_long_list(who: Cast) -> None:
    chosen(who)
    lotte, address = browser(who.lotte), f"{here(who)}change/"
    page = lotte.get(address)
    assert page.context["step"] == ""
    assert page.context["form"][f"target_{NIGHTS}"].value() == "90.5"
    close_to = {aim: [one.code for one in indicators.definitions() if aim in one.aims] for aim in queries.aims()}
    many = [code for code in close_to["care_quality"] if code != NIGHTS][:8]
    few = [code for code in close_to["population_health"] if code not in many][:7]

    longer = posted(page, fits_care_quality=many, fits_population_health=few, more="rest")
    long = lotte.post(address, longer)
    kept = lotte.post(address, posted(long, why="Alles telt"))

    assert "Five that are counted are worth more than fifty that are not" in text(long)
    assert kept.status_code == 302
    assert "These are 16 indicators." in text(lotte.get(here(who)))
    assert first_view_bytes(first_view(lotte, here(who))) <= FIRST_VIEW
    same = lotte.post(address, posted(lotte.get(address), why="weer"))
    assert same.context["form"].non_field_errors() == ["Nothing is different from what stands now."]


@pytest.mark.parametrize(
    "wrong",
    [
        {"fits_cost": ["luck"]},
        {"hospitals": [NOWHERE]},
        {"hospitals": []},
        {"length": "week"},
        {f"split_{DEATHS}": "colour"},
        {f"target_{DEATHS}": "1e999"},
        {"why": "x" * 2001},
        {"fits_cost": [SKIN]},
        {"more": "nothing"},
        {"fits_care_quality": [one.code for one in indicators.definitions() if "care_quality" in one.aims][:11]},
    ],
)
def test_a_strange_answer_is_said_beside_its_field_and_nothing_is_kept(who: Cast, wrong: dict[str, object]) -> None:
    chosen(who)
    lotte, address = browser(who.lotte), f"{here(who)}change/"

    answer = lotte.post(address, posted(lotte.get(address), **{"why": "x", **wrong}))

    assert answer.status_code == 200
    assert answer.context["form"].errors or "more" in wrong
    assert ScorecardVersion.objects.count() == 1


def test_a_network_shows_by_what_it_judges_itself_to_who_may_read_it(who: Cast) -> None:
    network = f"/networks/{who.network.id}/"
    assert "Choose by what this network judges itself" in text(browser(who.lotte).get(network))
    assert "Scorecard" not in text(browser(who.mireille).get(network))
    chosen(who)

    assert "3 indicators 2 aims are blank" in text(browser(who.mireille).get(network))
    assert here(who) not in browser(None).get(network).content.decode()


def test_what_a_house_counts_otherwise_since_is_said(who: Cast) -> None:
    own = own_indicators.define(organisation=who.lukanga, content=LAMPS, deed=by(who.albertine))
    reported(who, {Key(str(own.version_id)): figure(28)}, days=reports.month(2025, 10))
    chosen(who, content(who, groups={"cost": [Chosen(indicator=str(own.version_id))]}))
    client = browser(who.lotte)
    with clock.at(JANUARY):
        page = text(client.get(here(who)))
        assert "Lampes la nuit" in page and "It is counted otherwise now" not in page
    changed = LAMPS.model_copy(update={"beware": "x"})
    own_indicators.redefine(indicator=own, content=changed, why="plus clair", deed=by(who.albertine))

    with clock.at(JANUARY):
        assert "It is counted otherwise now: choose it again." in text(client.get(here(who)))
        assert client.get(f"{here(who)}{ScorecardVersion.objects.get().id}/{own.version_id}/").status_code == 200


def test_the_pages_ask_the_same_whatever_was_chosen_and_counted(who: Cast) -> None:
    close(who)
    client, asked = browser(who.lotte), []
    sizes = (content(who), content(who, groups={"population_health": [Chosen(indicator="vaccinated_before_home")]}))
    for number, size in enumerate(sizes, 1):
        chosen(who, size, why=str(number))
        reported(who, {Key(DEATHS): figure(8, 400)}, days=reports.month(2025, number))
        version = ScorecardVersion.objects.order_by("chosen_at").last()
        assert version is not None
        with clock.at(JANUARY):
            paths = ("", "reports/", "change/", f"{version.id}/{DEATHS}/")
            asked.append([queries_of(client, here(who) + path) for path in paths])

    assert asked[0] == asked[1]
    assert max(asked[0]) <= AT_MOST
