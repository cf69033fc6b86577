"""What comes in about levels: one button."""

from partnerhood.pathway.partnerships.forms import DeedForm


class Release(DeedForm):
    """Nothing is asked."""
