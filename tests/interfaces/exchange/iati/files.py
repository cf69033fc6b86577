"""Small IATI files for tests, written by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from partnerhood.interfaces.exchange.iati import reading

TODAY = date(2026, 11, 21)
MINIMUM = """
  <iati-identifier>BE-BCE_KBO-0400000000-NEO</iati-identifier>
  <reporting-org ref="BE-BCE_KBO-0400000000" type="80"><narrative>Leuvenberg University Hospital</narrative></reporting-org>
  <title><narrative>Newborn care in Kivuma</narrative></title>
"""


def activity(parts: str = "", minimum: str = MINIMUM, attributes: str = 'default-currency="EUR" xml:lang="en"') -> str:
    """One activity with its least parts, and what a test adds."""
    return f"<iati-activity {attributes}>{minimum}{parts}</iati-activity>"


def numbered(number: int, parts: str = "") -> str:
    """An activity with an identifier of its own."""
    return activity(parts, MINIMUM.replace("-NEO", f"-{number}"))


def file(folder: Path, *activities: str, version: str = "2.03") -> Path:
    """A file with these activities."""
    path = folder / "activities.xml"
    body = "\n".join(activities)
    path.write_text(f'<?xml version="1.0"?>\n<iati-activities version="{version}">\n{body}\n</iati-activities>\n')
    return path


def read(path: Path) -> Iterator[reading.Found | reading.Refusal]:
    """Read as of a day that stays the same."""
    return reading.read(path, today=TODAY)


def one(folder: Path, parts: str = "", **given: str) -> reading.Found:
    """What is found of one activity with these parts."""
    (found,) = read(file(folder, activity(parts, **given)))
    assert isinstance(found, reading.Found), str(found.reason)
    return found


def refused(folder: Path, parts: str = "", **given: str) -> str:
    """Why one activity with these parts is refused."""
    (refusal,) = read(file(folder, activity(parts, **given)))
    assert isinstance(refusal, reading.Refusal)
    return str(refusal.reason)


def remarks(found: reading.Found) -> list[str]:
    """The sentences about an activity, without the official rules that a small test activity always breaks."""
    always = {"6.11.1", "6.2.2", "3.7.1"}
    return [str(remark.sentence) for remark in found.remarks if remark.rule not in always]
