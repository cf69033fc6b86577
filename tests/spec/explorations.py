"""A payload for every operation of an exploration, about the dossier of the small world."""

from collections.abc import Callable
from typing import Any

from tests.cast import content
from tests.pathway.exploration import story
from tests.spec.world import World

Payload = Callable[[World], dict[str, Any]]
MANDATE = story.MANDATE.model_dump(mode="json")
SAID = {"words": "on garde", "language": "fr"}


def _hospital(made: World) -> str:
    return str(made.who.lukanga.id)


def _dossier(made: World) -> dict[str, Any]:
    return {"exploration": str(made.explored.told.exploration.id)}


def _hearing(made: World) -> dict[str, Any]:
    return {"hearing": str(made.explored.hearing.id)}


def _question(made: World) -> dict[str, Any]:
    return {"question": str(made.explored.question.id)}


PAYLOADS: dict[str, Payload] = {
    "exploration.open": lambda made: {
        "partnership": str(made.explored.exploring.id),
        "mandate": MANDATE,
        "phases": [],
    },
    "exploration.word_mandate": lambda made: {**_dossier(made), "mandate": {**MANDATE, "question": "Autrement ?"}},
    "exploration.sign": lambda made: {
        "statement": str(made.explored.communique.id),
        "wording": made.explored.communique.wording.fingerprint,
        "on_behalf_of": _hospital(made),
    },
    "exploration.end_phase": lambda made: {"phase": str(made.explored.phase.id), "done_date": "2026-04-01"},
    "exploration.write_area": lambda made: {
        **_dossier(made),
        "content": {"language": "fr", "name": "Cœur", "kind": "new"},
    },
    "exploration.deliver": lambda made: {
        "area": str(made.explored.hidden_area.id),
        "delivered_date": "2026-04-01",
        **SAID,
    },
    "exploration.write_figure": lambda made: {
        "area": str(made.explored.area.id),
        "content": {"language": "fr", "what": "Nuits", "value": "3", "source": "liste", "on_date": "2026-01-01"},
    },
    "exploration.write_option": lambda made: {
        **_dossier(made),
        "content": {"language": "fr", "letter": "C", "name": "C", "about": "ensemble"},
    },
    "exploration.say_effect": lambda made: {
        "option": str(made.explored.option.id),
        "on_behalf_of": _hospital(made),
        "content": {"language": "fr", "aspect": "staff", "words": "rien"},
    },
    "exploration.decide": lambda made: {
        **_dossier(made),
        "kind": "noted",
        "why": "ainsi",
        "decided_date": "2026-04-01",
        **SAID,
    },
    "exploration.set_criteria": lambda made: {
        **_dossier(made),
        "ready": ["undone", "staff"],
        "own": [],
        "language": "fr",
        "weighers": [str(made.explored.told.group.id)],
    },
    "exploration.weigh": lambda made: {**_dossier(made), "body": str(made.explored.told.group.id), "weights": []},
    "exploration.score": lambda made: {**_dossier(made), "on_behalf_of": _hospital(made), "scores": []},
    "exploration.propose_scores": lambda made: {
        **_dossier(made),
        "content": {
            "language": "fr",
            "scores": [{"option": str(made.explored.option.id), "criterion": str(made.explored.option.id), "score": 1}],
        },
    },
    "exploration.ask_hearing": lambda made: {
        **_dossier(made),
        "kind": "client-council",
        "asked_date": "2026-04-01",
        "due_date": "2026-05-01",
    },
    "exploration.advise": lambda made: {**_hearing(made), "advice": "positive", "given_date": "2026-04-02", **SAID},
    "exploration.follow_advice": lambda made: {**_hearing(made), **SAID},
    "exploration.write_communique": lambda made: {
        **_dossier(made),
        "content": {
            **SAID,
            "title": "Un mot",
            "audiences": [{"audience": "staff", "at": "2026-05-01T09:00:00Z"}],
        },
    },
    "exploration.tell": lambda made: {"statement": str(made.explored.said.id), "audience": "staff"},
    "exploration.ask": lambda made: {**_dossier(made), **SAID},
    "exploration.answer": lambda made: {**_question(made), **SAID},
    "exploration.remove_question": lambda made: {**_question(made), "why": "elle nomme quelqu'un"},
    "exploration.propose_outcome": lambda made: {
        **_dossier(made),
        "option": str(made.explored.option.id),
        "content": {**SAID, "option": str(made.explored.option.id), "why": "ainsi"},
    },
    "exploration.start_goal": lambda made: {
        "statement": str(made.explored.outcome.id),
        "hospital": _hospital(made),
        "domain": "newborn_care",
        "content": content("Un seul numéro").model_dump(mode="json"),
        "needs": [str(made.need.id)],
        "on_behalf_of": _hospital(made),
    },
}
