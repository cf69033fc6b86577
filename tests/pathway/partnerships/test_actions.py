"""A partnership begins under a charter, stands still under two keys, and begins again."""

from dataclasses import replace
from datetime import date

import pytest

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.pathway.partnerships import actions, queries
from partnerhood.pathway.partnerships.models import Charter, Partnership, Seat, Suspension
from partnerhood.pathway.partnerships.rules import Paper
from tests.cast import OPERATOR, Cast, by

pytestmark = pytest.mark.django_db


def proposed_suspension(who: Cast, **more: object) -> Suspension:
    """Lotte proposes to stand still."""
    said = {"words": "Les routes ne sont pas sûres", "language": "fr", "goes_on": "le téléphone", **more}
    return actions.propose_suspension(
        partnership=who.partnership, reason="security", since_date=date(2025, 2, 14), deed=by(who.lotte), **said
    )


def suspended(who: Cast) -> Suspension:
    """Both partners turned their key: the partnership stands still."""
    proposed = proposed_suspension(who)
    read = proposed.wording.fingerprint
    actions.sign_suspension(suspension=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    actions.sign_suspension(suspension=proposed, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
    return proposed


def test_a_partnership_begins_under_a_signed_charter_or_with_a_reason(who: Cast) -> None:
    with pytest.raises(actions.CharterNotSigned):
        actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))
    charter = actions.write_charter(
        partnership=who.partnership, headings={"purpose": {"fr": "Se soutenir"}}, deed=by(who.lotte)
    )
    for person, partner in ((who.katrien, who.wilgenbeke), (who.makiese, who.lukanga)):
        actions.sign_charter(
            charter=charter, wording=charter.wording.fingerprint, on_behalf_of=partner, deed=by(person)
        )

    moved = actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))

    assert moved.state == "active"


def test_one_key_lets_nothing_stand_still(who: Cast) -> None:
    proposed = proposed_suspension(who)

    actions.sign_suspension(
        suspension=proposed,
        wording=proposed.wording.fingerprint,
        on_behalf_of=who.wilgenbeke,
        deed=by(who.katrien),
    )

    assert Partnership.objects.get().state == "prospecting"


def test_with_both_keys_it_stands_still_and_a_look_can_end_that(who: Cast) -> None:
    paused = suspended(who)
    still = Partnership.objects.get().state

    actions.review_suspension(
        suspension=paused, words="La route est ouverte", language="fr", lift=True, deed=by(who.makiese)
    )

    assert still == "suspended"
    assert Partnership.objects.get().state == "active"
    assert Suspension.objects.get().lifted_at is not None


def test_a_move_out_of_a_standstill_lets_the_clocks_run_again(who: Cast) -> None:
    suspended(who)

    actions.move(partnership=Partnership.objects.get(), state="phasing-out", reason="convenu", deed=by(who.lotte))

    assert Suspension.objects.get().lifted_at is not None


def test_strangers_prepare_nothing(who: Cast) -> None:
    for stranger in (who.rekia, who.mireille, who.suspended, None):
        with pytest.raises(NotThere):
            actions.move(partnership=who.partnership, state="ended", reason="x", deed=by(stranger))
        with pytest.raises(NotThere):
            actions.write_charter(partnership=who.partnership, headings={"purpose": {"fr": "x"}}, deed=by(stranger))


def test_a_body_is_opened_and_seats_are_given_for_a_term(who: Cast) -> None:
    body = actions.open_body(name="Groupe RD Congo", kind="working-group", network=who.network, deed=by(who.lotte))

    seat = actions.seat(body=body, person=who.makiese, kind="chair", from_date=date(2024, 1, 1), deed=by(who.lotte))

    with pytest.raises(Refused):
        actions.seat(
            body=body, person=who.makiese, from_date=date(2024, 1, 1), to_date=date(2024, 1, 1), deed=by(who.lotte)
        )
    with pytest.raises(NotThere):
        actions.seat(body=body, person=who.rekia, from_date=date(2024, 1, 1), deed=by(who.rekia))
    assert (seat.body, seat.kind) == (body, "chair")


@pytest.fixture
def chair(who: Cast) -> Seat:
    """Dr Makiese chairs a group of the partnership, until the end of 2030."""
    group = {"name": "Groupe", "kind": "working-group", "partnership": who.partnership}
    term = {"from_date": date(2024, 1, 1), "to_date": date(2031, 1, 1)}
    body = actions.open_body(**group, deed=by(who.lotte))
    return actions.seat(body=body, person=who.makiese, kind="chair", **term, deed=by(who.lotte))


def test_a_seat_is_ended_by_who_gives_seats_and_by_nobody_else(who: Cast, chair: Seat) -> None:
    for stranger in (who.rekia, who.suspended, who.mireille):
        with pytest.raises(NotThere):
            actions.end_seat(seat=chair, to_date=date(2025, 6, 1), deed=by(stranger))

    ended = actions.end_seat(seat=chair, to_date=date(2025, 6, 1), deed=by(who.albertine))

    assert (ended.from_date, ended.to_date, ended.kind) == (date(2024, 1, 1), date(2025, 6, 1), "chair")


def test_a_seat_of_a_network_is_ended_by_its_coordinator(who: Cast) -> None:
    body = actions.open_body(name="Groupe RD Congo", kind="working-group", network=who.network, deed=by(who.lotte))
    seat = actions.seat(body=body, person=who.makiese, from_date=date(2024, 1, 1), deed=by(who.lotte))

    for other in (who.albertine, who.makiese, who.rekia):
        with pytest.raises(NotThere):
            actions.end_seat(seat=seat, to_date=date(2025, 6, 1), deed=by(other))

    assert actions.end_seat(seat=seat, to_date=date(2025, 6, 1), deed=by(who.lotte)).to_date == date(2025, 6, 1)


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 1, 1), date(2031, 1, 2)])
def test_a_seat_does_not_end_before_it_began_nor_after_its_term(who: Cast, chair: Seat, day: date) -> None:
    with pytest.raises(Refused) as refused:
        actions.end_seat(seat=chair, to_date=day, deed=by(who.lotte))

    assert (refused.value.field, Seat.objects.get().to_date) == ("to_date", date(2031, 1, 1))


