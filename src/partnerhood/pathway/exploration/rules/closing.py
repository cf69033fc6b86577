"""What is confidential, until when, and for whom it is not."""

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Closing(BaseModel):
    """That something is for the boards and some named groups alone, why, and until which day; then it opens by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    until: date
    why: Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
    readers: Annotated[list[UUID], Field(max_length=40)] = []


def is_open(
    until: date | None, readers: Collection[str], today: date, *, is_board: bool, bodies: Collection[UUID]
) -> bool:
    """Whether somebody reads a thing: it is open or its day has come, they are of a board, or sit in a group that is named."""
    return until is None or until <= today or is_board or any(str(body) in readers for body in bodies)
