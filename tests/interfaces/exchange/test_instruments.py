"""An instrument that a network brings: looked at first, row by row, kept with its licence, and asked in its partnerships."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.sheets import writing
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.rounds import actions, queries, rules
from partnerhood.pathway.rounds.models import NetworkInstrument, Round
from partnerhood.pathway.rounds.queries import instruments
from partnerhood.pathway.rounds.rules import Content, Shown
from tests.cast import OPERATOR, Cast, by
from tests.visits import AT_MOST, base_on, browser, queries_of

pytestmark = pytest.mark.django_db
SHEET = """Vraag;Niveau 1;Niveau 2;Niveau 3;Waarnaar men kan kijken
Wie kijkt de zuurstof na?;Niemand.;Eén persoon.;Iemand in elke ploeg.;De lijst
Wie betaalt de flessen?;De bezoeker.;Wij, na veel vragen.;Ons eigen budget.;
"""
SAID = {
    "title": "Zuurstofcheck",
    "language": "nl",
    "looks_at": "partnership",
    "minutes": "10",
    "licence": "Wij hebben de licentie van de makers tot 2028.",
    "author": "Netwerk Zuurstof",
}


def at(who: Cast, page: str = "") -> str:
    return f"/networks/{who.network.id}/instruments/{page}"


def brought(who: Cast, content: str | bytes = SHEET, name: str = "check.csv", **said: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return browser(who.lotte).post(at(who, "new/"), {**SAID, "file": file, **said})


def yes(who: Cast, trial: HttpResponse, client: Client | None = None) -> HttpResponse:
    said = {name: "" if words is None else words for name, words in trial.context["form"].initial.items()}
    return (client or browser(who.lotte)).post(at(who, "coming-in/"), {**said, "file": ""})


def text(words: str) -> dict[rules.Tongue, str]:
    return {"nl": words}


def questionnaire(*names: str, **more: object) -> rules.Questionnaire:
    levels = [text("laag"), text("hoog")]
    asked = [rules.Question(code=name, name=text(name), levels=levels) for name in names or ("zuurstof", "water")]
    return rules.Questionnaire(title=text("Eigen"), minutes=10, levels=levels, questions=asked, **more)  # type: ignore[arg-type]


def own(
    who: Cast, code: str = "eigen", content: rules.Questionnaire | None = None, **more: object
) -> NetworkInstrument:
    said = {"network": who.network, "code": code, "content": content or questionnaire(), "licence": "de onze", **more}
    return actions.bring_in_instrument(**said, deed=by(who.lotte))


def asked(who: Cast, row: NetworkInstrument, **more: object) -> Round:
    codes = [one["code"] for one in row.content["questions"]]
    return actions.open(partnership=who.partnership, own=row, domains=codes, **more, deed=by(who.lotte))


def test_a_sheet_is_looked_at_first_and_comes_in_with_a_yes(who: Cast) -> None:
    trial = brought(who)
    before = NetworkInstrument.objects.count()
    lotte = browser(who.lotte)
    done = [yes(who, trial, lotte) for _double_click in range(2)]
    row = NetworkInstrument.objects.get()
    found = queries.brought(row)

    assert "2 questions would be asked. Nothing is written yet." in trial.content.decode()
    assert (before, [one.url for one in done]) == (0, [at(who)] * 2)
    assert (row.code, row.number, row.licence) == ("zuurstofcheck", 1, SAID["licence"])
    assert list(found.items) == ["wie_kijkt_de_zuurstof_na", "wie_betaalt_de_flessen"]
    assert (found.top, found.whole, found.seen_at("wie_betaalt_de_flessen", 2)) == (3, 10, "Wij, na veel vragen.")
    page = browser(who.lotte).get(at(who)).content.decode()
    assert "Zuurstofcheck" in page and SAID["licence"] in page


def test_of_many_questions_what_is_wrong_is_shown_first_and_a_page_stays_short(who: Cast) -> None:
    rows = [f"Vraag {number};laag;hoog;hoger;" for number in range(60)]
    page = brought(who, "\n".join([SHEET.split("\n", maxsplit=1)[0], *rows, "Laatste vraag;laag;hoog;;"]))
    for number in range(31):
        own(who, f"nummer_{number}")

    assert [one.name for one in page.context["shown"]][:2] == ["Laatste vraag", "Vraag 0"]
    assert len(page.context["shown"]) == 30
    assert "The first 30 of 61 rows" in page.content.decode()
    lotte = browser(who.lotte)
    assert [len(lotte.get(at(who, said)).context["instruments"]) for said in ("", "?page=2")] == [30, 1]
    assert queries_of(lotte, at(who)) <= AT_MOST


@pytest.mark.parametrize(
    ("content", "said", "sentence"),
    [
        (SHEET, {"licence": " "}, "This field is required."),
        (SHEET, {"minutes": "0"}, "greater than or equal to 1"),
        (SHEET, {"minutes": ""}, "Say what it is called"),
        (SHEET, {"title": "谁"}, "Say what it is called"),
        (SHEET.replace("Niveau 2", "Tussenin"), {}, "No sheet has the headings that we need. Missing: Level 2."),
        (SHEET.replace("Ons eigen budget.", ""), {}, "Other questions have a level 3."),
        (SHEET.replace("betaalt de flessen", "kijkt de zuurstof na"), {}, "This question stands on row 2 already."),
        (SHEET.replace("Wie betaalt de flessen?", "谁"), {}, "in letters that we can make a code of"),
        (SHEET.split("\n", maxsplit=1)[0], {}, "There is no row below the headings."),
        ("", {}, "The submitted file is empty."),
        (b"\0\1\2\3", {}, "This is not a spreadsheet that we can read."),
        ("[instrument]\nminutes = 3\n", {}, "This file cannot be read as an instrument."),
        ("[instrument]\nx = " + "[" * 5000, {}, "This file cannot be read as an instrument."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_comes_in(
    who: Cast, content: str | bytes, said: dict[str, str], sentence: str
) -> None:
    page = brought(who, content, **said)

    assert sentence in page.content.decode()
    assert "coming-in" not in page.content.decode()
    assert not NetworkInstrument.objects.exists()


def test_the_template_comes_back_filled_in_and_a_workbook_is_read_like_a_list(who: Cast) -> None:
    template = browser(who.lotte).get(at(who, "template.xlsx"))
    page = brought(who, template.content, "instrument.xlsx")

    assert template["Content-Disposition"].endswith('"instrument.xlsx"')
    assert template.content[:2] == writing.template("instruments", "en")[:2] == b"PK"
    assert "There is no row below the headings." in page.content.decode()


def test_a_file_of_the_same_shape_as_ours_says_its_own_name_and_minutes(who: Cast) -> None:
    ours = (instruments.DATA / "five_conditions.toml").read_text(encoding="utf-8")
    content = ours.replace("Five conditions of working together", "Six friends")
    done = yes(who, brought(who, content, "friends.toml", title="", minutes=""))
    row = NetworkInstrument.objects.get()
    found = queries.brought(row)

    assert (done.status_code, row.code, len(found.items), found.whole) == (302, "six_friends", 5, 15)
    assert found.items["one_agenda"].counted
    same = queries.questionnaires()["five_conditions"].items["one_agenda"]
    assert [level.fr for level in found.items["one_agenda"].levels] == [level.fr for level in same.levels]


def test_a_changed_instrument_is_a_new_version_and_a_round_keeps_its_own(who: Cast) -> None:
    first = own(who)
    which = asked(who, first)
    second = own(who, content=questionnaire("zuurstof", "stroom"))

    assert (first.number, second.number, [one.id for one in queries.newest_of(who.network.id)]) == (1, 2, [second.id])
    assert list(queries.of_round(Round.objects.get()).items) == ["zuurstof", "water"]
    assert which.minutes == 10
    with pytest.raises(actions.OpenAlready):
        asked(who, second)


def test_an_earlier_version_and_an_instrument_of_another_network_are_not_asked(who: Cast) -> None:
    first = own(who)
    own(who, content=questionnaire("zuurstof", "stroom"))
    other = organisations.found_network(name="Elders", kind="twinning", coordinator=who.wilgenbeke, deed=OPERATOR)
    strange = own(who, network=other)

    for row in (first, strange):
        with pytest.raises(Refused):
            asked(who, row)
    assert not Round.objects.exists()


def test_the_same_again_the_name_of_ours_and_a_silent_licence_are_refused(who: Cast) -> None:
    own(who)

    with pytest.raises(actions.SameInstrument):
        own(who)
    with pytest.raises(actions.OursAlready):
        own(who, "health_check")
    with pytest.raises(actions.LicenceMissing):
        own(who, "ander", licence="  ")
    assert NetworkInstrument.objects.count() == 1


def test_two_who_bring_a_version_at_once_bring_two(who: Cast) -> None:
    seen = last_in_book(who.wilgenbeke.id)
    rows = [
        actions.bring_in_instrument(
            network=who.network, code="eigen", content=questionnaire(name), licence="x", deed=by(who.lotte, seen)
        )
        for name in ("a", "b")
    ]

    assert [one.number for one in rows] == [1, 2]


def test_only_who_coordinates_the_network_brings_one_in(who: Cast) -> None:
    for nobody in (who.mireille, who.makiese, who.albertine, who.katrien, who.rekia, who.suspended):
        with pytest.raises(NotThere):
            actions.bring_in_instrument(
                network=who.network, code="eigen", content=questionnaire(), licence="x", deed=by(nobody)
            )
        for page in ("", "new/", "template.xlsx"):
            assert browser(nobody).get(at(who, page)).status_code == 404
        assert browser(nobody).post(at(who, "coming-in/"), SAID).status_code == 404
    assert browser(None).get(at(who)).status_code == 404
    assert not NetworkInstrument.objects.exists()


def test_a_file_that_somebody_else_left_does_not_come_in(who: Cast) -> None:
    trial = brought(who)
    friend = who.katrien
    form = {**trial.context["form"].initial, "file": ""}

    assert browser(friend).post(at(who, "coming-in/"), form).status_code == 404
    same = browser(who.lotte).post(at(who, "coming-in/"), {**form, "licence": " "})
    gone = browser(who.lotte).post(at(who, "coming-in/"), {**form, "kept": "0" * 64})
    assert same.status_code == 409
    assert gone.status_code == 409 and "not here any more" in gone.content.decode()
    assert not NetworkInstrument.objects.exists()


def test_an_instrument_of_the_network_is_asked_like_ours_and_says_its_licence(who: Cast) -> None:
    row = own(who)
    address = f"/partnerships/{who.partnership.id}/rounds/new/eigen/"
    lotte = browser(who.lotte)
    page = lotte.get(address)
    done = lotte.post(address, {"base": base_on(page)})
    which = Round.objects.get()
    for side, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.lotte)):
        said = Content(level="2", language="fr", evidence=[Shown(words="lijst")])
        actions.score(round=which, domain="zuurstof", on_behalf_of=side, content=said, deed=by(person))

    assert "de onze" in page.content.decode()
    assert (done.url, which.own_id, which.hospital_id) == (f"/rounds/{which.id}/", row.id, None)
    assert all(words in lotte.get(done.url).content.decode() for words in ("2 · hoog", "de onze"))
    assert queries_of(lotte, done.url) <= AT_MOST and queries_of(lotte, address) <= AT_MOST
    for stranger in (who.rekia, None):
        assert browser(stranger).get(done.url).status_code == 404
        assert browser(stranger).get(address).status_code == 404


def test_an_instrument_about_a_hospital_asks_which_one_and_makes_no_step(who: Cast) -> None:
    row = own(who, content=questionnaire(looks_at="hospital"))
    address = f"/partnerships/{who.partnership.id}/rounds/new/eigen/"
    lotte = browser(who.lotte)
    page = lotte.get(address)
    lotte.post(address, {"base": base_on(page), "hospital": str(who.lukanga.id)})
    which = Round.objects.get()

    assert (which.hospital_id, which.own_id, which.instrument) == (who.lukanga.id, row.id, "eigen")
    assert queries.usual_domains(who.partnership.id) == queries.usual_domains(who.sonwerou.id)
    with pytest.raises(actions.NotAnAnswer):
        said = Content(keeps_it_going="2", as_agreed="2")
        actions.score(round=which, domain="zuurstof", on_behalf_of=who.lukanga, content=said, deed=by(who.makiese))


def test_a_partnership_outside_the_network_is_not_offered_it(who: Cast) -> None:
    own(who)
    alone = partnerships.propose(
        key=ids.named("alone"),
        name="Alleen",
        kind="twinning",
        partners=[who.lukanga, who.wilgenbeke],
        works_at=[who.lukanga],
        deed=OPERATOR,
    )

    assert [one.code for one in queries.offered(alone)] == ["health_check"]
    assert [one.code for one in queries.offered(who.partnership)] == ["health_check", "eigen"]
    assert browser(who.lotte).get(f"/partnerships/{alone.id}/rounds/new/eigen/").status_code == 404
