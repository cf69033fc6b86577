"""Before a sheet is made one reads about how large it will be on the line: near enough to choose, and said as a guess."""

import re
from datetime import date

import pytest

from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.visits import AT_MOST, browser, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNITS = {"bytes": 1, "KB": 1024}


def said(html: str) -> list[float]:
    """Every guess on a page, in bytes."""
    return [float(size) * UNITS[unit] for size, unit in re.findall(r"about ([\d.]+)\s+(KB|bytes)", html)]


def test_the_size_of_what_a_hospital_reported_is_near_before_it_is_fetched(who: Cast) -> None:
    for month in range(1, 10):
        cells = {Key(DEATHS, split=part): figure(month, 100 + month) for part in ("", "sex:female", "sex:male")}
        days = tuple(date(2025, month + more, 1) for more in (0, 1))
        reported(who, cells, days=days, sure=True)
    client, there = browser(who.lotte), f"/hospitals/{who.lukanga.id}/"
    page = client.get(f"{there}figures/").content.decode()

    sent = [client.get(f"{there}reports.{form}", headers={"Accept-Encoding": "br"}) for form in ("xlsx", "csv")]
    real = [len(b"".join(one) if one.streaming else one.content) for one in sent]

    assert len(said(page)) == 2
    assert all(0.5 < guess / size < 2 for guess, size in zip(said(page), real, strict=True)), (said(page), real)
    assert queries_of(client, f"{there}figures/") <= AT_MOST
