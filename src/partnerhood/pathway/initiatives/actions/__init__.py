"""What people do with an agenda and the initiatives under it: write, enter, keep true, join, introduce."""

from partnerhood.pathway.initiatives.actions.agenda import (
    change_theme,
    name_neighbourhood,
    rename_neighbourhood,
    set_theme,
    write_agenda,
)
from partnerhood.pathway.initiatives.actions.keeping import (
    confirm,
    confirm_by_link,
    describe,
    end,
    enter,
    join,
    tell_origin,
)
from partnerhood.pathway.initiatives.actions.meeting import answer, introduce, tell_outcome

__all__ = [
    "answer",
    "change_theme",
    "confirm",
    "confirm_by_link",
    "describe",
    "end",
    "enter",
    "introduce",
    "join",
    "name_neighbourhood",
    "rename_neighbourhood",
    "set_theme",
    "tell_origin",
    "tell_outcome",
    "write_agenda",
]
