"""A payload for every operation, about the things of the small world: what is tried by everybody."""

from collections.abc import Callable
from typing import Any

from partnerhood.ground.people.accounts import links
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.handover import queries as handovers
from partnerhood.pathway.initiatives import access as initiatives
from partnerhood.pathway.partnerships.models import Partner
from tests.cast import content
from tests.files import picture_of
from tests.pathway.programmes.activities import activity
from tests.pathway.scorecards import story as scorecard_story
from tests.spec import explorations, meetings
from tests.spec.world import ABOUT, World

Payload = Callable[[World], dict[str, Any]]
CONTENT = content("Un autre but").model_dump(mode="json")


def _hospital(made: World) -> str:
    return str(made.who.lukanga.id)


def _partner(made: World) -> str:
    return str(made.who.wilgenbeke.id)


def _goal(made: World) -> dict[str, Any]:
    return {"goal": str(made.goal.id)}


def _need(made: World) -> dict[str, Any]:
    return {"need": str(made.need.id)}


def _partnership(made: World) -> dict[str, Any]:
    return {"partnership": str(made.who.partnership.id)}


def _signed(made: World) -> dict[str, Any]:
    return {**_goal(made), "wording": made.goal.wording.fingerprint, "on_behalf_of": _hospital(made)}


def _key(made: World, thing: Any) -> dict[str, Any]:
    """The hospital's key under the wording of a thing."""
    return {"wording": thing.wording.fingerprint, "on_behalf_of": _hospital(made)}


def _activity(made: World) -> dict[str, Any]:
    return {"activity": str(made.activity.id)}


def _read(made: World) -> dict[str, Any]:
    """A reading as Lukanga says it."""
    counted = {"numerator": "14", "denominator": "24", "source": "cartes"}
    return {"on_behalf_of": _hospital(made), "from_date": "2025-11-01", "to_date": "2025-12-01", **counted}


def _month() -> dict[str, Any]:
    """What was counted in a month."""
    cells = {"indicator": ["newborn_breathing_60s"], "numerator": ["15"], "denominator": ["24"]}
    return {"from_date": "2025-11-01", "to_date": "2025-12-01", "cells": cells, "source": "cartes"}


def _domain(made: World) -> dict[str, Any]:
    """One domain of the round, for the partner's side."""
    return {"round": str(made.round.id), "domain": "newborn_care", "on_behalf_of": _partner(made)}


def _ready(made: World) -> dict[str, Any]:
    return {**_partnership(made), "hospital": _hospital(made), "domain": "technique_it_maintenance"}


def _indicator(made: World) -> dict[str, Any]:
    return {"indicator": str(made.indicator.id)}


def _counted(name: str) -> dict[str, Any]:
    """How something is counted."""
    return {"language": "fr", "name": name, "why": "Pour coudre", "numerator": "Nuits"}


def _device(made: World) -> dict[str, Any]:
    return {"device": str(made.device.id)}


def _handover(made: World) -> dict[str, Any]:
    return {"handover": str(made.handover.id)}


def _given(amount: str) -> dict[str, Any]:
    """So much of something that was given in a month."""
    return {"amount": amount, "from_date": "2025-10-01", "to_date": "2025-11-01", "source": "cahier"}


def _network(made: World) -> dict[str, Any]:
    return {"network": str(made.who.network.id)}


def _mothers(made: World) -> dict[str, Any]:
    """What Lukanga does itself."""
    return {"initiative": str(made.done.mothers.id)}


