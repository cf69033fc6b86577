"""A network asks an organisation to join; the organisation says yes, or no and why."""

from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations import actions
from partnerhood.ground.organisations.models import Membership, NetworkInvitation, Organisation
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from tests.cast import OPERATOR, Cast, by
from tests.visits import base_on, browser, seen_by

pytestmark = pytest.mark.django_db


def house(name: str = "CHU Tanguiéta") -> Organisation:
    """A hospital that belongs to no network."""
    return actions.found(key=ids.named(name), name=name, kind="hospital", country="BJ", place="Atacora", deed=OPERATOR)


def coordinator(of: Organisation) -> Person:
    """Somebody who says yes or no for a hospital."""
    return people.welcome(organisation=of, name="Sœur Rita", kind="coordinator", language="en", deed=OPERATOR)


def page_of(who: Cast) -> str:
    return reverse("partnerships:invite_to_network", args=[who.network.id])


def asked(who: Cast, organisation: Organisation, **more: str) -> str:
    """Lotte asks an organisation on the page; where the answer leads."""
    client, page = browser(who.lotte), f"{page_of(who)}?name=tangui"
    sent = {"organisation": str(organisation.id), "part": "partner", "base": base_on(client.get(page)), **more}
    answers = [client.post(page, sent) for _ in range(2)]
    assert answers[0].status_code == 302, answers[0].content.decode()
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    return client.get(answers[0].headers["Location"]).content.decode()


def test_only_who_runs_the_network_asks_and_a_look_writes_nothing(who: Cast) -> None:
    readers = {
        "lotte": who.lotte,
        "katrien": who.katrien,
        "albertine": who.albertine,
        "rekia": who.rekia,
        "nobody": None,
    }

    answers = seen_by(page_of(who), readers, reverse("partnerships:invite_to_network", args=[uuid4()]))

    assert answers == {"lotte": 200, "katrien": 404, "albertine": 404, "rekia": 404, "nobody": 404}
    assert (
        page_of(who) in browser(who.lotte).get(reverse("partnerships:network", args=[who.network.id])).content.decode()
    )
    for other in (who.katrien, None):
        text = browser(other).get(reverse("partnerships:network", args=[who.network.id])).content.decode()
        assert page_of(who) not in text


def test_an_organisation_is_found_by_its_name_and_asked_once(who: Cast) -> None:
    there = house()
    rita = coordinator(there)
    text = browser(who.lotte).get(f"{page_of(who)}?name=tangui").content.decode()
    assert "CHU Tanguiéta, Atacora, Benin" in text

    text = asked(who, there)

    (invitation,) = NetworkInvitation.objects.all()
    assert (invitation.organisation, invitation.network, invitation.part) == (there, who.network, "partner")
    assert "CHU Tanguiéta: has not said anything yet" in text
    assert not Membership.objects.filter(organisation=there).exists()
    home = browser(rita).get("/my/").content.decode()
    assert "The network “Samenwaarts” asks whether your house joins." in home
    assert reverse("organisations:network", args=[invitation.id]) in home


def test_one_for_which_nobody_speaks_belongs_to_it_at_once(who: Cast) -> None:
    there = house()

    asked(who, there, part="ambassador")

    assert Membership.objects.get(organisation=there, network=who.network).part == "ambassador"
    assert not NetworkInvitation.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"part": "partner"},
        {"part": "coordinating"},
        {"part": "queen"},
        {"organisation": "nobody", "part": "partner"},
    ],
)
def test_what_cannot_be_read_is_asked_again(who: Cast, sent: dict[str, str]) -> None:
    there = house()
    client = browser(who.lotte)

    for page in (page_of(who), f"{page_of(who)}?name=tangui"):
        said = (
            sent if "organisation" in sent or sent.get("part") == "partner" else {"organisation": str(there.id), **sent}
        )
        assert client.post(page, said).status_code == 200

    assert not NetworkInvitation.objects.exists()
    assert not Membership.objects.filter(organisation=there).exists()


def test_who_is_in_already_or_is_not_here_is_not_offered(who: Cast) -> None:
    client = browser(who.lotte)

    for name in ("Lukanga", "Wilgenbeke", "nobody at all", "%", "'"):
        text = client.get(page_of(who), {"name": name}).content.decode()
        assert "Nothing here bears this name, or it belongs to the network already." in text
    assert '<form method="post"' not in client.get(page_of(who)).content.decode().split("<main")[1]


def declining(who: Cast) -> tuple[Person, NetworkInvitation]:
    there = house()
    rita = coordinator(there)
    return rita, actions.invite_to_network(network=who.network, organisation=there, deed=by(who.lotte))


def test_a_house_says_no_with_its_reason_and_who_asked_reads_it(who: Cast) -> None:
    rita, invitation = declining(who)
    client, page = browser(rita), reverse("organisations:no_network", args=[invitation.id])
    assert page in client.get(reverse("organisations:network", args=[invitation.id])).content.decode()
    empty = client.post(page, {"words": "   ", "base": base_on(client.get(page))})
    assert empty.status_code == 200 and NetworkInvitation.objects.get().declined_at is None

    answers = [client.post(page, {"words": "Not this year.", "base": base_on(client.get(page))}) for _ in range(2)]

    own = reverse("organisations:ourselves", args=[invitation.organisation_id])
    assert answers[0].headers["Location"] == own
    invitation.refresh_from_db()
    assert invitation.declined_at and invitation.why_declined["en"] == {"words": "Not this year."}
    assert not Membership.objects.filter(organisation=invitation.organisation).exists()
    text = browser(who.lotte).get(reverse("partnerships:network", args=[who.network.id])).content.decode()
    assert "CHU Tanguiéta: not us" in text and "Not this year." in text
    for other in (who.katrien, who.albertine, None):
        text = browser(other).get(reverse("partnerships:network", args=[who.network.id])).content.decode()
        assert "Not this year." not in text and "not us" not in text
    assert "asks whether your house joins" not in client.get("/my/").content.decode()
    assert client.get(reverse("organisations:network", args=[invitation.id])).headers["Location"] == own


def test_nobody_else_says_no_and_a_no_stands_until_one_is_asked_again(who: Cast) -> None:
    rita, invitation = declining(who)
    for nobody in (who.lotte, who.makiese, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.decline_network(invitation=invitation, words="Non", language="fr", deed=by(nobody))
    actions.decline_network(invitation=invitation, words="Non", language="fr", deed=by(rita))
    for again in (
        lambda one: actions.decline_network(invitation=one, words="Non", language="fr", deed=by(rita)),
        lambda one: actions.enter_network(invitation=one, deed=by(rita)),
    ):
        with pytest.raises(Refused):
            again(NetworkInvitation.objects.get())

    other = actions.invite_to_network(network=who.network, organisation=invitation.organisation, deed=by(who.lotte))
    actions.enter_network(invitation=other, deed=by(rita))

    assert other.id != invitation.id
    assert Membership.objects.filter(organisation=invitation.organisation, network=who.network).count() == 1
    with pytest.raises(Refused):
        actions.decline_network(
            invitation=NetworkInvitation.objects.get(pk=other.id), words="Non", language="fr", deed=by(rita)
        )
