"""What people do with an exploration."""

from partnerhood.pathway.exploration.actions.areas import deliver, write_area, write_figure
from partnerhood.pathway.exploration.actions.mandate import end_phase, open, sign, word_mandate
from partnerhood.pathway.exploration.actions.options import decide, say_effect, write_option
from partnerhood.pathway.exploration.actions.scores import propose_scores, score, set_criteria, weigh

__all__ = [
    "decide",
    "deliver",
    "end_phase",
    "open",
    "propose_scores",
    "say_effect",
    "score",
    "set_criteria",
    "sign",
    "weigh",
    "word_mandate",
    "write_area",
    "write_figure",
    "write_option",
]
