"""An organisation describes itself; a coordinator brings in the ones that hers works with."""

from uuid import UUID

import pytest
from django.test import Client

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations.guard import building
from partnerhood.ground.operations.refusals import NotThere, Unreadable
from partnerhood.ground.organisations import actions, queries
from partnerhood.ground.organisations.models import Membership, Network, NetworkInvitation, Organisation, Site
from partnerhood.ground.people import accounts
from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.records import clock, ids
from tests.cast import OPERATOR, Cast, by


def as_(person: Person) -> Client:
    client = Client()
    account = Account.objects.filter(person=person).first()
    client.force_login(account or accounts.open_account(person, f"{person.id}@example.org", None))
    return client


def described(client: Client, organisation: Organisation, **said: object):
    path = f"/organisations/{organisation.id}/description/"
    initial = client.get(path).context["form"].initial
    kept = {name: "" if value is None else value for name, value in initial.items()}
    return client.post(path, {**kept, **said})


def nobodies(who: Cast, own: Person) -> list[Person | None]:
    return [own, who.lotte, who.rekia, who.suspended, None]


def test_an_organisation_is_described_by_its_own_coordinator(who: Cast) -> None:
    for nobody in nobodies(who, who.mireille):
        with pytest.raises(NotThere):
            actions.describe(organisation=who.lukanga, beds=1, deed=by(nobody))
        with pytest.raises(NotThere):
            actions.open_site(organisation=who.lukanga, name="Pédiatrie", deed=by(nobody))

    actions.describe(organisation=who.lukanga, beds=220, power="12 h par jour", deed=by(who.albertine))
    actions.open_site(organisation=who.lukanga, name="Pédiatrie", deed=by(who.albertine))

    assert Organisation.objects.get(pk=who.lukanga.id).beds == 220
    assert [site.name for site in queries.sites(who.lukanga.id)] == ["Néonatologie", "Pédiatrie"]


def test_what_no_browser_may_open_is_no_website(who: Cast) -> None:
    for wrong in ("javascript:alert(1)", "data:text/html,x", 'https://x"onclick="', "ftp://x"):
        with pytest.raises(Unreadable):
            actions.describe(organisation=who.lukanga, website=wrong, deed=by(who.albertine))
    for wrong in ({"name": " "}, {"beds": -1}, {"name": "x" * 301}, {"power": "x" * 201}):
        with pytest.raises(Unreadable):
            actions.describe(organisation=who.lukanga, **wrong, deed=by(who.albertine))


