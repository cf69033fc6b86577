"""Pages where a coordinator brings a spreadsheet in: a template, a trial run, a yes, and what became of each row; and where
the readings of a partnership leave as one.

An import is the one page that does many deeds: each row is a deed of its own, with an id that follows from what the row is
about, and all of them go through `door.perform_many`. So a double click, or the same sheet again, changes nothing.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.interfaces.exchange import access, arriving, forms
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.interfaces.exchange.sheets import bringing, columns, rows, writing
from partnerhood.interfaces.exchange.sheets import evidence as sheets_of_evidence
from partnerhood.pathway.measurement import queries as measurement

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
    answer = HttpResponse(write(measured, settings.ADDRESS), content_type=WORKBOOK if form == "xlsx" else "text/csv")
    answer["Content-Disposition"] = f'attachment; filename="evidence.{form}"'
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
