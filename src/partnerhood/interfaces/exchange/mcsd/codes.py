"""The names and codes by which FHIR and IHE call what we call otherwise."""

from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.hsds import writing as hsds
from partnerhood.pathway.services.queries import following

ORGANIZATION, LOCATION, SERVICE = "Organization", "Location", "HealthcareService"
TYPES = {ORGANIZATION: following.HOUSE, LOCATION: following.PLACE, SERVICE: following.SERVICE}
"""What FHIR calls it, and which of our editions it is."""
RESOURCES = {kind: name for name, kind in TYPES.items()}
FHIR_VERSION = "4.0.1"
PROFILE = "http://ihe.net/fhir/StructureDefinition/IHE.mCSD.{}"
URI = "urn:ietf:rfc:3986"
FACILITY = "urn:ihe:iti:mcsd:2019:facility"
LANGUAGE = "urn:ietf:bcp:47"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
PHYSICAL = "http://terminology.hl7.org/CodeSystem/location-physical-type"
PROVISION = "http://terminology.hl7.org/CodeSystem/service-provision-conditions"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
PART_TOLD = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"


def _ours(name: str) -> str:
    return f"urn:uuid:{ids.named(f'fhir:{name}')}"


CARE = f"urn:uuid:{hsds.KINDS}"
"""Our list of kinds of care, under the same id as in HSDS."""
HOUSES, TIERS, ROUTES, COSTS, ACCESS = (_ours(one) for one in ("houses", "tiers", "routes", "costs", "accessible"))
"""Our own lists; the same ids on every node."""
SOURCE = _ours("provenance")
WARD = following.WARD
COST_OF = {"free": "free", "insured": "disc", "small": "cost", "full": "cost"}
"""What one pays, as near as HL7's list of three says it."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COMMON = frozenset("ar bn cs da de el en es fi fr fy hi hr it ja ko nl no pa pl pt ru sr sv te zh".split())
"""The languages of HL7's list, to which the profile of a service holds its languages; every other is a characteristic."""
