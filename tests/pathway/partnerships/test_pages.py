"""Partnerships on the page: seven stations, a charter side by side, a standstill under both keys, bodies, the map."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import ids
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.partnerships import actions
from partnerhood.pathway.partnerships.models import Body, Charter, Partnership, Seat, Suspension
from partnerhood.pathway.partnerships.rules import Paper
from tests.cast import OPERATOR, Cast, by, goal, need
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.pathway.partnerships.test_actions import proposed_suspension, suspended
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db


def everybody(who: Cast) -> dict:
    return {
        "owner": who.lotte,
        "member": who.mireille,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }


INSIDE = {"owner": 200, "member": 200, "stranger": 404, "suspended": 404, "nobody": 404}
ONLY_OWNER = {**INSIDE, "member": 404}


def charter(who: Cast) -> Charter:
    words = {"purpose": {"fr": "Se soutenir", "nl": "Elkaar steunen"}, "end": {"fr": "Quand l'hôpital le demande"}}
    return actions.write_charter(partnership=who.partnership, headings=words, deed=by(who.lotte))


def test_the_pathway_says_what_waits_and_the_next_thing_to_do(who: Cast) -> None:
    goal(who)
    need(who, "encore un besoin")
    address = reverse("partnerships:partnership", args=[who.partnership.id])

    makiese = browser(who.makiese, "en").get(address).content.decode()
    lotte = browser(who.lotte).get(address).content.decode()

    assert "1 need not yet answered" in makiese
    assert "1 goal waits for your key" in makiese
    assert "1 goal waits for a key" in lotte


def test_a_partnership_that_has_not_begun_is_for_its_people(who: Cast) -> None:
    address = reverse("partnerships:partnership", args=[who.partnership.id])
    missing = reverse("partnerships:partnership", args=[uuid4()])

    before = seen_by(address, everybody(who), missing)
    actions.move(partnership=who.partnership, state="active", reason="depuis 2014", deed=by(who.lotte))
    after = seen_by(address, everybody(who), missing)

    assert before == INSIDE
    assert set(after.values()) == {200}
    assert "depuis 2014" not in browser(None).get(address).content.decode()


def test_while_it_stands_still_the_public_reads_the_country_and_no_more(who: Cast) -> None:
    organisations.describe(organisation=who.lukanga, place="Mbanza-Luvaka", deed=by(who.albertine))
    goal(who)
    suspended(who)
    addresses = [
        reverse("partnerships:partnership", args=[who.partnership.id]),
        reverse("partnerships:mine"),
        reverse("partnerships:network", args=[who.network.id]),
        reverse("goals:of_partnership", args=[who.partnership.id]),
        reverse("needs:of_partnership", args=[who.partnership.id]),
    ]

    for address in addresses:
        answer = browser(None).get(address)
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert "a hospital in DR Congo" in text, address
        for hidden in ("Lukanga", "Mbanza", "Makiese", "Katrien", "routes ne sont pas"):
            assert hidden not in text, (address, hidden)
    assert "security of travellers and hosts" in browser(None).get(addresses[0]).content.decode()
    assert "Mbanza-Luvaka" in browser(who.mireille).get(addresses[0]).content.decode()


def test_a_charter_is_written_in_one_language_and_keeps_the_others(who: Cast) -> None:
    written = charter(who)
    lotte = browser(who.lotte)
    address = reverse("partnerships:write_charter", args=[who.partnership.id]) + "?language=nl"

    lotte.post(address, {"purpose": "Samen zorgen", "review_date": "2027-01-31", "base": base_on(lotte.get(address))})

    now = Charter.objects.get()
    assert now.wording_id != written.wording_id
    assert now.wording.content["headings"] == {
        "purpose": {"fr": "Se soutenir", "nl": "Samen zorgen"},
        "end": {"fr": "Quand l'hôpital le demande"},
    }
    assert now.review_date == date(2027, 1, 31)


def test_two_who_write_the_charter_at_once_see_both_versions(who: Cast) -> None:
    charter(who)
    lotte, makiese = browser(who.lotte), browser(who.makiese)
    address = reverse("partnerships:write_charter", args=[who.partnership.id]) + "?language=fr"
    before = base_on(makiese.get(address))
    for words in ("Se soutenir longtemps", "Se soutenir toujours"):
        lotte.post(address, {"purpose": words, "base": base_on(lotte.get(address))})

    both = makiese.post(address, {"purpose": "Se soutenir ensemble", "base": before})

    assert both.status_code == 409
    assert "<del>toujours</del>" in both.content.decode()
    assert "<ins>ensemble</ins>" in both.content.decode()


def test_a_charter_is_signed_as_it_was_read(who: Cast) -> None:
    written = charter(who)
    read = written.wording.fingerprint
    address = reverse("partnerships:sign_charter", args=[who.partnership.id])
    makiese = browser(who.makiese)
    page = makiese.get(address)
    changed = {"purpose": {"fr": "Se soutenir toujours"}}
    actions.write_charter(partnership=who.partnership, headings=changed, deed=by(who.lotte))

    refused = makiese.post(address, {"wording": read, "on_behalf_of": who.lukanga.id, "base": base_on(page)})
    now = Charter.objects.get().wording
    sent = {"wording": now.fingerprint, "on_behalf_of": who.lukanga.id, "base": base_on(refused)}
    makiese.post(address, sent)

    assert "<ins>toujours</ins>" in refused.content.decode()
    assert [one.organisation for one in keys.signatures([now.id])] == [who.lukanga]
    assert browser(who.lotte).get(address).status_code == 404


def test_an_unsigned_charter_is_for_the_partners(who: Cast) -> None:
    written = charter(who)
    actions.move(partnership=who.partnership, state="active", reason="depuis 2014", deed=by(who.lotte))
    address = reverse("partnerships:charter", args=[who.partnership.id])
    missing = reverse("partnerships:charter", args=[uuid4()])

    before = seen_by(address, everybody(who), missing)
    for person, partner in ((who.katrien, who.wilgenbeke), (who.makiese, who.lukanga)):
        actions.sign_charter(
            charter=written, wording=written.wording.fingerprint, on_behalf_of=partner, deed=by(person)
        )
    after = seen_by(address, everybody(who), missing)

    assert before == INSIDE
    assert set(after.values()) == {200}
    assert "Katrien" not in browser(None).get(address).content.decode()


def test_a_standstill_is_proposed_signed_looked_at_and_lifted(who: Cast) -> None:
    lotte, makiese, katrien = browser(who.lotte), browser(who.makiese), browser(who.katrien)
    page = reverse("partnerships:propose_suspension", args=[who.partnership.id])
    said = {
        "reason": "security",
        "words": "La route",
        "goes_on": "le téléphone",
        "since_date": "2025-02-14",
        "language": "fr",
    }
    lotte.post(page, {**said, "base": base_on(lotte.get(page))})
    pause = Suspension.objects.get()
    sign = reverse("partnerships:sign_suspension", args=[pause.id])
    sent = {"wording": pause.wording.fingerprint}
    assert "14 February 2025" in katrien.get(sign).content.decode()

    katrien.post(sign, {**sent, "on_behalf_of": who.wilgenbeke.id})
    after_one = Partnership.objects.get().state
    makiese.post(sign, {**sent, "on_behalf_of": who.lukanga.id})
    after_both = Partnership.objects.get().state
    review = reverse("partnerships:review", args=[pause.id])
    over = {"words": "Kazi inaendelea.", "language": "sw", "lift": "on"}
    stale = makiese.post(review, over)
    makiese.post(review, {**over, "base": base_on(stale)})

    assert "Somebody changed this while you were writing." in stale.content.decode()
    assert "Kazi inaendelea." in stale.content.decode()
    assert (after_one, after_both, Partnership.objects.get().state) == ("prospecting", "suspended", "active")
    assert "Kazi inaendelea." in lotte.get(reverse("partnerships:suspension", args=[pause.id])).content.decode()


def test_pages_of_preparing_are_for_who_prepares(who: Cast) -> None:
    pause = proposed_suspension(who)
    charter(who)
    inside = ["suspension", "charter_history", "bodies"]
    prepared = ["move", "write_charter", "propose_suspension", "open_body", "review"]
    of_pause = {"suspension", "review"}

    def address(name: str, key: object) -> str:
        return reverse(f"partnerships:{name}", args=[key])

    for name in inside + prepared:
        key = pause.id if name in of_pause else who.partnership.id
        found = seen_by(address(name, key), everybody(who), address(name, uuid4()))
        assert found == (INSIDE if name in inside else ONLY_OWNER), name


def test_a_coordinator_proposes_a_partnership_with_a_neighbour(who: Cast) -> None:
    lotte = browser(who.lotte)
    address = reverse("partnerships:propose")
    partners = [str(who.wilgenbeke.id), str(who.sonwerou.id)]
    said = {"key": ids.named("second"), "name": "La Source – Wilgenbeke", "kind": "twinning", "network": who.network.id}

    alone = lotte.post(address, {**said, "partners": partners[:1], "works_at": partners[:1]})
    lotte.post(address, {**said, "partners": partners, "works_at": partners[1:]})

    made = Partnership.objects.get(name="La Source – Wilgenbeke")
    assert "It takes two to be partners." in alone.content.decode()
    assert [one.organisation for one in made.partners.all()] == [who.wilgenbeke]
    assert [(one.organisation, one.works_here) for one in made.invited.all()] == [(who.sonwerou, True)]
    assert [browser(person).get(address).status_code for person in (who.mireille, who.rekia)] == [404, 404]


def test_a_body_shows_its_people_inside_the_network_and_nobody_outside(who: Cast) -> None:
    lotte = browser(who.lotte)
    opening = reverse("partnerships:open_network_body", args=[who.network.id])
    lotte.post(opening, {"name": "Groep DR Congo", "kind": "working-group", "country": "CD", "language": "nl"})
    body = Body.objects.get()
    lotte.post(
        reverse("partnerships:seat", args=[body.id]),
        {"person": who.makiese.id, "kind": "chair", "from_date": "2024-01-01"},
    )
    page = reverse("partnerships:body", args=[body.id])

    assert Seat.objects.get().person == who.makiese
    assert "Makiese" in browser(who.rekia).get(page).content.decode()
    assert "Makiese" not in browser(None).get(page).content.decode()
    assert browser(who.mireille).get(opening).status_code == 404
    assert browser(who.mireille).get(reverse("partnerships:seat", args=[body.id])).status_code == 404


def test_a_seat_is_ended_from_its_page_by_who_gives_seats(who: Cast) -> None:
    body = actions.open_body(name="Groupe", kind="working-group", partnership=who.partnership, deed=by(who.lotte))
    seat = actions.seat(body=body, person=who.makiese, from_date=date(2024, 1, 1), deed=by(who.lotte))
    page, ending = reverse("partnerships:body", args=[body.id]), reverse("partnerships:end_seat", args=[seat.id])
    lotte, told = browser(who.lotte), {"to_date": "2025-06-01"}
    told["base"] = base_on(lotte.get(ending))
    people = {"own": who.albertine, "member": who.mireille, "stranger": who.rekia, "suspended": who.suspended}
    opens = seen_by(ending, {**people, "public": None}, reverse("partnerships:end_seat", args=[uuid4()]))
    offered = [ending in browser(person).get(page).content.decode() for person in (who.lotte, who.mireille)]

    early = lotte.post(ending, {**told, "to_date": "2023-06-01"})
    odd = lotte.post(ending, {**told, "to_date": "yesterday"})
    done = lotte.post(ending, told)
    twice = lotte.post(ending, told)
    later = lotte.post(ending, {**told, "to_date": "2025-07-01"})

    assert opens == {"own": 200, "member": 404, "stranger": 404, "suspended": 404, "public": 404}
    assert [browser(person).post(ending, told).status_code for person in (who.mireille, who.rekia)] == [404, 404]
    assert (offered, early.status_code, odd.status_code) == ([True, False], 200, 200)
    assert (done["Location"], twice["Location"], later.status_code) == (page, page, 200)
    assert Seat.objects.get().to_date == date(2025, 6, 1)
    after = lotte.get(page).content.decode()
    assert ("Who sat in it before" in after, ending in after) == (True, False)


def test_the_map_ties_partners_that_everybody_may_know_of(who: Cast) -> None:
    actions.move(partnership=who.partnership, state="active", reason="depuis 2014", deed=by(who.lotte))

    text = browser(None).get(reverse("partnerships:network", args=[who.network.id])).content.decode()

    assert "Lukanga" in text
    assert reverse("partnerships:partnership", args=[who.partnership.id]) in text


@pytest.mark.once
def test_pages_cost_the_same_with_one_partnership_and_with_many(who: Cast) -> None:
    charter(who)
    goal(who)
    suspended(who)
    addresses = [
        reverse("partnerships:partnership", args=[who.partnership.id]),
        reverse("partnerships:mine"),
        reverse("partnerships:network", args=[who.network.id]),
    ]
    clients = [browser(person) for person in (who.lotte, who.makiese, None)]
    one = [queries_of(client, address) for client in clients for address in addresses]

    for number in range(31):
        partnership = another(who, number)
        actions.open_body(name=f"Groep {number}", kind="board", network=who.network, deed=by(who.lotte))
        actions.move(partnership=partnership, state="active", reason="depuis 2014", deed=by(who.lotte))

    assert [queries_of(client, address) for client in clients for address in addresses] == one
    assert max(one) <= AT_MOST


def another(who: Cast, number: int) -> Partnership:
    hospital = organisations.found(
        key=ids.named(f"h{number}"), name=f"Hôpital {number}", kind="hospital", country="BJ", deed=OPERATOR
    )
    organisations.join_network(network=who.network, organisation=hospital, deed=OPERATOR)
    return actions.propose(
        key=ids.named(f"p{number}"),
        name=f"Hôpital {number} – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[hospital, who.wilgenbeke],
        works_at=[hospital],
        deed=OPERATOR,
    )


def test_a_first_view_is_small(who: Cast) -> None:
    signed = goal(who)
    goals.sign(goal=signed, wording=signed.wording.fingerprint, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    charter(who)
    client = browser(who.makiese)
    addresses = [
        reverse("partnerships:partnership", args=[who.partnership.id]),
        reverse("partnerships:charter", args=[who.partnership.id]),
    ]

    sizes = {address: first_view_bytes(first_view(client, address)) for address in addresses}

    assert all(size <= FIRST_VIEW for size in sizes.values()), sizes


def test_a_paper_from_before_is_read_by_all_and_its_names_inside(who: Cast) -> None:
    paper = Paper(
        title="Protocole 2020",
        signed_date=date(2020, 1, 15),
        signers=["Dr Kabeya", "prof. Maes"],
        kept_at="l’armoire du directeur",
        address="https://lukanga.example/pa.pdf",
    )
    partners = [who.lukanga, who.wilgenbeke]
    for one in (who.lotte, who.albertine):
        actions.bring_in_agreement(partnership=who.partnership, paper=paper, signed_by=partners, deed=by(one))
    actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))
    address = reverse("partnerships:charter", args=[who.partnership.id])

    inside, outside = (browser(one, "en").get(address).content.decode() for one in (who.mireille, None))

    secrets = ("Dr Kabeya", "l’armoire", "pa.pdf")
    assert [word in inside for word in ("Protocole 2020", "agreed before Partnerhood", *secrets)] == [True] * 5
    assert [word in outside for word in ("Protocole 2020", "agreed before Partnerhood", *secrets)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    history = browser(who.mireille).get(reverse("partnerships:charter_history", args=[who.partnership.id]))
    assert "Protocole 2020" in history.content.decode()
