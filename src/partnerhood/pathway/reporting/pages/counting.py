"""A month to fill in: which one, and all of it on one page or one question after the other."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.reporting import access, actions, forms, queries, rules
from partnerhood.pathway.reporting.pages.paper import asked_besides, typed_in
from partnerhood.pathway.reporting.pages.shared import to_figures, words

MONTHS_BACK = 13


@require_GET
@opens_to(access.hospital_to_count)
def months(request: HttpRequest, sight) -> HttpResponse:
    """Which month to count: the last ones, and who counted them already."""
    today = clock.today()
    known: dict[str, list[object]] = {}
    for one in queries.lately(sight.hospital.id)[:100]:
        known.setdefault(rules.name_of(one.from_date, one.to_date), []).append(one)
    numbers = [today.year * 12 + today.month - 1 - back for back in range(MONTHS_BACK)]
    days = [rules.month(number // 12, number % 12 + 1) for number in numbers]
    told = {
        "sight": sight,
        "months": [(queries.days_said(*one), rules.name_of(*one), known.get(rules.name_of(*one), ())) for one in days],
        "others": [(queries.days_said(*then), name) for name in _others(today) if (then := rules.days_named(name))],
        "trail": to_figures(sight, Crumb(_("Which month?"))),
    }
    return render(request, "reporting/months.html", told)


def _others(today) -> list[str]:
    quarter = (today.month + 2) // 3
    last = f"{today.year}-Q{quarter - 1}" if quarter > 1 else f"{today.year - 1}-Q4"
    return [f"{today.year}-Q{quarter}", last, str(today.year), str(today.year - 1)]


@opens_to(access.days_to_count, offline=True)
def count(request: HttpRequest, days) -> HttpResponse:
    """Fill in some days: all on one page, or one question after the other."""
    hospital = days.sight.hospital
    wards = {str(one.pk): one.name for one in queries.wards(hospital.id)}
    place = request.GET.get("ward", "") if request.GET.get("ward", "") in wards else ""
    form, defined = _form(request, days, place)

    def act(said: dict) -> object:
        cells = rules.columns(said.pop("cells"))
        return actions.report(
            hospital=hospital, from_date=days.from_date, to_date=days.to_date, cells=cells, **said, deed=request.deed
        )

    if form.did(act):
        messages.success(request, _("It is kept. Your partners can read it now."))
        return redirect("reporting:report", form.result.id)
    step = form.step() if form.is_bound else _asked_step(request, len(defined))
    lately = {} if place else _lately(hospital.id, defined, days)
    rows = [(one, words(one.definition), lately.get(one.definition.code, "")) for one in form.rows]
    told = {
        "form": form,
        "rows": rows,
        "step": step,
        "row": rows[step] if step is not None else None,
        "number": (step or 0) + 1,
        "place": place,
        "wards": wards,
        "ward": wards.get(place, ""),
        "days": days,
        "sheet": _to_sheet(request, days),
        **typed_in(request, days),
        "choose": forms.Choose(besides=list(defined)),
        "title": queries.days_said(*days.both),
        "trail": to_figures(
            days.sight, Crumb(_("Which month?"), _to_months(hospital.id)), Crumb(queries.days_said(*days.both))
        ),
    }
    return render(request, "reporting/count.html", told)


def _to_sheet(request: HttpRequest, days) -> str:
    """The same questions on paper."""
    address = reverse("reporting:sheet", args=[days.sight.hospital.id, days.name])
    return f"{address}?{request.GET.urlencode()}" if request.GET else address


def _to_months(hospital: UUID) -> str:
    return reverse("reporting:months", args=[hospital])


def _asked_step(request: HttpRequest, number: int) -> int | None:
    asked = request.GET.get("one", "")
    return int(asked) if asked.isdecimal() and int(asked) < number else None


def _form(request: HttpRequest, days, place: str) -> tuple[forms.Count, dict[str, Definition]]:
    """The form on what stood when its page was made, and what it asks for."""
    hospital = days.sight.hospital
    reports, source = queries.on_the_table(hospital.id, days.both)
    seen = request.POST.get("seen") if request.method == "POST" else str(reports[-1].id) if reports else ""
    last = next((place for place, one in enumerate(reports, 1) if str(one.id) == seen), 0)
    there = {key: one.figure for key, one in queries.standing(reports[:last]).items() if one.figure is not None}
    counted = queries.to_count(hospital.id, [*(key.indicator for key in there), *asked_besides(request)])
    defined = dict(list(counted.items())[: paging.ROWS])
    form = forms.Count.of(
        request,
        operations.last_in_book(hospital.id),
        initial={"seen": seen, "source": source},
        defined=list(defined.values()),
        before=there,
        place=place,
    )
    return form, defined


def _lately(hospital: UUID, defined: Mapping[str, Definition], days) -> dict[str, str]:
    """What the last periods said, beside the room for this one."""
    found = {}
    for one in queries.series(hospital, defined):
        earlier = [point for point in one.points if point.days[1] <= days.from_date][-3:]
        found[one.definition.code] = " · ".join(queries.said(point.value, one.definition) for point in earlier)
    return found
