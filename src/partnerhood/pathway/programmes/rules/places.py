"""Where an activity happens and what it is about: countries, regions, places, sectors and markers."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from partnerhood.pathway.programmes.rules.words import Address, Code, Text

Share = Annotated[Decimal, Field(ge=0, le=100)]
"""A share of the whole, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country (ISO 3166-1 alpha-2) and its share of the activity in percent; no code where the file gives only a name."""

    code: Code = ""
    percentage: Share | None = None
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the world in one of IATI's vocabularies (1 is OECD DAC), and its share in percent."""

    code: Code = ""
    vocabulary: Code = "1"
    vocabulary_address: Address = ""
    percentage: Share | None = None
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerCode:
    """A place as a gazetteer knows it, such as Geonames (G1); with a level, it is the area around the place."""

    vocabulary: Code
    code: Code
    level: Code = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the activity, or of those it is meant for; latitude and longitude in degrees (WGS 84)."""

    reference: Code = ""
    name: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    activity_description: Text = field(default_factory=dict)
    latitude: Annotated[Decimal, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[Decimal, Field(ge=-180, le=180)] | None = None
    reach: Code = ""
    exactness: Code = ""
    location_class: Code = ""
    feature_designation: Code = ""
    identifiers: tuple[GazetteerCode, ...] = ()
    administrative_areas: tuple[GazetteerCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """What the activity works on, in one of IATI's vocabularies (1 is the five-figure DAC list), and its share in percent."""

    code: Code
    vocabulary: Code = "1"
    vocabulary_address: Address = ""
    percentage: Share | None = None
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word from somebody's list, such as a sustainable development goal, without a share."""

    code: Code
    vocabulary: Code
    vocabulary_address: Address = ""
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyMarker:
    """How far the activity serves a policy: 0 not, 1 also, 2 mainly, 3 and 4 stronger still; empty where it does not say."""

    code: Code
    significance: Code = ""
    vocabulary: Code = "1"
    vocabulary_address: Address = ""
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanitarianScope:
    """The emergency (1) or the appeal (2) that an activity answers."""

    code: Code
    type: Code = ""
    vocabulary: Code = ""
    vocabulary_address: Address = ""
    name: Text = field(default_factory=dict)
