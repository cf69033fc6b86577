"""How the public reads of an organisation while a partnership of it stands still: no place finer than the country."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import choices, queries


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


def unnamed(partnership, is_inside: bool) -> dict[UUID, str]:
    """Other words for the partners where the work is done, where the public reads of a partnership that stands still."""
    if is_inside or partnership.state != choices.State.SUSPENDED:
        return {}
    there = [one.organisation for one in partnership.partners.all() if one.works_here]
    return {one.id: somewhere(one.country) for one in there}


def names(partnership, other_words: Mapping[UUID, str]) -> dict[UUID, str]:
    """What each partner is called on a page."""
    partners = [one.organisation for one in partnership.partners.all()]
    return {one.id: other_words.get(one.id, one.known_as) for one in partners}


def title(partnership, is_inside: bool) -> str:
    """What a partnership is called on a page."""
    other_words = unnamed(partnership, is_inside)
    return " – ".join(names(partnership, other_words).values()) if other_words else partnership.name
