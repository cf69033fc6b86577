"""Pages about what was counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look import components as look
from partnerhood.ground.look.components import Crumb, Empty, Figure, LineChart
from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.activities.pages.reading import address
from partnerhood.pathway.goals.rules import SIGNS
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.measurement import access, actions, forms, queries
from partnerhood.pathway.partnerships.pages import naming
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.forms import LookAt


@require_GET
@opens_to(access.partnership)
def evidence(request: HttpRequest, partnership) -> HttpResponse:
    """What was counted in a partnership: each goal with its measures, the last reading and the target."""
    goals = queries.goals_of(partnership.id, request.person)
    found = queries.progress(goals)
    shown = found if partnership.is_inside else queries.shown_to_all(found)
    told = {
        "partnership": partnership,
        "goals": [(goal, goal.wording.content, shown[goal.id]) for goal in goals if shown[goal.id]],
        "trail": _to_partnership(partnership, partnership.is_inside, Crumb(_("Evidence"))),
    }
    return render(request, "measurement/evidence.html", told)


def _to_partnership(partnership, inside: bool, *more: Crumb) -> list[Crumb]:
    return [Crumb(naming.title(partnership, inside), address("partnerships:partnership", partnership.id)), *more]


def _to_measure(sight, *more: Crumb) -> list[Crumb]:
    partnership = sight.goal.partnership
    own = reverse("measurement:measure", args=[sight.goal.id, sight.measure.key]) if more else ""
    evidence = Crumb(_("Evidence"), reverse("measurement:evidence", args=[partnership.id]))
    return _to_partnership(partnership, sight.inside, evidence, Crumb(sight.measure.name, own), *more)


@require_GET
@opens_to(access.measure)
def measure(request: HttpRequest, sight) -> HttpResponse:
    """One measure: its readings over time against beginning and target, and every number opens."""
    rows = queries.rows(sight)
    content = sight.goal.wording.content
    told = {
        "sight": sight,
        "statement": languages.said(content["statement"], content["language"]),
        "charts": charts(sight, rows),
        "rows": [
            (row, figure(row, sight), _not_yet(sight, row, request.person)) for row in reversed(rows) if row.is_standing
        ],
        "gone": [row for row in reversed(rows) if not row.is_standing],
        "target": queries.said(sight.measure.target, sight.measure.unit),
        "baseline": queries.said(sight.measure.baseline, sight.measure.unit),
        **_defined(sight),
        "empty": _teach(sight),
        "trail": _to_measure(sight),
    }
    return render(request, "measurement/measure.html", told)


def _defined(sight) -> dict[str, object]:
    """Where the definition stands that a measure follows, how it misleads, and what the hospital counted by it."""
    definition, href = queries.definition(sight.measure), ""
    if definition:
        href = reverse("indicators:definition", args=[definition.code])
    elif sight.inside and (said := indicators.version(sight.measure.indicator)):
        definition = indicators.own_definition(said.indicator, said)
        href = reverse("indicators:own", args=[said.indicator_id])
    beware = definition.beware.in_language(get_language() or "en") if definition else ""
    points = queries.counted_at(sight, definition)
    counted = [(_made_of(point, sight), reporting.days_said(*point.days), point.name) for point in points]
    return {"href": href, "beware": beware, "counted": counted}


def _made_of(point, sight) -> str:
    said = queries.said(point.value, sight.measure.unit)
    return indicators.out_of(point.figure.numerator, point.figure.denominator, said)


def _teach(sight) -> Empty:
    may = {
        "action": _("Enter a reading"),
        "href": reverse("measurement:record", args=[sight.goal.id, sight.measure.key]),
    }
    return Empty(
        _("Here stands what was counted, period by period."),
        _("An empty measure is shown empty. Nobody guesses."),
        _("14 of 24 in October, from the competence cards."),
        **(may if sight.own else {}),
    )


def charts(sight, rows) -> list[LineChart]:
    """The readings that stand, a line for each place; those of another definition or of a small group are not on it."""
    drawn = [row for row in rows if row.is_standing and row.is_same_definition and row.value is not None]
    one = sight.measure
    return [
        LineChart(
            title=f"{one.name}, {place}" if place else one.name,
            readings=tuple(_dot(row, sight) for row in drawn if row.reading.place == place),
            unit=SIGNS[one.unit],
            baseline=_float(one.baseline),
            target=_float(one.target),
        )
        for place in sorted({row.reading.place for row in drawn})
    ]


def _dot(row, sight) -> look.Reading:
    return look.Reading(row.last_day, float(row.value), _out_of(row), _who(row.reading, sight))


def _float(value) -> float | None:
    return None if value is None else float(value)


def _out_of(row) -> str:
    return indicators.out_of(row.reading.numerator, row.reading.denominator, row.said)


def _who(reading, sight) -> str:
    """Who entered a reading: the name inside, the house outside."""
    house = naming.unnamed(sight.goal.partnership, sight.inside).get(
        reading.on_behalf_of_id, reading.on_behalf_of.known_as
    )
    return f"{reading.entered_by.name}, {house}" if sight.inside and reading.entered_by else house


def period(row) -> str:
    """The days of a reading as people write them."""
    first, last = row.reading.from_date, row.last_day
    if first == last:
        return written(first)
    return f"{written(first)} – {written(last)}"


def figure(row, sight) -> Figure:
    """A reading as a number that opens."""
    one, counted = row.reading, row.reading.measure
    of = _("%(one)s, out of %(all)s") % {"one": counted.numerator, "all": counted.denominator}
    if row.is_kept_back:
        return Figure(
            "–",
            period(row),
            _(
                "Fewer than ten were counted. The partners know the number; it is not shown to everybody, so that nobody is recognised."
            ),
        )
    return Figure(
        value=row.said,
        label=period(row),
        counts=of if counted.numerator and counted.denominator else counted.numerator or counted.name,
        numerator=indicators.count(one.numerator),
        denominator=indicators.count(one.denominator),
        source=one.source,
        who=_who(one, sight),
        when=one.entered_at,
        left_out=one.left_out,
        href=reverse("measurement:reading", args=[one.id]),
    )


@opens_to(access.measure_to_read, offline=True)
def record(request: HttpRequest, sight) -> HttpResponse:
    """Enter a reading; what is unusual is asked about, and kept as soon as somebody is sure."""
    last = queries.last_of(sight)
    usual = {"from_date": last.to_date, "source": last.source, "place": last.place} if last else {}
    usual = _taken_over(sight, request.GET.get("days", "")) or usual
    form = forms.Record.of(request, sight.goal.base, sight=sight, initial=usual)
    if form.did(lambda said: actions.record(measure=sight.measure, **_named(said), deed=request.deed)):
        return redirect("measurement:measure", goal_id=sight.goal.id, key=sight.measure.key)
    title = _("Enter a reading")
    told = {"form": form, "title": title, "measure": sight.measure, "trail": _to_measure(sight, Crumb(title))}
    return render(request, "measurement/record.html", told)


def _taken_over(sight, days: str) -> dict:
    """A reading as the hospital's own report says it, to look at and keep."""
    found = queries.reported(sight, days)
    if found is None:
        return {}
    point, source = found
    counted = {"numerator": point.figure.numerator, "denominator": point.figure.denominator}
    counted |= {} if queries.divides(sight.measure) else {"value": point.figure.numerator}
    told = {name: indicators.plain(value) for name, value in counted.items()}
    return {**told, "from_date": point.days[0], "last_day": point.days[1] - ONE_DAY, "source": source}


