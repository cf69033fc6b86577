"""Countries, regions, places, sectors, tags and markers, read from their elements."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading.element import (
    address,
    code,
    code_of,
    percentage,
    plain,
    text,
    text_of,
)
from partnerhood.interfaces.exchange.iati.reading.notes import Notes
from partnerhood.interfaces.exchange.iati.reading.tree import Element
from partnerhood.pathway.programmes.rules import results
from partnerhood.pathway.programmes.rules.places import (
    Country,
    GazetteerCode,
    HumanitarianScope,
    Place,
    PolicyMarker,
    Region,
    Sector,
    Tag,
)

DAC = "1"
SECTOR_LISTS = {DAC: "Sector", "2": "SectorCategory", "7": "UNSDG-Goals"}


def country(element: Element, notes: Notes) -> Country | None:
    """A country; left out with a remark where it has neither a code nor a name."""
    found = Country(
        code=notes.check(element, "Country", code(element).upper()),
        percentage=percentage(element, notes, "12.1.1"),
        name=text(element, notes),
    )
    if not found.code and not found.name:
        notes.note(element, _("A country has neither a code nor a name; it is left out."))
        return None
    if not found.code:
        notes.note(element, _("The country “%(name)s” has no code."), name=next(iter(found.name.values())))
    return found


def region(element: Element, notes: Notes) -> Region | None:
    """A part of the world; left out with a remark where it has neither a code nor a name."""
    vocabulary = notes.check(element, "RegionVocabulary", code(element, "vocabulary")) or DAC
    said = code(element)
    name = text(element, notes)
    if not said and not name:
        notes.note(element, _("A region has neither a code nor a name; it is left out."))
        return None
    return Region(
        code=notes.check(element, "Region", said) if vocabulary == DAC else said,
        vocabulary=vocabulary,
        vocabulary_address=address(element, "vocabulary-uri"),
        percentage=percentage(element, notes, "12.1.1"),
        name=name,
    )


def place(element: Element, notes: Notes) -> Place:
    """A place with what is known of it; a point that is none on earth is noted and left out."""
    latitude, longitude = _point(element, notes)
    return Place(
        reference=code(element, "ref"),
        name=text_of(element, "name", notes),
        description=text_of(element, "description", notes),
        activity_description=text_of(element, "activity-description", notes),
        latitude=latitude,
        longitude=longitude,
        reach=notes.check(element, "GeographicLocationReach", code_of(element, "location-reach")),
        exactness=notes.check(element, "GeographicExactness", code_of(element, "exactness")),
        location_class=notes.check(element, "GeographicLocationClass", code_of(element, "location-class")),
        feature_designation=code_of(element, "feature-designation"),
        identifiers=_gazetteer(element, "location-id", notes),
        administrative_areas=_gazetteer(element, "administrative", notes),
    )


def _point(element: Element, notes: Notes) -> tuple[Decimal | None, Decimal | None]:
    point = element.first("point")
    position = point.first("pos") if point is not None else None
    if position is None or not position.text.strip():
        return None, None
    said = position.text.split()
    degrees = [results.number(one) for one in said]
    if len(degrees) == 2:
        latitude, longitude = degrees
        if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180:
            return plain(latitude), plain(longitude)
    wording = _("“%(said)s” is not a latitude and a longitude in degrees; the point is left out.")
    notes.note(position, wording, said=" ".join(said[:5]))
    return None, None


def _gazetteer(element: Element, tag: str, notes: Notes) -> tuple[GazetteerCode, ...]:
    return tuple(
        GazetteerCode(
            vocabulary=notes.check(one, "GeographicVocabulary", code(one, "vocabulary")),
            code=code(one),
            level=code(one, "level"),
        )
        for one in element.every(tag)
        if code(one)
    )


def sector(element: Element, notes: Notes) -> Sector | None:
    """A sector; left out with a remark where it has no code."""
    vocabulary = notes.check(element, "SectorVocabulary", code(element, "vocabulary")) or DAC
    said = code(element)
    if not said:
        notes.note(element, _("A sector has no code; it is left out."))
        return None
    if vocabulary in SECTOR_LISTS:
        notes.check(element, SECTOR_LISTS[vocabulary], said)
    return Sector(
        code=said,
        vocabulary=vocabulary,
        vocabulary_address=address(element, "vocabulary-uri"),
        percentage=percentage(element, notes, "12.3.1"),
        name=text(element, notes),
    )


def tag(element: Element, notes: Notes) -> Tag | None:
    """A tag; left out with a remark where it has no code."""
    said = code(element)
    if not said:
        notes.note(element, _("A tag has no code; it is left out."))
        return None
    return Tag(
        code=said,
        vocabulary=notes.check(element, "TagVocabulary", code(element, "vocabulary")),
        vocabulary_address=address(element, "vocabulary-uri"),
        name=text(element, notes),
    )


def policy_marker(element: Element, notes: Notes) -> PolicyMarker | None:
    """A policy marker; left out with a remark where it has no code."""
    vocabulary = notes.check(element, "PolicyMarkerVocabulary", code(element, "vocabulary")) or DAC
    said = code(element)
    if not said:
        notes.note(element, _("A policy marker has no code; it is left out."))
        return None
    return PolicyMarker(
        code=notes.check(element, "PolicyMarker", said) if vocabulary == DAC else said,
        significance=notes.check(element, "PolicySignificance", code(element, "significance")),
        vocabulary=vocabulary,
        vocabulary_address=address(element, "vocabulary-uri"),
        name=text(element, notes),
    )


def humanitarian_scope(element: Element, notes: Notes) -> HumanitarianScope | None:
    """The emergency or the appeal; left out with a remark where it has no code."""
    said = code(element)
    if not said:
        notes.note(element, _("A humanitarian scope has no code; it is left out."))
        return None
    return HumanitarianScope(
        code=said,
        type=notes.check(element, "HumanitarianScopeType", code(element, "type")),
        vocabulary=code(element, "vocabulary"),
        vocabulary_address=address(element, "vocabulary-uri"),
        name=text(element, notes),
    )
