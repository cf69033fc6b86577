"""Pages where is said what was held, and where the list of who came is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import links, papers
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.activities import access, actions, choices, forms, queries, rules
from partnerhood.pathway.activities.pages.planning import ask_of
from partnerhood.pathway.activities.pages.reading import to_activity
from partnerhood.pathway.partnerships.pages.asking import ask, press, square

BLANK_LINES = 30


@opens_to(access.activity_to_keep, offline=True)
def hold(request: HttpRequest, activity) -> HttpResponse:
    """Say what was really held; the list of names comes next."""
    last = activity.to_date - rules.ONE_DAY
    if rules.is_under_way(activity.from_date, activity.to_date, clock.today()):
        last = clock.today()
    usual = {"from_date": activity.from_date, "last_day": last, "led": activity.led}
    form = forms.Hold.of(request, activity.base, initial=usual)
    if form.did(lambda said: actions.hold(activity=activity, **said, deed=request.deed)):
        return redirect("activities:attendance", session_id=form.result.id)
    told = {"form": form, "paper": papers.read(request.GET.get(papers.NAME, ""))}
    return render(
        request, "activities/hold.html", {**told, "trail": to_activity(activity, Crumb(_("What came of it")))}
    )


@opens_to(access.session_to_keep, offline=True)
def correct_session(request: HttpRequest, session) -> HttpResponse:
    """Put right what was said of a session."""
    now = {name: getattr(session, name) for name in ("from_date", "led", "times", "came", "women")}
    now["last_day"] = session.to_date - rules.ONE_DAY
    form = forms.Correct.of(request, session.activity.base, initial=now)
    try:
        if form.did(lambda said: actions.correct_session(session=session, **said, deed=request.deed)):
            return redirect("activities:activity", activity_id=session.activity_id)
    except Conflicting as conflict:
        form.clash(conflict)
        form.on(operations.last_in_book(session.activity.partnership_id))
    return ask_of(request, session.activity, form, _("Put it right"), _("Keep"))


@opens_to(access.session, offline=True)
def attendance(request: HttpRequest, kept) -> HttpResponse:
    """The list of who came, and one more line at a time."""
    session, there = kept.session, list(queries.attendances(kept.session.id))
    last = max(there, key=lambda one: one.entered_at, default=None)
    usual = {"place": last.place, "hours": forms.hours(last.minutes), "cadre": last.cadre} if last else {}
    form = forms.Attendee.of(request, session.activity.base, initial=usual)
    if form.did(lambda said: actions.attend(session=session, people=[said["said"]], deed=request.deed)):
        return redirect(reverse("activities:attendance", args=[session.id]) + "#more")
    told = {
        "session": session,
        "keeps": kept.keeps,
        "keepers": links.keepers(session.activity.partnership_id, ("activities.attend",)),
        "lines": there,
        "women": sum(one.sex == choices.Sex.WOMAN for one in there),
        "form": form,
        "suggested": {name: sorted({getattr(one, name) for one in there} - {""}) for name in ("cadre", "place")},
        "trail": _to_list(session),
    }
    return render(request, "activities/attendance.html", told)


def _to_list(session, *more: Crumb) -> list[Crumb]:
    there = reverse("activities:attendance", args=[session.id]) if more else ""
    return to_activity(session.activity, Crumb(_("Who came"), there), *more)


@opens_to(access.session_to_keep, offline=True)
def paste(request: HttpRequest, session) -> HttpResponse:
    """A whole list at once."""
    form = forms.Paste.of(request, session.activity.base)
    if form.did(lambda said: actions.attend(session=session, people=said["people"], deed=request.deed)):
        return redirect("activities:attendance", session_id=session.id)
    title = _("Paste a list")
    return ask(request, form, title=title, button=_("Put on the list"), trail=_to_list(session, Crumb(title)))


@opens_to(access.attendance_to_keep, offline=True)
def line(request: HttpRequest, attendance) -> HttpResponse:
    """Put one line of a list right."""
    session = attendance.session
    now = {name: getattr(attendance, name) for name in ("name", "cadre", "place", "sex")}
    now |= {"hours": forms.hours(attendance.minutes), "part": not attendance.whole}
    form = forms.Attendee.of(request, session.activity.base, initial=now)
    try:
        if form.did(lambda said: actions.correct_attendance(attendance=attendance, **said, deed=request.deed)):
            return redirect("activities:attendance", session_id=session.id)
    except Conflicting as conflict:
        form.clash(conflict)
        form.on(operations.last_in_book(session.activity.partnership_id))
    told = {"form": form, "attendance": attendance, "strike": forms.Strike(initial={"base": session.activity.base})}
    return render(request, "activities/line.html", {**told, "trail": _to_list(session, Crumb(attendance.name))})


@require_POST
@opens_to(access.attendance_to_keep, offline=True)
def strike(request: HttpRequest, attendance) -> HttpResponse:
    """Take one line off a list."""
    there = reverse("activities:attendance", args=[attendance.session_id])
    said = _("%(name)s is off the list.") % {"name": attendance.name}
    return press(
        request,
        forms.Strike(request.POST),
        lambda _: actions.strike(attendance=attendance, deed=request.deed),
        said,
        there,
    )


@require_GET
@opens_to(access.activity_to_keep)
def sheet(request: HttpRequest, activity) -> HttpResponse:
    """The attendance list to print, with empty lines; its square and its number bring the paper back, so that it counts once."""
    number = papers.fresh()
    told = {
        "paper": number,
        "activity": activity,
        "last_day": activity.to_date - rules.ONE_DAY,
        "square": square(f"{reverse('activities:hold', args=[activity.id])}?{papers.NAME}={number}"),
        "lines": range(1, BLANK_LINES + 1),
        "trail": to_activity(activity, Crumb(_("Attendance list"))),
    }
    answer = render(request, "activities/sheet.html", told)
    answer["Cache-Control"] = "private, no-store"  # a number is printed once
    return answer
