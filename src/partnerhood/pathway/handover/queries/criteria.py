"""The ten criteria against what is known: records first, then a provider of a later room, then a person who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags import look
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.queries import Criterion
from partnerhood.ground.vocabulary.rules import AgreedStep, has_held
from partnerhood.pathway.goals.models import DistrictOpinion
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.models import Handover, Testimony
from partnerhood.pathway.handover.rules import Fact
from partnerhood.pathway.rounds import queries as rounds

Provider = Callable[[UUID, UUID, str, date], Fact | None]
_providers: dict[str, Provider] = {}
BY_PLAN = ("asked_by_hospital", "owner_and_deputy", "what_stays")


def answer_from(criterion: str, provider: Provider) -> None:
    """Register who answers a criterion from records: asked with partnership, hospital, domain and the day."""
    _providers[criterion] = provider


@dataclass(frozen=True)
class Point:
    """One criterion on the page: its words, what is known, who said so, and whether both accepted it as it is."""

    criterion: Criterion
    fact: Fact
    testimony: Testimony | None
    accepted: rules.Accepted | None
    may_be_answered: bool
    """A person may answer it: no record does, and neither the request nor the plan answers it."""


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
    steps = rounds.agreed_steps(partnerships=[partnership])
    return sorted({one.domain for one in steps if one.step is not None})


def facts(handover: Handover, on: date, *, signed: bool = False) -> list[Fact]:
    """What is known of each criterion on a day, in the order in which they are asked."""
    return [point.fact for point in points(handover, on, signed=signed)]


def open_points(handover: Handover, on: date) -> list[str]:
    """The criteria that are neither met nor accepted in the plan."""
    plan = content(handover)
    return rules.open_points(facts(handover, on), plan.accepted if plan else ())


def points(handover: Handover, on: date, *, signed: bool = False) -> list[Point]:
    """The ten criteria with all that is known of them; the last is met once every key is turned under the plan."""
    plan = content(handover)
    known = {**_known(handover, plan, on), "what_stays": _what_stays(plan, signed=signed)}
    told = {one.criterion: one for one in _testimonies(handover)}
    taken = {one.criterion: one for one in plan.accepted} if plan else {}
    return [
        _point(criterion, known.get(criterion.code), told.get(criterion.code), taken.get(criterion.code))
        for criterion in vocabulary.handover_criteria()
    ]


def _testimonies(handover: Handover) -> list[Testimony]:
    kept = Testimony.objects.filter(handover=handover).select_related("person", "organisation")
    return list(kept.order_by("given_at", "id"))


def _point(criterion: Criterion, known: Fact | None, told: Testimony | None, taken: rules.Accepted | None) -> Point:
    """A record answers before a person does; where no record knows, the newest testimony counts."""
    from_records = known is not None and known.met != "not-known"
    if from_records or told is None:
        fact = known or Fact(criterion.code, "not-known")
        return Point(criterion, fact, None, taken, may_be_answered=not from_records and criterion.code not in BY_PLAN)
    said = "met" if told.met == "met" else "not-met"
    return Point(criterion, Fact(criterion.code, said), told, taken, may_be_answered=True)  # type: ignore[arg-type]


def _known(handover: Handover, plan: rules.Content | None, on: date) -> dict[str, Fact]:
    found = [
        _asked(handover),
        _step_held(handover, on),
        _results_held(handover),
        Fact("owner_and_deputy", rules.two_names(plan), _names(plan)),  # type: ignore[arg-type]
        _authorities(handover),
    ]
    for criterion, provider in _providers.items():
        said = provider(handover.partnership_id, handover.hospital_id, handover.domain, on)
        found += [said] if said else []
        assert said is None or said.criterion == criterion
    return {one.criterion: one for one in found}


def _asked(handover: Handover) -> Fact:
    if handover.taken_back_at:
        return Fact("asked_by_hospital", "not-met", _("The hospital took its word back."))
    said = _("%(who)s asked for it on %(day)s.") % {
        "who": handover.asked_by.name if handover.asked_by else handover.hospital.known_as,
        "day": look.written(handover.asked_at),
    }
    return Fact("asked_by_hospital", "met", said)


def _step_held(handover: Handover, on: date) -> Fact:
    steps = rounds.agreed_steps(partnerships=[handover.partnership_id], hospital=handover.hospital_id)
    own = [one for one in steps if one.domain == handover.domain and one.step is not None]
    aim = next((one.target for one in reversed(own) if one.target), None)
    if not own or aim is None:
        return Fact("step_held", "not-known", _("No step with a target was agreed yet."))
    held = has_held([AgreedStep(one.agreed_at.date(), one.step or 0) for one in own], aim, on)
    line = ", ".join(f"{date_format(one.agreed_at, 'N Y')}{look.colon()} {one.step}" for one in own[-3:])
    said = _("Target %(target)s; agreed %(steps)s.") % {"target": aim, "steps": line}
    return Fact("step_held", "met" if held else "not-met", said)


def _results_held(handover: Handover) -> Fact:
    reached = rounds.reached_lately(handover.partnership_id, handover.hospital_id, handover.domain)
    if reached is None:
        return Fact("results_held", "not-known", _("Nobody counted it yet."))
    said = _("Reached in the last two periods.") if reached else _("Not reached in both of the last two periods.")
    return Fact("results_held", "met" if reached else "not-met", said)


def _what_stays(plan: rules.Content | None, *, signed: bool) -> Fact:
    """What the plan says counts when both signed it; until then it is open, and keeps no key from turning."""
    written = rules.knows_what_stays(plan)
    if written == "met" and not signed:
        said = _("The plan says it. It is met when every key is turned.")
        return Fact("what_stays", "not-met", said, needs_keys=True)
    return Fact("what_stays", written)  # type: ignore[arg-type]


def _names(plan: rules.Content | None) -> str:
    return ", ".join(name for name in (plan.owner, plan.deputy) if name) if plan else ""


def _authorities(handover: Handover) -> Fact:
    """The health authority was asked about a goal here, and a goal names the hospital's own yearly plan."""
    here = {"goal__partnership": handover.partnership_id, "goal__hospital": handover.hospital_id}
    asked = DistrictOpinion.objects.filter(**here, goal__domain=handover.domain).select_related("goal__wording")
    known = list(asked.order_by("-given_date", "-id"))
    opinion = known[0] if known else None
    planned = next((one.goal.wording.content["plan"] for one in known if one.goal.wording.content.get("plan")), "")
    if opinion and planned:
        told = {"who": opinion.authority, "day": look.written(opinion.given_date), "plan": planned}
        return Fact("authorities_know", "met", _("%(who)s said so on %(day)s; in the plan: %(plan)s") % told)
    return Fact("authorities_know", "not-known")
