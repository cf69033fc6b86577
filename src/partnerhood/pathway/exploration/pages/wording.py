"""What both boards say as people read and compare it, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Difference
from partnerhood.ground.look.templatetags import look
from partnerhood.pathway.exploration import choices


@dataclass(frozen=True)
class Section:
    """A part of a wording: what it is about in the reader's language, and the words in the language of signing."""

    title: str
    lines: Sequence[str]
    is_ours: bool = False
    """Written by the house in the reader's language."""

    @property
    def is_list(self) -> bool:
        """Whether the words stand as a list."""
        return len(self.lines) > 1


def sections(sight, kind: str, content: dict) -> list[Section]:
    """Everything that is signed, in the order in which it is read."""
    found = PARTS[choices.StatementKind(kind)](sight, content)
    return [one for one in found if any(one.lines)]


def _mandate(sight, content: dict) -> list[Section]:
    first, last = date.fromisoformat(content["from_date"]), date.fromisoformat(content["to_date"])
    return [
        Section(_("The question"), [content["question"]]),
        Section(_("The mandate"), [content["mandate"]]),
        Section(_("From when until when"), [f"{look.written(first)} – {look.written(last)}"], is_ours=True),
        Section(_("The boards decide by"), [_day(content["decide_by"])], is_ours=True),
    ]


def _day(value: str) -> str:
    return look.written(date.fromisoformat(value))


PARTS = {choices.StatementKind.MANDATE: _mandate}


def differences(sight, kind: str, old: dict, new: dict) -> list[tuple[str, Difference]]:
    """What changed between two wordings, part by part; parts that stayed are left out."""
    was = {one.title: "\n".join(one.lines) for one in sections(sight, kind, old)}
    now = {one.title: "\n".join(one.lines) for one in sections(sight, kind, new)}
    titles = [*now, *(title for title in was if title not in now)]
    changed = [title for title in titles if was.get(title, "") != now.get(title, "")]
    return [(title, Difference(was.get(title, ""), now.get(title, ""), str(new["language"]))) for title in changed]
