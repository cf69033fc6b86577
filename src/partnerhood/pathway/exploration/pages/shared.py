"""What the pages of this room show in the same way."""

from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Keyring
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import choices, queries
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.pages import keys


def crumbs(sight: queries.Sight, *rest: Crumb) -> list[Crumb]:
    """The way back to a dossier, and from there on."""
    there = reverse("partnerships:partnership", args=[sight.partnership.id])
    own = reverse("exploration:dossier", args=[sight.exploration.id]) if rest else ""
    return [Crumb(sight.partnership.name, there), Crumb(_("Exploration"), own), *rest]


def crumb(name: str, label: object, key: UUID) -> Crumb:
    """One step of the way back."""
    return Crumb(str(label), reverse(f"exploration:{name}", args=[key]))


def keyring(sight: queries.Sight, one: queries.Signed) -> Keyring:
    """The keys of what both boards say; who may turn one finds where."""
    href = reverse("exploration:sign", args=[one.statement.id])
    held = [key for key in partnerships.keys_held(sight.person, list(sight.names)) if key in one.missing]
    still = sight.partnership.state == "suspended"
    names = sight.names
    return keys.keyring(
        one.statement.wording, one.signatures, names, is_inside=sight.is_of, href=href, mine=() if still else held
    )


def closing(thing) -> dict[str, object] | None:
    """Until when something is closed and why, for who reads it meanwhile."""
    return {"until": thing.closed_until, "why": thing.closed_why} if queries.is_closed(thing) else None


def strength(value: int | None) -> str:
    """How strong a cooperation is, in words."""
    return str(choices.STRENGTHS[value]) if value in choices.STRENGTHS else ""


def may_turn(sight: queries.Sight, one: queries.Signed) -> bool:
    """Whether the reader may turn a key that is still open, while the partnership goes on."""
    held = partnerships.keys_held(sight.person, list(sight.names))
    return sight.partnership.state != "suspended" and any(key in one.missing for key in held)


def called(words) -> str:
    """What something is called, in the reader's language where it has one."""
    return languages.best(words, get_language() or "en")[0]


def criterion(one) -> str:
    """What a criterion is called."""
    return str(capfirst(choices.Ready(one.ready).label)) if one.ready else called(one.words)


def heard(one, sight: queries.Sight) -> str:
    """Who is heard: what kind, and of which house."""
    house = one.name or sight.names.get(one.organisation_id, "")
    return capfirst(f"{choices.Heard(one.kind).label}{', ' if house else ''}{house}")


def holds_key(sight: queries.Sight) -> bool:
    """Whether the reader turns the key of one of the partners, while the partnership goes on."""
    return sight.partnership.state != "suspended" and bool(partnerships.keys_held(sight.person, list(sight.names)))