CARE = {"language": "fr", "kind": "dentist"}
SOUP = {"language": "fr", "name": "Soupe"}
PAYLOADS: dict[str, Payload] = {
    "organisations.found": lambda made: {"key": str(ids.fresh()), "name": "New", "kind": "hospital"},
    "organisations.describe": lambda made: {"organisation": _hospital(made), "place": "Mbanza"},
    "organisations.open_site": lambda made: {"organisation": _hospital(made), "name": "Bloc"},
    "organisations.place_site": lambda made: {"site": str(made.who.newborn.id), "place": "Mbanza"},
    "organisations.close_site": lambda made: {"site": str(made.who.newborn.id), "words": "fermé", "language": "fr"},
    "organisations.found_network": lambda made: {"name": "N", "kind": "twinning", "coordinator": _partner(made)},
    "organisations.join_network": lambda made: {
        "network": str(made.who.network.id),
        "organisation": str(made.who.sonwerou.id),
    },
    "organisations.decline_network": lambda made: {
        "invitation": str(made.network_invitation.id),
        "words": "pas maintenant",
        "language": "fr",
    },
    "organisations.invite_to_network": lambda made: {
        "network": str(made.who.network.id),
        "organisation": str(made.who.sonwerou.id),
    },
    "organisations.enter_network": lambda made: {"invitation": str(made.network_invitation.id)},
    "people.welcome": lambda made: {"organisation": _hospital(made), "name": "New"},
    "people.give_role": lambda made: {
        "organisation": _hospital(made),
        "person": str(made.who.mireille.id),
        "kind": "head",
    },
    "people.end_role": lambda made: {"role": str(made.who.mireille.roles.get().id)},
    "people.invite": lambda made: {"organisation": _hospital(made), "name": "New", "email": "new@example.org"},
    "people.issue_card": lambda made: {"person": str(made.who.mireille.id)},
    "people.suspend": lambda made: {"person": str(made.who.mireille.id), "suspended": True},
    "people.correct": lambda made: {"person": str(made.who.mireille.id), "function": "infirmière"},
    "people.erase": lambda made: {"person": str(made.who.mireille.id)},
    "indicators.define": lambda made: {"organisation": _hospital(made), "content": _counted("Nuits sombres")},
    "indicators.redefine": lambda made: {**_indicator(made), "content": _counted("Nuits sombres"), "why": "plus clair"},
    "indicators.translate": lambda made: {
        "version": str(made.indicator.version_id),
        "language": "nl",
        "words": {"name": "Nachten met licht", "why": "Om te naaien", "numerator": "Nachten met stroom"},
    },
    "indicators.end": lambda made: {**_indicator(made), "words": "fini", "language": "fr"},
    "needs.voice": lambda made: {"hospital": _hospital(made), "words": "eau", "language": "fr"},
    "needs.note": lambda made: {
        "hospital": _hospital(made),
        "words": "eau",
        "language": "fr",
        "noted_from": "Dr Makiese",
    },
    "needs.reword": lambda made: {**_need(made), "words": "l'eau", "language": "fr"},
    "needs.confirm": lambda made: {"need": str(made.noted.id)},
    "needs.second": _need,
    "needs.rank": lambda made: {"hospital": _hospital(made), "order": [str(made.need.id)]},
    "needs.offer": lambda made: {**_need(made), "partners": [_partner(made)]},
    "needs.leave": lambda made: {"offer": str(made.offer.id), "words": "pas nous", "language": "fr"},
    "needs.take": lambda made: {"offer": str(made.offer.id)},
    "needs.answer": lambda made: {**_need(made), "kind": "answered", "words": "oui", "language": "fr"},
    "needs.read_answer": lambda made: {"answer": str(made.need.answers.get().id)},
    "needs.reopen": lambda made: {**_need(made), "words": "encore", "language": "fr"},
    "needs.release": _need,
    "partnerships.propose": lambda made: {
        "key": str(ids.fresh()),
        "name": "P",
        "kind": "twinning",
        "partners": [_hospital(made), _partner(made)],
        "works_at": [_hospital(made)],
    },
    "partnerships.write_charter": lambda made: {**_partnership(made), "headings": {"purpose": {"fr": "Ensemble"}}},
    "partnerships.bring_in_agreement": lambda made: {
        **_partnership(made),
        "paper": {"title": "Convention 2020", "signed_date": "2020-01-15"},
        "signed_by": [_hospital(made), _partner(made)],
    },
    "activities.bring_in_earlier": lambda made: {
        **_partnership(made),
        "hospital": _hospital(made),
        "title": "Visite de 2019",
        "language": "fr",
        "from_date": "2019-03-04",
        "to_date": "2019-03-16",
    },
    "partnerships.answer": lambda made: {"invited": made.invited.id, "answer": "declines"},
    "partnerships.move": lambda made: {**_partnership(made), "state": "active", "reason": "x"},
    "partnerships.propose_suspension": lambda made: {
        **_partnership(made),
        "reason": "security",
        "words": "route",
        "language": "fr",
        "since_date": "2025-02-14",
    },
    "partnerships.open_body": lambda made: {**_partnership(made), "name": "G", "kind": "working-group"},
    "goals.propose": lambda made: {
        **_partnership(made),
        "hospital": _hospital(made),
        "domain": "newborn_care",
        "content": CONTENT,
        "needs": [str(made.need.id)],
        "on_behalf_of": str(
            Partner.objects.get(organisation=made.who.wilgenbeke, partnership=made.who.partnership).organisation_id
        ),
    },
    "goals.reword": lambda made: {**_goal(made), "content": CONTENT},
    "goals.sign": _signed,
    "goals.withdraw": lambda made: {**_goal(made), "on_behalf_of": _hospital(made), "reason": "x"},
    "goals.enter_paper": lambda made: {
        **_signed(made),
        "signer": "Dr Makiese",
        "signed_date": "2024-05-22",
        "photo": picture_of(*Person.objects.all()),
    },
    "goals.tell_opinion": lambda made: {
        **_goal(made),
        "authority": "Zone",
        "opinion": "in-favour",
        "given_date": "2024-02-01",
    },
    "goals.translate": lambda made: {
        **_goal(made),
        "wording": str(made.goal.wording_id),
        "language": "nl",
        "statement": "zestig procent",
    },
    "goals.close": lambda made: {**_goal(made), "ending": "not-possible"},
    "people.accept": lambda made: {
        "invitation": str(made.invitation.id),
        "token": links.invitation_token(made.invitation.id),
        "name": "Bijou",
        "language": "fr",
        "person": str(made.who.mireille.id),
    },
    "conversations.say": lambda made: {
        "about": ABOUT,
        "subject": str(made.who.partnership.id),
        "words": "Demain",
        "language": "fr",
    },
    "conversations.hide": lambda made: {"remark": str(made.remark.id), "reason": "x"},
    "conversations.show": lambda made: {"remark": str(made.remark.id)},
    "partnerships.sign_charter": lambda made: {"charter": str(made.charter.id), **_key(made, made.charter)},
    "partnerships.sign_suspension": lambda made: {"suspension": str(made.suspension.id), **_key(made, made.suspension)},
    "partnerships.review_suspension": lambda made: {
        "suspension": str(made.suspension.id),
        "words": "encore",
        "language": "fr",
    },
    "partnerships.seat": lambda made: {
        "body": str(made.body.id),
        "person": str(made.who.mireille.id),
        "from_date": "2025-01-01",
    },
    "partnerships.end_seat": lambda made: {"seat": str(made.seat.id), "to_date": "2025-06-01"},
    "goals.confirm_paper": lambda made: {**_goal(made), "paper": str(made.paper.id)},
    "activities.plan": lambda made: {
        **_partnership(made),
        "hospital": _hospital(made),
        "title": "Cours",
        "language": "fr",
        "format": "course",
        "from_date": "2025-03-03",
        "to_date": "2025-03-07",
        "led": "mixed",
        "goals": [str(made.agreed.id)],
    },
    "activities.replan": lambda made: {**_activity(made), "title": "Autre cours"},
    "activities.call_off": lambda made: {**_activity(made), "words": "pluie", "language": "fr"},
    "activities.hold": lambda made: {
        **_activity(made),
        "from_date": "2025-03-03",
        "to_date": "2025-03-07",
        "led": "mixed",
    },
    "activities.correct_session": lambda made: {"session": str(made.session.id), "came": 12},
    "activities.attend": lambda made: {"session": str(made.session.id), "people": [{"name": "Ruth"}]},
    "activities.correct_attendance": lambda made: {"attendance": str(made.attendance.id), "said": {"name": "Ruth"}},
    "activities.strike": lambda made: {"attendance": str(made.attendance.id)},
    "reporting.report": lambda made: {"hospital": _hospital(made), **_month()},
    "reporting.look": lambda made: {"report": str(made.report.id), "on_behalf_of": _partner(made)},
    "reporting.map": lambda made: {
        "hospital": _hospital(made),
        "element": "dhis2:died",
        "indicator": "newborn_deaths_in_hospital",
    },
    "reporting.show_page": lambda made: {"report": str(made.report.id), "file": picture_of()},
    "reporting.take_page_back": lambda made: {"page": str(made.page.id)},
    "reporting.unmap": lambda made: {"mapping": str(made.mapping.id)},
    "measurement.record": lambda made: {"measure": str(made.reading.measure_id), **_read(made)},
    "measurement.correct": lambda made: {"reading": str(made.reading.id), "why": "mal compté", **_read(made)},
    "measurement.verify": lambda made: {"reading": str(made.reading.id), "on_behalf_of": _partner(made)},
    "measurement.withdraw": lambda made: {"reading": str(made.reading.id), "reason": "mal compté"},
    "programmes.bring_in": lambda made: {
        "activity": activity(2),
        "source": "activities.xml",
        "network": str(made.who.network.id),
    },
    "programmes.sign_result": lambda made: {"result": str(made.result.id), **_key(made, made.result)},
    "programmes.withdraw_result": lambda made: {
        "result": str(made.result.id),
        "on_behalf_of": _hospital(made),
        "reason": "x",
    },
    "programmes.link_goal": lambda made: {"result": str(made.result.id), **_goal(made)},
    "programmes.unlink_goal": lambda made: {"link": str(made.link.id)},
    "rounds.open": lambda made: {**_partnership(made), "hospital": _hospital(made), "domains": ["newborn_care"]},
    "rounds.score": lambda made: {**_domain(made), "content": {"keeps_it_going": "2", "as_agreed": "2"}},
    "rounds.say": lambda made: {**_domain(made), "kind": "seen", "words": "vu", "language": "fr"},
    "rounds.propose": lambda made: {**_domain(made), "agreement": {"language": "fr", "step": 2, "target": 3}},
    "rounds.sign": lambda made: {"proposal": str(made.proposal.id), **_key(made, made.proposal)},
    "rounds.plan": lambda made: {
        "round": str(made.round.id),
        "what": "apprendre",
        "language": "fr",
        "owner": "Lotte",
        "owner_of": _partner(made),
        "by_date": "2030-01-01",
    },
    "rounds.bring_in_open_point": lambda made: {
        **_partnership(made),
        "hospital": _hospital(made),
        "what": "étiqueter",
        "language": "fr",
        "owner": "Technique",
        "owner_of": _hospital(made),
        "by_date": "2023-09-30",
    },
    "rounds.end_action": lambda made: {"action": str(made.action.id), "ending": "done"},
    "rounds.bring_in_instrument": lambda made: {
        "network": str(made.who.network.id),
        "code": "own_questions",
        "content": {
            "title": {"fr": "Questions"},
            "minutes": 5,
            "levels": [{"fr": "non"}, {"fr": "oui"}],
            "questions": [{"code": "oxygen", "name": {"fr": "Oxygène"}, "levels": [{"fr": "vide"}, {"fr": "plein"}]}],
        },
        "licence": "la nôtre",
    },
    "rounds.cap_hours": lambda made: {"organisation": _hospital(made), "hours": 40},
    "rounds.close": lambda made: {"round": str(made.round.id)},
    "rounds.hand_in": lambda made: {**_domain(made), "at": "2025-03-03T09:00:00Z"},
    "rounds.lay_open": lambda made: {
        **_domain(made),
        "score": str(ids.fresh()),
        "content": {"keeps_it_going": "2", "as_agreed": "2"},
        "at": "2025-03-03T09:00:00Z",
    },
    "equipment.add": lambda made: {"hospital": _hospital(made), "kind": "blood_fridge", "name": "F-1"},
    "equipment.report": lambda made: {**_device(made), "state": "broken"},
    "equipment.report_unlisted": lambda made: {
        "hospital": _hospital(made),
        "kind": "blood_fridge",
        "state": "unsafe",
    },
    "equipment.back_in_use": lambda made: {**_device(made), "repaired_by": "own"},
    "equipment.put_aside": lambda made: {**_device(made), "state": "gone", "words": "vieux"},
    "equipment.describe": lambda made: {**_device(made), "maker": "une marque"},
    "equipment.move": _device,
    "equipment.ask": lambda made: {
        **_device(made),
        "to": str(made.who.lotte.id),
        "words": "et le filtre ?",
        "language": "fr",
    },
    "equipment.answer": lambda made: {"question": str(made.question.id), "words": "changez-le", "language": "fr"},
    "selfreliance.release": lambda made: {
        **_partnership(made),
        "hospital": _hospital(made),
        "domain": "newborn_care",
    },
    "reciprocity.say": lambda made: {
        **_partnership(made),
        "on_behalf_of": _hospital(made),
        "partner": _partner(made),
        "kind": "visits",
        "way": "gave",
        **_given("2"),
    },
    "reciprocity.correct": lambda made: {"entry": str(made.entry.id), "why": "mal compté", **_given("600")},
    "reciprocity.take_back": lambda made: {"entry": str(made.entry.id), "reason": "mal compté"},
    "handover.ask": lambda made: {**_ready(made), "words": "prêts", "language": "fr"},
    "handover.end_domain": lambda made: {**_ready(made), "ending": "moved_elsewhere"},
    "handover.choose_criteria": lambda made: {
        "network": str(made.who.network.id),
        "criteria": {"counted": [one.model_dump() for one in handovers.of_house().counted if one.code != "money"]},
        "why": "Na Gishanure",
        "language": "nl",
    },
    "scorecards.choose": lambda made: {
        "network": str(made.who.network.id),
        "content": scorecard_story.content(made.who, hospitals=[made.who.lukanga.id]).model_dump(mode="json"),
        "why": "Autrement",
        "language": "fr",
    },
    "handover.answer": lambda made: {
        **_handover(made),
        "criterion": "results_held",
        "on_behalf_of": _hospital(made),
        "met": "met",
        "words": "le registre",
        "language": "fr",
    },
    "handover.take_back": lambda made: {**_handover(made), "words": "pas encore", "language": "fr"},
    "handover.plan": lambda made: {
        **_handover(made),
        "on_behalf_of": _partner(made),
        "content": {"language": "fr", "owner": "Mireille"},
    },
    "handover.sign": lambda made: {**_handover(made), **_key(made, made.handover)},
    "handover.check": lambda made: {
        **_handover(made),
        "on_behalf_of": _partner(made),
        "months": 6,
        "has_held": True,
        "words": "tient",
        "language": "fr",
    },
    "handover.reopen": lambda made: {**_handover(made), "words": "revenez", "asks": "un cours", "language": "fr"},
    "services.offer": lambda made: {"organisation": _hospital(made), "content": CARE},
    "services.note": lambda made: {"organisation": _hospital(made), "content": CARE, "noted_from": "au téléphone"},
    "services.confirm": lambda made: {"service": str(made.noted_service.id)},
    "services.describe": lambda made: {"service": str(made.service.id), "content": CARE},
    "services.check": lambda made: {"service": str(made.service.id)},
    "services.end": lambda made: {"service": str(made.service.id), "words": "fini", "language": "fr"},
    "services.say_elsewhere": lambda made: {"organisation": _hospital(made), "kind": "surgery", "language": "fr"},
    "services.take_back_elsewhere": lambda made: {"elsewhere": str(made.not_here.id)},
    "initiatives.write_agenda": lambda made: {**_network(made), "content": {"language": "fr", "about": "Ensemble"}},
    "initiatives.set_theme": lambda made: {
        **_network(made),
        "content": {"language": "fr", "code": "T9", "name": "Autre"},
    },
    "initiatives.change_theme": lambda made: {
        "theme": str(made.done.theme.id),
        "content": {"language": "fr", "code": "T1", "name": "Autre"},
    },
    "initiatives.name_neighbourhood": lambda made: {**_network(made), "name": "Milieu"},
    "initiatives.rename_neighbourhood": lambda made: {"neighbourhood": str(made.done.bas.id), "name": "Milieu"},
    "initiatives.enter": lambda made: {**_network(made), "content": SOUP, "organisation": _hospital(made)},
    "initiatives.describe": lambda made: {**_mothers(made), "content": SOUP, "organisation": _hospital(made)},
    "initiatives.confirm": _mothers,
    "initiatives.confirm_by_link": lambda made: {
        **_mothers(made),
        "token": initiatives.token_of(made.done.mothers.id, clock.today()),
    },
    "initiatives.end": lambda made: {**_mothers(made), "words": "fini", "language": "fr"},
    "initiatives.tell_origin": lambda made: {**_mothers(made), "came_from": str(made.done.moeders.id)},
    "initiatives.join": lambda made: {
        "initiative": str(made.done.moeders.id),
        "organisation": _hospital(made),
        "language": "fr",
    },
    "initiatives.introduce": lambda made: {
        "one": str(made.done.moeders.id),
        "other": str(made.done.mothers.id),
        "reasons": [],
        "words": "encore",
        "language": "fr",
    },
    "initiatives.answer": lambda made: {
        **_mothers(made),
        "introduction": str(made.introduction.id),
        "agrees": True,
        "language": "fr",
    },
    "initiatives.tell_outcome": lambda made: {
        "introduction": str(made.introduction.id),
        "words": "une salle",
        "language": "fr",
    },
    **explorations.PAYLOADS,
    **meetings.PAYLOADS,
    "nodes.link": lambda made: {
        "node": str(ids.named("another node")),
        "name": "Lukanga",
        "key": "0" * 64,
        "organisations": [_hospital(made)],
    },
    "nodes.unlink": lambda made: {"node": str(ids.named("another node"))},
    "nodes.tell": lambda made: {"rows": []},
}
SAID_BY_THE_NODE = ("rounds.hand_in", "rounds.lay_open")
"""What follows from scores that are in: the node says it itself, when the last side is in, and no person ever."""
