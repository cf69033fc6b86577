"""What cannot come in is refused alone, with its line and a sentence that a coordinator understands."""

import gzip
from pathlib import Path

import pytest

from partnerhood.interfaces.exchange.iati import reading
from tests.interfaces.exchange.iati.files import MINIMUM, TODAY, activity, file, numbered, read, refused

BUDGET = '<budget><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>{}</budget>'
TRANSACTION = '<transaction><transaction-type code="3"/><transaction-date iso-date="2022-01-01"/>{}</transaction>'


def test_an_activity_without_identifier_reporter_or_title_is_refused(tmp_path: Path) -> None:
    without = {
        "iati-identifier": "The activity has no identifier, so it could not be found again.",
        "reporting-org": "The activity does not say which organisation reports it.",
        "title": "The activity has no title.",
    }

    for tag, sentence in without.items():
        minimum = MINIMUM.replace(f"<{tag}", "<other").replace(f"</{tag}", "</other")
        assert refused(tmp_path, minimum=minimum) == sentence


def test_a_reporter_needs_an_identifier_or_a_name(tmp_path: Path) -> None:
    minimum = MINIMUM.replace('ref="BE-BCE_KBO-0400000000" ', "").replace("Leuvenberg University Hospital", "")

    said = refused(tmp_path, minimum=minimum)

    assert said == "The organisation that reports the activity has neither an identifier nor a name."


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            '<value currency="EUR">1,250.50</value>',
            "“1,250.50” is not an amount; write it with figures and a point only, such as 1250.50.",
        ),
        (
            '<value currency="EUR">1e9</value>',
            "“1e9” is not an amount; write it with figures and a point only, such as 1250.50.",
        ),
        (
            f'<value currency="EUR">{"9" * 19}</value>',
            f"“{'9' * 19}” is not an amount; write it with figures and a point only, such as 1250.50.",
        ),
        (
            '<value currency="EUR"> </value>',
            "“” is not an amount; write it with figures and a point only, such as 1250.50.",
        ),
        ("", "An amount is missing here."),
        (
            '<value currency="EUR" value-date="2022-02-30">5</value>',
            "“2022-02-30” is not a date such as 2026-01-31, between 1900 and 2200.",
        ),
    ],
)
def test_money_that_is_not_plain_is_refused_and_never_guessed(tmp_path: Path, written: str, sentence: str) -> None:
    assert refused(tmp_path, BUDGET.format(written)) == sentence
    assert refused(tmp_path, TRANSACTION.format(written)) == sentence


def test_an_amount_without_any_currency_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, BUDGET.format("<value>5</value>"), attributes="")

    assert said == "The amount 5 has no currency, and the activity does not name one for all."


@pytest.mark.parametrize("day", ["01/02/2022", "2022-13-01", "2022", "0001-01-01", "2022-W01-1", "२०२२-०१-०१"])
def test_a_day_that_is_none_is_refused(tmp_path: Path, day: str) -> None:
    said = refused(tmp_path, f'<activity-date type="1" iso-date="{day}"/>')

    assert said == f"“{day}” is not a date such as 2026-01-31, between 1900 and 2200."


def test_a_transaction_needs_its_kind_and_its_day(tmp_path: Path) -> None:
    value = "<value>5</value>"

    without_kind = refused(tmp_path, f'<transaction><transaction-date iso-date="2022-01-01"/>{value}</transaction>')
    without_day = refused(tmp_path, f'<transaction><transaction-type code="3"/>{value}</transaction>')

    assert without_kind == "A transaction does not say whether money was promised, received, paid or spent."
    assert without_day == "A transaction has no date."


def test_a_refused_activity_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = numbered(2, "\n\n" + BUDGET.format("<value>much</value>"))

    first, second, third = read(file(tmp_path, numbered(1), broken, numbered(3)))

    assert isinstance(first, reading.Found)
    assert isinstance(second, reading.Refusal)
    assert isinstance(third, reading.Found)
    assert (second.line, second.identifier) == (14, "BE-BCE_KBO-0400000000-2")


def test_the_second_of_two_activities_with_one_identifier_is_refused(tmp_path: Path) -> None:
    _first, second = read(file(tmp_path, activity(), activity()))

    assert isinstance(second, reading.Refusal)
    assert str(second.reason) == "An activity with the same identifier stands on line 3 of this file; that one counts."


