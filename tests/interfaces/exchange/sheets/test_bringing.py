"""Start where we are: each row becomes one deed, the same sheet twice changes nothing, and every row is answered."""

from datetime import date
from pathlib import Path

import pytest

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.interfaces.exchange.sheets import bringing
from partnerhood.pathway.activities.models import Activity
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships import queries
from partnerhood.pathway.partnerships.models import Charter
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.rounds.models import Action
from tests.cast import OPERATOR, Cast, by
from tests.interfaces.exchange.sheets.before import ROWS, bring_in, desk, everything, sheet, states

pytestmark = pytest.mark.django_db
KINDS = sorted(ROWS)
GOOD_BROKEN_GOOD = [(2, "new"), (3, "refused"), (4, "new")]


def of(kind: str, who: Cast) -> Person:
    """Who brings in which list: Lukanga its people, Wilgenbeke the rest."""
    return who.albertine if kind == "people" else who.lotte


@pytest.mark.parametrize("kind", KINDS)
def test_good_rows_come_in_around_a_broken_one(who: Cast, tmp_path: Path, kind: str) -> None:
    brought = bring_in(sheet(tmp_path, kind), kind, of(kind, who))

    broken = brought.answers[1]
    assert states(brought) == GOOD_BROKEN_GOOD
    assert brought.counts == {"new": 2, "unchanged": 0, "changed": 0, "refused": 1}
    assert (broken.column, str(broken.reason)) == {
        "organisations": (
            "Country",
            "“nowhere” is not in the list. Choose a name from the second sheet of the template.",
        ),
        "people": (
            "Organisation",
            "There is no organisation called “Hôpital La Source” that you may speak for.",
        ),
        "missions": ("Laatste dag", "The last day comes before the first."),
        "agreements": (
            "Partenaires signataires",
            "“Hôpital Inconnu” is no partner in a partnership that you may speak for.",
        ),
        "open_points": (
            "Ziekenhuis",
            "“Hôpital Inconnu” is no partner in a partnership that you may speak for.",
        ),
    }[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_sheet_twice_changes_nothing(who: Cast, tmp_path: Path, kind: str) -> None:
    path = sheet(tmp_path, kind)
    bring_in(path, kind, of(kind, who))
    before = everything()

    again = bring_in(path, kind, of(kind, who))

    assert states(again) == [(2, "unchanged"), (3, "refused"), (4, "unchanged")]
    assert everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_trial_run_tells_the_same_and_writes_nothing(who: Cast, tmp_path: Path, kind: str) -> None:
    path = sheet(tmp_path, kind)
    before = everything()

    tried = bring_in(path, kind, of(kind, who), dry_run=True)

    assert everything() == before
    done = bring_in(path, kind, of(kind, who))
    said = [(one.number, one.state, one.column, str(one.reason)) for one in tried.answers]
    assert said == [(one.number, one.state, one.column, str(one.reason)) for one in done.answers]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_says_something_else_is_told_so_and_left(who: Cast, tmp_path: Path, kind: str) -> None:
    bring_in(sheet(tmp_path, kind), kind, of(kind, who))
    rows = [list(row) for row in ROWS[kind]]
    column = {"organisations": 3, "people": 4, "missions": 6, "agreements": 3, "open_points": 2}[kind]
    rows[3][column] = "2029-12-31" if kind == "agreements" else "Something else"
    before = everything()

    again = bring_in(sheet(tmp_path, kind, rows), kind, of(kind, who))

    assert [(one.state, one.column) for one in again.answers][::2] == [("unchanged", ""), ("changed", rows[0][column])]
    assert everything() == before


@pytest.mark.parametrize("kind", ["people", "missions", "agreements", "open_points"])
def test_who_coordinates_elsewhere_brings_nothing_in(who: Cast, tmp_path: Path, kind: str) -> None:
    stranger = people.welcome(organisation=who.sonwerou, name="Elsewhere", kind="coordinator", deed=OPERATOR)
    path = sheet(tmp_path, kind, [row for row in ROWS[kind] if "Source" not in "".join(row)])
    before = everything()

    brought = bring_in(path, kind, stranger)

    assert brought.counts["refused"] == len(brought.answers)
    assert everything() == before


def test_the_room_itself_refuses_whoever_may_not(who: Cast, tmp_path: Path) -> None:
    not_hers = bringing.Desk(by(who.mireille), desk(who.albertine).organisations, desk(who.lotte).circles)

    brought = [
        bringing.bring_in(sheet(tmp_path, kind), kind, not_hers, dry_run=False)
        for kind in ("people", "missions", "agreements", "organisations", "open_points")
    ]

    assert [one.counts["new"] for one in brought] == [0, 0, 0, 0, 0]
    assert standing(who.mireille.id) is not None


def test_organisations_keep_what_the_sheet_said(who: Cast, tmp_path: Path) -> None:
    bring_in(sheet(tmp_path, "organisations"), "organisations", who.lotte)

    kandi = Organisation.objects.get(name="Hôpital de zone Kandi")
    assert (kandi.kind, kandi.country, kandi.place) == ("hospital", "BJ", "Kandi")
    assert (kandi.website, kandi.provenance) == ("https://kandi.example", "a list from before Partnerhood")


def test_an_organisation_that_is_here_is_not_brought_in_again(who: Cast, tmp_path: Path) -> None:
    rows = [ROWS["organisations"][0], ["hgr lukanga", "hospital", "CD", "", ""]]

    brought = bring_in(sheet(tmp_path, "organisations", rows), "organisations", who.lotte)

    assert [(one.state, str(one.reason)) for one in brought.answers] == [
        ("unchanged", "This organisation is here already.")
    ]
    assert Organisation.objects.filter(name__iexact="hgr lukanga").count() == 1


def test_people_come_in_without_an_account(who: Cast, tmp_path: Path) -> None:
    bring_in(sheet(tmp_path, "people"), "people", who.albertine)

    clarisse = Person.objects.get(name="Clarisse Mbuyi")
    assert (clarisse.organisation, clarisse.profession, clarisse.phone) == (who.lukanga, "midwife", "+243 00")
    assert (clarisse.language, [role.kind for role in clarisse.roles.all()]) == ("fr", ["member"])
    assert not Account.objects.filter(person=clarisse).exists()


def test_somebody_who_erased_themselves_does_not_come_back_with_the_next_sheet(who: Cast, tmp_path: Path) -> None:
    path = sheet(tmp_path, "people")
    bring_in(path, "people", who.albertine)
    clarisse = Person.objects.get(name="Clarisse Mbuyi")
    people.erase(person=clarisse, deed=by(clarisse))

    again = bring_in(path, "people", who.albertine)

    assert states(again)[0] == (2, "unchanged")
    assert not Person.objects.filter(name="Clarisse Mbuyi").exists()


def test_two_rows_about_one_person_are_told_apart_or_refused(who: Cast, tmp_path: Path) -> None:
    head, ada = ROWS["people"][:2]
    rows = [head, ada, ada, [*ada[:4], "+243 11"]]

    brought = bring_in(sheet(tmp_path, "people", rows), "people", who.albertine)

    assert states(brought) == [(2, "new"), (3, "unchanged"), (4, "refused")]
    assert str(brought.answers[2].reason).startswith("Row 2 is about the same")


def test_an_earlier_mission_stands_as_held_with_its_provenance(who: Cast, tmp_path: Path) -> None:
    bring_in(sheet(tmp_path, "missions"), "missions", who.lotte)

    first = Activity.objects.get(from_date=date(2019, 3, 4))
    assert (first.to_date, first.hospital, first.provenance) == (
        date(2019, 3, 16),
        who.lukanga,
        "before Partnerhood",
    )
    assert first.title == {"_": "nl", "nl": {"words": "Eerste bezoek"}}
    assert sorted(one.name for one in first.leaders.all()) == ["Ada Peeters", "Bo Claes"]
    assert Activity.objects.count() == 2


def test_agreements_on_paper_stand_under_keys_from_before(who: Cast, tmp_path: Path) -> None:
    bring_in(sheet(tmp_path, "agreements"), "agreements", who.albertine)

    charter = Charter.objects.select_related("wording").get()
    keys = charter.wording.signatures.values_list("organisation__name", "signer", "assurance")
    assert queries.paper(charter.wording).title == "Convention 2020"  # type: ignore[union-attr]
    assert sorted(keys) == [("HGR Lukanga", "", "before")]  # the other key is the other's to turn


def test_an_open_point_stands_without_a_round_and_is_late_when_its_day_passed(who: Cast, tmp_path: Path) -> None:
    bring_in(sheet(tmp_path, "open_points"), "open_points", who.lotte)

    labels, parts = Action.objects.order_by("by_date")
    assert (labels.round, labels.partnership, labels.hospital) == (None, who.partnership, who.lukanga)
    assert (labels.owner, labels.owner_of, labels.by_date) == ("Technische dienst", who.lukanga, date(2023, 9, 30))
    assert (labels.what, labels.domain) == ({"_": "nl", "nl": {"words": "Etiketten op de flessen"}}, "newborn_care")
    assert (labels.provenance, labels.earlier) == ("before Partnerhood", {"raised_by": "Ada"})
    assert (parts.owner_of, parts.earlier) == (who.wilgenbeke, {"source": "Verslag 2023"})
    assert list(rounds.late_actions([who.lukanga.id, who.wilgenbeke.id], date(2024, 1, 1))) == [labels]


def test_an_open_point_of_a_stranger_is_refused_under_its_own_heading(who: Cast, tmp_path: Path) -> None:
    head, point = ROWS["open_points"][0], ["Iets", "Lukanga", "Bo", "2030-01-31", "Nergens", "", "", ""]
    later = [*point[:4], "", "", "", ""]
    rows = [[*head, "Opgemerkt op"], [*point, ""], [*later, "2190-01-01"]]

    brought = bring_in(sheet(tmp_path, "open_points", rows), "open_points", who.lotte)

    assert [(one.state, one.column) for one in brought.answers] == [("refused", "Partner"), ("refused", "Opgemerkt op")]


def test_a_mission_that_may_be_of_two_partnerships_asks_which(who: Cast, tmp_path: Path) -> None:
    partners = [who.lukanga, who.wilgenbeke]
    partnerships.propose(
        key=ids.named("second"),
        name="Second",
        kind="twinning",
        partners=partners,
        works_at=[who.lukanga],
        deed=OPERATOR,
    )
    path = sheet(tmp_path, "missions")

    brought = bring_in(path, "missions", who.lotte)

    assert brought.counts["new"] == 0
    assert "Lukanga – Wilgenbeke, Second" in str(brought.answers[0].reason)


def test_a_name_that_is_nearly_right_is_answered_with_what_was_meant(who: Cast, tmp_path: Path) -> None:
    rows = [ROWS["people"][0], ["Ada", "HGR Lukunga", "", "", ""]]

    brought = bring_in(sheet(tmp_path, "people", rows), "people", who.albertine)

    assert str(brought.answers[0].reason).endswith("Did you mean “HGR Lukanga”?")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a workbook", b"\x00\x01\x02", b"Name,Kind\n", b"\xd0\xcf\x11\xe0rest"]
)
def test_a_hostile_file_is_refused_in_one_sentence_and_writes_nothing(
    who: Cast, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "evil.xlsx"
    path.write_bytes(content)
    before = everything()

    with pytest.raises(FileRefused) as refused:
        bring_in(path, "organisations", who.lotte)

    assert str(refused.value).endswith(".")
    assert everything() == before


def test_a_sheet_with_too_many_rows_points_to_the_command(who: Cast, tmp_path: Path) -> None:
    path = sheet(tmp_path, "organisations")

    with pytest.raises(FileRefused) as refused:
        bringing.bring_in(path, "organisations", desk(who.lotte), dry_run=False, most=2)

    assert "partnerhood import-sheet organisations FILE" in str(refused.value)
    assert not Organisation.objects.filter(country="BJ", place="Kandi").exists()
