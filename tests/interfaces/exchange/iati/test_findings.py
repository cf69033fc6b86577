"""What IATI's official rule set would say, said as remarks in plain sentences."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from partnerhood.interfaces.exchange.iati import findings, reading
from tests.interfaces.exchange.iati.files import MINIMUM, one
from tests.interfaces.exchange.reference import reference

STARTED = '<activity-date type="2" iso-date="2022-01-01"/>'
RWANDA, HALF_RWANDA = '<recipient-country code="RW"/>', '<recipient-country code="RW" percentage="50"/>'
CARE, SIXTY_OF_CARE = '<sector code="12220"/>', '<sector code="12220" percentage="60"/>'
GOOD = STARTED + RWANDA + CARE
VALUE = '<value value-date="2022-01-01">5</value>'
TRANSACTION = (
    f'<transaction><transaction-type code="3"/><transaction-date iso-date="2022-01-01"/>{VALUE}{{}}</transaction>'
)
BUDGET = f'<budget><period-start iso-date="2022-01-01"/><period-end iso-date="{{}}"/>{VALUE}</budget>'
DISBURSEMENT = '<planned-disbursement><period-start iso-date="2022-01-01"/>{}</planned-disbursement>'
INDICATOR = """<result type="1">{}<title><narrative>R</narrative></title><indicator measure="{}">
  <title><narrative>I</narrative></title>{}</indicator></result>"""
PERIOD = '<period><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>{}</period>'


def rules(found: reading.Found) -> set[str]:
    """The numbers of the official rules that an activity does not keep."""
    return {remark.rule for remark in found.remarks}


def test_an_activity_that_keeps_every_rule_gets_no_remark(tmp_path: Path) -> None:
    assert one(tmp_path, GOOD).remarks == ()


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("6.11.1", RWANDA + CARE),
        (
            "11.1.2",
            GOOD + '<activity-date type="1" iso-date="2022-01-01"/><activity-date type="3" iso-date="2021-01-01"/>',
        ),
        ("11.1.3", GOOD + '<activity-date type="4" iso-date="2021-01-01"/>'),
        ("11.1.4", GOOD.replace("2022-01-01", "2026-11-22")),
        ("11.1.5", GOOD + '<activity-date type="4" iso-date="2026-11-22"/>'),
        ("3.7.1", STARTED + CARE),
        ("3.4.1", GOOD + '<recipient-country code="BI" percentage="50"/>'),
        ("3.4.2", STARTED + CARE + HALF_RWANDA + '<recipient-region code="298" percentage="40"/>'),
        ("3.4.4", STARTED + CARE + HALF_RWANDA),
        ("3.6.2", GOOD + TRANSACTION.format(RWANDA)),
        ("6.6.2", GOOD + TRANSACTION.format(CARE)),
        ("6.7.2", STARTED + RWANDA + TRANSACTION.format("") + TRANSACTION.format(CARE)),
        ("6.2.2", STARTED + RWANDA),
        ("2.1.1", GOOD + '<sector code="12230" percentage="50"/>'),
        ("2.1.2", STARTED + RWANDA + SIXTY_OF_CARE + '<sector code="12230" percentage="50"/>'),
        ("2.1.4", STARTED + RWANDA + SIXTY_OF_CARE),
        ("12.3.1", GOOD.replace('code="12220"', 'code="12220" percentage="101"')),
        ("12.1.1", GOOD.replace('code="RW"', 'code="RW" percentage="-1"')),
        ("102.1.1", STARTED + RWANDA + '<sector code="3" vocabulary="7"/>'),
        ("2.2.1", f'{GOOD}<sector code="X" vocabulary="99"/>'),
        ("6.14.1", f'{GOOD}<policy-marker code="1"/>'),
        ("6.13.1", f'{GOOD}<policy-marker code="1" vocabulary="99" significance="1"/>'),
        ("6.10.1", f'{GOOD}<participating-org role="1"/>'),
        ("6.9.1", GOOD + TRANSACTION.format('<provider-org type="10"/>')),
        ("6.9.2", GOOD + DISBURSEMENT.format(f'{VALUE}<receiver-org type="10"/>')),
        ("8.6.3", GOOD + BUDGET.format("2021-12-31")),
        ("7.5.3", GOOD + BUDGET.format("2023-01-31")),
        (
            "11.2.1",
            GOOD + TRANSACTION.format("").replace('transaction-date iso-date="2022', 'transaction-date iso-date="2027'),
        ),
        ("11.2.2", GOOD + TRANSACTION.format("").replace('value-date="2022', 'value-date="2027')),
        ("8.6.1", GOOD + INDICATOR.format("", "1", PERIOD.format("").replace("2022-12-31", "2021-12-31"))),
        ("8.8.1", GOOD + INDICATOR.format("", "1", '<baseline year="2020"/>')),
        ("8.9.2", GOOD + INDICATOR.format("", "2", PERIOD.format('<target value="most"/>'))),
        ("8.10.3", GOOD + INDICATOR.format("", "5", PERIOD.format('<actual value="3"/>'))),
        (
            "8.11.1",
            GOOD
            + INDICATOR.format(
                '<reference vocabulary="9" code="3.1"/>', "1", '<reference vocabulary="9" code="3.1.1"/>'
            ),
        ),
        ("4.4.1", f"{GOOD}<description/>"),
    ],
)
def test_a_rule_that_is_not_kept_is_found(tmp_path: Path, rule: str, parts: str) -> None:
    found = one(tmp_path, parts)

    assert rules(found) == {rule}


def test_an_identifier_that_is_not_its_reporters_is_found_but_for_an_earlier_one(tmp_path: Path) -> None:
    foreign = MINIMUM.replace('ref="BE-BCE_KBO-0400000000"', 'ref="NL-KVK-1"')
    earlier = '<other-identifier ref="BE-BCE_KBO-0400000000" type="B1"/>'
    same = MINIMUM.replace("0400000000-NEO", "0400000000")

    assert rules(one(tmp_path, GOOD, minimum=foreign)) == {"1.1.21"}
    assert rules(one(tmp_path, GOOD + earlier, minimum=foreign)) == set()
    assert rules(one(tmp_path, GOOD, minimum=same)) == {"1.1.3"}
    assert rules(one(tmp_path, GOOD, minimum=MINIMUM.replace("-NEO", "-A/B"))) == {"1.3.13"}


def test_thirds_make_a_whole(tmp_path: Path) -> None:
    third = '<sector code="{}" percentage="33.33"/>'
    parts = STARTED + RWANDA + "".join(third.format(code) for code in (12220, 12230, 12281))

    assert one(tmp_path, parts).remarks == ()


def test_every_rule_that_we_name_is_in_the_official_rule_set() -> None:
    text = reference("iati/ruleset-standard.json").read_text()
    official = {info["id"] for info in _infos(json.loads(text))}
    source = Path(findings.__file__).parent

    named = set()
    for file in source.rglob("*.py"):
        named |= set(re.findall(r'"(\d{1,3}\.\d{1,2}\.\d{1,2})"', file.read_text(encoding="utf-8")))
    named |= {f"{stem}.{last}" for stem in ("8.8", "8.9", "8.10") for last in "123"}

    assert len(named) > 35
    assert named - official == set()


def _infos(value: Any) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value["ruleInfo"]] if "ruleInfo" in value else []
        return own + [info for part in value.values() for info in _infos(part)]
    if isinstance(value, list):
        return [info for part in value for info in _infos(part)]
    return []
