"""The page of the register that a report was counted from: added, opened, taken back."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import files
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships.forms.deeds import DeedForm
from partnerhood.pathway.partnerships.pages import asking
from partnerhood.pathway.reporting import access, actions, forms, queries
from partnerhood.pathway.reporting.pages.shared import to_figures


@opens_to(access.report_to_show, offline=True)
def add(request: HttpRequest, found) -> HttpResponse:
    """Add the page of the register to a report."""
    sight, report = found
    form = forms.Page.of(request, operations.last_in_book(sight.hospital.id))
    form.carry(partial(files.keep, who=request.person.id))

    def act(said: dict) -> object:
        return actions.show_page(
            report=report,
            file=said["file_name"],
            words=said["words"],
            language=said["language"],
            deed=request.deed,
        )

    if form.did(act):
        return redirect("reporting:report", report.id)
    title = _("Add a page of the register")
    days = queries.days_said(report.from_date, report.to_date)
    here = Crumb(_("Report on %(days)s") % {"days": days}, reverse("reporting:report", args=[report.id]))
    return asking.ask(
        request,
        form,
        title=title,
        button=_("Add this page"),
        trail=to_figures(sight, here, Crumb(title)),
        sentences=[f"{days} · {report.source}"],
    )


@require_GET
@opens_to(access.page)
def page(request: HttpRequest, found) -> HttpResponse:
    """The page itself."""
    _sight, one = found
    return asking.file(one.file, "register", number=one.id)


@require_POST
@opens_to(access.page_to_take_back, offline=True)
def take_back(request: HttpRequest, found) -> HttpResponse:
    """Take a page back that should not be read."""
    _sight, one = found
    form = DeedForm(request.POST)
    to = reverse("reporting:report", args=[one.report_id])
    return asking.press(
        request,
        form,
        lambda _said: actions.take_page_back(page=one, deed=request.deed),
        _("Nobody opens this page any more."),
        to,
    )
