"""An organisation describes itself; a coordinator brings in the ones that hers works with."""

from uuid import UUID

import pytest
from django.test import Client

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations.refusals import NotThere, Unreadable
from partnerhood.ground.organisations import actions, queries
from partnerhood.ground.organisations.models import Membership, Network, Organisation, Site
from partnerhood.ground.people import accounts
from partnerhood.ground.people.models import Account, Person
from partnerhood.ground.records import ids
from tests.cast import Cast, by


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
