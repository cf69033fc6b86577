"""What people do with what was counted: report it, and look at what another house reported."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure, Line, Text, asking
from partnerhood.pathway.reporting import access, queries, rules
from partnerhood.pathway.reporting.models import Look, Report
from partnerhood.pathway.reporting.rules import Columns, Key, Origin, national
from partnerhood.pathway.reporting.rules.national import Names

BY_HAND: Origin = "by-hand"
_NONE: dict[str, str] = {}
OF_THE_DAYS = ("gap", "not-over")
"""What is asked about the days and not about a number is asked once."""


class Doubtful(Refused):
    """Something is unusual: it is asked about, and kept as soon as somebody is sure."""

    field = "sure"

    def __init__(self, doubts: Sequence[tuple[Key, Definition, asking.Question]]) -> None:
        self.questions = tuple((key, asked(question, definition)) for key, definition, question in doubts)
        super().__init__(" ".join(_line(definition, one) for _, definition, one in doubts))


def _line(definition: Definition, question: asking.Question) -> str:
    return f"{vocabulary.say(definition.name)}{look.colon()} {asked(question, definition)}"


def asked(question: asking.Question, definition: Definition) -> str:
    """A question in the reader's words."""
    return indicators.asked(question, lambda value: queries.said(value, definition))


class NotCounted(Refused):
    """An indicator that nobody knows."""

    sentence = _("Something in this report is not in any list of what is counted.")
    field = "cells"


class Twice(Refused):
    """A report says the same thing twice."""

    sentence = _("The same number stands in this report twice. Keep one of them.")
    field = "cells"


class NotAPart(Refused):
    """A part of a split that is not written as we write it."""

    sentence = _("A part is written as by what it is split and which part: sex:female.")
    field = "cells"


class NotAWard(Refused):
    """A ward of another house, or of none."""

    sentence = _("A ward in this report is not one of this hospital.")
    field = "cells"


class NoPeriod(Refused):
    """A period ends after it begins."""

    sentence = _("The last day comes before the first, or the year is not one that can be meant.")
    field = "to_date"


class NotYet(Refused):
    """Nothing was counted in a period that did not begin."""

    sentence = _("This period has not begun yet.")
    field = "from_date"


class NoSource(Refused):
    """A number comes from somewhere."""

    sentence = _("Say where the numbers come from: which register, which list, who counted.")
    field = "source"


class NoReason(Refused):
    """A number that stands already is changed with a reason."""

    sentence = _("You change a number that stands already. Say what was wrong, so that everybody understands.")
    field = "why"


class SaidOtherwise(Refused):
    """Somebody else reported the same days meanwhile, with other numbers."""

    sentence = _(
        "Somebody reported these days meanwhile, with other numbers. Look at theirs first; yours are still here."
    )


class NothingNew(Refused):
    """A report that says what stands already."""

    sentence = _("Every number stands there already as you wrote it. Nothing was changed.")


class OwnReport(Refused):
    """The other side looks at a report."""

    sentence = _("A report is looked at by the other side. Ask somebody there.")


@operation(
    "reporting.report",
    version=1,
    who=access.may_report,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("reported what was counted"),
    offline=True,
)
def report(
    *,
    hospital: Organisation,
    from_date: date,
    to_date: date,
    cells: Columns,
    source: Line,
    origin: Origin = "by-hand",
    seen: UUID | None = None,
    why: Line = "",
    left_out: Line = "",
    note: Text = "",
    language: str = "en",
    sure: bool = False,
    names: Names = _NONE,
    deed: Deed,
) -> Report:
    """Say what was counted at a hospital in some days; `seen` is the last report on those days that the author had before
    them. Where an earlier report says otherwise of a cell, this one counts, with its reason. A national system's own codes may
    come with their `names`."""
    days = (from_date, to_date)
    said = dict(rules.cells(cells.model_dump()))
    judge_days(days, deed)
    deed.refuse_if(not source.strip(), NoSource())
    deed.refuse_if(len(said) < len(cells.indicator), Twice())
    _know(hospital, said, deed, origin)
    if not deed.told:
        news = queries.has_new_names(hospital.id, said, names)
        _compare(hospital, days, said, deed, seen=seen, why=why, by_hand=origin == BY_HAND, news=news)
        doubts = [] if sure else _doubts(hospital, days, said, deed)
        deed.refuse_if(doubts, Doubtful(doubts))
    return deed.add(
        Report(
            id=deed.id,
            hospital=hospital,
            from_date=from_date,
            to_date=to_date,
            cells=cells.model_dump(mode="json", exclude_defaults=True),
            source=source,
            origin=origin,
            left_out=left_out,
            note=languages.said(note, language) if note.strip() else {},
            why=why,
            sure=sure,
            names=names,
            entered_by_id=deed.author,
            entered_at=deed.recorded_at,
        )
    )


