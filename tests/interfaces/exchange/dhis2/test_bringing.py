"""A file of a national system comes in: every real one, twice, once; what cannot is refused with its line and why."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal as D

import pytest
from django.db import transaction

from partnerhood.ground.operations import door
from partnerhood.ground.organisations.models import Organisation
from partnerhood.interfaces.exchange.dhis2 import bringing, mapping_file, metadata, reading
from partnerhood.interfaces.exchange.dhis2.bringing import Brought, Desk, coming
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import queries
from partnerhood.pathway.reporting.models import National, Report
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by
from tests.interfaces.exchange.dhis2.test_real_files import VALUES
from tests.interfaces.exchange.reference import reference

pytestmark = pytest.mark.django_db
OCTOBER = (date(2025, 10, 1), date(2025, 11, 1))
NO_NUMBERS = {"dataValueSetJDeleteNoValue.json": 1}
"""What the real files hold that cannot come in: a row without a value."""


def bring(
    content: bytes, hospitals: Mapping[str, Organisation], names: metadata.Metadata | None = None, **more: object
) -> Brought:
    """Bring a file in, for these places."""
    read = reading.read(content, "file")
    desk = Desk(more.pop("claim", OPERATOR), bringing.Places(hospitals), "SNIS", names or metadata.Metadata())
    return bringing.bring_in(read, desk, dry_run=bool(more.get("dry_run")))


def values(*said: dict[str, object], unit: str = "L", period: str = "202510") -> bytes:
    """A file with these values of October."""
    usual = {"orgUnit": unit, "period": period}
    return json.dumps({"dataValues": [{**usual, **one} for one in said]}).encode()


def one(element: str, value: object, **more: object) -> dict[str, object]:
    """One value."""
    return {"dataElement": element, "value": value, **more}


def counts(brought: Brought) -> tuple[int, ...]:
    """How many are new, changed, unchanged and refused."""
    return tuple(brought.counts[state] for state in bringing.STATES)


def standing(who: Cast) -> dict[Key, Figure | None]:
    """What stands of October at Lukanga."""
    return {key: said.figure for key, said in queries.of_national(queries.on(who.lukanga.id, OCTOBER)).items()}


@pytest.mark.once
@pytest.mark.parametrize("name", VALUES)
def test_every_real_file_comes_in_twice_once(who: Cast, name: str) -> None:
    content = reference(f"dhis2/{name}").read_bytes()
    _format, number, refused, _repeated = VALUES[name]
    read = reading.read(content)
    houses = dict(
        zip(dict.fromkeys(two.key.org_unit for two in read.values), (who.lukanga, who.sonwerou), strict=False)
    )

    first, second = bring(content, houses), bring(content, houses)

    merged = first.repeated - read.repeated
    gone = sum(two.deleted for two in read.values)
    assert counts(first) == (number - merged - gone, 0, gone, refused)
    assert counts(second) == (0, 0, number - merged, refused)
    cells = sum(len(report.cells["indicator"]) for report in Report.objects.all())
    assert cells == number - merged - gone
    assert Report.objects.count() == len(
        {(two.key.org_unit, two.key.from_date, two.key.to_date) for two in read.values if not two.deleted}
    )


def test_the_231_values_stand_to_the_last_digit_under_the_names_of_their_ministry(who: Cast) -> None:
    content = reference("dhis2/dataValues_bulk.json").read_bytes()
    names = metadata.read(reference("dhis2/metadata.json").read_bytes())
    houses = {"O6uvpzGd5pu": who.lukanga}

    first, second = bring(content, houses, names), bring(content, houses, names)

    assert counts(first) == (231, 0, 0, 0) and counts(second) == (0, 0, 231, 0)
    assert [(days, sum(told.values())) for (_hospital, days), told in first.periods.items()] == [
        ((date(2018, 1, 1), date(2019, 1, 1)), 9),
        ((date(2019, 12, 1), date(2020, 1, 1)), 222),
    ]
    raw = json.loads(content)["dataValues"]
    wanted = {
        (two["dataElement"], two["categoryOptionCombo"]): {"true": D(1), "false": D(0)}.get(two["value"])
        if two["value"] in ("true", "false")
        else D(two["value"])
        for two in raw
    }
    found = {}
    for report in Report.objects.all():
        for key, said in queries.of_national([report]).items():
            combo = key.split.removeprefix("combo:") or "HllvX50cXC0"
            found[key.indicator.removeprefix("dhis2:"), combo] = said.figure.numerator
    assert found == wanted
    assert len(first.unmapped) == 73 and all(name.startswith(("TA ", "TA_")) for name in first.unmapped.values())
    assert not National.objects.filter(name="").exists()
    assert queries.counted(who.lukanga.id) == []


def test_what_comes_again_otherwise_is_changed_and_what_was_taken_away_is_taken_back(who: Cast) -> None:
    houses = {"L": who.lukanga}
    first = bring(values(one("a", "5"), one("b", "true"), one("c", "1.5")), houses)

    second = bring(values(one("a", "6"), one("b", "false"), one("c", "1.50"), one("d", "7", deleted=True)), houses)
    third = bring(values(one("a", "6", deleted=True)), houses)
    fourth = bring(values(one("a", "6", deleted=True)), houses)

    assert [counts(told) for told in (first, second, third, fourth)] == [
        (3, 0, 0, 0),
        (0, 2, 2, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
    ]
    assert standing(who) == {
        Key("dhis2:a"): None,
        Key("dhis2:b"): Figure(D(0)),
        Key("dhis2:c"): Figure(D("1.5")),
    }


def test_what_cannot_be_kept_is_refused_alone_with_its_line_and_why(who: Cast) -> None:
    content = values(
        one("text", "beaucoup"),
        one("fine", "0.12345"),
        one("large", "1000000000000"),
        one("later", "1", period="203001"),
        one("old", "1", period="197001"),
        one("away", "1", orgUnit="Elsewhere"),
        one("good", "999999999999.9999"),
    )

    told = bring(content, {"L": who.lukanga})

    assert counts(told) == (1, 0, 0, 6)
    assert [(refused.position, str(refused.reason)) for refused in told.refused] == [
        (1, "“beaucoup” is a text and no number."),
        (2, "“0.12345” cannot be kept exactly: at most 12 digits before the point and 4 behind it."),
        (3, "“1000000000000” cannot be kept exactly: at most 12 digits before the point and 4 behind it."),
        (4, "The period “203001” has not begun yet."),
        (5, "The period “197001” lies too far back."),
    ]
    assert told.strangers == {"Elsewhere": 1}
    assert standing(who) == {Key("dhis2:good"): Figure(D("999999999999.9999"))}


def test_the_names_tell_that_the_nought_of_a_text_is_no_number(who: Cast) -> None:
    said = {
        "dataElements": [
            {"id": "uidOfA", "code": "A", "name": "Remarque", "valueType": "LONG_TEXT"},
            {"id": "uidOfB", "code": "B", "name": "Naissances", "valueType": "INTEGER"},
        ],
        "categoryOptionCombos": [{"id": "plain", "name": "default"}],
    }
    names = metadata.read(json.dumps(said).encode())

    told = bring(values(one("A", "0"), one("B", "12", categoryOptionCombo="plain")), {"L": who.lukanga}, names)

    assert counts(told) == (1, 0, 0, 1)
    assert standing(who) == {Key("dhis2:uidOfB"): Figure(D(12))}
    assert queries.told(who.lukanga.id, ["dhis2:uidOfB"])[0].name == "Naissances"


def test_the_combo_that_splits_nothing_is_the_same_named_or_not(who: Cast) -> None:
    first = bring(values(one("a", "5")), {"L": who.lukanga})
    second = bring(
        values(one("a", "5", categoryOptionCombo="HllvX50cXC0", attributeOptionCombo="default")), {"L": who.lukanga}
    )

    assert counts(first) == (1, 0, 0, 0) and counts(second) == (0, 0, 1, 0)


def test_a_trial_run_says_the_same_and_writes_nothing(who: Cast) -> None:
    content = values(one("a", "5"), one("b", "6"))

    trial = bring(content, {"L": who.lukanga}, dry_run=True)
    nothing = Report.objects.count()
    real = bring(content, {"L": who.lukanga})

    assert (counts(trial), nothing) == (counts(real), 0)
    assert trial.unmapped == real.unmapped == {"dhis2:a": "a", "dhis2:b": "b"}


def test_what_was_broken_off_in_the_middle_is_completed_by_the_same_file(
    who: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = json.dumps(
        {"dataValues": [{"orgUnit": "L", "period": f"2025{month:02}", **one("a", month)} for month in range(1, 11)]}
    ).encode()
    real, said = door.perform_many, []

    def dies(wanted):
        for outcome in real(wanted):
            said.append(outcome)
            if len(said) == 4:
                raise KeyboardInterrupt
            yield outcome

    monkeypatch.setattr(coming.door, "perform_many", dies)
    with pytest.raises(KeyboardInterrupt):
        bring(content, {"L": who.lukanga})
    monkeypatch.undo()
    there = Report.objects.count()

    told = bring(content, {"L": who.lukanga})

    assert 4 <= there <= 10
    assert counts(told) == (10 - there, 0, there, 0)
    assert Report.objects.count() == 10


def test_two_who_bring_the_same_file_at_the_same_moment_do_one_deed(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    content = values(one("a", "5"))
    real = door.perform_many

    def somebody_was_first(said):
        monkeypatch.undo()
        bring(content, {"L": who.lukanga}, claim=by(who.mireille))
        return real(said)

    monkeypatch.setattr(coming.door, "perform_many", somebody_was_first)
    told = bring(content, {"L": who.lukanga})

    assert counts(told) == (0, 0, 1, 0)
    assert Report.objects.count() == 1


def test_a_stranger_brings_nothing_in(who: Cast) -> None:
    told = bring(values(one("a", "5")), {"L": who.lukanga}, claim=by(who.rekia))

    assert counts(told) == (0, 0, 0, 1)
    assert not Report.objects.exists()


def test_more_values_of_one_month_than_a_report_may_have_become_several_reports(who: Cast) -> None:
    content = values(*(one(f"e{number}", number) for number in range(5_200)))

    first, second = bring(content, {"L": who.lukanga}), bring(content, {"L": who.lukanga})

    assert counts(first) == (5_200, 0, 0, 0) and counts(second) == (0, 0, 5_200, 0)
    assert Report.objects.count() == 2


def test_a_file_of_several_places_says_which_one_is_meant(who: Cast) -> None:
    units, nobody = ["X", "Y"], metadata.Metadata()
    known = [who.lukanga, who.sonwerou]

    with pytest.raises(FileRefused) as refused:
        bringing.places(units, known, names=nobody, chosen=who.lukanga)
    with pytest.raises(FileRefused):
        bringing.places(units, known, names=nobody, chosen=who.lukanga, unit="Z")

    assert str(refused.value) == "The file speaks of 2 places: X, Y. Say which of them is Lukanga."
    assert bringing.places(units, known, names=nobody, chosen=who.lukanga, unit="Y").hospitals == {"Y": who.lukanga}
    assert bringing.places(["X"], known, names=nobody, chosen=who.lukanga).hospitals == {"X": who.lukanga}
    assert bringing.places(units, known, names=nobody, said={"X": who.sonwerou}).hospitals == {"X": who.sonwerou}


def test_a_place_is_known_by_the_identifier_that_both_have(who: Cast) -> None:
    who.lukanga.identifier = "CD-123"
    said = {"organisationUnits": [{"id": "uid", "code": "CD-123", "name": "HGR Lukanga"}]}
    names = metadata.read(json.dumps(said).encode())

    found = bringing.places(["uid", "other"], [who.lukanga], names=names)

    assert found.hospitals == {"uid": who.lukanga}
    assert (found.called("uid"), found.called("other")) == ("HGR Lukanga (uid)", "other")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[hospitals", "The mapping file cannot be read"),
        ("x = 1", "The mapping file is not right at x"),
        ('[[elements]]\nelement = "a"', "The mapping file is not right at elements.0.indicator"),
        (
            '[[elements]]\nelement = "a"\nindicator = "b"\nside = "above"',
            "The mapping file is not right at elements.0.side",
        ),
        ("\xff", "The mapping file cannot be read"),
    ],
)
def test_a_mapping_file_that_is_none_is_refused_with_the_place(text: str, sentence: str) -> None:
    with pytest.raises(FileRefused) as refused:
        mapping_file.read(text.encode("latin-1"), metadata.Metadata())

    assert str(refused.value).startswith(sentence)


def test_nothing_that_is_refused_leaves_a_transaction_open(who: Cast) -> None:
    bring(values(one("a", "x")), {"L": who.lukanga}, dry_run=True)

    assert not transaction.get_connection().needs_rollback
