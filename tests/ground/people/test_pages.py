"""What one sees of oneself, and what a coordinator does for colleagues, each by its address."""

import json
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from django.utils.text import capfirst

from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations import registry
from partnerhood.ground.people import accounts, actions, queries
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.models import Account, Person, Role
from tests.cast import Cast, by


def as_(person: Person) -> Client:
    account = Account.objects.filter(person=person).first()
    client = Client()
    client.force_login(account or accounts.open_account(person, f"{person.id}@example.org", "a long enough sentence"))
    return client


def base(row: UUID) -> dict[str, UUID | None]:
    return {"base": operations.last_touch(row)}


def test_one_sees_everything_that_is_kept_and_takes_it_along(who: Cast) -> None:
    actions.correct(person=who.mireille, phone="+243 999", deed=by(who.mireille))
    client = as_(who.mireille)

    page = client.get("/me/data/").content.decode()
    kept = json.loads(client.get("/me/data.json").content)

    with translation.override("fr"):
        role, deed = str(RoleKind.MEMBER.label), capfirst(str(registry.kinds["people.correct"].says))
    for said in ("Mireille Luzolo Nsenga", "+243 999", "HGR Lukanga", role, deed):
        assert said in page
    assert kept["person"]["phone"] == "+243 999"
    assert [deed["kind"] for deed in kept["deeds"]] == ["people.correct"]
    assert kept["deeds"][0]["said"]["phone"] == "+243 999"
    assert "Albertine" not in json.dumps(kept)


def test_ones_own_page_is_for_oneself(client: Client, who: Cast) -> None:
    for path in ("/me/", "/me/data/", "/me/correction/", "/me/erasure/", "/me/password/", "/me/address/"):
        assert client.get(path)["Location"] == f"/accounts/login/?next={path.replace('/', '%2F')}"

    assert "Lotte" in as_(who.lotte).get("/me/").content.decode()


def test_one_corrects_oneself(who: Cast) -> None:
    client = as_(who.mireille)
    sent = {"name": "Mireille Nsenga", "function": "Sage-femme", "email": "", "phone": ""}

    assert client.post("/me/correction/", {**sent, **base(who.mireille.id)}).status_code == 302

    assert queries.person(who.mireille.id).function == "Sage-femme"


def test_two_corrections_at_once_are_shown_and_the_second_is_sent_again_knowingly(who: Cast) -> None:
    client, seen = as_(who.mireille), base(who.mireille.id)
    sent = {"function": "", "email": "", "phone": ""}
    client.post("/me/correction/", {"name": "Mireille A", **sent, **seen})
    elsewhere = as_(who.mireille)

    answer = elsewhere.post("/me/correction/", {"name": "Mireille B", **sent, **seen})

    assert "Mireille A" in str(answer.context["form"].errors["name"])
    assert queries.person(who.mireille.id).name == "Mireille A"
    again = {"name": "Mireille B", **sent, "base": answer.context["form"]["base"].value()}
    assert elsewhere.post("/me/correction/", again).status_code == 302
    assert queries.person(who.mireille.id).name == "Mireille B"


def test_erasing_asks_whether_one_is_sure(who: Cast) -> None:
    client = as_(who.mireille)

    assert "sure" in client.post("/me/erasure/", base(who.mireille.id)).context["form"].errors
    assert queries.person(who.mireille.id).state == "active"


def test_the_only_coordinator_is_told_what_erasing_leaves_behind(who: Cast) -> None:
    assert [as_(one).get("/me/erasure/").context["alone"] for one in (who.albertine, who.mireille)] == [True, False]
    assert "said warning" in as_(who.albertine).get("/me/erasure/").content.decode()


def test_colleagues_see_who_is_who_and_only_the_coordinator_more(client: Client, who: Cast) -> None:
    actions.invite(organisation=who.lukanga, name="CANARI", email="c@example.org", deed=by(who.albertine))
    path = f"/organisations/{who.lukanga.id}/people/"

    shown = {
        name: as_(getattr(who, name)).get(path) for name in ("mireille", "albertine", "lotte", "rekia", "suspended")
    }

    assert {name: page.status_code for name, page in shown.items()} == {
        "mireille": 200,
        "albertine": 200,
        "lotte": 404,
        "rekia": 404,
        "suspended": 404,
    }
    assert "Dr Honoré Makiese" in shown["mireille"].content.decode()
    assert {name: "CANARI" in shown[name].content.decode() for name in ("mireille", "albertine")} == {
        "mireille": False,
        "albertine": True,
    }
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("page", ["", "card/", "roles/new/", "suspension/"])
def test_only_the_coordinator_of_a_person_opens_their_pages(client: Client, who: Cast, page: str) -> None:
    path = f"/people/{who.mireille.id}/{page}"

    assert client.get(path).status_code == 404
    assert [as_(one).get(path).status_code for one in (who.mireille, who.lotte, who.rekia, who.suspended)] == [404] * 4
    assert as_(who.albertine).get(path).status_code == 200
    assert as_(who.albertine).get(f"/people/{who.lukanga.id}/{page}").status_code == 404


