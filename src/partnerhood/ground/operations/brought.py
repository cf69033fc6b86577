"""Files that come along with a deed. Whoever knows the name of a file does not own it: its author brought it, or has it before
them already; otherwise naming it would be a way to read it."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import files

SOUND = ("audio/",)
PHOTO = ("image/",)
PAGE = ("image/", "application/pdf")


class NotBrought(Refused):
    """The author neither brought this file nor may look at it, or it is of another kind."""

    sentence = _("This file did not come along. Add it once more.")


def judge(
    deed: Deed, name: str, kinds: tuple[str, ...], *, field: str, known: Callable[[], Iterable[str]] = tuple
) -> None:
    """Refuse a file that its author neither brought nor has before them already (`known`), or that is of another kind.
    What another node accepted is a fact; who runs this node has every file anyway."""
    if not name or deed.told:
        return
    theirs = deed.operator or (deed.author is not None and files.is_brought(name, deed.author)) or name in known()
    deed.refuse_if(not (theirs and files.is_of(name, kinds)), NotBrought(field=field))
