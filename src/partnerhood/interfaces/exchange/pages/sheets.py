"""Pages where a coordinator brings a spreadsheet in: a template, a trial run, a yes, and what became of each row; and where
the readings of a partnership leave as one. Also where who coordinates a network brings in an instrument that it may use.

An import is the one page that does many deeds: each row is a deed of its own, with an id that follows from what the row is
about, and all of them go through `door.perform_many`. So a double click, or the same sheet again, changes nothing.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange import access, arriving, forms
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.interfaces.exchange.sheets import bringing, columns, rows, writing
from partnerhood.interfaces.exchange.sheets import evidence as sheets_of_evidence
from partnerhood.interfaces.exchange.sheets import instruments as reading_instruments
from partnerhood.interfaces.exchange.sheets import reports as sheets_of_reports
from partnerhood.interfaces.exchange.sheets import scorecard as sheets_of_scorecard
from partnerhood.pathway.measurement import queries as measurement
from partnerhood.pathway.rounds import actions as round_actions
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.scorecards import queries as scorecards

MOST_ROWS = 500
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOR_PARTNERSHIPS = ("missions", "agreements", "open_points")


@require_safe
@opens_to(access.sheets)
def sheets(request: HttpRequest) -> HttpResponse:
    """Which lists can come in, each with its template."""
    kinds = [(kind, called(columns.kind(kind).name)) for kind in rows.BECOMES]
    return render(request, "exchange/sheets.html", {"kinds": kinds})


def called(name: dict[str, str]) -> str:
    """The name of a list or of a column in the reader's language."""
    return name.get((get_language() or "en").split("-")[0], name["en"])


@require_safe
@opens_to(access.sheet)
def template(request: HttpRequest, opened: access.Opened) -> HttpResponse:
    """A sheet to fill in, in the reader's language."""
    content = writing.template(opened.kind.code, get_language() or "en")
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{opened.kind.code}.xlsx"'
    return answer


@require_safe
@opens_to(access.evidence)
def evidence(request: HttpRequest, found) -> HttpResponse:
    """Every reading of a partnership, with its definition and where it comes from: a workbook, or a plain list."""
    partnership, form = found
    goals = list(measurement.goals_of(partnership.id, request.person))
    measured = measurement.rows_of(goals, inside=partnership.is_inside)
    write = sheets_of_evidence.workbook if form == "xlsx" else sheets_of_evidence.comma_separated
    return _leaving(write(measured, settings.ADDRESS), "evidence", form)


@require_safe
@opens_to(access.scorecard)
def scorecard(request: HttpRequest, found) -> HttpResponse:
    """A network's scorecard, hospital by hospital and period by period, with definitions and versions."""
    board, form = found
    write = sheets_of_scorecard.workbook if form == "xlsx" else sheets_of_scorecard.comma_separated
    content = scorecards.read(board.versions[0])
    judged = scorecards.each(content, board.houses, clock.today())
    return _leaving(write(board, judged, settings.ADDRESS), "scorecard", form)


def _leaving(content: bytes, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=WORKBOOK if form == "xlsx" else "text/csv")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


@require_safe
@opens_to(access.reports)
def reports(request: HttpRequest, found) -> HttpResponseBase:
    """Everything that a hospital ever reported, with where it comes from and what became of it: a workbook, or a plain list."""
    hospital, form = found
    if form == "xlsx":
        answer: HttpResponseBase = HttpResponse(
            sheets_of_reports.workbook(hospital.id, settings.ADDRESS), content_type=WORKBOOK
        )
    else:
        answer = StreamingHttpResponse(
            sheets_of_reports.comma_separated(hospital.id, settings.ADDRESS), content_type="text/csv"
        )
    answer["Content-Disposition"] = f'attachment; filename="reports.{form}"'
    return answer


@opens_to(access.sheet)
def sheet(request: HttpRequest, opened: access.Opened) -> HttpResponse:
    """Bring a sheet, and see what would become of each row: everything is tried and undone."""
    desk = _desk(request, opened)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.Sheet(*sent, circles=_circles(opened, desk))
    if not form.is_valid():
        return render(request, "exchange/sheet.html", _told(opened, form=form))
    name = arriving.keep(opened.person.id, form.cleaned_data["file"].chunks())
    only = form.cleaned_data["partnership"]
    try:
        brought = _bring_in(request, opened, name, only, dry_run=True)
    except FileRefused as refused:
        arriving.forget(opened.person.id, name)
        form.add_error("file", str(refused))
        return render(request, "exchange/sheet.html", _told(opened, form=form))
    yes = forms.Yes(initial={"kept": name, "partnership": only})
    return render(request, "exchange/trial.html", _told(opened, brought=brought, form=yes))


@require_POST
@opens_to(access.sheet)
def coming_in(request: HttpRequest, opened: access.Opened) -> HttpResponse:
    """Say yes: the sheet that was looked at comes in, and every row is answered."""
    yes = forms.Yes(request.POST)
    brought = None
    sentence = _("This sheet is not here any more. Bring it once more; what came in stays.")
    if yes.is_valid():
        only = str(yes.cleaned_data["partnership"] or "")
        try:
            brought = _bring_in(request, opened, yes.cleaned_data["kept"], only, dry_run=False)
        except FileRefused as refused:
            sentence = str(refused)
    if brought is None:
        form = forms.Sheet(circles=_circles(opened, _desk(request, opened)))
        return render(request, "exchange/sheet.html", _told(opened, form=form, sentence=sentence), status=409)
    arriving.forget(opened.person.id, yes.cleaned_data["kept"])
    return render(request, "exchange/brought.html", _told(opened, brought=brought))