def test_a_seat_ends_once_also_for_two_who_end_it_at_once(who: Cast, chair: Seat) -> None:
    base = last_in_book(who.partnership.id)
    once = replace(by(who.lotte, base), id=ids.fresh())
    for _ in range(2):
        actions.end_seat(seat=chair, to_date=date(2025, 6, 1), deed=once)

    with pytest.raises(Refused):
        actions.end_seat(seat=chair, to_date=date(2025, 7, 1), deed=by(who.albertine, base))

    assert Seat.objects.get().to_date == date(2025, 6, 1)
    assert Operation.objects.filter(kind="partnerships.end_seat").count() == 1


def brought_in(who: Cast, by_whom: Person | None, **more: object) -> Charter:
    """The memorandum of 2020 that both directors signed on paper."""
    said: dict[str, object] = {
        "title": "Protocole d’accord 2020-2024",
        "signed_date": date(2020, 1, 15),
        "until_date": date(2024, 12, 31),
        "signers": ["Dr Jean Kabeya", "prof. Luc Maes"],
        "kept_at": "Secrétariat de la direction",
    }
    partners = more.pop("signed_by", [who.lukanga, who.wilgenbeke])
    deed = more.pop("deed", None) or by(by_whom)
    return actions.bring_in_agreement(
        partnership=who.partnership, paper=Paper(**{**said, **more}), signed_by=partners, deed=deed
    )


def turned(charter: Charter) -> list[tuple[str, str, str]]:
    """The keys under a charter as it stands now: whose, by whom, and how we know."""
    kept = charter.wording.signatures.select_related("organisation").order_by("organisation__name")
    return [(one.organisation.short_name, one.signer, one.assurance) for one in kept]


def test_an_agreement_on_paper_is_the_charter_under_keys_from_before(who: Cast) -> None:
    brought_in(who, who.lotte)
    charter = brought_in(who, who.albertine)

    assert turned(charter) == [("Lukanga", "Dr Jean Kabeya", "before"), ("Wilgenbeke", "prof. Luc Maes", "before")]
    assert charter.wording.signatures.first().signed_at.date() == date(2020, 1, 15)
    assert queries.paper(charter.wording).kept_at == "Secrétariat de la direction"
    assert actions.move(partnership=who.partnership, state="active", deed=by(who.lotte)).state == "active"


def test_a_paper_that_one_partner_signed_waits_for_the_other_key(who: Cast) -> None:
    charter = brought_in(who, who.lotte, signed_by=[who.wilgenbeke])

    assert turned(charter) == [("Wilgenbeke", "", "before")]
    with pytest.raises(actions.CharterNotSigned):
        actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))


def test_a_paper_is_one_sides_word_until_the_other_turns_its_own_key(who: Cast) -> None:
    charter = brought_in(who, who.lotte)

    assert turned(charter) == [("Wilgenbeke", "prof. Luc Maes", "before")]
    with pytest.raises(actions.CharterNotSigned):
        actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))
    read = charter.wording.fingerprint
    actions.sign_charter(charter=charter, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
    assert is_agreed(keys.keyring(charter.wording))


def test_who_runs_the_node_brings_in_a_paper_for_both(who: Cast) -> None:
    assert [name for name, *_ in turned(brought_in(who, None, deed=OPERATOR))] == ["Lukanga", "Wilgenbeke"]


def test_the_latest_paper_counts_in_whatever_order_they_come_in(who: Cast) -> None:
    second = {"title": "Avenant 2022", "signed_date": date(2022, 5, 1)}
    first = {"title": "Convention 2015", "signed_date": date(2015, 5, 1), "until_date": None}
    for said in ({}, second, first):
        charter = brought_in(who, who.lotte, **said)

    stands = Charter.objects.select_related("wording").get()
    assert charter.id == stands.id
    assert queries.paper(stands.wording).title == "Avenant 2022"
    assert {queries.paper(one).title for one in keys.history(stands.id)} == {
        "Protocole d’accord 2020-2024", "Avenant 2022", "Convention 2015",
    }  # fmt: skip


def test_a_paper_of_before_never_takes_the_place_of_words_written_here(who: Cast) -> None:
    written = actions.write_charter(
        partnership=who.partnership, headings={"purpose": {"fr": "Se soutenir"}}, deed=by(who.lotte)
    )

    brought_in(who, who.lotte)

    assert Charter.objects.get().wording_id == written.wording_id
    assert keys.history(written.id).count() == 2


def test_coordinators_of_the_partners_bring_in_a_paper_and_nobody_else(who: Cast) -> None:
    for stranger in (who.mireille, who.makiese, who.katrien, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            brought_in(who, stranger)
    for owner in (who.albertine, who.lotte):
        brought_in(who, owner)


def test_a_paper_that_cannot_be_is_not_brought_in(who: Cast) -> None:
    for wrong, field in [
        ({"signed_by": [who.lukanga, who.sonwerou]}, "signed_by"),
        ({"signed_by": []}, "signed_by"),
        ({"signed_date": date(2199, 1, 1), "until_date": None}, "signed_date"),
        ({"until_date": date(2019, 1, 1)}, "until_date"),
    ]:
        with pytest.raises(Refused) as refused:
            brought_in(who, who.lotte, **wrong)
        assert refused.value.field == field
    assert Charter.objects.count() == 0
