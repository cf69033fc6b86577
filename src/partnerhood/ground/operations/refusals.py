"""Why a deed was not done, in a sentence that a user may read."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A deed that was not done; nothing was written. `field` names what to change, where one field is to blame."""

    sentence: object = _("This could not be done.")
    field: str | None = None

    def __init__(self, sentence: object | None = None, *, field: str | None = None) -> None:
        self.sentence = sentence or type(self).sentence
        self.field = field or type(self).field
        super().__init__(self.sentence)

    @property
    def code(self) -> str:
        """A stable name for machines: `wording-changed`."""
        words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type(self).__name__)
        return words.lstrip("-")


class NotThere(Refused):
    """What is asked for is not there, or not for this person: the two are told apart to nobody."""

    sentence = _("This is not here, or not for you to see.")


class Unreadable(Refused):
    """What came in does not have the shape that the operation asks for."""

    def __init__(self, faults: Mapping[str, object]) -> None:
        self.faults = dict(faults)
        super().__init__(_("Something in what was sent cannot be read."), field=next(iter(faults), None))


class SameIdOtherWords(Refused):
    """The same id was sent before with other content."""

    sentence = _("This id was used before for something else.")


class TypedInAlready(SameIdOtherWords):
    """Somebody typed the same sheet of paper in before, in other words."""

    sentence = _(
        "This paper was typed in already. Look whether all of it is there, before you write more without its number."
    )


class Conflicting(Refused):
    """Somebody else changed the same thing since: both versions are kept until a person chooses."""

    sentence = _("Somebody changed this while you were writing. Both versions are shown: choose one, or write a third.")

    def __init__(self, *, row: object, field: str, theirs: object, yours: object) -> None:
        super().__init__(field=field)
        self.row, self.theirs, self.yours = row, theirs, yours


class TooMuch(Refused):
    """A value that does not fit where it is kept."""

    sentence = _("This is longer or larger than what can be kept here.")


class Broken(Refused):
    """A deed that this node could not do, by a fault of its own; the others of its batch go on."""

    sentence = _("This could not be done here. It was written down for who runs this node.")

    def __init__(self, trouble: Exception) -> None:
        self.trouble = trouble
        super().__init__()


class Waiting(Refused):
    """What this deed builds on has not arrived yet; it can be sent again as it is."""

    sentence = _("This waits for something that has not arrived yet.")
