"""What an organisation counts in its own way: who defines it, who reads it, and that old words stay."""

from datetime import UTC, datetime

import pytest

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused
from partnerhood.ground.records import clock, languages
from partnerhood.pathway.indicators import actions, queries
from partnerhood.pathway.indicators.models import Indicator, Version
from partnerhood.pathway.indicators.rules import Content, faults
from tests.cast import OPERATOR, Cast, by
from tests.visits import base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db


def content(**more: object) -> Content:
    said = {
        "language": "fr",
        "name": "Nuits avec de la lumière",
        "why": "On ne coud pas dans le noir.",
        "numerator": "Nuits de garde avec du courant à chaque accouchement",
        "denominator": "Nuits de garde",
        "source": "Cahier de garde",
        "unit": "percent",
        "over_time": "ratio_of_sums",
        "over_places": "ratio_of_sums",
        "counts_people": False,
    }
    return Content(**{**said, **more})


def nights(who: Cast, **more: object) -> Indicator:
    return actions.define(organisation=who.lukanga, content=content(**more), deed=by(who.albertine))


def test_an_organisation_defines_what_it_counts_and_those_it_works_with_read_it(who: Cast) -> None:
    made = nights(who)
    address = f"/indicators/own/{made.id}/"

    readers = {
        "hers": who.mireille,
        "partner": who.lotte,
        "same network": who.rekia,
        "stranger": None,
        "out": who.suspended,
    }
    found = seen_by(address, readers, "/indicators/own/2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10/")

    assert found == {"hers": 200, "partner": 200, "same network": 200, "stranger": 404, "out": 404}
    assert (
        queries.own_definition(made, made.version).numerator.en
        == "Nuits de garde avec du courant à chaque accouchement"
    )
    assert "Nuits avec de la lumière" in browser(who.lotte).get("/indicators/").content.decode()
    assert "Nuits avec de la lumière" not in browser(None).get("/indicators/").content.decode()


@pytest.mark.parametrize("name", ["mireille", "lotte", "katrien", "rekia", "suspended"])
def test_nobody_else_says_what_a_house_counts(who: Cast, name: str) -> None:
    made = nights(who)
    stranger = getattr(who, name)

    for deed in (
        lambda: actions.define(organisation=who.lukanga, content=content(), deed=by(stranger)),
        lambda: actions.redefine(indicator=made, content=content(name="Autre"), why="Parce que", deed=by(stranger)),
        lambda: actions.end(indicator=made, words="Parce que", language="fr", deed=by(stranger)),
    ):
        with pytest.raises(NotThere):
            deed()
    assert Version.objects.count() == 1


def test_a_change_says_why_and_leaves_the_old_words_readable(who: Cast) -> None:
    with clock.at(datetime(2025, 1, 1, 9, tzinfo=UTC)):
        made = nights(who)
    before = made.version

    with clock.at(datetime(2026, 1, 1, 9, tzinfo=UTC)):
        actions.redefine(
            indicator=made, content=content(denominator="Accouchements"), why="Par accouchement", deed=by(who.makiese)
        )

    now = queries.row(made.id)
    assert now
    assert [one.content["denominator"] for one in now.versions.all()] == ["Accouchements", "Nuits de garde"]
    assert now.version.content["denominator"] == "Accouchements"
    assert languages.original(now.version.why) == "Par accouchement"
    assert Version.objects.get(pk=before.id).content["denominator"] == "Nuits de garde"
    page = browser(who.lotte, "fr").get(f"/indicators/own/{made.id}/").content.decode()
    assert "Par accouchement" in page
    assert "Nuits de garde" in page


def test_the_same_words_again_or_no_reason_change_nothing(who: Cast) -> None:
    made = nights(who)

    with pytest.raises(actions.SameAgain):
        actions.redefine(indicator=made, content=content(), why="Encore", deed=by(who.albertine))
    with pytest.raises(Refused) as refused:
        actions.redefine(indicator=made, content=content(name="Autre"), why="  ", deed=by(who.albertine))

    assert refused.value.field == "why_now"
    assert Version.objects.count() == 1


def test_two_who_change_it_at_once_see_both_and_nothing_is_overwritten(who: Cast) -> None:
    made = nights(who)
    base = last_in_book(who.lukanga.id)
    actions.redefine(indicator=made, content=content(name="Ma version"), why="A", deed=by(who.albertine, base))
    late = Indicator.objects.get(pk=made.id)

    with pytest.raises(Conflicting):
        actions.redefine(indicator=late, content=content(name="L'autre"), why="B", deed=by(who.makiese, base))

    late.refresh_from_db()
    assert late.version.content["name"] == "Ma version"
    assert Version.objects.count() == 2


def test_what_ended_is_changed_no_more_and_stays_readable(who: Cast) -> None:
    made = nights(who)
    actions.end(indicator=made, words="Le courant ne manque plus.", language="fr", deed=by(who.makiese))

    with pytest.raises(actions.Ended):
        actions.redefine(indicator=made, content=content(name="Encore"), why="Si", deed=by(who.makiese))
    page = browser(who.mireille, "fr").get(f"/indicators/own/{made.id}/")

    assert page.status_code == 200
    assert "Le courant ne manque plus." in page.content.decode()
    assert browser(who.makiese).get(f"/indicators/own/{made.id}/change/").status_code == 404


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({}, []),
        ({"name": " "}, ["name"]),
        ({"why": ""}, ["why"]),
        ({"denominator": ""}, ["denominator"]),
        ({"denominator": "", "over_time": "sum", "over_places": "sum", "unit": "number"}, []),
        ({"direction": "band"}, ["low"]),
        ({"direction": "band", "low": "85", "high": "70"}, ["low"]),
        ({"direction": "band", "low": "70", "high": "85"}, []),
        ({"low": "70", "high": "85"}, ["low"]),
    ],
)
def test_a_definition_says_what_is_missing(said: dict[str, object], fields: list[str]) -> None:
    assert faults(content(**said)) == fields


@pytest.mark.parametrize(
    "said", [{"unit": "furlongs"}, {"split": ["shoe size"]}, {"domains": ["magic"]}, {"aims": ["fame"]}]
)
def test_a_code_that_no_list_has_is_named(who: Cast, said: dict[str, object]) -> None:
    with pytest.raises(actions.NotInTheList) as refused:
        nights(who, **said)

    assert refused.value.field == next(iter(said))


def test_it_is_defined_on_the_page_after_one_that_stands_ready(who: Cast) -> None:
    albertine = browser(who.albertine, "fr")
    page = albertine.get("/indicators/own/new/?based_on=posts_filled_at_night")
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    answer = albertine.post("/indicators/own/new/?based_on=posts_filled_at_night", {**said, "name": "Nuits complètes"})

    made = Indicator.objects.get()
    assert answer.headers["Location"] == f"/indicators/own/{made.id}/"
    assert made.based_on == "posts_filled_at_night"
    assert made.version.content["name"] == "Nuits complètes"
    assert made.version.content["over_time"] == "ratio_of_sums"
    assert "Nuits avec assez de personnel" in albertine.get(f"/indicators/own/{made.id}/").content.decode()


def test_a_double_click_defines_it_once(who: Cast) -> None:
    albertine = browser(who.albertine, "fr")
    page = albertine.get("/indicators/own/new/?based_on=hand_hygiene")
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    answers = [albertine.post("/indicators/own/new/", {**said, "base": base_on(page)}) for _ in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Indicator.objects.count() == 1


def test_a_form_with_a_fault_keeps_every_word(who: Cast) -> None:
    albertine = browser(who.albertine)
    said = {**content().model_dump(exclude_none=True), "denominator": "", "organisation": str(who.lukanga.id)}

    page = albertine.post("/indicators/own/new/", {k: v for k, v in said.items() if v is not False})

    assert page.status_code == 200
    assert "out of how many" in page.content.decode()
    assert "Nuits de garde avec du courant" in page.content.decode()
    assert not Indicator.objects.exists()


def test_what_it_is_about_is_asked_when_one_wants_to_say_so_and_nothing_is_lost(who: Cast) -> None:
    albertine, address = browser(who.albertine), "/indicators/own/new/?based_on=newborn_breathing_60s"
    first = albertine.get(address)
    form = first.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    asked = albertine.post(address, {**said, "name": "Our own", "more": "all"})

    assert '<select name="domains"' not in first.content.decode()
    assert '<select name="domains"' in asked.content.decode()
    assert "Our own" in asked.content.decode()
    assert 'class="error"' not in asked.content.decode()
    assert not Indicator.objects.exists()
    albertine.post(address, {**said, "name": "Our own", "all": "yes", "domains": ["maternity"], "split": ["sex"]})
    content = Indicator.objects.get().version.content
    assert (content["domains"], content["split"], content["kind"]) == (["maternity"], ["sex"], "process")


def test_it_is_changed_and_ended_on_its_pages(who: Cast) -> None:
    made = nights(who)
    makiese = browser(who.makiese, "fr")
    address = f"/indicators/own/{made.id}/"
    page = makiese.get(f"{address}change/")
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    makiese.post(
        f"{address}change/", {**said, "name": "Nuits éclairées", "why_now": "Plus court", "base": base_on(page)}
    )
    makiese.post(f"{address}end/", {"words": "C'est fini", "language": "fr"})

    made.refresh_from_db()
    assert made.version.content["name"] == "Nuits éclairées"
    assert languages.original(made.ended_words) == "C'est fini"


def test_somebody_without_a_house_to_speak_for_defines_nothing(who: Cast) -> None:
    assert browser(who.mireille).get("/indicators/own/new/").status_code == 404
    assert browser(None).get("/indicators/own/new/").status_code == 302


def test_ten_cost_the_list_as_much_as_one(who: Cast) -> None:
    nights(who)
    lotte = browser(who.lotte)
    for_one = queries_of(lotte, "/indicators/")
    for number in range(9):
        nights(who, name=f"Compte {number}")

    assert queries_of(lotte, "/indicators/") == for_one <= 12


def test_every_definition_that_stands_ready_has_its_page_and_the_list_leads_there() -> None:
    stranger = browser(None, "nl")
    listed = "".join(stranger.get(f"/indicators/?level={level}").content.decode() for level in queries.words("levels"))
    for one in queries.definitions():
        assert f"/indicators/{one.code}/" in listed
        page = stranger.get(f"/indicators/{one.code}/").content.decode()
        assert one.numerator.nl in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert stranger.get("/indicators/no_such_code/").status_code == 404
    assert stranger.get("/indicators/?level=nonsense").status_code == 200


def test_what_a_newer_node_says_of_an_indicator_is_read_as_far_as_we_know_it(who: Cast) -> None:
    made = nights(who)
    made.version.content = {**made.version.content, "colour": "blue"}

    assert queries.own_definition(made, made.version).name.en == "Nuits avec de la lumière"


def test_who_runs_the_node_defines_nothing_for_a_house(who: Cast) -> None:
    with pytest.raises(NotThere):
        actions.define(organisation=who.lukanga, content=content(), deed=OPERATOR)