def judge_days(days: tuple[date, date], deed: Deed) -> None:
    """Refuse days that end before they begin, or did not begin."""
    deed.refuse_if(not asking.is_period(*days), NoPeriod())
    deed.refuse_if(not asking.has_begun(days[0], deed.recorded_at.date()), NotYet())


def _know(hospital: Organisation, said: Mapping[Key, Figure | None], deed: Deed, origin: Origin) -> None:
    """Everything that a report speaks of is something that we know; only a national system's file speaks in its own codes."""
    theirs = [one for one in said.items() if national.is_national(one[0].indicator)]
    allowed = origin in national.ORIGINS and all(national.is_well_said(*one) for one in theirs)
    deed.refuse_if(theirs and not allowed, NotCounted())
    codes, places = {key.indicator for key in said}, {key.place for key in said if key.place}
    codes -= {key.indicator for key, _ in theirs}
    wards = {str(one.pk) for one in queries.wards(hospital.id)} if places else set()
    deed.refuse_if(codes - indicators.followed(codes).keys(), NotCounted())
    deed.refuse_if(places - wards, NotAWard())
    deed.refuse_if(not all(rules.is_split(key.split) for key in said), NotAPart())


def _compare(
    hospital: Organisation,
    days: tuple[date, date],
    said: Mapping[Key, Figure | None],
    deed: Deed,
    *,
    seen: UUID | None,
    why: str,
    by_hand: bool,
    news: bool,
) -> None:
    """What stands already is not said again, nor changed unseen or without a reason."""
    reports = queries.on(hospital.id, days)
    there = {**queries.standing(reports), **queries.of_national(reports)}
    changed = {key for key, figure in said.items() if key in there and there[key].figure != figure}
    deed.refuse_if(not changed and not news and all(key in there for key in said), NothingNew())
    if by_hand:
        last = next((one.entered_at for one in reports if one.id == seen), None)
        unseen = {key for key in changed if last is None or there[key].by.entered_at > last}
        deed.refuse_if(unseen, SaidOtherwise())
        deed.refuse_if(changed and not why.strip(), NoReason())


def _doubts(
    hospital: Organisation, days: tuple[date, date], said: Mapping[Key, Figure | None], deed: Deed
) -> list[tuple[Key, Definition, asking.Question]]:
    """Everything unusual in a report, cell by cell."""
    defined = indicators.followed({key.indicator for key in said})
    before = queries.before(hospital.id, days)
    found = []
    asked_once: set[asking.Question] = set()
    for key, figure in said.items():
        if figure is None or key.indicator not in defined:
            continue
        definition = defined[key.indicator]
        counted = _counted(figure.numerator, figure.denominator)
        questions = asking.questions(
            counted,
            queries.value(figure, definition),
            days,
            before.get(key, ()),
            is_share=definition.is_share,
            today=deed.recorded_at.date(),
        )
        found += [(key, definition, one) for one in questions if one.kind not in OF_THE_DAYS or one not in asked_once]
        asked_once |= set(questions)
    return found


def _counted(numerator: Decimal, denominator: Decimal | None) -> asking.Counted:
    if denominator is None:
        return asking.Counted(value=numerator)
    return asking.Counted(numerator=numerator, denominator=denominator)


@operation(
    "reporting.look",
    version=1,
    who=access.may_look,
    book=lambda report, **_: book_of(report.hospital_id),
    says=_("looked at where a report comes from"),
    offline=True,
)
def look_at(*, report: Report, on_behalf_of: Organisation, words: Text = "", language: str = "en", deed: Deed) -> Look:
    """Say for a partner that one looked at where a report's numbers come from, and that it is so."""
    own = on_behalf_of.id == report.hospital_id or deed.author == report.entered_by_id
    deed.refuse_if(own, OwnReport())
    key = ids.derived(report.id, f"looked:{on_behalf_of.id}")
    before = Look.objects.filter(pk=key).first()
    if before:
        return before
    return deed.add(
        Look(
            id=key,
            report=report,
            organisation=on_behalf_of,
            person_id=deed.author,
            words=languages.said(words, language) if words.strip() else {},
            looked_at=deed.recorded_at,
        )
    )
