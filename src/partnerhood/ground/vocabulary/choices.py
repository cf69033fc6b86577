"""Closed lists of the vocabulary itself: the languages its texts are in, and where in a hospital a domain belongs."""

from enum import StrEnum

LANGUAGES_OF_TEXTS = ("en", "nl", "fr")


class Support(StrEnum):
    """The level of support that a domain or a measure belongs to."""

    DIAGNOSTIC = "clinical.diagnostic"
    CURATIVE = "clinical.curative"
    REHABILITATION_PREVENTION = "clinical.rehabilitation_prevention"
    SERVICES = "support"
    ORGANISATION = "organisation"


class Outside(StrEnum):
    """The two answers that are not a step of the ladder."""

    NOT_CHOSEN = "not_chosen"
    DO_NOT_KNOW = "do_not_know"


class Freshness(StrEnum):
    """How long ago somebody looked at a step."""

    FRESH = "fresh"
    HOLLOW = "hollow"
    TOO_OLD = "too_old"
    NEVER = "never"
