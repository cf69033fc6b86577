"""Why two were introduced, as it is kept: the codes and ids that the finder said that day, so that each reads it in their words."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.pathway.initiatives.rules.finder import Reason

Codes = Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=60)]


class Said(BaseModel):
    """One reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(max_length=20, pattern=r"^[a-z_]+$")]
    what: Codes = []
    among: Codes = []
    themes: Codes = []
    aims: Codes = []
    places: Codes = []
    other_places: Codes = []
    turned: bool = False


LISTS = ("what", "among", "themes", "aims", "places", "other_places")


def said(reason: Reason) -> Said:
    """A reason of the finder, as it is kept."""
    return Said(code=reason.code, turned=reason.turned, **{name: list(getattr(reason, name)) for name in LISTS})


def reason(kept: Said) -> Reason:
    """A reason as the finder said it."""
    return Reason(kept.code, turned=kept.turned, **{name: tuple(getattr(kept, name)) for name in LISTS})
