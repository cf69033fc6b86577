"""How the public reads of an organisation while a partnership of it stands still: no place finer than the country."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import queries


def nameless(organisations: Iterable) -> dict[UUID, str]:
    """Other words for those of these organisations whose place public pages keep to themselves: one query."""
    by_id = {one.id: one for one in organisations}
    hidden = queries.hidden_places(by_id) if by_id else set()
    return {key: somewhere(by_id[key].country) for key in hidden}


def somewhere(country: str) -> str:
    """A hospital that is named by its country alone."""
    if not country:
        return _("a partner hospital")
    return _("a hospital in %(country)s") % {"country": vocabulary.name("countries", country)}
