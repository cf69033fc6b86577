"""Closed lists of what a measure looks at, which way is better, and how its readings become one figure."""

from enum import StrEnum


class Level(StrEnum):
    """What a measure is about: the levels of support, and two wider ones."""

    DIAGNOSTIC = "clinical.diagnostic"
    CURATIVE = "clinical.curative"
    REHABILITATION_PREVENTION = "clinical.rehabilitation_prevention"
    SERVICES = "support"
    ORGANISATION = "organisation"
    PARTNERSHIP = "partnership"
    REGION = "region"


class Kind(StrEnum):
    """What a measure looks at: what is there, what is done, what comes of it."""

    STRUCTURE = "structure"
    PROCESS = "process"
    OUTCOME = "outcome"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"


class RollUp(StrEnum):
    """How readings of several periods or places become one figure, or why they do not."""

    RATIO_OF_SUMS = "ratio_of_sums"
    LATEST = "latest"
    MEAN = "mean"
    SUM = "sum"
    NONE = "none"
