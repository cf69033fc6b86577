"""Who an activity speaks of: which of its participants are one organisation, and which are none."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from uuid import UUID

from partnerhood.ground.records import ids
from partnerhood.pathway.programmes.rules.activity import Activity, Participant, Reporter
from partnerhood.pathway.programmes.rules.words import Text

FUNDING = "1"
NAME = 300
NOT_A_LETTER = re.compile(r"[\W_]+")
OF_NO_COUNTRY = ("XI", "XM", "XR", "XX")
KINDS = {
    "10": "ministry",
    "11": "province",
    "21": "international_ngo",
    "22": "ngo",
    "23": "ngo",
    "24": "local_ngo",
    "40": "international_body",
    "60": "foundation",
    "70": "company",
    "71": "company",
    "72": "company",
    "73": "company",
    "80": "university",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation that an activity names, with the id that everybody gives it who meets it under this identifier."""

    id: UUID
    name: str
    identifier: str = ""
    kind: str = "other"
    country: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in an activity: who reports it, each organisation once, and who each participant is (None: nobody)."""

    reporter: Party
    organisations: tuple[Party, ...]
    participants: tuple[UUID | None, ...]


def activity_id(identifier: str) -> UUID:
    """The id that an activity has wherever nobody gave it another."""
    return ids.named(f"iati-activity:{identifier}")


def organisation_id(identifier: str) -> UUID:
    """The id of an organisation that came from a file with an identifier."""
    return ids.named(f"iati:{identifier}")


def cast(activity: Activity) -> Cast:
    """Who takes part. Without an identifier it is the name that counts, within the reporter's country."""
    reporter = _reporter(activity)
    found = {reporter.id: reporter}
    called = {plain(reporter.name): reporter.id}
    named = [one for one in activity.participants if one.identifier]
    for one in named:
        party = found.setdefault(organisation_id(one.identifier), _party(one, activity))
        called.setdefault(plain(party.name), party.id)
    who: list[UUID | None] = []
    for one in activity.participants:
        if one.identifier:
            who.append(organisation_id(one.identifier))
        elif (key := _by_name(one, activity, called, reporter.country)) is not None:
            found.setdefault(key, _party(one, activity, key))
            who.append(key)
        else:
            who.append(None)
    return Cast(reporter, tuple(found.values()), tuple(who))


def _by_name(one: Participant, activity: Activity, called: dict[str, UUID], country: str) -> UUID | None:
    name = plain(one_name(one.name, activity.language))
    if not name or is_nobody(name):
        return None
    return called.get(name) or ids.named(f"iati-name:{country}:{name}")


def known_as(who: Cast, here: Mapping[UUID, UUID]) -> Cast:
    """The same cast under the ids that some of it has on this node, because somebody brought them in by hand."""
    renamed = tuple(replace(one, id=here.get(one.id, one.id)) for one in who.organisations)
    participants = tuple(here.get(one, one) if one else None for one in who.participants)
    return Cast(replace(who.reporter, id=here.get(who.reporter.id, who.reporter.id)), renamed, participants)


def signers(who: Cast) -> list[UUID]:
    """Whose keys a result waits for: every organisation that takes part, or the reporter where nobody else does."""
    found = list(dict.fromkeys(one for one in who.participants if one is not None))
    return found or [who.reporter.id]


def _reporter(activity: Activity) -> Party:
    one: Reporter = activity.reporter
    name = one_name(one.name, activity.language) or one.identifier
    key = organisation_id(one.identifier) if one.identifier else ids.named(f"iati-name::{plain(name)}")
    return Party(
        id=key,
        name=name[:NAME],
        identifier=one.identifier,
        kind=KINDS.get(one.type, "other"),
        country=country_of(one.identifier),
    )


def _party(one: Participant, activity: Activity, key: UUID | None = None) -> Party:
    funds = one.role == FUNDING and one.type == "10"
    return Party(
        id=key or organisation_id(one.identifier),
        name=(one_name(one.name, activity.language) or one.identifier)[:NAME],
        identifier=one.identifier,
        kind="funder" if funds else KINDS.get(one.type, "other"),
        country=country_of(one.identifier),
    )


def country_of(identifier: str) -> str:
    """The country of the register that gave an identifier, such as GB for GB-CHC-202918; empty for registers of none."""
    start = identifier[:2]
    known = len(identifier) > 3 and identifier[2] == "-" and start.isalpha() and start.isupper()
    return start if known and start not in OF_NO_COUNTRY else ""


def one_name(name: Text, language: str) -> str:
    """The name in the activity's own language, else in English, else in the first; of several lines the shortest, for
    some files put a description beside it."""
    said = name.get(language) or name.get("en") or next(iter(name.values()), "")
    lines = [" ".join(line.split()) for line in said.splitlines()]
    return min((line for line in lines if line), key=len, default="")


def plain(name: str) -> str:
    """A name as it is compared: small letters, without accents and signs."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return NOT_A_LETTER.sub(" ", "".join(one for one in parts if not unicodedata.combining(one))).strip()


def is_nobody(plain_name: str) -> bool:
    """Whether this names a kind of organisation, or nobody, in the place of one."""
    words, endings = _not_organisations()
    return plain_name in words or plain_name.endswith(endings)


@cache
def _not_organisations() -> tuple[frozenset[str], tuple[str, ...]]:
    file = resources.files("partnerhood.pathway.programmes") / "data" / "not_organisations.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
    return frozenset((*words["kinds"], *words["nobody"])), tuple(words["endings"])


def roles(activity: Activity, who: Cast) -> Iterator[dict[str, object]]:
    """The participants as they are kept: each organisation once, with all its roles; nobodies by what they are called."""
    kept: dict[object, dict[str, object]] = {}
    for one, key in zip(activity.participants, who.participants, strict=True):
        name = one_name(one.name, activity.language) or one.identifier
        line = kept.setdefault(
            key or plain(name),
            {"organisation": str(key) if key else None, "name": name[:NAME], "type": one.type, "roles": []},
        )
        told = line["roles"]
        assert isinstance(told, list)
        if one.role and one.role not in told:
            told.append(one.role)
            told.sort()
        if one.identifier:
            line["identifier"] = one.identifier
        if one.activity_identifier:
            line["activity"] = one.activity_identifier
    yield from kept.values()
