"""The cast: two hospitals that are partners, their people, and strangers. Every test tells its story with them."""

from dataclasses import dataclass
from uuid import UUID

from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Network, Organisation, Site
from partnerhood.ground.people import accounts
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Content, Measure
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Partnership

OPERATOR = Claim(author=None, device=ids.named("operator"), base=LATEST, operator=True)


@dataclass
class Cast:
    """Everybody, by the name that the demo story gives them."""

    lukanga: Organisation
    wilgenbeke: Organisation
    sonwerou: Organisation
    newborn: Site
    network: Network
    partnership: Partnership
    mireille: Person
    """Ward nurse of Lukanga."""
    makiese: Person
    """Medical director of Lukanga: ranks and signs."""
    albertine: Person
    """Coordinator of Lukanga."""
    lotte: Person
    """Coordinator of Wilgenbeke, which coordinates the network."""
    katrien: Person
    """Signs for Wilgenbeke."""
    rekia: Person
    """A stranger to this partnership: she works and signs in Sonwérou."""
    suspended: Person
    """Was a coordinator of Lukanga; suspended."""


def by(person: Person | None, base: UUID | None = None) -> Claim:
    """The claim of a person, on the latest state unless a base is given."""
    author = person.id if person else None
    return Claim(author=author, device=ids.named(f"device of {author}"), base=base or LATEST)


def cast() -> Cast:
    """Two partner hospitals with a network, and a stranger."""
    lukanga = _found("HGR Lukanga", "CD", "Lukanga")
    wilgenbeke = _found("UZ Wilgenbeke", "BE", "Wilgenbeke", kind="university")
    sonwerou = _found("Hôpital La Source", "BJ", "La Source")
    newborn = organisations.open_site(organisation=lukanga, name="Néonatologie", deed=OPERATOR)
    network = organisations.found_network(name="Samenwaarts", kind="twinning", coordinator=wilgenbeke, deed=OPERATOR)
    for one in (lukanga, sonwerou):
        organisations.join_network(network=network, organisation=one, deed=OPERATOR)
    partnership = partnerships.propose(
        key=ids.named("partnership"),
        name="Lukanga – Wilgenbeke",
        kind="twinning",
        network=network,
        partners=[lukanga, wilgenbeke],
        works_at=[lukanga],
        deed=OPERATOR,
    )
    suspended = _welcome(lukanga, "Suspended", "coordinator", "fr")
    everybody = Cast(
        lukanga=lukanga,
        wilgenbeke=wilgenbeke,
        sonwerou=sonwerou,
        newborn=newborn,
        network=network,
        partnership=partnership,
        mireille=_welcome(lukanga, "Mireille Luzolo Nsenga", "member", "fr"),
        makiese=_welcome(lukanga, "Dr Honoré Makiese", "signatory", "fr"),
        albertine=_welcome(lukanga, "Sr Albertine Nsimba", "coordinator", "fr"),
        lotte=_welcome(wilgenbeke, "Lotte Van Rillaer", "coordinator", "nl"),
        katrien=_welcome(wilgenbeke, "prof. Katrien Overhaege", "signatory", "nl"),
        rekia=_welcome(sonwerou, "Rékia Sabi Gounou", "signatory", "fr"),
        suspended=suspended,
    )
    people.suspend(person=suspended, suspended=True, deed=OPERATOR)
    return everybody


def _found(name: str, country: str, short_name: str, kind: str = "hospital") -> Organisation:
    return organisations.found(
        key=ids.named(name), name=name, short_name=short_name, kind=kind, country=country, deed=OPERATOR
    )


def _welcome(organisation: Organisation, name: str, kind: str, language: str) -> Person:
    return people.welcome(organisation=organisation, name=name, kind=kind, language=language, deed=OPERATOR)


def take_on(organisation: Organisation, person: Person, kind: str, coordinator: Person, **more: object) -> Person:
    """Somebody of another house takes on a role: invited by the house's coordinator, and accepting it themselves."""
    kept = {"name": person.name, "email": "to@example.org", "kind": kind, **more}
    invited = people.invite(organisation=organisation, **kept, deed=by(coordinator))
    said = {"token": accounts.invitation_token(invited.id), "name": person.name, "language": person.language}
    return people.accept(invitation=invited, person=person, **said, deed=by(person))


def need(who: Cast, words: str = "Le ballon est à la salle d'op et la porte est fermée à clé.") -> Need:
    """A need that Mireille voiced and Dr Makiese laid before Wilgenbeke."""
    voiced = needs.voice(hospital=who.lukanga, words=words, language="fr", ward=who.newborn, deed=by(who.mireille))
    return needs.offer(need=voiced, partners=[who.wilgenbeke], deed=by(who.makiese))


def content(statement: str = "60 % des soignants ventilent un nouveau-né en 60 secondes.", **more: object) -> Content:
    """What a goal says, in French, with one measure."""
    share = Measure(key="share", name="part en 60 s", unit="percent", target="60", target_date="2026-12-31")
    return Content(language="fr", statement=statement, measures=[share], **more)


def goal(who: Cast, *wanted: Need, **more: object) -> Goal:
    """A goal that Lotte proposed from a need."""
    return goals.propose(
        partnership=who.partnership,
        hospital=who.lukanga,
        domain="newborn_care",
        content=content(**more),
        needs=list(wanted) or [need(who)],
        on_behalf_of=who.wilgenbeke,
        deed=by(who.lotte),
    )


def agreed_goal(who: Cast) -> Goal:
    """A goal under both keys."""
    proposed = goal(who)
    read = proposed.wording.fingerprint
    goals.sign(goal=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    goals.sign(goal=proposed, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
    return proposed
