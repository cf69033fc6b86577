"""What the pages of this room have in common: the way back, and how a count is written."""

from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition


def to_hospital(sight, *more: Crumb) -> list[Crumb]:
    """The way from the hospital on."""
    return [Crumb(sight.hospital.known_as, reverse("website:hospital", args=[sight.hospital.id])), *more]


def to_figures(sight, *more: Crumb) -> list[Crumb]:
    """The way from the hospital to its figures, and on."""
    figures = Crumb(_("Figures"), reverse("reporting:figures", args=[sight.hospital.id]) if more else "")
    return to_hospital(sight, figures, *more)


def words(definition: Definition) -> dict[str, str]:
    """What a definition says, in the reader's language or else in its own, which is named then."""
    names = ("name", "numerator", "denominator", "beware")
    told = {name: vocabulary.say(getattr(definition, name)) for name in names}
    return {**told, "language": indicators.spoken(definition)}


def counted(figure) -> str:
    """A count as people read it: so many, out of so many."""
    if figure is None:
        return _("taken back")
    parts = [one for one in (figure.numerator, figure.denominator) if one is not None]
    return " / ".join(indicators.count(one) for one in parts)