def test_a_coordinator_brings_in_an_organisation_and_the_same_one_twice_is_one(who: Cast) -> None:
    said = {"key": ids.named("CD-1"), "name": "HGR Kasongo", "kind": "hospital", "country": "CD"}
    for nobody in (who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.found(**said, deed=by(nobody))

    first = actions.found(**said, deed=by(who.lotte))
    second = actions.found(**{**said, "name": "Kasongo"}, deed=by(who.albertine))

    assert (first, second.name) == (second, "HGR Kasongo")


def test_a_network_is_opened_and_run_by_who_coordinates_it(who: Cast) -> None:
    said = {"name": "Réseau", "kind": "twinning", "coordinator": who.lukanga}
    for nobody in nobodies(who, who.makiese):
        with pytest.raises(NotThere):
            actions.found_network(**said, deed=by(nobody))
    for nobody in (who.albertine, who.katrien, who.rekia, None):
        with pytest.raises(NotThere):
            actions.join_network(network=who.network, organisation=who.lukanga, deed=by(nobody))

    network = actions.found_network(**said, deed=by(who.albertine))
    actions.join_network(network=network, organisation=who.sonwerou, deed=by(who.albertine))
    actions.join_network(network=network, organisation=who.sonwerou, deed=by(who.albertine))

    parts = Membership.objects.filter(network=network).order_by("part").values_list("part", flat=True)
    assert (Network.objects.count(), list(parts)) == (2, ["coordinating", "partner"])


def test_an_organisation_belongs_to_a_network_once_its_own_coordinator_says_yes(who: Cast) -> None:
    network = actions.found_network(name="Réseau", kind="twinning", coordinator=who.lukanga, deed=by(who.albertine))
    place = {"network": network, "organisation": who.wilgenbeke}
    inside = Membership.objects.filter(**place)
    with pytest.raises(actions.SpeaksForItself):
        actions.join_network(**place, deed=by(who.albertine))
    for nobody in (who.lotte, *nobodies(who, who.makiese)):
        with pytest.raises(NotThere):
            actions.invite_to_network(**place, deed=by(nobody))

    invitation = actions.invite_to_network(**place, part="founder", deed=by(who.albertine))
    assert actions.invite_to_network(**place, deed=by(who.albertine)) == invitation
    for nobody in (who.albertine, who.katrien, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.enter_network(invitation=invitation, deed=by(nobody))
    assert not inside.exists()
    actions.enter_network(invitation=invitation, deed=by(who.lotte))
    actions.enter_network(invitation=NetworkInvitation.objects.get(), deed=by(who.lotte))

    assert [one.part for one in inside] == ["founder"]
    with pytest.raises(actions.InAlready):
        actions.invite_to_network(**place, deed=by(who.albertine))


def test_an_old_yes_does_not_bring_an_organisation_back_into_a_network_it_left(who: Cast) -> None:
    place = {"network": who.network, "organisation": who.lukanga}
    with building():
        Membership.objects.filter(**place).delete()
    invitation = actions.invite_to_network(**place, deed=by(who.lotte))
    actions.enter_network(invitation=invitation, deed=by(who.albertine))
    with building():
        Membership.objects.filter(**place).update(until_date=clock.today())

    with pytest.raises(actions.AcceptedBefore):
        actions.enter_network(invitation=NetworkInvitation.objects.get(), deed=by(who.albertine))

    assert not Membership.objects.filter(**place, until_date=None).exists()


def test_who_runs_a_network_brings_in_her_own_house_and_the_operator_any(who: Cast) -> None:
    network = actions.found_network(name="Réseau", kind="twinning", coordinator=who.lukanga, deed=by(who.albertine))
    with building():
        Membership.objects.filter(network=network).delete()

    actions.join_network(network=network, organisation=who.lukanga, deed=by(who.albertine))
    actions.join_network(network=network, organisation=who.wilgenbeke, deed=OPERATOR)

    assert Membership.objects.filter(network=network).count() == 2


def test_a_coordinator_finds_the_invitation_on_her_page_and_says_yes(client: Client, who: Cast) -> None:
    network = actions.found_network(
        name="Réseau Test", kind="twinning", coordinator=who.lukanga, deed=by(who.albertine)
    )
    invitation = actions.invite_to_network(network=network, organisation=who.wilgenbeke, deed=by(who.albertine))
    page, own = f"/network-invitations/{invitation.id}/", f"/organisations/{who.wilgenbeke.id}/ourselves/"
    assert [as_(one).get(page).status_code for one in (who.katrien, who.albertine, who.rekia)] == [404] * 3
    assert client.get(page).status_code == 404
    assert page not in as_(who.katrien).get(own).content.decode()
    lotte = as_(who.lotte)
    assert page in lotte.get(own).content.decode()
    base = lotte.get(page).context["form"].initial["base"]
    assert not Membership.objects.filter(network=network, organisation=who.wilgenbeke).exists()

    answers = [lotte.post(page, {"base": base}) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [own] * 2
    assert Membership.objects.filter(network=network, organisation=who.wilgenbeke).count() == 1
    assert page not in lotte.get(own).content.decode()


def test_own_people_read_what_they_say_of_themselves_and_the_coordinator_changes_it(client: Client, who: Cast) -> None:
    page = f"/organisations/{who.lukanga.id}/ourselves/"
    pages = [page, f"/organisations/{who.lukanga.id}/description/", f"/organisations/{who.lukanga.id}/wards/new/"]

    assert [client.get(path).status_code for path in pages] == [404] * 3
    assert [as_(who.lotte).get(path).status_code for path in pages] == [404] * 3
    assert [as_(who.suspended).get(path).status_code for path in pages] == [404] * 3
    assert [as_(who.mireille).get(path).status_code for path in pages] == [200, 404, 404]
    assert [as_(who.albertine).get(path).status_code for path in pages] == [200, 200, 200]
    assert "Néonatologie" in as_(who.mireille).get(page).content.decode()


def test_a_description_keeps_the_languages_it_was_written_in(who: Cast) -> None:
    client = as_(who.albertine)
    described(client, who.lukanga, about="Un hôpital de 220 lits.", beds="220")
    client.post("/language/", {"language": "nl", "next": "/"})

    described(client, who.lukanga, about="Een ziekenhuis met 220 bedden.")

    about = Organisation.objects.get(pk=who.lukanga.id).about
    assert about["_"] == "fr"
    assert (about["fr"]["words"], about["nl"]["words"]) == ("Un hôpital de 220 lits.", "Een ziekenhuis met 220 bedden.")
    assert about["nl"]["by"] == "Sr Albertine Nsimba"
    assert Organisation.objects.get(pk=who.lukanga.id).beds == 220


def test_a_wrong_answer_is_told_beside_its_field_and_nothing_typed_is_lost(who: Cast) -> None:
    answer = described(as_(who.albertine), who.lukanga, beds="many", about="Gardez ceci")

    assert list(answer.context["form"].errors) == ["beds"]
    assert "Gardez ceci" in answer.content.decode()


def test_a_ward_added_by_a_double_click_is_one(who: Cast) -> None:
    client, path = as_(who.albertine), f"/organisations/{who.lukanga.id}/wards/new/"
    sent = {"name": "Maternité", "kind": "ward", "base": operations.last_in_book(who.lukanga.id)}

    client.post(path, sent)
    client.post(path, sent)

    assert Site.objects.filter(name="Maternité").count() == 1


def test_an_organisation_is_brought_in_by_its_page(client: Client, who: Cast) -> None:
    assert client.get("/organisations/new/").status_code == 302
    assert as_(who.mireille).get("/organisations/new/").status_code == 404
    coordinator = as_(who.lotte)
    sent = {"name": "HGR Kasongo", "kind": "hospital", "country": "CD", "identifier": "CD-77"}

    assert coordinator.post("/organisations/new/", sent).status_code == 302
    again = coordinator.post("/organisations/new/", {**sent, "name": "Kasongo"})

    assert list(again.context["form"].errors) == ["identifier"]
    assert Organisation.objects.filter(country="CD").count() == 2


def test_nobody_reads_what_is_not_there(who: Cast) -> None:
    client, missing = as_(who.albertine), UUID(int=1)

    unseen = client.get(f"/organisations/{who.sonwerou.id}/ourselves/")
    nothing = client.get(f"/organisations/{missing}/ourselves/")

    assert unseen.status_code == nothing.status_code == 404
    assert unseen.content.replace(str(who.sonwerou.id).encode(), b"") == nothing.content.replace(
        str(missing).encode(), b""
    )


def test_a_coordinator_says_where_her_site_is_by_both_numbers_or_neither(who: Cast) -> None:
    there = f"/sites/{who.newborn.id}/door/"
    client = as_(who.albertine)

    refused = client.post(there, {"address": "Avenue du fleuve 3", "place": "Matadi", "latitude": "-5.82"})
    assert "les deux nombres" in refused.content.decode()
    client.post(there, {"address": "Avenue du fleuve 3", "place": "Matadi", "latitude": "-5.82", "longitude": "13.46"})

    kept = Site.objects.get(pk=who.newborn.id)
    assert (kept.address, kept.place, str(kept.latitude)) == ("Avenue du fleuve 3", "Matadi", "-5.82000")
    for nobody in nobodies(who, who.mireille):
        with pytest.raises(NotThere):
            actions.place_site(site=kept, place="Ailleurs", deed=by(nobody))


def test_a_ward_lies_within_its_own_house(who: Cast) -> None:
    with pytest.raises(actions.ElsewhereWithin):
        actions.open_site(organisation=who.wilgenbeke, name="Zaal", within=who.newborn, deed=OPERATOR)
