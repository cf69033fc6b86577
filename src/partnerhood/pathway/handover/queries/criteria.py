"""The criteria of a hand-over against what is known: records first, then a provider of a later room, then a person who answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import languages, plans
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.models import Handover, Testimony
from partnerhood.pathway.handover.queries import evidence, forecast
from partnerhood.pathway.handover.queries.asked import Asked, of_handover, of_network
from partnerhood.pathway.handover.rules import Fact
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.partnerships.queries import Found, Question
from partnerhood.pathway.partnerships.queries import facts as registered
from partnerhood.pathway.rounds import queries as rounds

MOST_WORDS = 2000
Seen = dict[str, Any]
"""What was looked up for one page already."""
BY_PLAN = ("asked_by_hospital", "owner_and_deputy", "what_stays")


@dataclass(frozen=True)
class Point:
    """One criterion on the page: its words, what is known, whether both accepted it as it is, and when it is likely."""

    asked: Asked
    fact: Fact
    accepted: rules.Accepted | None
    may_be_answered: bool
    """A person may answer it: no record does, and neither the request nor the plan answers it."""
    forecast: Sequence[str] = ()
    days: Sequence[rules.Outlook] = ()


def content(handover: Handover) -> rules.Content | None:
    """What the plan of a hand-over says now."""
    if handover.wording is None:
        return None
    said = {
        name: handover.wording.content[name] for name in rules.Content.model_fields if name in handover.wording.content
    }
    return rules.Content.model_validate(said)


def agreed_domains(partnership: UUID) -> list[str]:
    """The domains in which a step was agreed in a partnership."""
    return sorted({domain for _hospital, domain in agreed_places(partnership)})


def agreed_places(partnership: UUID) -> list[tuple[UUID, str]]:
    """Each hospital and domain of a partnership for which a step was agreed, by the domain."""
    steps = rounds.agreed_steps(partnerships=[partnership])
    found = {(one.hospital, one.domain) for one in steps if one.step is not None and one.hospital}
    return sorted(found, key=lambda one: one[::-1])


def facts(handover: Handover, on: date) -> list[Fact]:
    """What is known of each criterion on a day, in the order in which they are asked."""
    return [point.fact for point in points(handover, content(handover), on)]


def open_points(handover: Handover, on: date) -> list[str]:
    """The criteria that are neither met nor accepted: as the plan says them, or today where no plan says yet."""
    plan = content(handover)
    known = plan.known.facts if plan and plan.known else facts(handover, on)
    return rules.open_points(known, plan.accepted if plan else ())


def before(partnership: Partnership, hospital: Organisation, domain: str, on: date) -> list[Point]:
    """How far a domain is before anybody asked: the criteria that its network asks now, and what is known of them."""
    found = of_network(partnership.network_id)
    place = Handover(partnership=partnership, hospital=hospital, domain=domain, criteria=found.content if found else {})
    return points(place, None, on)


def expected(known: Sequence[Point]) -> tuple[str, list[str]]:
    """When what can be counted is likely to be met, in a sentence, and the names of what holds back besides."""
    left = [one for one in known if one.fact.met != "met" and not one.fact.needs_keys and one.accepted is None]
    counted = [day for one in left for day in one.days]
    return forecast.together(counted), [
        one.asked.name for one in left if not one.days and one.asked.code not in BY_PLAN
    ]


def known(handover: Handover, plan: rules.Content, on: date) -> rules.Known:
    """Everything that is known on a day, as a plan that both sign says it."""
    seen: Seen = {}
    found = [point.fact for point in points(handover, plan, on, seen=seen)]
    return rules.Known(on=on, facts=found, figures=figures(handover, on, seen))


def figures(handover: Handover, on: date, seen: Seen | None = None) -> list[rules.Figure]:
    """The outcome figures of a hand-over on a day."""
    return evidence.figures(question(handover, on, seen=seen))


def agreed_level(handover: Handover) -> int | None:
    """The step that both sides signed as agreed on the day of a hand-over, where its plan says it."""
    plan = content(handover)
    found = [one.value for one in plan.known.figures if one.key == "level"] if plan and plan.known else []
    return int(found[0]) if found and found[0] is not None else None


def figure_name(one: rules.Figure) -> str:
    """What an outcome figure is called."""
    return _("The step that both sides agreed") if one.key == "level" else one.name


def frozen(handover: Handover, plan: rules.Content, *, signed: bool) -> list[Point]:
    """The criteria with what the plan says was known on its day; nothing is asked again."""
    assert plan.known is not None
    told = {one.criterion: one for one in plan.known.facts}
    taken = {one.criterion: one for one in plan.accepted}
    return [
        Point(one, _turned(told[one.code], signed=signed), taken.get(one.code), may_be_answered=False)
        for one in of_handover(handover)
        if one.code in told
    ]


def _turned(fact: Fact, *, signed: bool) -> Fact:
    """What only the keys had to meet is met once they are turned."""
    return fact.model_copy(update={"met": "met"}) if signed and fact.needs_keys else fact


def points(
    handover: Handover, plan: rules.Content | None, on: date, *, signed: bool = False, seen: Seen | None = None
) -> list[Point]:
    """The criteria with all that is known of them today; the last is met once every key is turned under the plan."""
    known = {} if seen is None else seen
    told = {one.criterion: one for one in testimonies(handover, known)}
    taken = {one.criterion: one for one in plan.accepted} if plan else {}
    return [
        _point(question(handover, on, one, known), one, told.get(one.code), taken.get(one.code))
        if one.code not in BY_PLAN
        else Point(one, _by_plan(one.code, handover, plan, signed=signed), taken.get(one.code), may_be_answered=False)
        for one in of_handover(handover)
    ]


def testimonies(handover: Handover, seen: Seen | None = None) -> list[Testimony]:
    """Everything that people answered, the oldest first; nothing where nobody asked yet."""
    if handover.pk is None:
        return []
    known: Seen = {} if seen is None else seen
    if "testimonies" not in known:
        known["testimonies"] = _testimonies(handover.pk)
    found: list[Testimony] = known["testimonies"]
    return found


@plans.planned
def _testimonies(handover: UUID) -> QuerySet[Testimony]:
    kept = Testimony.objects.filter(handover=handover).select_related("person", "organisation")
    return kept.order_by("given_at", "id")


def question(handover: Handover, on: date, one: Asked | None = None, seen: Seen | None = None) -> Question:
    """What a room is asked for a criterion of a hand-over."""
    place = (handover.partnership_id, handover.hospital_id, handover.domain)
    return Question(*place, on, one.thresholds if one else {}, {} if seen is None else seen)


def _point(asking: Question, one: Asked, told: Testimony | None, taken: rules.Accepted | None) -> Point:
    """A record answers before a person does; where no record knows, the newest testimony counts."""
    found = registered.ask(one.fact, asking) if one.fact else None
    likely, days = forecast.sentences(found, asking.on), forecast.days(found, asking.on)
    if found and found.met is not None:
        return Point(one, _from_record(one, found), taken, may_be_answered=False, forecast=likely, days=days)
    if told is None or told.met == "not-known":
        fact = _from_record(one, found) if found else Fact(criterion=one.code, met="not-known")
        return Point(one, fact, taken, may_be_answered=True, forecast=likely, days=days)
    fact = Fact(criterion=one.code, met="met" if told.met == "met" else "not-met", answered=answered(told))
    if told.met == "met":
        return Point(one, fact, taken, may_be_answered=True)
    return Point(one, fact, taken, may_be_answered=True, forecast=likely, days=days)


def _from_record(one: Asked, found: Found) -> Fact:
    met: rules.Met = "not-known" if found.met is None else "met" if found.met else "not-met"
    leads = [
        rules.Source(address=lead.address, names=list(lead.names), words=in_every_language(lead.words))
        for lead in found.leads
    ]
    return Fact(criterion=one.code, met=met, words=in_every_language(found.words), sources=leads)


def answered(told: Testimony) -> rules.Answered:
    """A person's answer as it is shown, and as it is signed."""
    return rules.Answered(
        testimony=told.id,
        person=told.person.name if told.person else "",
        side=told.organisation.known_as,
        on=told.given_at.date(),
        language=str(told.words.get(languages.ORIGINAL, "")),
        words=languages.original(told.words)[:MOST_WORDS],
        has_file=bool(told.file),
    )


