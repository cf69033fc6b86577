"""When a goal is agreed, and how its words are compared."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from partnerhood.pathway.goals import rules
from partnerhood.pathway.goals.rules import Content, Measure


def test_what_was_closed_stays_closed_and_a_key_taken_back_shows() -> None:
    assert rules.state(agreed=True, withdrawn=False, closed=True) == "closed"
    assert rules.state(agreed=True, withdrawn=True, closed=False) == "agreed"
    assert rules.state(agreed=False, withdrawn=True, closed=False) == "withdrawn"
    assert rules.state(agreed=False, withdrawn=False, closed=False) == "proposed"


def test_days_of_waiting_are_whole_and_never_below_zero() -> None:
    made = datetime(2026, 10, 28, 23, tzinfo=UTC)

    assert rules.days_waiting(made, made + timedelta(days=2, hours=23)) == 2
    assert rules.days_waiting(made, made - timedelta(hours=1)) == 0


def test_a_measure_reads_as_a_line() -> None:
    share = Measure(key="share", name="part", unit="percent", baseline=Decimal("33.30"), target=Decimal("60"))

    assert rules.measure_line(share) == "part: 33.3 → 60 %"
    assert rules.number(None) == "–"
    assert rules.number(Decimal("100")) == "100"


def test_a_measure_stands_in_a_goal_once() -> None:
    assert rules.doubled(["a", "b", "a"]) == {"a"}


def test_a_content_with_a_strange_field_is_not_taken() -> None:
    with pytest.raises(ValidationError):
        Content.model_validate({"language": "fr", "statement": "abc", "patient": "x"})


def test_a_statement_of_spaces_is_no_statement() -> None:
    with pytest.raises(ValueError, match="pattern"):
        rules.Content(language="fr", statement=" \n\u00a0 ")
