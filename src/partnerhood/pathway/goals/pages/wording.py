"""The words of a goal as people read, compare and print them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Difference
from partnerhood.ground.look.templatetags import look
from partnerhood.pathway.goals import choices, rules


@dataclass(frozen=True)
class Section:
    """A part of a goal's words: what it is about in the reader's language, and the words in the language of signing."""

    title: str
    lines: Sequence[str]
    is_ours: bool = False
    """Written by the house in the reader's language, not by the partners in theirs."""

    @property
    def is_list(self) -> bool:
        """Whether the words stand as a list."""
        return len(self.lines) > 1


def sections(content: rules.Content) -> list[Section]:
    """Everything that is signed, in the order in which it is read; what was left empty is left out."""
    found = [
        Section(_("The goal"), _some(content.statement)),
        Section(_("In the chain of results"), _some(str(choices.Level(content.level).label)), is_ours=True),
        Section(_("How it makes a difference"), _some(content.change)),
        Section(_("How we shall know"), [measured(one) for one in content.measures]),
        Section(_("What will be there afterwards"), content.outputs),
        Section(_("What has to be true for this to work"), content.assumptions),
        Section(_("How we see that help can end"), content.exit_criteria),
        Section(_("By when"), _some(_day(content.exit_by)), is_ours=True),
        Section(_("Who looks after it then"), _some(content.exit_owner)),
        Section(_("In the hospital's own yearly plan"), _some(content.plan)),
        Section(_("Why now, although it is not basic care"), _some(content.why_not_basic)),
    ]
    return [section for section in found if section.lines]


def public_sections(content: rules.Content) -> list[Section]:
    """What everybody reads of it: not who looks after it afterwards, for that may be a person."""
    return sections(content.model_copy(update={"exit_owner": ""}))


def measured(measure: rules.Measure) -> str:
    """A measure in one line that can be read aloud: what, from where, to where, by when, out of what."""
    sign = rules.SIGNS[measure.unit]
    steps = f"{_value(measure.baseline, sign)} → {_value(measure.target, sign)}"
    until = f" ({_day(measure.target_date)})" if measure.target_date else ""
    parts = " / ".join(part for part in (measure.numerator, measure.denominator) if part)
    notes = "; ".join(part for part in (parts, measure.source) if part)
    return f"{measure.name}{look.colon()} {steps}{until}" + (f"; {notes}" if notes else "")


def _value(value, sign: str) -> str:
    said = "–" if value is None else number_format(rules.number(value))
    return f"{said} {sign}".strip()


def _day(value) -> str:
    return look.written(value) if value else ""


def _some(words: str) -> list[str]:
    return [words] if words else []


def differences(old: rules.Content, new: rules.Content) -> list[tuple[str, Difference]]:
    """What changed between two wordings of a goal, part by part; parts that stayed are left out."""
    was = {section.title: "\n".join(section.lines) for section in sections(old)}
    now = {section.title: "\n".join(section.lines) for section in sections(new)}
    titles = [*now, *(title for title in was if title not in now)]
    changed = [title for title in titles if was.get(title, "") != now.get(title, "")]
    return [(title, Difference(was.get(title, ""), now.get(title, ""), new.language)) for title in changed]