def test_an_endless_identifier_or_code_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, f'<participating-org role="1" ref="{"x" * 256}"/>')

    assert said == f"“{'x' * 79}…” is longer than 255 characters, which no code or identifier is."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04....", "This is a ZIP file. Take the XML file out of it first."),
        (b"name;place\n", "This is not an XML file. IATI files begin with <?xml or <iati-activities."),
        (b"\x00\x01\x02\xff" * 99, "This is not an XML file. IATI files begin with <?xml or <iati-activities."),
        (b"<!-- only words", "This is not an XML file. IATI files begin with <?xml or <iati-activities."),
        (b"<html><body/></html>", "This file holds <html>, not IATI activities."),
        (b'<iati-organisations version="2.03"/>', "This file holds <iati-organisations>, not IATI activities."),
        (
            b'<iati-activities version="1.05"/>',
            "The file follows IATI 1.05. We read 2.01 to 2.03; ask the publisher for a newer file.",
        ),
        (b"<iati-activities/>", "The file does not say which version of IATI it follows. We read 2.01 to 2.03."),
        (b'<iati-activities version="2.03"/>', "The file holds no activities."),
        (
            b'<?xml version="1.0" encoding="UTF-7"?><iati-activities version="2.03"/>',
            "The file says that it is written in “UTF-7”. Ask for it in UTF-8.",
        ),
        (b"\x1f\x8b\x08\x00 not packed", "The packed file is broken or incomplete. Ask for a new copy."),
    ],
)
def test_a_file_that_is_no_iati_file_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(reading.FileRefused) as refused:
        list(read(path))

    assert str(refused.value) == sentence


def test_a_file_that_breaks_off_gives_what_was_whole_and_says_where_it_broke(tmp_path: Path) -> None:
    path = file(tmp_path, numbered(1), numbered(2))
    path.write_bytes(path.read_bytes()[:-100])
    given = []

    with pytest.raises(reading.FileRefused) as refused:
        for found in read(path):
            given.append(found)

    assert [found.activity.identifier for found in given if isinstance(found, reading.Found)] == [
        "BE-BCE_KBO-0400000000-1"
    ]
    assert str(refused.value) == "The file breaks off in the middle. Ask for a complete copy."
    assert refused.value.line == 10


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    packed = tmp_path / "activities.xml.gz"
    packed.write_bytes(gzip.compress(file(tmp_path, numbered(1)).read_bytes(), mtime=0)[:-9])

    with pytest.raises(reading.FileRefused) as refused:
        list(read(packed))

    assert str(refused.value) == "The packed file is broken or incomplete. Ask for a new copy."


def test_letters_that_do_not_belong_to_the_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    path = file(tmp_path, numbered(1), numbered(2))
    path.write_bytes(path.read_bytes().replace(b"-2</iati", b"-\xe9</iati"))

    with pytest.raises(reading.FileRefused) as refused:
        list(read(path))

    assert refused.value.line == 9
    assert str(refused.value).startswith("From here on the file is not correct XML, or not in its own encoding")


def test_other_usual_encodings_are_read(tmp_path: Path) -> None:
    path = file(tmp_path, activity("<description><narrative>né</narrative></description>"))
    text = path.read_text()

    for encoding in ("ISO-8859-1", "windows-1252", "UTF-16"):
        path.write_bytes(text.replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding))
        (found,) = read(path)
        assert isinstance(found, reading.Found)
        assert found.activity.descriptions[0].text == {"en": "né"}


def test_an_activity_that_is_too_large_is_refused_alone(tmp_path: Path) -> None:
    limits = reading.Limits(activity_parts=100)
    path = file(tmp_path, numbered(1), numbered(2, "<sector code='1'/>" * 100), numbered(3))

    first, second, third = reading.read(path, today=TODAY, limits=limits)

    assert isinstance(first, reading.Found)
    assert isinstance(second, reading.Refusal)
    assert str(second.reason) == (
        "The activity is larger than 8 MB, has more than 100 parts, or parts in parts in parts."
    )
    assert isinstance(third, reading.Found)
    assert third.activity.identifier == "BE-BCE_KBO-0400000000-3"