def _bring_in(request: HttpRequest, opened, name: str, only: str, *, dry_run: bool) -> bringing.Brought | None:
    """Bring in the sheet that somebody left here; None where it is gone."""
    path = arriving.kept(opened.person.id, name)
    if path is None:
        return None
    desk = _desk(request, opened, only)
    return bringing.bring_in(path, opened.kind.code, desk, dry_run=dry_run, most=MOST_ROWS)


def _desk(request: HttpRequest, opened, only: str = ""):
    return access.desk(opened, request.deed, only)  # type: ignore[attr-defined]


def _circles(opened, desk) -> list:
    return list(desk.circles) if opened.kind.code in FOR_PARTNERSHIPS else []


def _told(opened, **more: object) -> dict[str, object]:
    kind = opened.kind
    return {
        "kind": kind.code,
        "title": called(kind.name),
        "needed": [called(one.heading) for one in kind.columns if one.required],
        "others": [called(one.heading) for one in kind.columns if not one.required],
        "trail": [Crumb(_("Bring in a spreadsheet"), reverse("exchange:sheets")), Crumb(called(kind.name))],
        **more,
    }


@require_safe
@opens_to(access.network)
def instruments(request: HttpRequest, network) -> HttpResponse:
    """What a network brought: every version, by what right, and since when."""
    found = rounds.versions_of(network.id)
    page = paging.page(request.GET.get("page"), found.count())
    shown = [(one, rounds.brought(one)) for one in found[page.start : page.start + paging.ROWS]]
    told = [(row, one, vocabulary.say(one.name)) for row, one in shown]
    return render(request, "exchange/instruments.html", _told_of(network, instruments=told, page=page))


@require_safe
@opens_to(access.network)
def instrument_template(request: HttpRequest, network) -> HttpResponse:
    """A sheet to fill in, with a question on each row."""
    content = writing.template(reading_instruments.KIND, get_language() or "en")
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="instrument.xlsx"'
    return answer


@opens_to(access.network)
def instrument(request: HttpRequest, network) -> HttpResponse:
    """Bring a sheet or a file, and see what would be asked; nothing is written."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.Instrument(*sent, initial={"language": (get_language() or "en").split("-")[0]})
    if not form.is_valid():
        return render(request, "exchange/instrument.html", _told_of(network, _new(), form=form))
    person = request.person.id  # type: ignore[attr-defined]
    name = arriving.keep(person, form.cleaned_data["file"].chunks())
    path = arriving.kept(person, name)
    try:
        assert path is not None
        found = reading_instruments.read(path, form.said())
    except FileRefused as refused:
        arriving.forget(person, name)
        form.add_error("file", str(refused))
        return render(request, "exchange/instrument.html", _told_of(network, _new(), form=form))
    base = operations.last_in_book(network.coordinator_id)
    yes = forms.InstrumentYes(initial={**form.cleaned_data, "kept": name, "base": base})
    told = _told_of(network, _new(), trial=found, shown=found.to_look_at[: paging.ROWS], form=yes)
    return render(request, "exchange/instrument_trial.html", told)


@require_POST
@opens_to(access.network)
def instrument_coming_in(request: HttpRequest, network) -> HttpResponse:
    """Say yes: the instrument that was looked at comes in, or its next version."""
    person = request.person.id  # type: ignore[attr-defined]
    yes = forms.InstrumentYes(request.POST)
    path = arriving.kept(person, yes.cleaned_data["kept"]) if yes.is_valid() else None
    found, sentence = None, _("This file is not here any more. Bring it once more.")
    try:
        found = reading_instruments.read(path, yes.said()) if path else None
    except FileRefused as refused:
        sentence = str(refused)
    if found and found.content:
        if yes.did(lambda said: _bring_in_instrument(request, network, found, said["licence"])):
            return redirect("exchange:instruments", network.id)
        sentence = yes.trouble
    form = forms.Instrument(initial=yes.cleaned_data)
    return render(
        request, "exchange/instrument.html", _told_of(network, _new(), form=form, sentence=sentence), status=409
    )


def _bring_in_instrument(request: HttpRequest, network, found: reading_instruments.Trial, licence: str) -> object:
    assert found.content is not None
    return round_actions.bring_in_instrument(
        network=network,
        code=found.code,
        content=found.content,
        licence=licence,
        deed=request.deed,  # type: ignore[attr-defined]
    )


def _new() -> Crumb:
    return Crumb(_("Bring in an instrument"))


def _told_of(network, *last: Crumb, **more: object) -> dict[str, object]:
    """What every page says: which network, which columns a sheet has, and the way back."""
    kind = columns.kind(reading_instruments.KIND)
    here = reverse("exchange:instruments", args=[network.id]) if last else ""
    return {
        "network": network,
        "needed": [called(one.heading) for one in kind.columns if one.required],
        "others": [called(one.heading) for one in kind.columns if not one.required],
        "trail": [
            Crumb(network.name, reverse("partnerships:network", args=[network.id])),
            Crumb(_("Instruments"), here),
            *last,
        ],
        **more,
    }
