"""A payload for every operation, about the things of the small world: what is tried by everybody."""

from collections.abc import Callable
from typing import Any

from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships.models import Partner
from tests.cast import content
from tests.spec.world import World

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


PAYLOADS: dict[str, Payload] = {
    "organisations.found": lambda made: {"key": str(ids.fresh()), "name": "New", "kind": "hospital"},
    "organisations.describe": lambda made: {"organisation": _hospital(made), "place": "Mbanza"},
    "organisations.open_site": lambda made: {"organisation": _hospital(made), "name": "Bloc"},
    "organisations.found_network": lambda made: {"name": "N", "kind": "twinning", "coordinator": _partner(made)},
    "organisations.join_network": lambda made: {
        "network": str(made.who.network.id),
        "organisation": str(made.who.sonwerou.id),
    },
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
    "needs.take": lambda made: {"offer": str(made.offer.id)},
    "needs.answer": lambda made: {**_need(made), "kind": "answered", "words": "oui", "language": "fr"},
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
        "photo": "a" * 64,
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
}
