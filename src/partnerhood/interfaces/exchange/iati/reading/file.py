"""One file, activity by activity: each is forgotten before the next is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati import findings
from partnerhood.interfaces.exchange.iati.reading import activity as activities
from partnerhood.interfaces.exchange.iati.reading import opening
from partnerhood.interfaces.exchange.iati.reading.notes import Remark, Unusable
from partnerhood.interfaces.exchange.iati.reading.opening import Limits, Progress
from partnerhood.interfaces.exchange.iati.reading.tree import Element, TooLarge, Trees
from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say
from partnerhood.pathway.programmes.rules.activity import Activity


@dataclass(frozen=True, slots=True)
class Found:
    """An activity that may come in, the line where it begins, and what is odd about it."""

    line: int
    activity: Activity
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An activity that may not come in: the line of the fault, its identifier where it has one, and why."""

    line: int
    identifier: str
    reason: Sentence


def read(
    path: Path, *, today: date, limits: Limits | None = None, progress: Progress | None = None
) -> Iterator[Found | Refusal]:
    """Every activity of a file, found whole or refused alone, in the file's order.

    Raises FileRefused where the file cannot be read at all, or not further; what was given before it stands."""
    limits = limits or Limits()
    trees = Trees(limits)
    seen = _Seen(limits)
    empty = True
    for piece, last in chain(((piece, False) for piece in opening.pieces(path, limits, progress)), [(b"", True)]):
        for tree in trees.eat(piece, last):
            empty = False
            yield _too_large(tree, limits) if isinstance(tree, TooLarge) else _one(tree, trees.language, today, seen)
    if empty:
        raise FileRefused(say(_("The file holds no activities.")), trees.line)


def _one(tree: Element, language: str, today: date, seen: "_Seen") -> Found | Refusal:
    try:
        found, remarks = activities.activity(tree, language)
        seen.note(found.identifier, tree.line)
    except Unusable as unusable:
        return Refusal(unusable.line, _identifier(tree), unusable.reason)
    odd = [Remark(tree.line, finding.sentence, finding.rule) for finding in findings.of(found, today)]
    return Found(tree.line, found, (*remarks, *odd))


def _identifier(tree: Element) -> str:
    part = tree.first("iati-identifier")
    return " ".join(part.text[:1000].split())[:255] if part is not None else ""


def _too_large(tree: TooLarge, limits: Limits) -> Refusal:
    wording = _(
        "The activity is larger than %(megabytes)s MB, has more than %(parts)s parts, or parts in parts in parts."
    )
    megabytes = limits.activity_bytes // 1024**2
    return Refusal(tree.line, "", say(wording, megabytes=megabytes, parts=limits.activity_parts))


class _Seen:
    """Which identifiers came by, and where: a number each, so that a long file costs little memory."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lines: dict[int, int] = {}

    def note(self, identifier: str, line: int) -> None:
        """Of two activities with one identifier nobody can say which holds: the first came in, the second is Unusable."""
        if (earlier := self._lines.get(hash(identifier))) is not None:
            wording = _("An activity with the same identifier stands on line %(line)s of this file; that one counts.")
            raise Unusable(line, say(wording, line=earlier))
        if len(self._lines) >= self._limits.activities:
            wording = _("The file holds more than %(most)s activities. Ask for it in parts.")
            raise FileRefused(say(wording, most=self._limits.activities), line)
        self._lines[hash(identifier)] = line
