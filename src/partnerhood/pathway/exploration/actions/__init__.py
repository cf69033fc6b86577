"""What people do with an exploration."""

from partnerhood.pathway.exploration.actions.areas import deliver, write_area, write_figure
from partnerhood.pathway.exploration.actions.hearing import advise, ask_hearing, follow_advice
from partnerhood.pathway.exploration.actions.mandate import end_phase, open, sign, word_mandate
from partnerhood.pathway.exploration.actions.options import decide, say_effect, write_option
from partnerhood.pathway.exploration.actions.outcome import propose_outcome, start_goal
from partnerhood.pathway.exploration.actions.questions import answer, ask, remove_question
from partnerhood.pathway.exploration.actions.scores import propose_scores, score, set_criteria, weigh
from partnerhood.pathway.exploration.actions.telling import tell, write_communique

__all__ = [
    "advise",
    "answer",
    "ask",
    "ask_hearing",
    "decide",
    "deliver",
    "end_phase",
    "follow_advice",
    "open",
    "propose_outcome",
    "propose_scores",
    "remove_question",
    "say_effect",
    "score",
    "set_criteria",
    "sign",
    "start_goal",
    "tell",
    "weigh",
    "word_mandate",
    "write_area",
    "write_communique",
    "write_figure",
    "write_option",
]
