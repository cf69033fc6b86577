"""How the ladder is read. Plain decisions about steps and days."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from partnerhood.ground.vocabulary.choices import Freshness, Outside

STEPS = (1, 2, 3, 4, 5)
HOLLOW_AFTER_MONTHS = 12
TOO_OLD_AFTER_MONTHS = 24
HELD_FOR_MONTHS = 6
PERIODS_TO_SHOW = 2

Answer: TypeAlias = int | Outside


def is_answer(answer: object) -> bool:
    """An answer is a whole step from one to five, "not chosen" or "don't know"; nothing in between."""
    if isinstance(answer, Outside):
        return True
    return isinstance(answer, int) and not isinstance(answer, bool) and answer in STEPS


def step(who_keeps_it_going: Answer, as_good_as_agreed: Answer) -> Answer:
    """The lower of the two answers counts; a domain not chosen stays so, and what one does not know is not a step."""
    both = (who_keeps_it_going, as_good_as_agreed)
    if Outside.NOT_CHOSEN in both:
        return Outside.NOT_CHOSEN
    if Outside.DO_NOT_KNOW in both:
        return Outside.DO_NOT_KNOW
    return min(int(who_keeps_it_going), int(as_good_as_agreed))


def answers_differ(who_keeps_it_going: Answer, as_good_as_agreed: Answer) -> bool:
    """Both answers are shown when they differ: standing alone is not the same as being good."""
    return who_keeps_it_going != as_good_as_agreed


def reaches(answer: Answer | None, target: int) -> bool:
    """A step reaches its target; an answer outside the ladder reaches nothing."""
    return isinstance(answer, int) and answer >= target


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def freshness(looked_at_on: date | None, today: date) -> Freshness:
    """A step that nobody looked at for a year is drawn hollow; after two years it no longer counts for hand-over."""
    if looked_at_on is None:
        return Freshness.NEVER
    if today >= months_later(looked_at_on, TOO_OLD_AFTER_MONTHS):
        return Freshness.TOO_OLD
    if today >= months_later(looked_at_on, HOLLOW_AFTER_MONTHS):
        return Freshness.HOLLOW
    return Freshness.FRESH


def counts_for_handover(looked_at_on: date | None, today: date) -> bool:
    """Only a step that somebody looked at in the last two years counts for hand-over."""
    return freshness(looked_at_on, today) in (Freshness.FRESH, Freshness.HOLLOW)


@dataclass(frozen=True)
class Shown:
    """What lay on the table when a step was agreed: things looked at, and whether the goal was reached, newest first."""

    things_looked_at: int = 0
    goal_reached: Sequence[bool] = ()


def missing_to_agree(answer: Answer, shown: Shown) -> tuple[str, ...]:
    """What must still be shown before this step is agreed: from 3 up something to look at, from 4 up the measure too."""
    if not isinstance(answer, int):
        return ()
    missing = []
    if answer >= 3 and shown.things_looked_at < 1:
        missing.append("something_to_look_at")
    if answer >= 4 and not _reached_lately(shown.goal_reached):
        missing.append("measure_reached_twice")
    return tuple(missing)


def _reached_lately(goal_reached: Sequence[bool]) -> bool:
    return len(goal_reached) >= PERIODS_TO_SHOW and all(goal_reached[:PERIODS_TO_SHOW])


@dataclass(frozen=True)
class AgreedStep:
    """A step that both sides agreed on one day."""

    agreed_on: date
    step: int


def has_held(
    agreed: Iterable[AgreedStep], target: int, today: date, *, rounds: int = 2, months: int = HELD_FOR_MONTHS
) -> bool:
    """A step has held when both sides agreed on it twice, six months apart, and never on less since the first time."""
    run = holding(agreed, target, today)
    return len(run) >= max(rounds, 2) and run[-1] >= months_later(run[0], months)


def holding(agreed: Iterable[AgreedStep], target: int, today: date) -> list[date]:
    """The days, the first one first, on which both sides agreed on a step, and on no less since; old ones do not count."""
    run: list[date] = []
    for one in sorted(agreed, key=lambda one: one.agreed_on, reverse=True):
        if one.step < target or not counts_for_handover(one.agreed_on, today):
            break
        run.append(one.agreed_on)
    return run[::-1]


@dataclass(frozen=True)
class BothScores:
    """What each side scored for one domain on its own."""

    domain: str
    own: Answer | None
    other: Answer | None


def order_of_conversation(scores: Iterable[BothScores]) -> list[BothScores]:
    """The widest difference first, then the lowest step; what only one side scored comes last."""
    return sorted(scores, key=lambda both: (-difference(both), _lowest(both), both.domain))


def difference(both: BothScores) -> int:
    """How many steps two scores lie apart; a score outside the ladder against a step is as wide as can be."""
    if both.own is None or both.other is None:
        return -1
    if isinstance(both.own, Outside) or isinstance(both.other, Outside):
        return 0 if both.own == both.other else len(STEPS)
    return abs(both.own - both.other)


def _lowest(both: BothScores) -> int:
    return min((answer for answer in (both.own, both.other) if isinstance(answer, int)), default=len(STEPS) + 1)
