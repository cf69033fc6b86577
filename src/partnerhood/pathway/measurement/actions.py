"""What people do with readings: enter one, put it right, look at the other side's, withdraw one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.goals.rules import Line, Text
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.rules import Number, asking
from partnerhood.pathway.measurement import access, queries, rules
from partnerhood.pathway.measurement.models import Reading, Verification, Withdrawal
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.reporting.actions import judge_days

Place = Annotated[str, Field(max_length=200)]


class Doubtful(Refused):
    """Something is unusual: it is asked about, and kept as soon as somebody is sure."""

    field = "sure"

    def __init__(self, questions: Sequence[asking.Question], unit: str) -> None:
        self.questions = tuple(questions)
        self.sentences = tuple(indicators.asked(one, lambda value: queries.said(value, unit)) for one in questions)
        super().__init__(" ".join(self.sentences))


class NotWhole(Refused):
    """Half a number is none."""

    sentence = _("Give how many and out of how many, or one number.")
    field = "numerator"


class TooLarge(Refused):
    """A number that cannot be kept."""

    sentence = _("This number is too large to be kept.")
    field = "numerator"


class NoSource(Refused):
    """A number comes from somewhere."""

    sentence = _("Say where the number comes from: which register, which list, who counted.")
    field = "source"


class OwnReading(Refused):
    """The other side looks at a reading."""

    sentence = _("A reading is looked at by the other side. Ask somebody there.")


class PutRight(Refused):
    """The reading does not count any more."""

    sentence = _("Somebody put this reading right or withdrew it meanwhile. Look at the one that stands now.")


@operation(
    "measurement.record",
    version=1,
    who=access.may_record,
    book=lambda measure, **_: book_of(measure.goal.partnership_id),
    says=_("entered a reading"),
    offline=True,
)
def record(
    *,
    measure: Measure,
    on_behalf_of: Organisation,
    numerator: Number | None = None,
    denominator: Number | None = None,
    value: Number | None = None,
    from_date: date,
    to_date: date,
    source: Line,
    place: Place = "",
    left_out: Line = "",
    note: Text = "",
    language: str = "en",
    sure: bool = False,
    deed: Deed,
) -> Reading:
    """Enter what was counted for a measure in a period, from which source, and what else changed meanwhile."""
    counted = asking.Counted(numerator=numerator, denominator=denominator, value=value)
    _judge(measure, counted, (from_date, to_date), source, deed)
    doubts = _doubts(measure, counted, (from_date, to_date), place, None, deed.recorded_at)
    deed.refuse_if(doubts and not sure, Doubtful(doubts, measure.unit))
    return _keep(
        measure,
        counted,
        deed,
        on_behalf_of=on_behalf_of,
        from_date=from_date,
        to_date=to_date,
        source=source,
        place=place,
        left_out=left_out,
        note=languages.said(note, language) if note.strip() else {},
        sure=sure,
    )


def _judge(measure: Measure, counted: asking.Counted, period: tuple[date, date], source: str, deed: Deed) -> None:
    deed.refuse_if(not rules.is_whole(counted), NotWhole(field=None if queries.divides(measure) else "value"))
    judge_days(period, deed)
    deed.refuse_if(not source.strip(), NoSource())
    deed.refuse_if(not rules.fits(rules.value(counted, measure.unit)), TooLarge())


def _doubts(
    measure: Measure,
    counted: asking.Counted,
    period: tuple[date, date],
    place: str,
    besides: UUID | None,
    now: datetime,
) -> list[asking.Question]:
    return asking.questions(
        counted,
        rules.value(counted, measure.unit),
        period,
        queries.earlier(measure, besides),
        is_share=queries.is_share(measure),
        today=now.date(),
        place=place,
    )


def _keep(measure: Measure, counted: asking.Counted, deed: Deed, **said: object) -> Reading:
    return deed.add(
        Reading(
            id=deed.id,
            goal_id=measure.goal_id,
            measure=measure,
            key=measure.key,
            numerator=counted.numerator,
            denominator=counted.denominator,
            value=rules.value(counted, measure.unit),
            entered_by_id=deed.author,
            entered_at=deed.recorded_at,
            **said,
        )
    )


@operation(
    "measurement.correct",
    version=1,
    who=access.may_correct,
    book=lambda reading, **_: book_of(reading.goal.partnership_id),
    says=_("put a reading right"),
    offline=True,
)
def correct(
    *,
    reading: Reading,
    on_behalf_of: Organisation,
    why: Line,
    numerator: Number | None = None,
    denominator: Number | None = None,
    value: Number | None = None,
    from_date: date,
    to_date: date,
    source: Line,
    place: Place = "",
    left_out: Line = "",
    note: Text = "",
    language: str = "en",
    sure: bool = False,
    deed: Deed,
) -> Reading:
    """Put a reading right with another one, under the same definition; the old one stays readable beside the reason."""
    counted = asking.Counted(numerator=numerator, denominator=denominator, value=value)
    deed.refuse_if(not why.strip(), Refused(_("Say what was wrong."), field="why"))
    _judge(reading.measure, counted, (from_date, to_date), source, deed)
    deed.refuse_if(not _stands(reading), PutRight())
    doubts = _doubts(reading.measure, counted, (from_date, to_date), place, reading.id, deed.recorded_at)
    deed.refuse_if(doubts and not sure, Doubtful(doubts, reading.measure.unit))
    return _keep(
        reading.measure,
        counted,
        deed,
        on_behalf_of=on_behalf_of,
        from_date=from_date,
        to_date=to_date,
        source=source,
        place=place,
        left_out=left_out,
        sure=sure,
        replaces=reading,
        why=why,
        note=languages.said(note, language) if note.strip() else {},
    )


def _stands(reading: Reading) -> bool:
    return not reading.replaced_by.exists() and not reading.withdrawals.exists()


@operation(
    "measurement.verify",
    version=1,
    who=access.may_verify,
    book=lambda reading, **_: book_of(reading.goal.partnership_id),
    says=_("looked at where a reading comes from"),
    offline=True,
)
def verify(
    *, reading: Reading, on_behalf_of: Organisation, words: Text = "", language: str = "en", deed: Deed
) -> Verification:
    """Say for the other side that one looked at where a number comes from, and that it is so."""
    own = on_behalf_of.id == reading.on_behalf_of_id or deed.author == reading.entered_by_id
    deed.refuse_if(own, OwnReading())
    key = ids.derived(reading.id, f"verified:{on_behalf_of.id}")
    before = Verification.objects.filter(pk=key).first()
    if before:
        return before
    deed.refuse_if(not _stands(reading), PutRight())
    return deed.add(
        Verification(
            id=key,
            reading=reading,
            organisation=on_behalf_of,
            person_id=deed.author,
            words=languages.said(words, language) if words.strip() else {},
            verified_at=deed.recorded_at,
        )
    )


@operation(
    "measurement.withdraw",
    version=1,
    who=access.may_withdraw,
    book=lambda reading, **_: book_of(reading.goal.partnership_id),
    says=_("withdrew a reading"),
    offline=True,
)
def withdraw(*, reading: Reading, reason: Line, deed: Deed) -> Withdrawal:
    """Withdraw a reading that should not have been there; it stays readable and counts no more."""
    deed.refuse_if(not reason.strip(), Refused(_("Say why, so that your partner understands."), field="reason"))
    deed.refuse_if(not _stands(reading), PutRight())
    key = ids.derived(reading.id, "withdrawn")
    return deed.add(
        Withdrawal(id=key, reading=reading, person_id=deed.author, reason=reason, withdrawn_at=deed.recorded_at)
    )