def in_every_language(say: Callable[[], str]) -> dict[str, str]:
    """A sentence of the house in each of its languages."""
    said = {}
    for language in LANGUAGES_OF_TEXTS:
        with translation.override(language):
            said[language] = say()
    return said


def said(words: dict[str, str]) -> str:
    """A sentence of the house as this reader reads it."""
    return words.get(translation.get_language() or "en") or next(iter(words.values()), "")


def _by_plan(code: str, handover: Handover, plan: rules.Content | None, *, signed: bool) -> Fact:
    match code:
        case "asked_by_hospital":
            return _asked(handover)
        case "owner_and_deputy":
            names = ", ".join(name for name in (plan.owner, plan.deputy) if name) if plan else ""
            words = in_every_language(lambda: names) if names else {}
            return Fact(criterion=code, met=rules.two_names(plan), words=words)
    written = rules.knows_what_stays(plan)
    if written == "met" and not signed:
        words = in_every_language(lambda: _("The plan says it. It is met when every key is turned."))
        return Fact(criterion=code, met="not-met", words=words, needs_keys=True)
    return Fact(criterion=code, met=written)


def _asked(handover: Handover) -> Fact:
    if handover.pk is None:
        words = in_every_language(lambda: _("The hospital did not ask for it yet."))
        return Fact(criterion="asked_by_hospital", met="not-met", words=words)
    if handover.taken_back_at:
        words = in_every_language(lambda: _("The hospital took its word back."))
        return Fact(criterion="asked_by_hospital", met="not-met", words=words)

    def words_of() -> str:
        who = handover.asked_by.name if handover.asked_by else handover.hospital.known_as
        return _("%(who)s asked for it on %(day)s.") % {"who": who, "day": look.written(handover.asked_at)}

    return Fact(criterion="asked_by_hospital", met="met", words=in_every_language(words_of))