def test_a_coordinator_invites(who: Cast) -> None:
    client, path = as_(who.albertine), f"/organisations/{who.lukanga.id}/invitations/new/"
    form = client.get(path).context["form"]
    sent = {"name": "Jean", "email": "jean@example.org", "kind": "head", "language": "fr", "base": form.initial["base"]}

    client.post(path, sent)
    client.post(path, sent)

    assert [one.kind for one in queries.open_invitations(who.lukanga.id)] == ["head"]
    assert as_(who.lotte).post(path, sent).status_code == 404


def test_a_coordinator_adds_somebody_and_hands_over_a_card_whose_pin_is_shown_once(client: Client, who: Cast) -> None:
    coordinator, path = as_(who.albertine), f"/organisations/{who.lukanga.id}/people/new/"
    sent = {"name": "Thérèse Mbuyi", "function": "Infirmière", "kind": "member", "language": "fr"}
    added = coordinator.post(path, {**sent, "base": coordinator.get(path).context["form"].initial["base"]})
    page = f"{added['Location']}card/"
    assert "Account" not in coordinator.get(page).content.decode()

    shown = coordinator.post(page, {"base": ""})

    card, pin = shown.context["card"], shown.context["pin"]
    assert card in shown.content.decode() and pin in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert pin not in coordinator.get(page).content.decode()
    assert client.post("/card/", {"card": card, "pin": pin}).status_code == 302
    assert "Thérèse Mbuyi" in client.get("/me/").content.decode()


def test_a_new_pin_is_another_one_each_time(who: Cast) -> None:
    coordinator, page = as_(who.albertine), f"/people/{who.mireille.id}/card/"

    shown = [coordinator.post(page, {"base": ""}).context for _ in range(3)]

    assert len({one["card"] for one in shown}) == 1
    assert Account.objects.get(person=who.mireille).check_password(shown[-1]["pin"])


def test_a_coordinator_gives_and_ends_roles_and_suspends(who: Cast) -> None:
    client, page = as_(who.albertine), f"/people/{who.mireille.id}/"
    deputy_for = Role.objects.get(person=who.makiese).id
    given = {"kind": "signatory", "deputy_for": deputy_for, **base(who.mireille.id)}

    client.post(f"{page}roles/new/", given)
    role = Role.objects.get(person=who.mireille, kind="signatory")
    assert role.deputy_for_id == deputy_for
    client.post(f"/roles/{role.id}/end/", base(role.id))
    client.post(f"{page}suspension/", base(who.mireille.id))

    standing = queries.standing(who.mireille.id)
    assert standing and (standing.state, standing.roles[who.lukanga.id]) == ("suspended", frozenset({"member"}))


def test_the_last_coordinator_reads_why_she_stays(who: Cast) -> None:
    role = Role.objects.get(person=who.albertine)

    answer = as_(who.albertine).post(f"/roles/{role.id}/end/", base(role.id))

    assert answer.status_code == 200
    with translation.override("fr"):
        assert escape(str(actions.NoCoordinatorLeft.sentence)) in answer.content.decode()


def test_a_role_is_ended_by_nobody_else(client: Client, who: Cast) -> None:
    path = f"/roles/{Role.objects.get(person=who.makiese).id}/end/"

    assert client.get(path).status_code == 404
    assert [as_(one).get(path).status_code for one in (who.mireille, who.lotte, who.rekia, who.suspended)] == [404] * 4
    assert [as_(one).get(path).status_code for one in (who.makiese, who.albertine)] == [200, 200]


@pytest.mark.once
def test_the_list_asks_as_often_for_many_as_for_few(who: Cast, django_assert_max_num_queries) -> None:
    client, path = as_(who.albertine), f"/organisations/{who.lukanga.id}/people/"
    client.get(path)
    with django_assert_max_num_queries(12) as few:
        client.get(path)
    for number in range(20):
        actions.welcome(organisation=who.lukanga, name=f"Colleague {number}", deed=by(who.albertine))
    with django_assert_max_num_queries(12) as many:
        client.get(path)

    assert len(few) == len(many)


def test_who_signs_gives_a_coordinator_the_key_on_the_page_and_finds_it_in_the_list(who: Cast) -> None:
    page, listed = f"/people/{who.lotte.id}/roles/new/", f"/organisations/{who.wilgenbeke.id}/people/"
    client = as_(who.katrien)
    assert page in client.get(listed).content.decode()
    assert f"/people/{who.katrien.id}/roles/new/" not in client.get(listed).content.decode()

    assert "kind" in client.post(page, {"kind": "head", **base(who.lotte.id)}).context["form"].errors
    own = as_(who.lotte).post(page, {"kind": "signatory", **base(who.lotte.id)})
    assert "kind" in own.context["form"].errors
    answers = [client.post(page, {"kind": "signatory", **base(who.lotte.id)}) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [listed] * 2
    assert [role.kind for role in Role.objects.filter(person=who.lotte, kind="signatory")] == ["signatory"]
    assert client.get(f"/people/{who.lotte.id}/").status_code == 404
    assert as_(who.makiese).post(page, {"kind": "signatory"}).status_code == 404
