"""Pages where activities are read: those of a partnership, and one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Empty, Figure, NextStep
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock, languages, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.activities import access, choices, queries, rules
from partnerhood.pathway.partnerships.pages import naming


@require_GET
@opens_to(access.activities)
def activities(request: HttpRequest, shelf) -> HttpResponse:
    """What the partners of one partnership plan and did together, the newest first, and who led it."""
    asked = (shelf.partnership.id, shelf.inside, request.person)
    page = paging.page(request.GET.get("page"), queries.of_partnership.count(*asked))
    shown = queries.of_partnership(*asked, page.start, page.start + paging.ROWS)
    names = naming.unnamed(shelf.partnership, shelf.inside)
    told = {
        "shelf": shelf,
        "rows": queries.rows(shown, inside=shelf.inside, names=names),
        "page": page,
        "figures": [_taught(one) for one in queries.taught(partnerships=[shelf.partnership.id])],
        "empty": _teach(shelf),
        "trail": to_activities(shelf.partnership, inside=shelf.inside),
    }
    return render(request, "activities/activities.html", told)


def to_activities(partnership, *more: Crumb, inside: bool = True) -> list[Crumb]:
    """The way back to the activities of a partnership, and from there on."""
    there = address("partnerships:partnership", partnership.id)
    own = Crumb(_("Activities"), reverse("activities:activities", args=[partnership.id]) if more else "")
    return [Crumb(naming.title(partnership, inside), there), own, *more]


def address(name: str, *names: object) -> str:
    """A named address, or nothing on a node that leaves that room's pages out."""
    try:
        return reverse(name, args=names)
    except NoReverseMatch:
        return ""


def to_activity(activity, *more: Crumb, inside: bool = True) -> list[Crumb]:
    """The way back to one activity, and from there on."""
    there = reverse("activities:activity", args=[activity.id]) if more else ""
    return to_activities(activity.partnership, Crumb(languages.original(activity.title), there), *more, inside=inside)


def _teach(shelf) -> Empty:
    may = {"action": _("Plan an activity"), "href": reverse("activities:plan", args=[shelf.partnership.id])}
    return Empty(
        _("Here stands what the partners do together."),
        _("Each activity leads back to a goal, to a need and to who asked; or it says why it serves no goal."),
        _("Ten minutes of ventilation practice before the shift, every Monday."),
        **(may if shelf.plans else {}),
    )


def _taught(one: rules.Taught) -> Figure:
    share = f"{formats.number_format(one.share, 1)} %" if one.share is not None else "–"
    return Figure(
        share,
        str(one.year),
        _(
            "Sessions in which somebody learnt something, led by the hospital's own people or by a hospital of the region."
        ),
        str(one.locally),
        str(one.all),
        _("what was said of each session"),
        left_out=_("activities that teach nobody; sessions led by visitors and own people together count as not local"),
    )


@require_GET
@opens_to(access.activity)
def activity(request: HttpRequest, sight) -> HttpResponse:
    """One activity: what it is, what came of it, and the line back to who asked for it."""
    one, inside = sight.activity, sight.inside
    names = naming.unnamed(one.partnership, inside)
    row = queries.row(one, inside=inside, names=names)
    told = {
        "sight": sight,
        "row": row,
        "state": choices.State(row.state),
        "site": queries.flag(one, "at_work_site"),
        "practice": queries.flag(one, "clinical_practice"),
        "earlier": queries.earlier(one) if inside else None,
        "lines": queries.trace(queries.goals_served(one, inside=inside), request.person, names),
        "sessions": [(session, queries.session_came(session)) for session in one.sessions.all()],
        "leaders": [leader.name or leader.person.name for leader in one.leaders.all()] if inside else [],
        "step": _step(sight, row),
        "under_way": _is_under_way(one),
        "prints_list": sight.keeps and not one.cancelled_at and clock.today() < one.to_date,
        "trail": to_activity(one, inside=inside),
    }
    return render(request, "activities/activity.html", told)


def _is_under_way(one) -> bool:
    return rules.is_under_way(one.from_date, one.to_date, clock.today())


def _step(sight, row) -> NextStep | None:
    """The one thing to do now, for somebody of the partnership."""
    if not sight.keeps:
        return None
    key = sight.activity.id
    if row.state == choices.State.PLANNED and _is_under_way(sight.activity):
        sentence = _("It has begun. This evening, or when it is over: how many came?")
        return NextStep(sentence, _("Say what came of it"), reverse("activities:hold", args=[key]), waits=False)
    if row.state == choices.State.WAITS:
        return NextStep(
            _("Was it held, and how many came?"), _("Say what came of it"), reverse("activities:hold", args=[key])
        )
    if row.state == choices.State.PLANNED:
        sentence = _("Print the attendance list before you begin; it can be entered afterwards.")
        return NextStep(sentence, _("Attendance list to print"), reverse("activities:sheet", args=[key]), waits=False)
    return None