def _named(said: dict) -> dict:
    """What was said, with the partner by its id as the operation reads it."""
    return {name: value for name, value in said.items() if value is not None}


@require_GET
@opens_to(access.reading)
def reading(request: HttpRequest, found) -> HttpResponse:
    """One number, opened: out of what, from where, by whom, what was left out, what became of it."""
    sight, (row, *others) = found
    by_id = {one.reading.id: one for one in others}
    told = {
        "sight": sight,
        "row": row,
        "figure": figure(row, sight),
        "who": _who(row.reading, sight),
        "out_of": _out_of(row),
        "period": period(row),
        "before": by_id.get(row.reading.replaces_id),
        "after": [by_id[one.id] for one in row.replaced_by if one.id in by_id],
        "may_verify": row.is_standing and bool(_not_yet(sight, row, request.person)),
        "may_correct": row.is_standing and bool(sight.own),
        "may_withdraw": row.is_standing and access.withdraws(request.person, row.reading),
        "trail": _to_measure(sight, Crumb(period(row))),
    }
    return render(request, "measurement/reading.html", told)


def _not_yet(sight, row, person) -> list:
    """The partners in whose name the reader may still look at a reading; never at one that they entered themselves."""
    if person is None or row.reading.entered_by_id == person.id:
        return []
    seen = {one.organisation_id for one in row.verified_by}
    return [which for which in access.others(sight, row.reading) if which not in seen]


