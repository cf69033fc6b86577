"""What meetings tell the rooms before them: a body's next meeting, and the decisions that serve a goal."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages, plans
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.meetings import queries
from partnerhood.pathway.meetings.models import Decision
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Body
from partnerhood.pathway.partnerships.queries import Line, Panel


def listen() -> None:
    """Stand on the pages of bodies, and beside goals."""
    partnerships.of_bodies.register("meetings", on_bodies)
    goals.panels.register("meetings", beside_goals)
    goals.flags["has_decisions"] = queries.has_decisions
    plans.forget()


def on_bodies(wanted: Sequence[Body], person: Standing | None) -> Mapping[UUID, Panel]:
    """The mandate that holds today and the way to the meetings of a body, for who may know of them."""
    found = {one.id: queries.sight(person, one.id) for one in wanted}
    return {
        key: Panel(
            _("Meetings"),
            _mandate(sight) if sight.writes else (),
            action=_("Agenda, minutes and action points"),
            href=reverse("meetings:body", args=[key]),
        )
        for key, sight in found.items()
        if sight and (sight.writes or sight.is_inside or queries.of_body(sight))
    }


def _mandate(sight: queries.Sight) -> list[Line]:
    now = queries.mandate_now(queries.mandates(sight.body))
    if now is None:
        return []
    words, language = languages.best(now.words, get_language() or "en")
    return [Line(words, note=now.decided_by, language=language)]


def beside_goals(wanted: Sequence[Goal], person: Standing | None) -> Mapping[UUID, Panel]:
    """What meetings decided for a goal, as far as somebody may read it."""
    asked = [goal.id for goal in wanted if getattr(goal, "has_decisions", True)]
    found = queries.decided_for(asked, person) if asked else {}
    return {key: Panel(_("Decided at a meeting"), [_line(one) for one in many]) for key, many in found.items()}


def _line(one: Decision) -> Line:
    words, language = languages.best(one.words, get_language() or "en")
    note = f"{one.meeting.body.name}, {written(one.meeting.begins_at.date())}"
    return Line(words, reverse("meetings:meeting", args=[one.meeting_id]), note, language)
