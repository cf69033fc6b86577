"""The staircase: five steps, and who stands where."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Level, Staircase

STEPS = range(1, 6)
LEFT, WIDTH, HEIGHT, GROUND = 22, 36, 14, 94


@dataclass(frozen=True)
class Step:
    """One step: where it lies, and whether both sides agreed that it is reached."""

    number: int
    x: int
    y: int
    height: int
    middle: int
    is_reached: bool


@dataclass(frozen=True)
class Mark:
    """Where somebody, the beginning or the target stands."""

    kind: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawn:
    """A staircase, ready to be written down."""

    steps: list[Step]
    marks: list[Mark]


def drawn(one: Staircase) -> Drawn:
    """Steps up to the agreed level are filled; marks stand on their step, those who do not know beside the stairs."""
    if not one.is_chosen:
        return Drawn([_step(number, None) for number in STEPS], [])
    marks = [_stander("own", one.own, one.partner, -10), _stander("partner", one.partner, one.own, 3)]
    if isinstance(one.start, int):
        marks.append(Mark("start", _middle(one.start), GROUND))
    if one.target:
        marks.append(Mark("target", _middle(one.target) + 12, _top(one.target)))
    if isinstance(one.agreed, int):
        marks.append(Mark("agreed", _middle(one.agreed), _top(one.agreed)))
    return Drawn([_step(number, one.agreed) for number in STEPS], [mark for mark in marks if mark])


def picture(one: Staircase) -> SafeString:
    """The staircase as SVG; the same levels are drawn once, for a page shows many and each has few ways to look."""
    return _picture(replace(one, title="", target_when="", own_name="", partner_name="", href="", is_stale=False))


@lru_cache(maxsize=1_000)
def _picture(one: Staircase) -> SafeString:
    shown = drawn(one)
    lines = [_written(step) for step in shown.steps] + [_marked(mark) for mark in shown.marks]
    whole = f'<svg viewBox="0 -4 212 110" aria-hidden="true">{"".join(lines)}</svg>'
    return mark_safe(whole)  # noqa: S308 - numbers of ours only, no word of anybody


def _written(step: Step) -> str:
    reached, inside = (" reached", f" in{step.number}") if step.is_reached else ("", "")
    box = f'x="{step.x}" y="{step.y}" width="{WIDTH}" height="{step.height}"'
    return (
        f'<rect class="step s{step.number}{reached}" {box}/>'
        f'<text class="n{inside}" x="{step.middle}" y="90">{step.number}</text>'
    )


def _marked(mark: Mark) -> str:
    x, y = mark.x, mark.y
    shapes = {
        "agreed": f'<path class="tread" d="M{x - 18} {y}h36"/>',
        "start": f'<path class="start" d="M{x} {y + 2}l5 9h-10Z"/>',
        "target": f'<path class="flag" d="M{x} {y}v-25l12 5-12 5"/>',
        "own": f'<circle class="own" cx="{x}" cy="{y}" r="5"/>',
        "partner": f'<path class="other" d="M{x} {y - 7}l7 7-7 7-7-7Z"/>',
    }
    unknown = f'<circle class="open" cx="{x}" cy="{y}" r="6"/><text class="n" x="{x}" y="{y + 4}">?</text>'
    return shapes.get(mark.kind, unknown)


def said(one: Staircase) -> list[str]:
    """The staircase in words."""
    if not one.is_chosen:
        return [_("Not chosen.")]
    own, partner = one.own_name or _("The hospital"), one.partner_name or _("The partner")
    lines = [
        _("Agreed: step %(step)s of 5.") % {"step": one.agreed} if isinstance(one.agreed, int) else _("Not agreed yet.")
    ]
    if one.own == one.partner and isinstance(one.own, int):
        lines.append(_("Both say %(step)s.") % {"step": one.own})
    elif one.own is not None or one.partner is not None:
        lines += [_says(own, one.own), _says(partner, one.partner)]
    if isinstance(one.start, int):
        lines.append(_("Began at %(step)s.") % {"step": one.start})
    if one.target:
        when = f" ({one.target_when})" if one.target_when else ""
        lines.append(_("Target: %(step)s%(when)s.") % {"step": one.target, "when": when})
    if one.is_stale:
        lines.append(_("Nobody has looked for 12 months."))
    return lines


def _says(who: str, level: Level) -> str:
    if level is None:
        return _("%(who)s has not scored yet.") % {"who": who}
    if level == "unknown":
        return _("%(who)s does not know.") % {"who": who}
    return _("%(who)s says %(step)s.") % {"who": who, "step": level}


def _stander(kind: str, level: Level, other: Level, beside: int) -> Mark | None:
    """Two who stand on the same step stand beside each other."""
    if level is None:
        return None
    if level == "unknown":
        return Mark(f"{kind} unknown", 10, GROUND - (22 if kind == "partner" and other == "unknown" else 8))
    return Mark(kind, _middle(level) + (beside if level == other else -4), _top(level) - 8)


def _step(number: int, agreed: Level) -> Step:
    reached = isinstance(agreed, int) and number <= agreed
    return Step(number, LEFT + WIDTH * (number - 1), _top(number), HEIGHT * number, _middle(number), reached)


def _middle(number: int) -> int:
    return LEFT + WIDTH * (number - 1) + WIDTH // 2


def _top(number: int) -> int:
    return GROUND - HEIGHT * number
