"""How a scorecard is said: a line with its figures, who reported, how far the parts lie apart, and what one warns about."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Crumb, LineChart, Reading
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.queries import Together
from partnerhood.pathway.scorecards import rules
from partnerhood.pathway.scorecards.queries import Line, Whole

NAMED = 10
"""How many silent hospitals are named; the others are a number that leads to all."""


def trail(network, *rest: Crumb) -> list[Crumb]:
    """The way from the network to its scorecard, and on."""
    here = Crumb(_("Scorecard"), reverse("scorecards:scorecard", args=[network.id]) if rest else "")
    return [Crumb(network.name, reverse("partnerships:network", args=[network.id])), here, *rest]


def name(line: Line) -> str:
    """What an indicator is called; a code from a newer release than ours is shown as it is."""
    return vocabulary.say(line.definition.name) if line.definition else line.chosen.indicator


def warned(one: rules.Warned) -> str:
    """What one warns about, and why."""
    if one.kind == "all":
        said = _(
            "These are %(number)s indicators. Five that are counted are worth more than fifty that are not: above fifteen, wards "
            "count for the list and no longer for themselves."
        )
        return said % {"number": one.number}
    aim = vocabulary.name("aims", one.aim)
    if one.kind == "many":
        return _("%(aim)s has %(number)s: two to four say enough, and are read.") % {"aim": aim, "number": one.number}
    return _("%(aim)s has only one: a second one shows what the first cannot.") % {"aim": aim}


def told(line: Line, about: Whole, address: str, *, draws: bool = True) -> dict[str, object]:
    """A line of a scorecard in words."""
    one = line.definition
    said = {"name": name(line), "href": address, "reported": reported(line, about), "silent": silent(line, about)}
    if one is None:
        return {**said, "value": "", "blank": _("This node does not know this definition yet.")}
    return {
        **said,
        "chart": chart(line, about) if draws and any(found.value is not None for found in line.together) else None,
        "value": value(line.last, one),
        "out_of": out_of(line.last, one),
        "before": value(line.before, one),
        "moved": _moved(line),
        "target": target(line),
        "reached": line.is_reached,
        "blank": _blank(line),
        "now": _now(line),
    }


def value(found: Together, definition: Definition) -> str:
    """A value as people read it; nothing where there is none."""
    return "" if found.value is None else reporting.said(found.value, definition)


def out_of(found: Together, definition: Definition) -> str:
    """What a value was made of: so many, out of so many."""
    if found.figure is None or found.figure.denominator is None:
        return ""
    return indicators.out_of(found.figure.numerator, found.figure.denominator, value(found, definition))


def _blank(line: Line) -> str:
    """Why there is no figure."""
    if line.last.value is not None:
        return ""
    if line.stands_apart:
        return _("By its definition, several hospitals do not become one figure here. Open it to see each.")
    if line.told:
        return _("What was counted cannot be put together to one number. Open it to see each.")
    return _("Blank: nobody counted it in this period.")


def _moved(line: Line) -> str:
    if line.is_better is None:
        return ""
    return _("better than before") if line.is_better else _("less good than before")


def target(line: Line) -> str:
    """Where it should be."""
    one = line.definition
    if one is None:
        return ""
    if one.band:
        low, high = (reporting.said(end, one) for end in one.band)
        return _("between %(low)s and %(high)s") % {"low": low, "high": high}
    return "" if line.chosen.target is None else reporting.said(line.chosen.target, one)


def _now(line: Line) -> str:
    if line.now is None:
        return ""
    return (
        _("It is counted otherwise now: choose it again.") if line.now else _("Its house does not count it any more.")
    )


def reported(line: Line, about: Whole) -> str:
    """How many of those that are asked reported, and who did in part."""
    told = line.told
    number, all_ = len(told), len(about.houses)
    said = ngettext("%(number)s of %(all)s hospital reported", "%(number)s of %(all)s hospitals reported", all_) % {
        "number": number,
        "all": all_,
    }
    partly = [f"{about.houses[house]} ({cell.months}/{cell.of})" for house, cell in told.items() if cell.is_partial]
    return (
        _("%(reported)s; not every month: %(names)s") % {"reported": said, "names": names(partly)} if partly else said
    )


def silent(line: Line, about: Whole) -> str:
    """The names of those that are asked and counted nothing of it."""
    told = line.told
    return names(called for house, called in about.houses.items() if house not in told)


def names(called: Iterable[str]) -> str:
    """Names in a row, and how many more."""
    some = list(called)
    shown = ", ".join(some[:NAMED])
    more = len(some) - NAMED
    return _("%(names)s and %(number)s more") % {"names": shown, "number": more} if more > 0 else shown


def unread(about: Whole) -> str:
    """How many more hospitals are asked, whose counts this reader does not read."""
    if not about.unread:
        return ""
    said = ngettext(
        "%(number)s more hospital is asked, whose counts you do not read.",
        "%(number)s more hospitals are asked, whose counts you do not read.",
        about.unread,
    )
    return said % {"number": about.unread}


def chart(line: Line, about: Whole) -> LineChart:
    """How it went, period by period, against where it should be."""
    one = line.definition
    assert one is not None
    readings = [
        Reading(days[1] - ONE_DAY, float(figures.shown(found.value)), out_of(found, one) or value(found, one))
        for days, found in zip(about.periods, line.together, strict=True)
        if found.value is not None
    ]
    where = float(line.chosen.target) if line.chosen.target is not None else None
    return LineChart(title=name(line), readings=tuple(readings), unit=indicators.unit(one.unit).sign, target=where)


def equity(line: Line) -> dict[str, str]:
    """How far the parts of its split lie apart, in words."""
    kind = indicators.word("splits", line.chosen.split) if line.chosen.split else ""
    return {"name": name(line), "split": kind, "gap": _apart(line) if kind else ""}


def _apart(line: Line) -> str:
    one = line.definition
    if line.gap is None or one is None:
        return _("Blank: nobody counted its parts.") if not line.parts else _("Too few to compare.")
    ends = {"highest": side(line.gap.highest, one), "lowest": side(line.gap.lowest, one)}
    said = _("highest: %(highest)s; lowest: %(lowest)s; %(wide)s apart") % {
        **ends,
        "wide": reporting.said(line.gap.wide, one),
    }
    if not line.gap.too_small:
        return said
    small = names(indicators.part(part) for part in line.gap.too_small)
    return _("%(said)s. Too small to compare: %(names)s") % {"said": said, "names": small}


def side(one: rules.Side, definition: Definition) -> str:
    """A part of a split with its numbers."""
    found = Together(one.value, one.figure)
    numbers = out_of(found, definition) or value(found, definition)
    return f"{indicators.part(one.part)} {numbers}"


def addresses(network: UUID, version: UUID, lines: Sequence[Line]) -> Mapping[str, str]:
    """Where each line opens."""
    return {
        one.chosen.indicator: reverse("scorecards:indicator", args=[network, version, one.chosen.indicator])
        for one in lines
    }
