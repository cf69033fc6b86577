"""One activity gives one payload: that is how a second import sees that nothing changed."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from partnerhood.ground.records import canonical
from partnerhood.pathway.programmes.rules.activity import Activity
from tests.interfaces.exchange.iati.files import one

MONEY = '<value value-date="2022-01-01">{}</value>'
FIRST = f'<transaction><transaction-type code="3"/><transaction-date iso-date="2022-01-01"/>{MONEY}</transaction>'
SECOND = FIRST.replace('code="3"', 'code="4"')


def test_a_payload_is_json_with_texts_for_amounts_and_without_what_is_empty(tmp_path: Path) -> None:
    payload = one(tmp_path, FIRST.format("98000.00")).activity.payload()

    assert payload == {
        "identifier": "BE-BCE_KBO-0400000000-NEO",
        "reporter": {
            "identifier": "BE-BCE_KBO-0400000000",
            "name": {"en": "Leuvenberg University Hospital"},
            "type": "80",
        },
        "title": {"en": "Newborn care in Kivuma"},
        "language": "en",
        "currency": "EUR",
        "transactions": [
            {
                "type": "3",
                "day": "2022-01-01",
                "money": {"amount": "98000", "currency": "EUR", "value_date": "2022-01-01"},
            }
        ],
    }
    assert json.loads(json.dumps(payload)) == payload


def test_the_same_activity_written_otherwise_gives_the_same_payload(tmp_path: Path) -> None:
    once = one(tmp_path, FIRST.format("98000") + SECOND.format("5.50")).activity.payload()
    again = one(
        tmp_path,
        f"\n<!-- made again -->{SECOND.format('+5.5')}  {FIRST.format(' 98000.00 ')}",
        attributes='xml:lang="EN" default-currency="EUR" last-updated-datetime="2026-11-01T00:00:00Z" hierarchy="1"',
    ).activity.payload()

    assert json.dumps(once) == json.dumps(again)


def test_letters_composed_in_two_ways_give_one_payload(tmp_path: Path) -> None:
    composed = one(tmp_path, "<description><narrative>n\u00e9</narrative></description>").activity.payload()
    decomposed = one(tmp_path, "<description><narrative>ne\u0301</narrative></description>").activity.payload()

    assert json.dumps(composed) == json.dumps(decomposed)


def test_another_amount_gives_another_payload(tmp_path: Path) -> None:
    once = one(tmp_path, FIRST.format("98000")).activity.payload()
    again = one(tmp_path, FIRST.format("98001")).activity.payload()

    assert once != again


def test_the_canonical_text_of_a_payload_says_everything(tmp_path: Path) -> None:
    payload = one(tmp_path, FIRST.format("98000")).activity.payload()

    assert json.loads(canonical.text(payload)) == payload


def test_an_activity_comes_back_from_its_payload(tmp_path: Path) -> None:
    activity = one(tmp_path, FIRST.format("98000")).activity

    assert Activity.from_payload(json.loads(json.dumps(activity.payload()))) == activity


def test_a_payload_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    payload = one(tmp_path).activity.payload()

    with pytest.raises(ValidationError):
        Activity.from_payload(payload | {"approved": True})
