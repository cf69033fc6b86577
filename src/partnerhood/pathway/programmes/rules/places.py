"""Where an activity happens and what it is about: countries, regions, places, sectors and markers."""

from dataclasses import dataclass, field
from decimal import Decimal

from partnerhood.pathway.programmes.rules.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country (ISO 3166-1 alpha-2) and its share of the activity in percent; no code where the file gives only a name."""

    code: str = ""
    percentage: Decimal | None = None
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the world in one of IATI's vocabularies (1 is OECD DAC), and its share in percent."""

    code: str = ""
    vocabulary: str = "1"
    vocabulary_address: str = ""
    percentage: Decimal | None = None
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerCode:
    """A place as a gazetteer knows it, such as Geonames (G1); with a level, it is the area around the place."""

    vocabulary: str
    code: str
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the activity, or of those it is meant for; latitude and longitude in degrees (WGS 84)."""

    reference: str = ""
    name: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    activity_description: Text = field(default_factory=dict)
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    reach: str = ""
    exactness: str = ""
    location_class: str = ""
    feature_designation: str = ""
    identifiers: tuple[GazetteerCode, ...] = ()
    administrative_areas: tuple[GazetteerCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """What the activity works on, in one of IATI's vocabularies (1 is the five-figure DAC list), and its share in percent."""

    code: str
    vocabulary: str = "1"
    vocabulary_address: str = ""
    percentage: Decimal | None = None
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word from somebody's list, such as a sustainable development goal, without a share."""

    code: str
    vocabulary: str
    vocabulary_address: str = ""
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyMarker:
    """How far the activity serves a policy: 0 not, 1 also, 2 mainly, 3 and 4 stronger still; empty where it does not say."""

    code: str
    significance: str = ""
    vocabulary: str = "1"
    vocabulary_address: str = ""
    name: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanitarianScope:
    """The emergency (1) or the appeal (2) that an activity answers."""

    code: str
    type: str = ""
    vocabulary: str = ""
    vocabulary_address: str = ""
    name: Text = field(default_factory=dict)
