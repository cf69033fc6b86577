"""The page of the register that a report was counted from: the hospital's own people show it, and may take it back."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.indicators.rules import Text
from partnerhood.pathway.reporting import access, queries
from partnerhood.pathway.reporting.models import Page, Report

MOST = 12
"""How many pages one report may have: a register of a month, over a slow line."""


class NoPage(Refused):
    """A page that is none."""

    sentence = _("Choose a photo or a page.")
    field = "file"


class EnoughPages(Refused):
    """Everybody who looks carries them over a slow line."""

    sentence = _("There are twelve pages already. Take one back before you add another.")
    field = "file"


@operation(
    "reporting.show_page",
    version=1,
    who=access.may_show,
    book=lambda report, **_: book_of(report.hospital_id),
    says=_("added a page of the register"),
    offline=True,
)
def show_page(*, report: Report, file: str, words: Text = "", language: str = "en", deed: Deed) -> Page:
    """Add a photo or a page of the register to a report, so that whoever looks at it sees where the numbers come from."""
    deed.refuse_if(not file, NoPage())
    brought.judge(deed, file, brought.PAGE, field="file", known=lambda: queries.shown(report.id))
    key = ids.derived(report.id, f"page:{file}")
    before = Page.objects.filter(pk=key).first()
    if before and before.taken_back_at is None:
        return before
    deed.refuse_if(len(queries.shown(report.id)) >= MOST, EnoughPages())
    if before:
        return deed.change(before, taken_back_at=None)
    return deed.add(
        Page(
            id=key,
            report=report,
            file=file,
            words=languages.said(words, language) if words.strip() else {},
            person_id=deed.author,
            brought_at=deed.recorded_at,
        )
    )


@operation(
    "reporting.take_page_back",
    version=1,
    who=access.may_take_page_back,
    book=lambda page, **_: book_of(page.report.hospital_id),
    says=_("took a page of the register back"),
    offline=True,
)
def take_page_back(*, page: Page, deed: Deed) -> Page:
    """Take a page back that should not be read: nobody opens it any more."""
    return page if page.taken_back_at is not None else deed.change(page, taken_back_at=deed.recorded_at)
