"""How what was published is said on a page: in the reader's language, with the names of codes, and never as more than it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.urls import NoReverseMatch
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Place, WorldMap
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.programmes.rules import codes
from partnerhood.pathway.programmes.rules.words import LANGUAGE_UNKNOWN

MOST_PLACES = 30
WHOLE = Decimal(1)
CENT = Decimal("0.01")


def reader() -> str:
    """The language of who reads."""
    return get_language() or "en"


def name(code_list: str, code: str) -> str:
    """What a code is called, for this reader."""
    return codes.name(code_list, code, reader())


def words(text: Mapping[str, str] | None, own: str = "") -> dict[str, object]:
    """A published text as words in their own language; where the file does not say which, it is not guessed aloud."""
    if not text:
        return {}
    original = next((one for one in (own, "en") if one in text), next(iter(text)))
    if original == LANGUAGE_UNKNOWN:
        return languages.said(text[original], reader())
    return {languages.ORIGINAL: original, **{code: {"words": said} for code, said in text.items()}}


def said(text: Mapping[str, str] | None, own: str = "") -> tuple[str, str]:
    """A published text in one line for this reader, and the language it is in."""
    return languages.best(words(text, own), reader())


def day(told: str | None) -> date | None:
    """A day as a payload tells it."""
    return date.fromisoformat(told) if told else None


def amount(value: Decimal) -> str:
    """Money as the reader writes it; cents only where there are some."""
    whole = value == value.to_integral_value()
    return formats.number_format(value.quantize(WHOLE if whole else CENT), 0 if whole else 2, force_grouping=True)


def share(told: str | None) -> str:
    """A share in percent."""
    return f"{formats.number_format(Decimal(told).normalize(), use_l10n=True)} %" if told else ""


def country(one: Mapping[str, Any], own: str = "") -> str:
    """A country by its name here, or by the one that the file gives."""
    code = one.get("code", "")
    return vocabulary.name("countries", code) if code else said(one.get("name"), own)[0]


def organisation_address(key: object) -> str:
    """Where an organisation has its page, on nodes that have one."""
    try:
        return reverse("website:hospital", args=[key])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Link:
    """A document elsewhere: what it is called and on whose site it is."""

    title: str
    language: str
    address: str
    host: str
    kind: str


def documents(told: Sequence[Mapping[str, Any]], own: str) -> list[Link]:
    """Documents that a publisher points to; only addresses of the web become links."""
    found = []
    for one in told:
        address = str(one.get("address", ""))
        if address.lower().startswith(("http://", "https://")):
            title, language = said(one.get("title"), own)
            host = urlsplit(address).hostname or ""
            found.append(Link(title or host, language if title else "", address, host, one.get("format", "")))
    return found


def worldmap(places: Mapping[str, Any], own: str) -> WorldMap | None:
    """Where a programme works: its places where they are given, else the middle of its countries."""
    exact = [_point(one, own) for one in places.get("places", ()) if "latitude" in one and "longitude" in one]
    found = exact or [_middle(one) for one in places.get("countries", ()) if _is_on_map(one.get("code", ""))]
    if not found:
        return None
    return WorldMap(_("Places") if exact else _("Countries"), tuple(found[:MOST_PLACES]))


def _point(one: Mapping[str, Any], own: str) -> Place:
    called = said(one.get("name"), own)[0] or said(one.get("description"), own)[0] or _("a place")
    return Place(called, float(one["latitude"]), float(one["longitude"]))


def _is_on_map(code: str) -> bool:
    return vocabulary.is_known("countries", code)


def _middle(one: Mapping[str, Any]) -> Place:
    latitude, longitude = vocabulary.country(one["code"]).at
    return Place(country(one), latitude, longitude, note=share(one.get("percentage")))
