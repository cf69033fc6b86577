"""How one row of a file is given up, with a sentence that says why."""

from partnerhood.interfaces.exchange.sentences import Sentence


class Unreadable(Exception):
    """This row cannot be used; the others can."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason
