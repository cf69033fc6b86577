"""What people do with an exploration."""

from partnerhood.pathway.exploration.actions.areas import deliver, write_area, write_figure
from partnerhood.pathway.exploration.actions.mandate import end_phase, open, sign, word_mandate

__all__ = ["deliver", "end_phase", "open", "sign", "word_mandate", "write_area", "write_figure"]