def _to_reading(sight, row, title: str) -> list[Crumb]:
    there = Crumb(period(row), reverse("measurement:reading", args=[row.reading.id]))
    return _to_measure(sight, there, Crumb(title))


@opens_to(access.reading_to_correct, offline=True)
def correct(request: HttpRequest, found) -> HttpResponse:
    """Put a reading right; both stay readable, with the reason."""
    sight, row = found
    one = row.reading
    now = {name: getattr(one, name) for name in ("from_date", "source", "place", "left_out")}
    now |= {name: indicators.plain(getattr(one, name)) for name in forms.COUNTS}
    now |= {"last_day": row.last_day, "note": languages.original(one.note)}
    form = forms.Correct.of(request, sight.goal.base, sight=sight, initial=now)
    if form.did(lambda said: actions.correct(reading=one, **_named(said), deed=request.deed)):
        return redirect("measurement:reading", reading_id=form.result.id)
    title = _("Put it right")
    told = {"form": form, "title": title, "measure": one.measure, "trail": _to_reading(sight, row, title)}
    return render(request, "measurement/record.html", told)


@opens_to(access.reading_to_verify, offline=True)
def verify(request: HttpRequest, found) -> HttpResponse:
    """Say for the other side that one looked at where the number comes from."""
    sight, row = found
    named = {one.organisation_id: one.organisation.known_as for one in sight.goal.partnership.partners.all()}
    parties = [(str(which), named[which]) for which in access.others(sight, row.reading)]
    form = LookAt.of(request, sight.goal.base, parties=parties)
    if form.did(lambda said: actions.verify(reading=row.reading, **said, deed=request.deed)):
        if "on_the_measure" in request.GET:
            return redirect("measurement:measure", goal_id=sight.goal.id, key=sight.measure.key)
        return redirect("measurement:reading", reading_id=row.reading.id)
    title = _("I looked at it, and it is so")
    sentences = [f"{_out_of(row)} · {period(row)}", row.reading.source]
    return ask(
        request, form, title=title, button=_("It is so"), trail=_to_reading(sight, row, title), sentences=sentences
    )


@opens_to(access.reading_to_withdraw, offline=True)
def withdraw(request: HttpRequest, found) -> HttpResponse:
    """Withdraw a reading that should not have been there."""
    sight, row = found
    form = forms.Withdraw.of(request, sight.goal.base)
    if form.did(lambda said: actions.withdraw(reading=row.reading, **said, deed=request.deed)):
        return redirect("measurement:reading", reading_id=row.reading.id)
    title = _("Withdraw this reading")
    sentences = [f"{_out_of(row)} · {period(row)}"]
    return ask(
        request, form, title=title, button=_("Withdraw it"), trail=_to_reading(sight, row, title), sentences=sentences
    )
