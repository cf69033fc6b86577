"""A small world in which every address and every operation can be tried by everybody: one thing of each kind.

Its partnership belongs to a network that a third organisation coordinates, so that the network's coordinator is nobody's
partner; each side has a member, a coordinator and a signatory.
"""

from dataclasses import dataclass, field

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need, Offer
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import OPERATOR, Cast, by, cast, content

PERSONAS = (
    "anonymous",
    "stranger",
    "hospital member",
    "hospital coordinator",
    "hospital signatory",
    "partner member",
    "partner coordinator",
    "partner signatory",
    "network coordinator",
    "suspended",
)


@dataclass
class World:
    """The cast, the things, and everybody by what they are."""

    who: Cast
    people: dict[str, Person | None]
    need: Need
    noted: Need
    offer: Offer
    goal: Goal
    names: dict[str, str] = field(default_factory=dict)
    """What stands for each name in an address."""


def world() -> World:
    """The small world, made by deeds alone."""
    who = cast()
    secretariat = organisations.found(
        key=ids.named("secretariat"), name="Zorg Overal", kind="ngo", country="BE", deed=OPERATOR
    )
    joke = people.welcome(organisation=secretariat, name="Joke", kind="coordinator", deed=OPERATOR)
    member = people.welcome(organisation=who.wilgenbeke, name="Stijn Moerbeek", kind="member", deed=OPERATOR)
    who.network = organisations.found_network(name="Zending", kind="twinning", coordinator=secretariat, deed=OPERATOR)
    who.partnership = partnerships.propose(
        key=ids.named("the partnership of the matrix"),
        name="Lukanga – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.lukanga, who.wilgenbeke],
        works_at=[who.lukanga],
        deed=OPERATOR,
    )
    everybody = {
        "anonymous": None,
        "stranger": who.rekia,
        "hospital member": who.mireille,
        "hospital coordinator": who.albertine,
        "hospital signatory": who.makiese,
        "partner member": member,
        "partner coordinator": who.lotte,
        "partner signatory": who.katrien,
        "network coordinator": joke,
        "suspended": who.suspended,
    }
    need = needs.voice(hospital=who.lukanga, words="De l'eau", language="fr", ward=who.newborn, deed=by(who.mireille))
    needs.offer(need=need, partners=[who.wilgenbeke], deed=by(who.makiese))
    noted = needs.note(hospital=who.lukanga, words="Réactif", language="fr", noted_from="Dr Kparou", deed=by(who.lotte))
    goal = goals.propose(
        partnership=who.partnership,
        hospital=who.lukanga,
        domain="newborn_care",
        content=content(),
        needs=[need],
        on_behalf_of=who.wilgenbeke,
        deed=by(who.lotte),
    )
    made = World(who, everybody, need, noted, Offer.objects.get(need=need), goal)
    made.names = _names(made)
    return made


def _names(made: World) -> dict[str, str]:
    who = made.who
    return {
        "need_id": str(made.need.id),
        "offer_id": str(made.offer.id),
        "goal_id": str(made.goal.id),
        "hospital_id": str(who.lukanga.id),
        "organisation_id": str(who.lukanga.id),
        "partnership_id": str(who.partnership.id),
        "network_id": str(who.network.id),
        "person_id": str(who.mireille.id),
        "wording_id": str(made.goal.wording_id),
        "domain": "newborn_care",
        "kind": "missions",
        "name": "style.css",
        "token": "not-a-token",
        "pk": "1",
        "label": "needs.need",
        "row_id": str(made.need.id),
    }
