"""What the pages of this room show in the same way."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.reciprocity import choices

ONE_DAY = timedelta(days=1)
SHORT = 120
"""How many letters of somebody's words a list shows."""
DOMAINS = {"benefit": choices.Benefit, "cost": choices.Cost}


def crumbs(sight, *rest: Crumb) -> list[Crumb]:
    """The way back to a ledger, and from there on."""
    there = reverse("partnerships:partnership", args=[sight.partnership.id])
    own = reverse("reciprocity:ledger", args=[sight.partnership.id]) if rest else ""
    return [Crumb(sight.partnership.name, there), Crumb(_("Reciprocity"), own), *rest]


def readers(sight) -> str:
    """Who reads a ledger, in a sentence."""
    return _("Read by everybody of %(houses)s, and by nobody else.") % {"houses": ", ".join(sight.names.values())}


def name(kind: str, currency: str = "") -> str:
    """What a kind is called, and money in which currency."""
    label = str(choices.Kind(kind).label)
    return f"{label}, {currency}" if currency else label


def amount(value: Decimal | None, currency: str = "") -> str:
    """An amount as people read it."""
    return f"{indicators.count(value)} {currency}".strip()


def title(one) -> str:
    """What an entry is called: hours: 720, or its kind alone where it is in words."""
    label = str(one.get_kind_display())
    return label if one.amount is None else f"{label}{look.colon()} {amount(one.amount, one.currency)}"


def in_short(words: dict) -> dict:
    """The beginning of what somebody wrote, in every language it stands in: the whole is one press away."""
    return {
        name: {**said, "words": Truncator(str(said.get("words", ""))).chars(SHORT)} if isinstance(said, dict) else said
        for name, said in words.items()
    }


def days(one) -> str:
    """The days of an entry or a session as people write them."""
    first, last = written(one.from_date), written(one.to_date - ONE_DAY)
    return first if first == last else f"{first} – {last}"


def domain(one) -> str:
    """What a benefit or a cost is about; a domain from a newer list than ours as it is."""
    known = DOMAINS.get(one.kind)
    return str(known(one.domain).label) if known and one.domain in known.values else one.domain


def direction(one, names: dict) -> str:
    """In which direction an entry goes, in a sentence about its two sides."""
    told = {"one": names.get(one.organisation_id, ""), "other": names.get(one.partner_id, "")}
    match one.kind, one.way:
        case "idea", _way:
            return _("%(one)s took it up from %(other)s") % told
        case "benefit", _way:
            return _("What it brings %(one)s, with %(other)s") % told
        case "cost", _way:
            return _("What it costs %(one)s, with %(other)s") % told
        case _kind, "gave":
            return _("%(one)s says what it gave %(other)s") % told
    return _("%(one)s says what came from %(other)s") % told


def address(name_: str, key: object, **asked: object) -> str:
    """An address of the room with what is asked for behind it."""
    kept = {name: value for name, value in asked.items() if value}
    there = reverse(f"reciprocity:{name_}", args=[key])
    return f"{there}?{urlencode(kept)}" if kept else there
